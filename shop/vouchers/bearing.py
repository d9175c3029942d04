"""Who pays for what a voucher took off."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from django.db.models import Sum

from shop.ledger import accounts
from shop.money import ZERO
from shop.purchases.models import SellerOrder
from shop.vouchers.models import Bearer, LineDiscount


def borne_elsewhere(share: SellerOrder) -> list[tuple[str, Decimal]]:
    """Return (account code, baht) for each part of a seller order's discount_elsewhere."""
    if not share.discount_elsewhere:
        return []
    parts = LineDiscount.objects.filter(seller_order=share).exclude(bearer=Bearer.SELLER)
    sums = parts.values_list("bearer", "community_id").annotate(sum=Sum("amount")).order_by()
    return sorted((_account(bearer, community), amount) for bearer, community, amount in sums)


def _account(bearer: str, community_id: int | None) -> str:
    return accounts.DISCOUNTS if community_id is None else accounts.fund(community_id)


def elsewhere_of_lines(share: SellerOrder) -> dict[int, Decimal]:
    """Return {line id: what others bear of its discount}."""
    if not share.discount_elsewhere:
        return {}
    found: dict[int, Decimal] = defaultdict(lambda: ZERO)
    parts = LineDiscount.objects.filter(seller_order=share).exclude(bearer=Bearer.SELLER)
    for line_id, amount in parts.values_list("line_id", "amount"):
        found[line_id] += amount
    return dict(found)
