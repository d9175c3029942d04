"""What a refund gives back to whom, by the difference of before and after: satang never drift."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from shop.commission.frozen import commission_of
from shop.money import ZERO, baht
from shop.purchases.models import SellerOrder, SellerOrderLine
from shop.refunds.models import Refund
from shop.vouchers.bearing import elsewhere_of_lines


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

    def without(self, after: Back) -> Back:
        return Back(
            self.voucher - after.voucher,
            self.commission - after.commission,
            self.commission_vat - after.commission_vat,
            self.commission_fund - after.commission_fund,
        )


NAMES = ("goods", "delivery", "fee", "voucher", "commission", "commission_vat", "commission_fund")


def carried_by(share: SellerOrder) -> Back:
    """Return what a seller order carries now, as its frozen terms have it."""
    return Back(
        share.discount_elsewhere, share.commission, share.commission_vat, share.commission_fund
    )


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
    lines = list(share.lines.all())
    voucher = _not_below(_vouchers_of(share, lines) - sofar.voucher)
    left = share.sellers_goods - sofar.goods - sofar.voucher - goods - voucher
    paid = {line.pk: line.goods - line.discount - line.refunded for line in lines}
    keeps = commission_of(share, left, share.delivery - sofar.delivery - delivery, paid)
    return Back(
        voucher,
        _not_below(share.commission - sofar.commission - keeps.commission),
        _not_below(share.commission_vat - sofar.commission_vat - keeps.vat),
        _not_below(share.commission_fund - sofar.commission_fund - keeps.fund),
    )


def _vouchers_of(share: SellerOrder, lines: Iterable[SellerOrderLine]) -> Decimal:
    """Return what others bore of the goods that went back so far, in proportion."""
    others = elsewhere_of_lines(share)
    return baht(sum((others.get(line.pk, ZERO) * _part_back(line) for line in lines), ZERO))


def _part_back(line: SellerOrderLine) -> Decimal:
    """Return how much of a line went back: of what was paid, else of its pieces."""
    paid = line.goods - line.discount
    if not paid:
        return Decimal(line.refunded_quantity) / line.quantity
    part: Decimal = line.refunded / paid
    return part


def price_of_part(line: SellerOrderLine, quantity: int) -> Decimal:
    """Return what the buyer paid for so many more of a line that go back, in baht.

    By the difference too: the last piece brings the last satang. Money that went back without
    goods is not paid twice.
    """
    paid = line.goods - line.discount
    before = baht(paid * line.refunded_quantity / line.quantity)
    after = baht(paid * (line.refunded_quantity + quantity) / line.quantity)
    left: Decimal = min(after - before, paid - line.refunded)
    return _not_below(left)


def _not_below(amount: Decimal) -> Decimal:
    return max(ZERO, amount)
