"""What a buyer placed in one checkout (Oscar's order beside it), and each seller's share.

Amounts are frozen when placed. They are moved and summed afterwards, never derived again:
purchase.total = Σ seller_order.total, and so on down to the lines (audit_books proves it).
"""

from __future__ import annotations

from shop.purchases.models.amounts import Baht, VatRate
from shop.purchases.models.entry import Entry
from shop.purchases.models.line import SellerOrderLine
from shop.purchases.models.purchase import Purchase
from shop.purchases.models.seller_order import SellerOrder

__all__ = ["Baht", "Entry", "Purchase", "SellerOrder", "SellerOrderLine", "VatRate"]
