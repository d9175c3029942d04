import pytest
from django.test import Client

from community.sellers.models import Seller
from shop.listings.cards import rebuild_cards
from shop.listings.models import Listing
from tests.cast import make_listing

pytestmark = pytest.mark.django_db


def test_robots_stay_out_of_baskets(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()

    assert "Disallow: /basket/" in text
    assert "/sitemap.xml" in text


def test_the_sitemap_leads_to_what_is_on_sale(client: Client, malis_shop: Seller) -> None:
    shown = make_listing(malis_shop)
    hidden = make_listing(malis_shop, slug="hidden", state=Listing.State.DRAFT)
    rebuild_cards()

    index = client.get("/sitemap.xml").content.decode()
    goods = client.get("/sitemap-goods-1.xml").content.decode()
    pages = client.get("/sitemap-pages-1.xml").content.decode()

    assert "/sitemap-goods-1.xml</loc>" in index
    assert f"{shown.get_absolute_url()}</loc>" in goods
    assert hidden.get_absolute_url() not in goods
    assert "/sellers/mali/</loc>" in pages


@pytest.mark.parametrize("part", ["goods-0", "goods-99999999999", "pages-2", "people-1"])
def test_there_is_no_other_part(client: Client, part: str) -> None:
    assert client.get(f"/sitemap-{part}.xml").status_code == 404
