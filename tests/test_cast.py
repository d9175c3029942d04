"""The factories give what the rooms count on."""

from decimal import Decimal

import pytest

from community.people.models import User
from community.sellers.models import Seller
from tests.cast import (
    PASSWORD,
    make_category,
    make_community,
    make_delivery,
    make_listing,
    seller_of,
    variant_of,
)


def test_a_plain_listing_shares_its_product_with_its_only_variant(
    malis_shop: Seller,
) -> None:
    listing = make_listing(malis_shop, "120.00", 5)

    variant = variant_of(listing)

    assert variant.product == listing.product
    assert variant.stock_record.price == Decimal("120.00")
    assert variant.stock_record.num_in_stock == 5
    assert listing.is_on_sale


def test_options_have_products_and_stock_of_their_own(malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, variants=[("แดง", "120.00", 5), ("คราม", "150.00", 2)])

    variants = list(listing.variants.select_related("product", "stock_record"))

    assert [variant.name for variant in variants] == ["แดง", "คราม"]
    assert {variant.product.parent_id for variant in variants} == {listing.product_id}
    assert [variant.stock_record.num_in_stock for variant in variants] == [5, 2]


@pytest.mark.django_db
def test_a_category_is_made_once() -> None:
    parent = make_category()

    child = make_category("silk", name_th="ผ้าไหม", name_en="Silk", parent=parent)

    assert make_category("silk") == child
    assert child.is_child_of(parent)
    assert str(child.words) == "ผ้าไหม"


def test_each_kind_of_delivery_is_made(malis_shop: Seller) -> None:
    market = make_community()

    methods = [
        make_delivery(malis_shop),
        make_delivery(malis_shop, "weight"),
        make_delivery(malis_shop, "pickup", community=market),
    ]

    assert [method.price for method in methods] == [
        Decimal("40.00"),
        Decimal("0.00"),
        Decimal("0.00"),
    ]
    assert methods[1].bands.count() == 3
    assert methods[2].pickup_place == "ศาลากลางบ้าน"


def test_everyone_is_somebody_else(
    mali: User, somchai: User, niran: User, dao: User, anan: User, krit: User
) -> None:
    everyone = {mali, somchai, niran, dao, anan, krit}

    staff = {user for user in everyone if user.is_staff}

    assert len(everyone) == 6
    assert staff == {anan}
    assert seller_of(mali).name_th == "กี่แม่มะลิ"
    assert somchai.check_password(PASSWORD)
