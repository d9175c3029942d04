import pytest
from django.test import Client

from community.groups.models import Community
from community.sellers.models import Seller
from shop.listings.cards import rebuild_cards
from tests.cast import make_listing, make_photo, make_seller

pytestmark = pytest.mark.django_db


def test_it_opens_on_an_empty_market(client: Client) -> None:
    page = client.get("/").content.decode()

    assert "ยังไม่มีของวางขาย" in page


def test_it_shows_goods_provinces_markets_and_categories(
    client: Client, market: Community, malis_shop: Seller
) -> None:
    make_photo(make_listing(malis_shop))
    rebuild_cards()

    page = client.get("/").content.decode()

    assert "ผ้าเช็ดหน้าฝ้าย" in page
    assert "1 ร้าน" in page
    assert 'href="/communities/mae-chaem/"' in page
    assert 'class="tile" href="/category/textiles_' in page


def test_one_seller_does_not_fill_the_page(client: Client, malis_shop: Seller) -> None:
    make_listing(make_seller("krit", name_th="ร้านกฤต"), slug="krits")
    for number in range(30):
        make_listing(malis_shop, slug=f"malis-{number}")
    rebuild_cards()

    cards = client.get("/").context["cards"]

    assert len(cards) == 24
    assert [card.seller_name for card in cards[:4]] == ["กี่แม่มะลิ", "กี่แม่มะลิ", "ร้านกฤต", "กี่แม่มะลิ"]


def test_what_is_sold_out_is_not_on_the_home_page(client: Client, malis_shop: Seller) -> None:
    make_listing(malis_shop, stock=0)
    rebuild_cards()

    assert client.get("/").context["cards"] == []


def test_the_menu_speaks_the_readers_language(client: Client, malis_shop: Seller) -> None:
    make_listing(malis_shop)
    client.cookies["talat_language"] = "en"

    page = client.get("/").content.decode()

    assert '/">Textiles</a></li>' in page
    assert '<option value="50">Chiang Mai</option>' in page
