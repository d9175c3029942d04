"""Which sellers publish at once: those whose goods staff have seen, or buyers have bought."""

from __future__ import annotations

from community.audit.models import Act
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
    if seller.state == Seller.State.JOINING or _was_on_sale(listing):
        return True
    if number_passed(listing) >= FIRST_LISTINGS:
        return True
    return SellerOrder.objects.filter(seller=seller, state__in=SOLD).exists()


def number_passed(listing: Listing) -> int:
    """Return how many other listings of the seller are, or were, on sale."""
    others = Listing.objects.filter(seller=listing.seller_id).exclude(pk=listing.pk)
    return others.filter(state__in=[State.PUBLISHED, State.PAUSED]).count()


def _was_on_sale(listing: Listing) -> bool:
    """Return whether it was paused by its seller: what was a draft and put away was not."""
    if listing.state != State.PAUSED:
        return False
    acts = Act.objects.filter(target_type="listings.listing", target_id=listing.pk)
    return not acts.filter(verb="listing.archived").exists()
