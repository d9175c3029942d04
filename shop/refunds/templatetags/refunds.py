"""What templates ask of refunds."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext

from community.banking.banks import bank_name
from shop.disputes.access import disputes_of
from shop.disputes.complaining import may_complain, whose
from shop.disputes.models import Dispute
from shop.money import ZERO
from shop.purchases.models import Purchase, SellerOrder
from shop.refunds import access, words
from shop.refunds.forms import PROMPTPAY
from shop.refunds.models import Refund

register = template.Library()
CANCELLED = SellerOrder.State.CANCELLED
WEIGHT = Refund.Reason.WEIGHT  # lowered the total itself


@register.filter
def where_it_is(refund: Refund) -> str:
    return words.where_it_is(refund)


@register.filter
def wants_account(refund: Refund) -> bool:
    return access.needs_account(refund)


@register.filter
def may_ask_market(refund: Refund) -> bool:
    is_asked = getattr(refund, "complaint", None) is not None
    return whose(refund) is not None and not is_asked and may_complain(refund)


@register.filter
def paid_by_shop(refund: Refund) -> bool:
    """Return whether the shop has the buyer's money in hand and has to give it back itself."""
    waits = refund.state in {Refund.State.APPROVED, Refund.State.MANUAL}
    return waits and refund.attempt.payment.seller_order_id is not None


@register.filter
def goes_back(order: SellerOrder) -> list[Refund]:
    return list(access.refunds_of_shop(order))


@register.filter
def disputes_about(order: SellerOrder) -> list[Dispute]:
    return list(disputes_of(order))


@register.filter
def bank_of(code: str) -> str:
    return gettext("PromptPay") if code == PROMPTPAY else bank_name(code)


@register.filter
def may_ask_back(share: SellerOrder) -> bool:
    return access.may_ask(share)


@register.filter
def is_all_back(purchase: Purchase) -> bool:
    """Return whether all that was paid goes back, or did: it must not read as paid."""
    paid = [share for share in purchase.seller_orders.all() if share.paid_at]
    return bool(paid) and all(_is_back(share) for share in paid)


@register.filter
def is_partly_off(purchase: Purchase) -> bool:
    """Return whether a share of a paid purchase is off, and another is not."""
    shares = list(purchase.seller_orders.all())
    off = [share for share in shares if _is_back(share) or share.state == CANCELLED]
    return purchase.is_paid and 0 < len(off) < len(shares)


def _is_back(share: SellerOrder) -> bool:
    """Return whether nothing of a paid share stays paid; vouchers alone may have paid for it."""
    return share.refunded >= share.total > 0 or (share.total == 0 and share.state == CANCELLED)


@register.simple_tag
def refunds_of(purchase: Purchase) -> dict[str, Any]:
    """Return what a purchase's page says of refunds: sums, and what the buyer has to do."""
    found = list(purchase.refunds.all())
    booked = [one for one in found if one.state in Refund.BOOKED]
    return {
        "count": len(found),
        "back": _sum(booked),
        "of_total": _sum([one for one in booked if one.seller_order_id and one.reason != WEIGHT]),
        "due": _sum([one for one in booked if one.is_due]),
        "needs_account": any(access.needs_account(one) and not one.bank_code for one in found),
        "asked": any(one.state == Refund.State.REQUESTED for one in found),
        # Called by the template, where it matters.
        "at_market": purchase.disputes.filter(
            kind=Dispute.Kind.COMPLAINT, state__in=Dispute.RUNNING
        ).exists,
    }


def _sum(refunds: list[Refund]) -> Decimal:
    return sum((one.amount for one in refunds), ZERO)
