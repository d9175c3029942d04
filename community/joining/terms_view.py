"""The market's terms, for everybody to read: those in force, and those that begin later."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from community.joining.requirements import Requirement
from community.joining.terms import in_force


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    asked = Requirement.objects.filter(is_active=True, kind=Requirement.Kind.TERMS)
    later = asked.filter(terms_from__gt=timezone.localdate()).order_by("terms_from", "pk")
    return render(request, "joining/terms.html", {"now": in_force(asked), "later": later})
