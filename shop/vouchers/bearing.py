"""Who pays for what a voucher took off."""

from __future__ import annotations

from decimal import Decimal

from shop.ledger import accounts
from shop.purchases.models import SellerOrder


def borne_elsewhere(share: SellerOrder) -> list[tuple[str, Decimal]]:
    """Return (account code, baht) for each part of a seller order's discount_elsewhere."""
    return [(accounts.DISCOUNTS, share.discount_elsewhere)] if share.discount_elsewhere else []
