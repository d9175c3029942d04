"""The matrix of variants follows the axes; what was there keeps its number, price and stock."""

from __future__ import annotations

from decimal import Decimal

import pytest

from community.people.models import User
from community.sellers.models import Seller
from shop.listings.changing import Edited
from shop.listings.models import Listing, ListingCard, Variant
from shop.listings.variants import rename_value, set_axes
from shop.stock.moving import NOBODY, move
from tests.cast import make_listing, variant_of

pytestmark = pytest.mark.django_db
COLOURS = {"สี": ["แดง", "คราม"]}


def shelf(listing: Listing) -> dict[str, tuple[Decimal | None, int]]:
    """Return price and stock of each variant by its name."""
    found = listing.variants.select_related("stock_record", "listing")
    return {
        one.name: (one.stock_record.price, one.stock_record.num_in_stock)
        for one in found
        if one.stock_record.price is not None
    }


def test_the_only_one_becomes_the_first_and_keeps_stock_and_product(
    mali: User, malis_shop: Seller
) -> None:
    listing = make_listing(malis_shop, "250.00", 5)
    before = variant_of(listing)

    set_axes(listing, COLOURS, mali)

    first, second = listing.variants.all()
    assert shelf(listing) == {"แดง": (Decimal("250.00"), 5), "คราม": (Decimal("250.00"), 0)}
    assert (first.pk, first.product_id) == (before.pk, listing.product_id)
    assert second.product.parent_id == listing.product_id
    assert (listing.axes, listing.version) == (["สี"], 2)


def test_three_axes_make_every_combination_in_order(mali: User, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)
    axes = {"สี": ["แดง", "คราม"], "ขนาด": ["S", "L"], "เนื้อ": ["ฝ้าย", "ไหม", "ลินิน"]}

    set_axes(listing, axes, mali)

    names = [one.name for one in listing.variants.select_related("listing")]
    assert len(names) == 12
    assert names[:4] == ["แดง · S · ฝ้าย", "แดง · S · ไหม", "แดง · S · ลินิน", "แดง · L · ฝ้าย"]


def test_what_is_no_longer_named_is_not_for_sale_and_keeps_its_book(
    mali: User, malis_shop: Seller
) -> None:
    listing = make_listing(malis_shop, variants=[("แดง", "250.00", 5), ("คราม", "190.00", 7)])
    listing.axes = ["สี"]
    listing.save()

    set_axes(listing, {"สี": ["คราม"]}, mali)

    red = Variant.objects.get(options={"สี": "แดง"})
    assert shelf(listing) == {"คราม": (Decimal("190.00"), 7)}
    assert (red.stock_record.price, red.stock_record.num_in_stock) == (None, 5)
    assert ListingCard.objects.get().price == Decimal("190.00")


def test_what_comes_back_is_the_same_thing_with_its_stock(mali: User, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, variants=[("แดง", "250.00", 5), ("คราม", "190.00", 7)])
    set_axes(listing, {"สี": ["คราม"]}, mali)

    set_axes(listing, {"สี": ["คราม", "แดง"]}, mali)

    assert shelf(listing) == {"คราม": (Decimal("190.00"), 7), "แดง": (Decimal("190.00"), 5)}
    assert Variant.objects.count() == 2


def test_what_the_seller_does_not_sell_stays_so(mali: User, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, "250.00", 5)
    set_axes(listing, {"สี": ["แดง", "คราม"], "ขนาด": ["S"]}, mali)
    blue = listing.variants.get(options__สี="คราม").stock_record
    blue.price = None
    blue.save()

    set_axes(listing, {"สี": ["แดง", "คราม"], "ขนาด": ["S", "L"]}, mali)

    assert set(shelf(listing)) == {"แดง · S", "แดง · L", "คราม · L"}


def test_an_axis_may_change_its_name_and_a_value_its_word(mali: User, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, variants=[("แดง", "250.00", 5)], axes=["สี"])

    set_axes(listing, {"สีผ้า": ["แดง"]}, mali)
    rename_value(listing, "สีผ้า", "แดง", "แดงครั่ง", mali)

    assert shelf(listing) == {"แดงครั่ง": (Decimal("250.00"), 5)}
    assert variant_of(listing).options == {"สีผ้า": "แดงครั่ง"}


def test_without_axes_one_is_left(mali: User, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, variants=[("แดง", "250.00", 5), ("คราม", "190.00", 7)])

    set_axes(listing, {}, mali)

    assert shelf(listing) == {"": (Decimal("250.00"), 5)}


def test_what_came_first_holds_goods_is_still_sold(mali: User, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, "250.00", 5)
    set_axes(listing, COLOURS, mali)
    second = listing.variants.get(position=1)

    move(second.stock_record_id, 3, second.stock_record.movements.model.Why.RESTOCK, NOBODY)

    assert shelf(listing)["คราม"] == (Decimal("250.00"), 3)


def test_it_refuses_the_second_of_two_who_saw_the_same(mali: User, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)
    set_axes(listing, COLOURS, mali, seen_version=1)

    with pytest.raises(Edited) as refused:
        set_axes(listing, {"ขนาด": ["S"]}, mali, seen_version=1)

    assert refused.value.listing.version == 2
    assert listing.axes == ["สี"]
