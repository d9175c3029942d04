"""A purchase's history: written with the act, in its transaction."""

from __future__ import annotations

from community.people.models import User
from shop.purchases.models import Entry, Purchase, SellerOrder


def record(
    purchase: Purchase,
    what: str,
    *,
    actor: User | None = None,
    owner: User | None = None,
    seller_order: SellerOrder | None = None,
    **detail: object,
) -> Entry:
    """Write what `actor` did; `owner` is whom a helper did it for."""
    return Entry.objects.create(
        purchase=purchase,
        what=what,
        actor=actor,
        owner=owner,
        seller_order=seller_order,
        detail=detail,
    )
