"""What was sold is packed, sent and handed over; at the door and at the stall it is paid."""

from __future__ import annotations

from shop.fulfilment.delivering import How, mark_delivered
from shop.fulfilment.moves import mark_packed, mark_shipped
from shop.fulfilment.returning import mark_returned
from shop.listings.demo.money.buying import IN_HAND_LATER, Way, take_in_hand
from shop.listings.demo.money.people import Cast
from shop.listings.demo.money.table import Sale
from shop.purchases.models import Purchase, SellerOrder

CARRIER = "flash"


def send(sale: Sale, purchase: Purchase, cast: Cast) -> None:
    """Send every share; what is fetched at the stall is handed over and paid there."""
    for share in _shares(purchase):
        owner = cast.owners[share.seller_id]
        mark_packed(share, owner)
        number = "" if sale.picked_up else f"TH0000{share.pk:08}"
        mark_shipped(share, owner, "" if sale.picked_up else CARRIER, number)
    if sale.way == Way.CASH:
        take_in_hand(purchase, cast)


def deliver(sale: Sale, purchase: Purchase, cast: Cast) -> None:
    if sale.picked_up:
        return
    if sale.way in IN_HAND_LATER:
        take_in_hand(purchase, cast)
        return
    for share in _shares(purchase):
        mark_delivered(share, How.BUYER, by=purchase.user)


def come_back(purchase: Purchase, cast: Cast) -> None:
    """The buyer did not open the door: nothing is owed, the goods are on the shelf again."""
    for share in _shares(purchase):
        mark_returned(share, cast.owners[share.seller_id], to_shelf=True)


def _shares(purchase: Purchase) -> list[SellerOrder]:
    return list(purchase.seller_orders.select_related("purchase", "seller").order_by("pk"))
