"""A purchase that is paid at the door, as the checkout leaves it."""

from __future__ import annotations

from community.people.models import User
from community.sellers.models import Seller
from shop.payments.models import Attempt, Payment
from shop.purchases.models import Purchase, SellerOrder
from shop.purchases.moves import mark_agreed
from shop.stock.reserving import claim
from tests.cast import make_listing, make_seller
from tests.sold import make_purchase, share_of


def agreed(owner: User, name: str = "mali") -> SellerOrder:
    """Return the owner's share: 3 of 10 baskets at ฿100."""
    listing = make_listing(make_seller(name, owner=owner), "100.00", 10, slug=name)
    purchase = make_purchase(listing, quantity=3, state="awaiting_payment")
    share = share_of(purchase)
    Payment.objects.filter(purchase=purchase).update(seller_order=share)
    attempts = Attempt.objects.filter(payment__purchase=purchase)
    attempts.update(method="cod", gateway="", gateway_id=None, intent_id=None)
    Purchase.objects.filter(pk=purchase.pk).update(way="cod", collect_by="seller_direct")
    mark_agreed(purchase)
    claim(purchase.number)
    return share_of(purchase)


def agreed_of_two(owner: User, other: Seller) -> Purchase:
    """Return a purchase of a basket from each of two shops, to be paid at the door."""
    shops = [make_seller("mali", owner=owner), other]
    listings = [make_listing(shop, "100.00", 10, slug=shop.slug) for shop in shops]
    purchase = make_purchase(*listings, state="awaiting_payment")
    Attempt.objects.filter(payment__purchase=purchase).delete()
    Payment.objects.filter(purchase=purchase).delete()
    for share in purchase.seller_orders.all():
        Payment.objects.create(purchase=purchase, seller_order=share, amount=share.total)
    Purchase.objects.filter(pk=purchase.pk).update(way="cod", collect_by="seller_direct")
    mark_agreed(purchase)
    claim(purchase.number)
    return purchase
