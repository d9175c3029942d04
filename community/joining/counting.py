"""How many goods and open orders the shop behind an application has."""

from __future__ import annotations

from community.joining.models import Application
from community.joining.review_errors import OrdersOpen
from community.sellers.models import Seller
from shop.listings.models import Listing
from shop.purchases.models import SellerOrder

# Money for what waits for it may come at any minute.
NOT_SENT = (
    SellerOrder.State.AWAITING_PAYMENT,
    SellerOrder.State.TO_PACK,
    SellerOrder.State.PACKED,
)


def listings_of(application: Application) -> int:
    """Return how many goods are ready: they go on sale with the approval."""
    if application.made_seller_id is None:
        return 0
    ready = Listing.objects.filter(seller=application.made_seller_id)
    return ready.filter(state=Listing.State.PUBLISHED).count()


def check_all_sent(seller: Seller) -> None:
    """Raise OrdersOpen where an order waits for its money, its packing or its way."""
    if count := SellerOrder.objects.filter(seller=seller, state__in=NOT_SENT).count():
        raise OrdersOpen(count)
