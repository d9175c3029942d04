from __future__ import annotations

from decimal import Decimal

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from community.groups.models import Community
from community.sellers.models import Seller
from shop.basket.contents import Group, read_contents
from shop.delivery.quotes import delivery_quotes, price_of
from shop.listings.models import Listing
from tests.cast import make_delivery, make_listing, make_seller
from tests.till import fill_basket

pytestmark = pytest.mark.django_db
GOODS = Decimal("100.00")


def prices(seller: Seller, *wanted: tuple[Listing, int]) -> dict[str, Decimal]:
    """Return what each way costs for these lines, by its English name."""
    quotes = delivery_quotes(read_contents(fill_basket(*wanted)).groups)[seller.pk]
    return {quote.method.name_en: quote.price for quote in quotes}


def group_of(slug: str) -> Group:
    seller = make_seller(slug)
    make_delivery(seller, "flat")
    make_delivery(seller, "weight")
    listing = make_listing(seller, slug=f"{slug}-hankie")
    return read_contents(fill_basket((listing, 1))).groups[0]


@pytest.mark.parametrize("weight_g", [0, 1, 100_000])
def test_one_price_is_for_any_weight(malis_shop: Seller, weight_g: int) -> None:
    method = make_delivery(malis_shop, "flat", "40.00")

    assert price_of(method, GOODS, weight_g) == Decimal("40.00")


@pytest.mark.parametrize(
    ("weight_g", "price"),
    [
        (0, "42.00"),
        (249, "42.00"),
        (250, "42.00"),
        (251, "67.00"),
        (1000, "67.00"),
        (1001, "147.00"),
        (5000, "147.00"),
    ],
)
def test_a_band_ends_with_its_last_gram(malis_shop: Seller, weight_g: int, price: str) -> None:
    method = make_delivery(malis_shop, "weight")

    assert price_of(method, GOODS, weight_g) == Decimal(price)


def test_above_the_last_band_it_is_not_carried(malis_shop: Seller) -> None:
    method = make_delivery(malis_shop, "weight")

    assert price_of(method, GOODS, 5001) is None


def test_a_way_without_bands_carries_nothing(malis_shop: Seller) -> None:
    method = make_delivery(malis_shop, "weight", bands=())

    assert price_of(method, GOODS, 1) is None


@pytest.mark.parametrize("kind", ["flat", "weight"])
@pytest.mark.parametrize(
    ("goods", "is_free"), [("499.99", False), ("500.00", True), ("500.01", True)]
)
def test_it_is_free_from_its_sum_of_goods(
    malis_shop: Seller, kind: str, goods: str, is_free: bool
) -> None:
    method = make_delivery(malis_shop, kind, "42.00", free_from=Decimal("500.00"))

    price = price_of(method, Decimal(goods), 250)

    assert price == (Decimal("0.00") if is_free else Decimal("42.00"))


def test_what_is_too_heavy_is_not_carried_for_nothing(malis_shop: Seller) -> None:
    method = make_delivery(malis_shop, "weight", free_from=Decimal("1.00"))

    assert price_of(method, GOODS, 5001) is None


def test_fetching_it_oneself_is_free(malis_shop: Seller, market: Community) -> None:
    method = make_delivery(malis_shop, "pickup", community=market)
    listing = make_listing(malis_shop)

    (quote,) = delivery_quotes(read_contents(fill_basket((listing, 1))).groups)[malis_shop.pk]

    assert (quote.method, quote.price, quote.is_pickup) == (method, Decimal("0.00"), True)


def test_the_sellers_lines_are_weighed_together(malis_shop: Seller) -> None:
    make_delivery(malis_shop, "weight")
    light = make_listing(malis_shop, slug="light", weight_g=100)
    heavy = make_listing(malis_shop, slug="heavy", weight_g=150)

    assert prices(malis_shop, (light, 1), (heavy, 1)) == {"EMS": Decimal("42.00")}
    assert prices(malis_shop, (light, 2), (heavy, 1)) == {"EMS": Decimal("67.00")}


def test_only_ways_in_use_that_carry_the_weight_are_offered(malis_shop: Seller) -> None:
    make_delivery(malis_shop, "flat", "40.00", position=2)
    make_delivery(malis_shop, "weight", position=1)
    make_delivery(malis_shop, "flat", "1.00", name_en="Not in use", is_active=False)
    loom = make_listing(malis_shop, weight_g=5001)

    assert prices(malis_shop, (loom, 1)) == {"Registered mail": Decimal("40.00")}


def test_a_seller_without_a_way_has_an_empty_list(malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)

    quotes = delivery_quotes(read_contents(fill_basket((listing, 1))).groups)

    assert quotes == {malis_shop.pk: []}


def test_each_seller_counts_its_own_goods_and_weight(malis_shop: Seller) -> None:
    kham = make_seller("kham")
    make_delivery(malis_shop, "weight", free_from=Decimal("150.00"))
    make_delivery(kham, "weight")
    hers = make_listing(malis_shop, "120.00", slug="hers", weight_g=250)
    his = make_listing(kham, "120.00", slug="his", weight_g=251)

    quotes = delivery_quotes(read_contents(fill_basket((hers, 1), (his, 1))).groups)

    assert [quote.price for quote in quotes[malis_shop.pk]] == [Decimal("42.00")]
    assert [quote.price for quote in quotes[kham.pk]] == [Decimal("67.00")]


@pytest.mark.parametrize("sellers", [1, 5])
def test_two_questions_whatever_the_number_of_sellers(
    django_assert_num_queries: DjangoAssertNumQueries, sellers: int
) -> None:
    groups = [group_of(f"seller-{number}") for number in range(sellers)]

    with django_assert_num_queries(2):
        quotes = delivery_quotes(groups)

    assert [len(offered) for offered in quotes.values()] == [2] * sellers
