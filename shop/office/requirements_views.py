"""The checklist, as staff change it without code."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.joining import asking
from community.joining.models import Answer, Application
from community.joining.requirements import Requirement
from community.joining.review_errors import AskedAlready
from shop.office.access import get_requirement, staff_only
from shop.office.applications_going import staff_of
from shop.office.applications_words import sentence_for
from shop.office.requirements_form import RequirementForm


@staff_only
@require_safe
def requirements(request: HttpRequest) -> HttpResponse:
    page = {
        "section": "requirements",
        "requirements": _with_counts(),
        "kinds": dict(Application.Kind.choices),
        "today": timezone.localdate(),
    }
    return render(request, "office/requirements.html", page)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_requirement(request: HttpRequest) -> HttpResponse:
    return _edit(request, Requirement())


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def requirement(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, get_requirement(pk))


@staff_only
@require_POST
def change_requirement(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a line up or down, or switch it on or off."""
    found, staff = get_requirement(pk), staff_of(request)
    act = request.POST.get("act")
    if act in {"up", "down"}:
        asking.shift(found, staff, -1 if act == "up" else 1)
    elif act in {"on", "off"}:
        try:
            asking.switch(found, staff, on=act == "on")
        except AskedAlready as refusal:
            messages.error(request, sentence_for(refusal))
    else:
        raise Http404
    return redirect("office:requirements")


def _edit(request: HttpRequest, found: Requirement) -> HttpResponse:
    was = found.pk
    form = RequirementForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_valid():
        saved = asking.save_requirement(form.instance, staff_of(request), form.changed_data)
        if was and saved.pk != was:
            messages.success(
                request, _("Saved as a new version: what people agreed to stays as it was.")
            )
        else:
            messages.success(request, _("Saved."))
        return redirect("office:requirements")
    page = {"section": "requirement", "form": form, "was": was}
    status = 422 if form.is_bound else 200
    return render(request, "office/requirement.html", page, status=status)


def _with_counts() -> QuerySet[Requirement]:
    decided = Q(answers__state__in=[Answer.State.ACCEPTED, Answer.State.WAIVED])
    return Requirement.objects.annotate(accepted=Count("answers", filter=decided)).order_by(
        "position", "pk"
    )
