"""What Oscar asks of a voucher of ours: is it for this basket, what does it take off which line.

Plain classes: Oscar makes them with the fields of its own rows, which have nothing to say. Each
line's part is fixed here, to the satang, over all sellers: nothing is split again later.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from oscar.apps.basket.models import Basket
from oscar.apps.offer.benefits import apply_discount
from oscar.apps.offer.models import ConditionalOffer
from oscar.apps.offer.results import ZERO_DISCOUNT, BasketDiscount

from community.sellers.models import Seller
from shop.money import ZERO, baht, percent_of, split
from shop.vouchers.models import Bearer, Terms


class OwnGoods:
    """The condition: the bearer's goods in the basket come to enough."""

    name = description = "Goods of who bears the voucher"

    def __init__(self, **fields: Any) -> None: ...

    def is_satisfied(self, offer: ConditionalOffer, basket: Basket) -> bool:
        terms = terms_of(offer)
        goods = sum((left for _, left in lines_for(terms, basket)), ZERO) if terms else ZERO
        return terms is not None and goods > 0 and _whole(terms, basket) >= terms.least_goods

    def is_partially_satisfied(self, offer: ConditionalOffer, basket: Basket) -> bool:
        return False

    def get_upsell_message(self, offer: ConditionalOffer, basket: Basket) -> None:
        return None


class OffOwnGoods:
    """The benefit: a percent or an amount off the bearer's goods, by largest remainder."""

    name = description = "Off the goods of who bears the voucher"

    def __init__(self, **fields: Any) -> None: ...

    def apply(
        self, basket: Basket, condition: OwnGoods, offer: ConditionalOffer, **options: Any
    ) -> BasketDiscount:
        terms = terms_of(offer)
        found = lines_for(terms, basket) if terms else []
        left = [amount for _, amount in found]
        off = taken_off(terms, sum(left, ZERO)) if terms else ZERO
        off = _within_budget(offer, off)
        if not off:
            return ZERO_DISCOUNT
        for (line, _), part in zip(found, split(off, left), strict=True):
            if part:
                apply_discount(line, part, line.quantity, offer)
        return BasketDiscount(off)


def terms_of(offer: ConditionalOffer) -> Terms | None:
    """Return the terms of the voucher that brought the offer into the basket."""
    voucher = offer.get_voucher()
    return getattr(voucher, "terms", None) if voucher else None


def taken_off(terms: Terms, goods: Decimal) -> Decimal:
    """Return what it takes off goods that come to this much."""
    if terms.amount is not None:
        return Decimal(min(terms.amount, goods))
    off = percent_of(goods, terms.percent or ZERO)
    return off if terms.most is None else min(off, terms.most)


def lines_for(terms: Terms, basket: Basket) -> list[tuple[Any, Decimal]]:
    """Return the lines that it is for, with what they still cost in baht."""
    own = _sellers(terms)
    found = []
    for line in basket.all_lines():
        left = baht(line.unit_price_incl_tax * line.quantity - line.discounts.total)
        if left > 0 and (own is None or line.product.variant.listing.seller_id in own):
            found.append((line, left))
    return found


def _whole(terms: Terms, basket: Basket) -> Decimal:
    """Return what the bearer's goods cost before any discount: the least is of that."""
    lines = lines_for(terms, basket)
    return sum((left + baht(line.discounts.total) for line, left in lines), ZERO)


def _sellers(terms: Terms) -> set[int] | None:
    """Return for whose goods it is; None: everybody's. Asked once for each basket."""
    if terms.bearer == Bearer.MARKETPLACE:
        return None
    if terms.bearer == Bearer.SELLER:
        return {terms.seller_id or 0}
    if not hasattr(terms, "community_sellers"):
        ids = Seller.objects.filter(communities=terms.community_id).values_list("pk", flat=True)
        terms.community_sellers = set(ids)  # type: ignore[attr-defined]
    found: set[int] = terms.community_sellers  # type: ignore[attr-defined]
    return found


def _within_budget(offer: ConditionalOffer, off: Decimal) -> Decimal:
    """Return no more than what the offer may still take off in all."""
    if offer.max_discount is None:
        return off
    left: Decimal = offer.max_discount - offer.total_discount
    return max(min(off, left), ZERO)
