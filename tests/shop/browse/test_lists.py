"""Lists of goods: category, search, province, seller, community."""

import pytest
from django.test import Client
from oscar.apps.catalogue.models import Category

from community.groups.models import Community
from community.sellers.models import Seller
from shop.listings.cards import rebuild_cards
from shop.listings.models import Listing
from tests.cast import make_category, make_listing, make_seller

pytestmark = pytest.mark.django_db


def titles(client: Client, url: str, **query: str) -> list[str]:
    """Return the titles on the page, in English, in their order."""
    client.cookies["talat_language"] = "en"
    response = client.get(url, query)
    assert response.status_code == 200
    return [card.title_en for card in response.context["page_obj"].object_list]


def offer(
    seller: Seller, title: str, price: str = "120.00", stock: int = 5, **fields: object
) -> Listing:
    listing = make_listing(
        seller,
        price,
        stock,
        title_en=title,
        slug=title.lower().replace(" ", "-"),
        **fields,  # type: ignore[arg-type]
    )
    rebuild_cards([listing.pk])
    return listing


@pytest.fixture
def phuket(db: None) -> Seller:
    return make_seller("phuket", name_th="ร้านภูเก็ต", name_en="Phuket Shop", province="83")


def test_the_newest_comes_first_and_what_is_sold_out_last(
    client: Client, malis_shop: Seller
) -> None:
    offer(malis_shop, "Old scarf")
    offer(malis_shop, "Gone scarf", stock=0)
    offer(malis_shop, "New scarf")

    found = titles(client, "/goods/")

    assert found == ["New scarf", "Old scarf", "Gone scarf"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("price", ["Cheap", "Dear"]),
        ("-price", ["Dear", "Cheap"]),
        ("newest", ["Cheap", "Dear"]),
        ("x", ["Cheap", "Dear"]),
    ],
)
def test_goods_are_sorted(
    client: Client, malis_shop: Seller, sort: str, expected: list[str]
) -> None:
    offer(malis_shop, "Dear", "900.00")
    offer(malis_shop, "Cheap", "90.00")

    assert titles(client, "/goods/", sort=sort) == expected


def test_a_province_filters_and_an_unknown_one_does_not(
    client: Client, malis_shop: Seller, phuket: Seller
) -> None:
    offer(malis_shop, "Scarf")
    offer(phuket, "Cashews")

    assert titles(client, "/goods/", province="83") == ["Cashews"]
    assert titles(client, "/goods/", province="zz") == ["Cashews", "Scarf"]


def test_a_category_holds_what_is_below_it(client: Client, malis_shop: Seller) -> None:
    above = make_category()
    below = make_category("scarves", name_en="Scarves", parent=above)
    offer(malis_shop, "Scarf", category=below)
    offer(malis_shop, "Cloth", category=above)

    assert titles(client, f"/category/textiles_{above.pk}/") == ["Cloth", "Scarf"]
    assert titles(client, f"/category/scarves_{below.pk}/") == ["Scarf"]


def test_a_category_under_an_old_name_moves(client: Client) -> None:
    category = make_category()

    response = client.get(f"/category/old/name_{category.pk}/?page=2")

    assert response.status_code == 301
    assert response["Location"] == f"/category/textiles_{category.pk}/?page=2"


def test_a_hidden_category_is_not_found(client: Client) -> None:
    category = make_category()
    Category.objects.update(is_public=False)

    assert client.get(f"/category/textiles_{category.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("page", "number"), [("2", 2), ("abc", 1), ("0", 2), ("99", 2), ("-1", 2), ("9" * 5000, 1)]
)
def test_any_page_number_gives_a_page(
    client: Client, malis_shop: Seller, page: str, number: int
) -> None:
    for count in range(25):
        make_listing(malis_shop, slug=f"scarf-{count}")
    rebuild_cards()

    response = client.get("/goods/", {"page": page})

    assert response.status_code == 200
    assert response.context["page_obj"].number == number


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("silk", ["Silk scarf"]),
        ("SILK  scarf", ["Silk scarf"]),
        ("scarf silk", ["Silk scarf"]),
        ("scarf", ["Cotton scarf", "Silk scarf"]),
        ("silk cotton", []),
        ("%", []),
        ("_", []),
        ("\\", []),
        ("\x00silk\x00", ["Silk scarf"]),
        ("chiang mai silk", ["Silk scarf"]),
        ("", ["Cotton scarf", "Silk scarf"]),
    ],
)
def test_search_finds_every_word(
    client: Client, malis_shop: Seller, query: str, expected: list[str]
) -> None:
    offer(malis_shop, "Silk scarf")
    offer(malis_shop, "Cotton scarf")

    assert titles(client, "/search/", q=query) == expected


def test_search_forgives_tone_marks_and_thai_digits(client: Client, malis_shop: Seller) -> None:
    offer(malis_shop, "Honey", title_th="น้ำผึ้ง 500 มล.")

    assert titles(client, "/search/", q="นำผึง ๕๐๐") == ["Honey"]


def test_search_reads_a_hundred_characters_and_no_more(client: Client) -> None:
    response = client.get("/search/", {"q": "ก" * 10_000})

    assert response.status_code == 200
    assert response.context["query"] == "ก" * 100


def test_nothing_found_says_what_to_do_next(client: Client, malis_shop: Seller) -> None:
    offer(malis_shop, "Scarf")

    page = client.get("/search/", {"q": "<b>xyz", "province": "50"}).content.decode()

    assert "&lt;b&gt;xyz" in page
    assert "<b>xyz" not in page
    assert 'href="/search/?q=%3Cb%3Exyz"' in page
    assert "/category/textiles_" in page


def test_what_is_hidden_is_in_no_list(client: Client, malis_shop: Seller, phuket: Seller) -> None:
    offer(malis_shop, "Draft", state=Listing.State.DRAFT)
    offer(phuket, "Suspended")
    Seller.objects.filter(pk=phuket.pk).update(state=Seller.State.SUSPENDED)
    rebuild_cards()

    assert titles(client, "/goods/") == []
    assert titles(client, "/search/", q="draft") == []
    assert b"Phuket Shop" not in client.get("/sellers/").content


def test_a_seller_shows_its_own_goods(client: Client, malis_shop: Seller, phuket: Seller) -> None:
    offer(malis_shop, "Scarf")
    offer(phuket, "Cashews")

    assert titles(client, "/sellers/mali/") == ["Scarf"]


@pytest.mark.parametrize("state", [Seller.State.SUSPENDED, Seller.State.CLOSED])
def test_a_seller_that_does_not_sell_is_not_found(
    client: Client, malis_shop: Seller, state: str
) -> None:
    Seller.objects.update(state=state)

    assert client.get("/sellers/mali/").status_code == 404


def test_a_community_shows_its_sellers_goods_and_market_days(
    client: Client, market: Community, phuket: Seller
) -> None:
    offer(make_seller(communities=[market]), "Scarf")
    offer(phuket, "Cashews")

    found = titles(client, "/communities/mae-chaem/")

    page = client.get("/communities/mae-chaem/").content.decode()
    assert found == ["Scarf"]
    assert "Mali&#x27;s Loom" in page
    assert "Phuket Shop" not in page
    assert "08:00–16:00" in page
    assert "ศาลากลางบ้าน" in page


def test_a_province_shows_its_goods(client: Client, malis_shop: Seller, phuket: Seller) -> None:
    offer(malis_shop, "Scarf")
    offer(phuket, "Cashews")

    assert titles(client, "/provinces/83/") == ["Cashews"]


@pytest.mark.parametrize(
    "path",
    [
        "/provinces/zz/",
        "/sellers/nobody/",
        "/communities/none/",
        "/category/x_99999999999999999999/",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, db: None, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("kind", ["", "community_market", "x"])
def test_communities_are_listed(client: Client, market: Community, kind: str) -> None:
    page = client.get("/communities/", {"kind": kind}).content.decode()

    assert "ตลาดแม่แจ่ม" in page
