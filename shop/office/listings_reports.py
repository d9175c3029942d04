"""The staff's queue of what buyers report: look, take off sale or leave, answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from community.people.models import User
from shop.listings.models import Listing
from shop.moderation import deciding, reporting
from shop.moderation.access import get_report
from shop.moderation.errors import ModerationError, ReasonMissing
from shop.moderation.models import Report
from shop.office.access import staff_only
from shop.office.finding import page_of
from shop.office.listings_sentences import sentence_for
from shop.office.listings_views import reason_of, staff_of

State = Report.State
READY: tuple[Promise, ...] = (
    gettext_lazy("Thank you. You were right: these goods are no longer on sale."),
    gettext_lazy("Thank you. The seller has mended it."),
    gettext_lazy("Thank you. We have looked, and found nothing that is not allowed."),
)


@staff_only
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", State.WAITING)
    page = {
        "section": "reports",
        "state": state if state in State else State.WAITING,
        "states": State.choices,
        "page_obj": page_of(find_reports(state), request.GET.get("page", "1")),
    }
    return render(request, "office/listings_reports.html", page)


@staff_only
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    return draw_page(request, get_report(pk))


@staff_only
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the goods off sale, or say that it was mended, or that nothing is wrong; answer."""
    found, act = get_report(pk), request.POST.get("act", "")
    if act not in {"take_off", "upheld", "dismissed"}:
        raise Http404
    try:
        act_on(found, act, staff_of(request), reason_of(request), request.POST.get("seller", ""))
    except ReasonMissing as refusal:
        return draw_page(request, found, status=422, error=sentence_for(refusal))
    except ModerationError as refusal:
        messages.error(request, sentence_for(refusal))
        return redirect("office:report", pk)
    messages.success(request, _("Answered."))
    following = find_reports(State.WAITING).first()
    return redirect("office:report", following.pk) if following else redirect("office:reports")


@transaction.atomic
def act_on(found: Report, act: str, staff: User, words: str, to_seller: str) -> None:
    to = State.DISMISSED if act == "dismissed" else State.UPHELD
    reporting.answer(found, to, staff, words)
    if act == "take_off":
        deciding.take_off(found.listing, staff, to_seller)


def find_reports(state: str) -> QuerySet[Report]:
    """Return the waiting ones oldest first, of the answered ones the newest."""
    wanted = state if state in State else State.WAITING
    order = ("sent_at", "pk") if wanted == State.WAITING else ("-answered_at", "-pk")
    found = Report.objects.filter(state=wanted).select_related("listing__seller__province")
    return found.order_by(*order)


def draw_page(request: HttpRequest, found: Report, status: int = 200, **more: Any) -> HttpResponse:
    others = found.listing.reports.exclude(pk=found.pk).order_by("-pk")[:10]
    page = {
        "section": "report",
        "report": found,
        "photos": found.listing.photos.all()[:4],
        "others": others,
        "is_on_sale": found.listing.state != Listing.State.WITHDRAWN,
        "waits": found.state == State.WAITING,
        "ready": READY,
        "typed": reason_of(request),
        "to_seller": request.POST.get("seller", ""),
        **more,
    }
    return render(request, "office/listings_report.html", page, status=status)
