"""Pages ask a fixed number of questions, however much there is."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.groups.models import Community
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from shop.listings.cards import rebuild_cards
from shop.listings.models import Listing
from tests.cast import make_category, make_delivery, make_listing, make_photo, make_seller

pytestmark = pytest.mark.django_db

PAGES = {
    "home": ("/", 8),
    "goods": ("/goods/", 8),
    "category": ("/category/textiles_{category}/", 8),
    "search": ("/search/?q=cotton", 8),
    "nothing found": ("/search/?q=nothing+like+it", 8),
    "product": ("/goods/first_{product}/", 10),
    "seller": ("/sellers/mali/", 8),
    "sellers": ("/sellers/", 8),
    "community": ("/communities/mae-chaem/", 8),
    "communities": ("/communities/", 8),
    "province": ("/provinces/50/", 8),
}


@pytest.fixture
def first(market: Community) -> Listing:
    seller = make_seller("mali", communities=[market])
    for kind in ("weight", "flat", "pickup"):
        make_delivery(seller, kind, community=market if kind == "pickup" else None)
    listing = make_listing(seller, slug="first")
    make_photo(listing)
    rebuild_cards()
    return listing


@pytest.fixture
def grow(market: Community) -> Callable[[], None]:
    def more() -> None:
        for number in range(10):
            seller = make_seller(f"seller-{number}", communities=[market])
            make_listing(seller, slug=f"of-others-{number}")
            mali = Seller.objects.get(slug="mali")
            make_photo(make_listing(mali, slug=f"more-{number}"), f"{number:040d}")
            make_delivery(mali, "weight")
            make_category(f"shelf-{number}", name_th=f"ชั้น {number}")
            market.pk, market.slug = None, f"market-{number}"
            market.save(force_insert=True)
        rebuild_cards()

    return more


def address(name: str, listing: Listing) -> str:
    return PAGES[name][0].format(category=listing.category_id, product=listing.product_id)


def count(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", PAGES)
def test_ten_more_of_everything_cost_no_query(
    client: Client, first: Listing, grow: Callable[[], None], name: str
) -> None:
    url, most = address(name, first), PAGES[name][1]
    before = count(client, url), count(client, url)

    grow()
    after = count(client, url)

    assert before[0] <= most
    assert after == before[1]


@pytest.mark.parametrize("name", PAGES)
def test_a_seller_who_is_signed_in_costs_no_more_than_the_limit(
    client: Client, first: Listing, somchai: User, name: str
) -> None:
    SellerMember.objects.create(seller=first.seller, user=somchai)
    client.force_login(somchai)
    url = address(name, first)
    client.get(url)

    assert count(client, url) <= PAGES[name][1]
