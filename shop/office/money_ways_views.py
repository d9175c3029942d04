"""Which ways to pay this market has, their limits and fees: set by staff."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shop.office.access import staff_only
from shop.office.applications_going import staff_of
from shop.payments.models import Attempt
from shop.purchases.models import Purchase
from shop.ways.changing import save_settings
from shop.ways.forms import WayForm, way_forms
from shop.ways.registry import WAYS
from shop.ways.terms import is_direct
from shop.ways.words import hint_of


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def ways(request: HttpRequest) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    forms = way_forms(list(WAYS), posted)
    if posted is None:
        return _draw(request, forms)
    are_valid = [form.is_valid() for form in forms]  # each is asked: all errors show at once
    if not all(are_valid):
        return _draw(request, forms, status=422)
    changed = [form.save(commit=False) for form in forms if form.has_changed()]
    save_settings(changed, staff_of(request))
    messages.success(request, _("Saved."))
    return redirect("office:money-ways")


def _draw(request: HttpRequest, forms: list[WayForm], status: int = 200) -> HttpResponse:
    codes = [form.instance.code for form in forms]
    page = {
        "section": "money_ways",
        "rows": [
            (form, hint_of(code), why_none(code)) for form, code in zip(forms, codes, strict=True)
        ],
        "is_direct": is_direct(),
        "has_errors": status != 200,
    }
    return render(request, "office/money_ways.html", page, status=status)


def why_none(code: str) -> str:
    """Return why a way is offered to nobody although it is on, or nothing."""
    if is_direct() and WAYS[code].collect_by == Purchase.CollectBy.PLATFORM:
        return _("Not in this market: every seller is paid by itself.")
    accounts: dict[str, str] = {
        Attempt.Method.OWN_QR: settings.MARKETPLACE_PROMPTPAY,
        Attempt.Method.TRANSFER: settings.MARKETPLACE_BANK_NUMBER,
    }
    return "" if accounts.get(code, "none needed") else _("The market's own account is not set.")
