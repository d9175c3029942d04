"""Whether a purchase takes money now."""

from __future__ import annotations

from django.utils import timezone

from shop.purchases.models import Purchase


class NotPayable(Exception):
    """The purchase takes no money now: it is paid, over, or its goods were withdrawn."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def check_payable(purchase: Purchase) -> None:
    """Raise NotPayable with the reason: paid, over, or withdrawn."""
    if purchase.is_paid:
        raise NotPayable("paid")
    if not purchase.is_awaiting or purchase.expires_at <= timezone.now():
        raise NotPayable("over")
    unpaid = purchase.seller_orders.filter(paid_at=None)
    for seller_order in unpaid.select_related("seller").prefetch_related(
        "lines__variant__listing__seller"
    ):
        lines = seller_order.lines.all()
        if any(line.variant is None or not line.variant.listing.is_on_sale for line in lines):
            raise NotPayable("withdrawn")
