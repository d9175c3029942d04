"""What helpers did for a seller's owner, both by name, and the grants that let them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils import timezone

from community.assistance.models import Grant
from community.audit.models import Act
from community.sellers.models import Seller
from shop.purchases.models import Entry, SellerOrder

State = Grant.State
SHOWN_ACTS = 20
SHOWN_OVER = 20


@dataclass
class Sorted:
    """A seller's grants as its owner looks at them."""

    asked: list[Grant] = field(default_factory=list)
    active: list[Grant] = field(default_factory=list)
    over: list[Grant] = field(default_factory=list)


def sort_grants(grants: Iterable[Grant]) -> Sorted:
    """Sort by what an owner can do; past its last day a grant is over, whatever its row says."""
    found, today = Sorted(), timezone.localdate()
    for grant in grants:
        is_open = grant.until >= today
        if is_open and grant.state == State.ASKED:
            found.asked.append(grant)
        elif is_open and grant.state == State.ACTIVE:
            found.active.append(grant)
        elif len(found.over) < SHOWN_OVER:
            found.over.append(grant)
    return found


def acts_for(seller: Seller) -> QuerySet[Act]:
    """Return what was done lately on this desk by somebody for its owner, newest first."""
    return Act.objects.filter(seller_id=seller.pk, owner__isnull=False)[:SHOWN_ACTS]


def assisted_acts(seller_order: SellerOrder) -> dict[str, Entry]:
    """Return what a helper did to this order, by what it was: packed, shipped. One query."""
    entries = Entry.objects.filter(seller_order=seller_order, owner__isnull=False)
    return {entry.what: entry for entry in entries.select_related("actor", "owner")}
