"""How many goods somebody who applies has put into the shop."""

from __future__ import annotations

from community.joining.models import Application
from shop.listings.models import Listing


def listings_of(application: Application) -> int:
    """Return how many goods are ready: they go on sale with the approval."""
    if application.made_seller_id is None:
        return 0
    ready = Listing.objects.filter(seller=application.made_seller_id)
    return ready.filter(state=Listing.State.PUBLISHED).count()
