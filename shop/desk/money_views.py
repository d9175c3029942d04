"""The shop's money: what is there, what waits until when and why, what was paid out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from community.banking.banks import bank_name
from community.banking.changing import active_account, pending_account
from community.banking.models import PayoutAccount
from community.sellers.models import Seller
from community.sellers.powers import Power
from shop.desk.access import Desk
from shop.desk.money_access import SHOWN, get_money_desk, get_own_payout, get_own_share
from shop.desk.money_rows import (
    Show,
    covered_by,
    entries_of,
    rows_without_order,
    shown,
    sum_of,
)
from shop.desk.views import draw
from shop.payments.qr import Drawing
from shop.payments.qr import draw as draw_qr
from shop.payouts.standing import reserves_of, standing_of, waiting_of
from shop.slips.emvco import EmvcoError, promptpay

PER_PAGE = 20
ROWS_PER_PAGE = 50
LATEST = 5


@login_required
@require_safe
def money(request: HttpRequest) -> HttpResponse:
    desk = get_money_desk(request)
    waiting = Paginator(waiting_of(desk.seller), PER_PAGE)
    standing = standing_of(desk.seller)
    page = {
        "standing": standing,
        "page_obj": waiting.get_page(request.GET.get("page", "1")),
        "reserves": reserves_of(desk.seller),
        "payouts": desk.seller.payouts.filter(state__in=SHOWN)[:LATEST],
        **_account(desk),
        **_market(desk.seller, standing.debt),
    }
    return draw(request, desk, "money", page)


@login_required
@require_safe
def payouts(request: HttpRequest) -> HttpResponse:
    desk = get_money_desk(request)
    found = desk.seller.payouts.filter(state__in=SHOWN).select_related("account")
    page_obj = Paginator(found, PER_PAGE).get_page(request.GET.get("page", "1"))
    return draw(request, desk, "money_payouts", {"page_obj": page_obj})


@login_required
@require_safe
def payout(request: HttpRequest, pk: int) -> HttpResponse:
    desk = get_money_desk(request)
    found = get_own_payout(desk, pk)
    covered = covered_by(found)
    page = {
        "payout": found,
        "orders": [one for one in covered if one.number],
        "rows": rows_without_order(found),
        "claimed": found.amount + found.reserve,
    }
    return draw(request, desk, "money_payout", page)


@login_required
@require_safe
def rows(request: HttpRequest) -> HttpResponse:
    """Show the rows behind a number: `show` says which, `order` narrows them to one order."""
    desk = get_money_desk(request)
    show, number = (
        request.GET.get("show", Show.ALL),
        request.GET.get("order", "").replace("\x00", ""),
    )
    show = show if show in Show else Show.ALL
    order = get_own_share(desk, number) if number else None
    found = entries_of(desk.seller, show, order.number if order else "")
    page_obj = Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("page", "1"))
    page = {
        "show": show,
        "choices": Show.choices,
        "order": order,
        "page_obj": page_obj,
        "rows": shown(page_obj.object_list),
        "total": sum_of(found),
    }
    return draw(request, desk, "money_rows", page)


def _account(desk: Desk) -> dict[str, Any]:
    """Return where the money goes, and a change of it that holds payouts back."""
    changing = pending_account(desk.seller)
    held = changing is not None and changing.state == PayoutAccount.State.HELD
    return {
        "account": active_account(desk.seller),
        "changing": changing if held else None,
        "may_change_account": desk.may(Power.CHANGE_ACCOUNT),
    }


def _market(seller: Seller, debt: Decimal) -> dict[str, Any]:
    """Return where a debt can be paid in, with the words that name whose it is."""
    return {
        "qr": _qr(debt),
        "market_name": settings.MARKETPLACE_BANK_HOLDER,
        "market_bank": bank_name(settings.MARKETPLACE_BANK_CODE),
        "market_number": settings.MARKETPLACE_BANK_NUMBER,
        "market_promptpay": settings.MARKETPLACE_PROMPTPAY,
        "pay_in_word": seller.slug,
    }


def _qr(debt: Decimal) -> Drawing | None:
    """Return the QR that pays a debt in, if the market has a PromptPay id that can be drawn."""
    if not debt or not settings.MARKETPLACE_PROMPTPAY:
        return None
    try:
        return draw_qr(promptpay(settings.MARKETPLACE_PROMPTPAY, debt))
    except EmvcoError:
        return None
