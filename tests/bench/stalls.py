"""Something to buy, and guests who stand before the last button."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count, cycle

from django.core import signing

from community.sellers.models import Seller
from shop.basket import cookies
from shop.checkout.models import Draft
from shop.delivery.models import DeliveryMethod
from shop.listings.models import Listing
from tests.bench.browser import Browser
from tests.cast import make_delivery, make_listing, make_seller
from tests.till import CONTACT, fill_basket

NUMBERS = count(1)
ADDRESS = ("name", "phone", "address", "subdistrict", "district", "province_code", "postcode")
LOOKING_AT_ONCE = 8


def open_shop() -> tuple[Seller, DeliveryMethod]:
    seller = make_seller()
    return seller, make_delivery(seller)


def put_out(seller: Seller, stock: int) -> Listing:
    """Return a new listing with so many units."""
    number = next(NUMBERS)
    return make_listing(seller, stock=stock, slug=f"cloth-{number}", sku=f"bench-{number}")


def guests_before(
    listing: Listing, method: DeliveryMethod, how_many: int, ports: Sequence[int]
) -> list[Browser]:
    """Return guests with one unit each in a basket of their own, who have seen what it comes to.

    Baskets and addresses are written straight into the database, as the first screens write
    them; the last screen is read over HTTP. The servers are asked in turn.
    """
    guests = [_guest(listing, method, port) for _, port in zip(range(how_many), cycle(ports))]
    with ThreadPoolExecutor(LOOKING_AT_ONCE) as looking:
        list(looking.map(Browser.review, guests))
    return guests


def _guest(listing: Listing, method: DeliveryMethod, port: int) -> Browser:
    basket = fill_basket((listing, 1))
    told = {name: getattr(CONTACT, name) for name in ADDRESS}
    chosen = {str(method.seller_id): method.pk}
    Draft.objects.create(basket=basket, delivery=chosen, email="", **told)
    signed = signing.Signer(salt=cookies.SALT).sign(str(basket.pk))
    return Browser(port, {cookies.NAME: signed})
