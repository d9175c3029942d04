import pytest
from django.test import Client

from community.sellers.models import Seller
from shop.browse import machine_views
from shop.listings.cards import rebuild_cards
from shop.listings.models import Listing
from tests.cast import make_community, make_listing, make_seller

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
    sellers = client.get("/sitemap-sellers-1.xml").content.decode()

    assert "/sitemap-goods-1.xml</loc>" in index
    assert f"{shown.get_absolute_url()}</loc>" in goods
    assert hidden.get_absolute_url() not in goods
    assert "/sellers/mali/</loc>" in sellers


def test_no_seller_and_no_community_is_left_out_of_the_parts(
    client: Client, malis_shop: Seller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine_views, "ADDRESSES_PER_FILE", 1)
    make_seller("kham")
    make_community("here")
    make_community("there")

    index = client.get("/sitemap.xml").content.decode()
    parts = [client.get(f"/sitemap-sellers-{n}.xml").content.decode() for n in (1, 2)]
    groups = [client.get(f"/sitemap-communities-{n}.xml").content.decode() for n in (1, 2)]

    assert "/sitemap-sellers-2.xml</loc>" in index
    assert "/sitemap-communities-2.xml</loc>" in index
    assert ["/sellers/mali/" in parts[0], "/sellers/kham/" in parts[1]] == [True, True]
    assert ["/here/" in groups[0], "/there/" in groups[1]] == [True, True]


@pytest.mark.parametrize("part", ["goods-0", "goods-99999999999", "pages-2", "people-1"])
def test_there_is_no_other_part(client: Client, part: str) -> None:
    assert client.get(f"/sitemap-{part}.xml").status_code == 404
