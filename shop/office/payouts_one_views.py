"""One payout: what it covers, and how it ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.people.models import User
from shop.desk.money_rows import covered_by, rows_without_order
from shop.office.access import staff_only
from shop.office.applications_going import staff_of
from shop.office.payouts_access import get_payout
from shop.office.payouts_forms import PaidForm, ReasonForm
from shop.office.payouts_sentences import sentence_for
from shop.payouts.errors import PayoutError
from shop.payouts.holding import go_on, hold
from shop.payouts.models import Payout
from shop.payouts.settling import mark_failed, mark_paid, mark_returned

State = Payout.State


@staff_only
@require_safe
def payout(request: HttpRequest, pk: int) -> HttpResponse:
    return _draw(request, get_payout(pk))


@staff_only
@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what became of it; what was typed wrong is kept."""
    found, name = get_payout(pk), request.POST.get("act", "")
    if name not in ACTS:
        raise Http404
    form_class, doing, done = ACTS[name]
    form = form_class(request.POST, auto_id=f"{name}_%s")
    if not form.is_valid():
        return _draw(request, found, {name: form}, status=422)
    try:
        doing(found, staff_of(request), form.cleaned_data)
    except PayoutError as error:
        messages.error(request, sentence_for(error))
    else:
        messages.success(request, done())
    return redirect("office:payouts-one", found.pk)


def _draw(
    request: HttpRequest,
    found: Payout,
    forms_now: dict[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    covered = covered_by(found)
    page = {
        "section": "payouts",
        "payout": found,
        "orders": [one for one in covered if one.number],
        "rows": rows_without_order(found),
        "claimed": found.amount + found.reserve,
        "forms": {name: kind(auto_id=f"{name}_%s") for name, (kind, _do, _say) in ACTS.items()}
        | (forms_now or {}),
    }
    return render(request, "office/payouts_one.html", page, status=status)


def _go_on(found: Payout, by: User, typed: dict[str, Any]) -> None:
    go_on(found, by, timezone.now())


def _hold(found: Payout, by: User, typed: dict[str, Any]) -> None:
    hold(found, by, typed["why"])


def _paid(found: Payout, by: User, typed: dict[str, Any]) -> None:
    mark_paid(found, by, typed["reference"])


def _failed(found: Payout, by: User, typed: dict[str, Any]) -> None:
    mark_failed(found, by, typed["why"])


def _returned(found: Payout, by: User, typed: dict[str, Any]) -> None:
    mark_returned(found, by, typed["why"])


Act = tuple[type[forms.Form], Callable[[Payout, User, dict[str, Any]], None], Callable[[], str]]
ACTS: dict[str, Act] = {
    "hold": (ReasonForm, _hold, lambda: _("Held back.")),
    "go_on": (forms.Form, _go_on, lambda: _("Looked at again.")),
    "paid": (PaidForm, _paid, lambda: _("Paid: the shop sees the reference.")),
    "failed": (ReasonForm, _failed, lambda: _("Written down. It is on the shop's balance again.")),
    "returned": (
        ReasonForm,
        _returned,
        lambda: _("Written down. It is on the shop's balance again."),
    ),
}
