"""What the terms that were frozen at the sale make of what is left of it. Never today's rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from shop.commission.terms import count, thawed
from shop.money import ZERO, baht, percent_of, split
from shop.purchases.models import SellerOrder, SellerOrderLine
from shop.vouchers.bearing import elsewhere_of_lines


@dataclass(frozen=True)
class Frozen:
    """What a seller order carries of each, in baht."""

    commission: Decimal
    vat: Decimal  # on top of the commission
    fund: Decimal  # of the commission, a community's


def commission_of(
    seller_order: SellerOrder,
    goods: Decimal,
    delivery: Decimal,
    lines: Mapping[int, Decimal] | None = None,
) -> Frozen:
    """Return what is due of a seller order of which this much is left.

    `goods` is what the seller still gets for goods, vouchers of others included: at first
    SellerOrder.sellers_goods; `delivery` likewise. `lines`, {line id: what the buyer still pays
    for it}, says of which goods it is, where goods carry different rules; without it what went
    back is taken from all alike. What comes back with a refund is the difference of two.
    """
    commission = _commission(seller_order, goods, delivery, lines)
    vat = percent_of(commission, seller_order.commission_vat_percent)
    return Frozen(commission, vat, _fund(seller_order, commission))


def _commission(
    share: SellerOrder, goods: Decimal, delivery: Decimal, lines: Mapping[int, Decimal] | None
) -> Decimal:
    if not share.commission_terms:
        return percent_of(goods, share.commission_percent)
    terms = [thawed(frozen) for frozen in share.commission_terms]
    by_record = _by_record(share, goods, lines)
    return count(terms, by_record, delivery, share.commission_vat_percent)


def _by_record(
    share: SellerOrder, goods: Decimal, lines: Mapping[int, Decimal] | None
) -> dict[int, Decimal]:
    """Return {stock record: what is left of it}, which sums to `goods`."""
    if len(share.commission_terms) == 1:  # one rule for all: it does not matter of which
        return {share.commission_terms[0]["stock_records"][0]: goods}
    sold, others = list(share.lines.all()), elsewhere_of_lines(share)
    weights = [_left_of(line, others.get(line.pk, ZERO), lines) for line in sold]
    left: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for line, part in zip(sold, split(goods, weights), strict=True):
        left[line.stock_record_id] += part
    return left


def _left_of(
    line: SellerOrderLine, elsewhere: Decimal, lines: Mapping[int, Decimal] | None
) -> Decimal:
    """Return what the seller still gets for a line, not rounded: that was not paid back."""
    paid = line.goods - line.discount
    whole: Decimal = paid + elsewhere
    if lines is None or not paid:
        return whole
    return whole * lines.get(line.pk, ZERO) / Decimal(paid)


def _fund(share: SellerOrder, commission: Decimal) -> Decimal:
    if not share.fund_community_id:
        return ZERO
    if share.commission_terms:
        return percent_of(commission, Decimal(share.commission_terms[0]["fund_percent"]))
    return baht(share.commission_fund * commission / share.commission) if commission else ZERO
