"""Shops that owe the market: what they paid in is booked here. And the communities' funds."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.groups.models import Community
from community.sellers.models import Seller
from shop.money import from_satang
from shop.office.access import get_any_seller, staff_only
from shop.office.applications_going import staff_of
from shop.office.finding import page_of
from shop.office.payouts_access import get_fund_payout
from shop.office.payouts_forms import FundForm, PaidForm, PayInForm
from shop.office.payouts_sentences import sentence_for
from shop.payouts.debts import owed
from shop.payouts.errors import PayoutError
from shop.payouts.funds import drop_fund_payout, funds, mark_fund_paid, propose
from shop.payouts.models import FundPayout, PayIn
from shop.payouts.paying_in import book_pay_in
from shop.payouts.standing import standing_of

SHOWN = 20


@staff_only
@require_safe
def debts(request: HttpRequest) -> HttpResponse:
    """List who owes the market, the largest debt first."""
    page_obj = page_of(owed(), request.GET.get("page", "1"))
    sellers = Seller.objects.in_bulk([one["account__seller"] for one in page_obj.object_list])
    page = {
        "section": "payouts",
        "page_obj": page_obj,
        "debts": [
            (sellers[one["account__seller"]], from_satang(one["satang"]))
            for one in page_obj.object_list
        ],
        "pay_ins": PayIn.objects.select_related("seller", "booked_by")[:SHOWN],
    }
    return render(request, "office/payouts_debts.html", page)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def debt(request: HttpRequest, slug: str) -> HttpResponse:
    """Book what a shop paid in; the same bank reference is refused the second time."""
    seller = get_any_seller(slug)
    form = PayInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            book_pay_in(seller, typed["amount"], typed["reference"], staff_of(request))
        except PayoutError as error:
            form.add_error("reference", sentence_for(error))
        else:
            messages.success(request, _("Booked. The shop sees it at once."))
            return redirect("office:payouts-debt", seller.slug)
    page = {
        "section": "payouts",
        "seller": seller,
        "form": form,
        "standing": standing_of(seller),
        "pay_ins": seller.pay_ins.select_related("booked_by")[:SHOWN],
    }
    return render(request, "office/payouts_debt.html", page, status=422 if form.is_bound else 200)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def community_funds(request: HttpRequest) -> HttpResponse:
    form = FundForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            propose(typed["community"], typed["amount"], typed["note"], staff_of(request))
        except PayoutError as error:
            form.add_error("amount", sentence_for(error))
        else:
            messages.success(request, _("Proposed. Another of us transfers it and books it."))
            return redirect("office:payouts-funds")
    return _draw_funds(request, form)


@staff_only
@require_POST
def fund_act(request: HttpRequest, pk: int) -> HttpResponse:
    found, act = get_fund_payout(pk), request.POST.get("act", "")
    if act not in {"paid", "drop"}:
        raise Http404
    form = PaidForm(request.POST)
    if act == "paid" and not form.is_valid():
        messages.error(request, _("Write the bank's reference."))
        return redirect("office:payouts-funds")
    try:
        if act == "paid":
            mark_fund_paid(found, form.cleaned_data["reference"], staff_of(request))
        else:
            drop_fund_payout(found, staff_of(request))
    except PayoutError as error:
        messages.error(request, sentence_for(error))
    else:
        messages.success(request, _("Written down."))
    return redirect("office:payouts-funds")


def _draw_funds(request: HttpRequest, form: FundForm) -> HttpResponse:
    amounts = funds()
    communities = Community.objects.filter(pk__in=amounts).order_by("name_th")
    listed = FundPayout.objects.select_related("community", "proposed_by", "ended_by")
    page: dict[str, Any] = {
        "section": "payouts",
        "form": form,
        "funds": [(one, amounts[one.pk]) for one in communities],
        "page_obj": page_of(listed, request.GET.get("page", "1")),
    }
    status = 422 if form.is_bound else 200
    return render(request, "office/payouts_funds.html", page, status=status)
