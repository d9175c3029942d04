"""What a refund gives back to whom, by the difference of before and after: satang never drift."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from shop.commission.frozen import commission_of
from shop.money import ZERO
from shop.purchases.models import SellerOrder
from shop.refunds.models import Refund


@dataclass(frozen=True)
class Sofar:
    """Sums of the refunds of a seller order that are booked. Lighter goods lowered its totals
    themselves and are no part of it."""

    goods: Decimal = ZERO
    delivery: Decimal = ZERO
    fee: Decimal = ZERO
    voucher: Decimal = ZERO
    commission: Decimal = ZERO
    commission_vat: Decimal = ZERO
    commission_fund: Decimal = ZERO


@dataclass(frozen=True)
class Back:
    """What comes off the seller with a refund, and what of the commission comes back to it."""

    voucher: Decimal
    commission: Decimal
    commission_vat: Decimal
    commission_fund: Decimal


NAMES = ("goods", "delivery", "fee", "voucher", "commission", "commission_vat", "commission_fund")


def sofar_of(share: SellerOrder) -> Sofar:
    booked = Refund.objects.filter(seller_order=share, state__in=Refund.BOOKED)
    return sum_up(booked.exclude(reason=Refund.Reason.WEIGHT))


def sum_up(refunds: Iterable[Refund]) -> Sofar:
    found = list(refunds)
    return Sofar(**{name: sum((getattr(one, name) for one in found), ZERO) for name in NAMES})


def back_of(share: SellerOrder, sofar: Sofar, goods: Decimal, delivery: Decimal) -> Back:
    """Return what a refund of these amounts brings back, after what went back so far.

    Its lines are counted already (SellerOrderLine.refunded).
    """
    left = share.goods - share.discount - sofar.goods - goods
    lines = {line.pk: line.goods - line.discount - line.refunded for line in share.lines.all()}
    keeps = commission_of(share, left, share.delivery - sofar.delivery - delivery, lines)
    return Back(
        _not_below(share.discount_elsewhere - sofar.voucher - keeps.elsewhere),
        _not_below(share.commission - sofar.commission - keeps.commission),
        _not_below(share.commission_vat - sofar.commission_vat - keeps.vat),
        _not_below(share.commission_fund - sofar.commission_fund - keeps.fund),
    )


def _not_below(amount: Decimal) -> Decimal:
    return max(amount, ZERO)
