"""The staff's refunds: what waits, what was asked for, what is paid by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.audit.recording import record as record_act
from community.people.models import User
from shop.office.access import staff_only
from shop.office.applications_going import staff_of
from shop.office.finding import page_of
from shop.office.refund_forms import DecideForm, PayForm
from shop.office.views import draw
from shop.refunds import asking, sending
from shop.refunds.errors import RefundError, TooMuch
from shop.refunds.models import Refund
from shop.refunds.moves import move_refund
from shop.refunds.paying_by_hand import came_back, pay_by_hand
from shop.refunds.telling import tell_approved
from shop.refunds.words import refusal_text
from shop.stock.errors import StockError

State = Refund.State
ALL_DUE = "due"  # whatever of Refund.DUE it is
FORM = require_http_methods(["GET", "HEAD", "POST"])


@staff_only
@require_safe
def refunds(request: HttpRequest) -> HttpResponse:
    """List what waits, or one state."""
    state = request.GET.get("state", "")
    page = {
        "state": state if state in {*State.values, ALL_DUE} else "",
        "states": State.choices,
        "page_obj": page_of(_found(state), request.GET.get("page", "1")),
    }
    return draw(request, "refunds", page)


def _found(state: str) -> QuerySet[Refund]:
    found = Refund.objects.select_related("purchase", "seller_order__seller", "attempt")
    if state in State.values:
        return found.filter(state=state).order_by("-pk")
    if state == ALL_DUE:
        return found.filter(state__in=Refund.DUE).order_by("pk")
    return found.filter(state__in=[State.REQUESTED, *Refund.DUE]).order_by("pk")


@staff_only
@FORM
@never_cache
def refund(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_refund(pk)
    act = request.POST.get("act", "")
    if request.method != "POST":
        return _draw(request, found)
    if act not in ACTS:
        raise Http404
    form = FORMS[act](request.POST) if act in FORMS else forms.Form(request.POST)
    if not form.is_valid():
        return _draw(request, found, form)
    if act == "show":
        record_act(staff_of(request), "refund.account_shown", found, number=found.key)
        return _draw(request, found, shown=True)
    try:
        messages.success(request, ACTS[act](found, staff_of(request), form.cleaned_data))
    except TooMuch as error:
        form.add_error("goods" if "goods" in form.fields else None, refusal_text(error))
        return _draw(request, get_refund(pk), form)
    except (RefundError, StockError) as error:
        messages.error(request, refusal_text(error))
    return redirect("office:refund", pk)


def get_refund(pk: int) -> Refund:
    """Return any refund: for views that are staff_only."""
    found = Refund.objects.select_related(
        "purchase", "seller_order__seller", "attempt__payment__seller_order"
    )
    return get_object_or_404(found, pk=pk)


def _approve(found: Refund, by: User, typed: dict[str, Any]) -> str:
    if asking.needs_second(found, by):
        return _("Your yes is written down. This amount needs a second one of us.")
    answer = typed["answer"]
    asking.approve(found, by, as_staff=True, goods=typed["goods"], answer=answer)
    return _("Approved. It goes back now.")


def _refuse(found: Refund, by: User, typed: dict[str, Any]) -> str:
    asking.refuse(found, by, typed["answer"], as_staff=True)
    return pgettext("a refund", "Refused. The buyer reads why.")


def _pay(found: Refund, by: User, typed: dict[str, Any]) -> str:
    in_sellers_hands = found.attempt.payment.seller_order_id is not None
    pay_by_hand(found, by, reference=typed["reference"], from_bank=in_sellers_hands, as_staff=True)
    return _("Written down: the buyer has the money.")


def _came_back(found: Refund, by: User, typed: dict[str, Any]) -> str:
    came_back(found, by)
    return _("Written down. It is to be paid once more.")


def _send(found: Refund, by: User, typed: dict[str, Any]) -> str:
    if found.state in {State.SENT, State.PENDING}:
        sending.bring_up(found)
    else:
        sending.send(found)
    found.refresh_from_db()
    return _("It is now: %(state)s.") % {"state": found.get_state_display()}


def _by_hand(found: Refund, by: User, typed: dict[str, Any]) -> str:
    """Pay by hand what would go through the gateway, while it was not sent."""
    if found.state != State.APPROVED or not move_refund(found, State.MANUAL, way=Refund.Way.MANUAL):
        return _("Nothing was changed.")
    tell_approved(found)
    return _("The buyer is asked for an account on the order's page.")


ACTS: dict[str, Any] = {
    "approve": _approve,
    "refuse": _refuse,
    "pay": _pay,
    "came_back": _came_back,
    "send": _send,
    "by_hand": _by_hand,
    "show": None,
}
FORMS: dict[str, type[forms.Form]] = {"approve": DecideForm, "refuse": DecideForm, "pay": PayForm}


def _draw(
    request: HttpRequest, found: Refund, wrong: forms.Form | None = None, *, shown: bool = False
) -> HttpResponse:
    page = {
        "section": "refund",
        "refund": found,
        "lines": list(found.lines.select_related("line")),
        "photos": list(found.photos.all()),
        "decide_form": wrong if isinstance(wrong, DecideForm) else DecideForm(),
        "pay_form": wrong if isinstance(wrong, PayForm) else PayForm(),
        "shown": shown,
    }
    return render(request, "office/refund.html", page, status=422 if wrong else 200)
