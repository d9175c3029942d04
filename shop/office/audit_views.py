"""Who did what: the audit log, for staff."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.audit import reading
from community.audit.models import Act
from community.audit.words import every_verb
from community.people.models import User
from shop.office.access import staff_only
from shop.office.finding import LONGEST_QUESTION, phone_in

MOST_PEOPLE = 50  # of one name


@staff_only
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Show the log, newest first; narrowed by person, verb and thing."""
    asked = {name: _asked(request, name) for name in ("person", "verb", "target")}
    page = reading.read_page(_found(**asked), request.GET.get("before", ""))
    context = {"section": "audit", "page": page, "verbs": every_verb(), "asked": asked}
    return render(request, "office/audit.html", context)


def _asked(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\x00", "").strip()[:LONGEST_QUESTION]


def _found(*, person: str, verb: str, target: str) -> QuerySet[Act]:
    found = reading.acts_of_people(_people(person)) if person else Act.objects.all()
    if verb:
        found = found.filter(verb=verb)
    return reading.acts_named(found, target) if target else found


def _people(question: str) -> list[int]:
    """Return the ids of those whose name, e-mail address or telephone number it is."""
    wanted = Q(name__icontains=question) | Q(email__icontains=question)
    if phone := phone_in(question):
        wanted |= Q(phone=phone)
    return list(User.objects.filter(wanted).values_list("pk", flat=True)[:MOST_PEOPLE])
