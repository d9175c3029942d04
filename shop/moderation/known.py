"""Which sellers publish at once: those whose goods staff have seen, or buyers have bought."""

from __future__ import annotations

from django.db.models import Q

from community.sellers.models import Seller
from shop.listings.models import Listing
from shop.purchases.models import SellerOrder

FIRST_LISTINGS = 3
State = Listing.State
SOLD = (SellerOrder.State.TO_PACK, SellerOrder.State.PACKED, SellerOrder.State.SHIPPED)


def is_known(listing: Listing) -> bool:
    """Return whether this listing needs no look for being one of its seller's first three.

    While a seller joins, staff look at the goods with the application.
    """
    seller = listing.seller
    if seller.state == Seller.State.JOINING:
        return True
    if number_passed(listing) >= FIRST_LISTINGS:
        return True
    return SellerOrder.objects.filter(seller=seller, state__in=SOLD).exists()


def number_passed(listing: Listing) -> int:
    """Return how many other listings of the seller are on sale, or passed the gate before.

    Their state alone says little: a draft that was put away comes back paused.
    """
    others = Listing.objects.filter(seller=listing.seller_id).exclude(pk=listing.pk)
    passed = others.filter(Q(state=State.PUBLISHED) | Q(passed__isnull=False))
    return passed.exclude(state=State.WITHDRAWN).count()
