"""Who packed and who sent an order for its owner, both by name."""

from __future__ import annotations

from shop.purchases.models import Entry, SellerOrder


def assisted_acts(seller_order: SellerOrder) -> dict[str, Entry]:
    """Return what a helper did to this order, by what it was: packed, shipped. One query."""
    entries = Entry.objects.filter(seller_order=seller_order, owner__isnull=False)
    return {entry.what: entry for entry in entries.select_related("actor", "owner")}
