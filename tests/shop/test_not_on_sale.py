"""Nothing of a seller who is not approved is on sale, by any route."""

from __future__ import annotations

import pytest
from django.test import Client

from community.sellers.models import Seller
from shop.browse.remembering import forget_everything
from shop.listings.cards import rebuild_cards
from shop.listings.models import Listing
from shop.purchases.models import Purchase
from shop.purchases.refusals import LinesUnavailable
from tests.cast import make_community, make_delivery, make_listing, make_photo, make_seller
from tests.till import fill_basket, place_basket

STATES = [Seller.State.JOINING, Seller.State.SUSPENDED, Seller.State.CLOSED]
pytestmark = pytest.mark.django_db


@pytest.fixture(params=STATES)
def hidden(request: pytest.FixtureRequest) -> Listing:
    """A published listing whose seller is not approved, whatever a card was written before."""
    market = make_community()
    seller = make_seller("mali", communities=[market])
    make_delivery(seller)
    listing = make_listing(seller, title_th="ผ้าลับ", title_en="Secret cloth", slug="secret-cloth")
    make_photo(listing)
    rebuild_cards()
    Seller.objects.filter(pk=seller.pk).update(state=request.param)
    rebuild_cards()
    forget_everything()
    return listing


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search/?q=ผ้า",
        "/search/?q=secret",
        "/goods/",
        "/sellers/",
        "/provinces/50/",
        "/communities/mae-chaem/",
        "/sitemap-goods-1.xml",
        "/sitemap-sellers-1.xml",
    ],
)
def test_no_list_shows_it(client: Client, hidden: Listing, path: str) -> None:
    answer = client.get(path, follow=True)

    page = answer.content.decode()
    assert "ผ้าลับ" not in page
    assert "secret-cloth" not in page
    assert "/sellers/mali/" not in page


def test_its_own_pages_are_not_there(client: Client, hidden: Listing) -> None:
    pages = [
        hidden.get_absolute_url(),
        hidden.seller.get_absolute_url(),
        f"/goods/{hidden.slug}_{hidden.product_id}/",
    ]

    assert [client.get(page).status_code for page in pages] == [404, 404, 404]


def test_no_category_shows_it(client: Client, hidden: Listing) -> None:
    page = client.get(f"/category/textiles_{hidden.category_id}/").content.decode()

    assert "ผ้าลับ" not in page


def test_no_form_puts_it_into_a_basket(client: Client, hidden: Listing) -> None:
    answer = client.post("/basket/add/", {"product": hidden.product_id, "quantity": "1"})

    assert answer.status_code == 404
    assert "ผ้าลับ" not in client.get("/basket/").content.decode()


def test_one_that_lies_in_a_basket_is_not_sold(hidden: Listing) -> None:
    basket = fill_basket((hidden, 1))

    with pytest.raises(LinesUnavailable):
        place_basket(basket, shown="{}")

    assert not Purchase.objects.exists()
