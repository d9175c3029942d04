"""A copy begins with everything but what is one of a kind: codes, stock, certificates."""

from __future__ import annotations

from decimal import Decimal

import pytest

from community.audit.models import Act
from community.people.models import User
from community.sellers.models import Seller
from shop.listings.duplicating import duplicate
from shop.listings.models import Listing, ListingCard
from shop.partner.models import StockRecord
from tests.cast import make_listing, make_photo

pytestmark = pytest.mark.django_db


def test_words_variants_prices_and_photos_are_copied(mali: User, malis_shop: Seller) -> None:
    listing = make_listing(
        malis_shop,
        variants=[("แดง", "90.00", 2), ("ขาว", "80.00", 1)],
        axes=["สี"],
        description_th="ทอมือ",
        shelf_life_days=30,
        certificates=[{"kind": "gi"}],
    )
    beside = make_listing(malis_shop, slug="beside")
    listing.related.add(beside)
    photo = make_photo(listing)
    listing.variants.filter(position=1).update(
        photo=photo, content=Decimal("2.5"), content_unit="m"
    )

    copy = duplicate(listing, mali)

    copy.refresh_from_db()
    first, second = copy.variants.select_related("stock_record", "photo")
    assert (copy.state, copy.title_th, copy.description_th) == ("draft", listing.title_th, "ทอมือ")
    assert (copy.axes, copy.shelf_life_days, copy.certificates) == (["สี"], 30, [])
    assert (first.options, first.stock_record.price) == ({"สี": "แดง"}, Decimal("90.00"))
    assert (second.content, second.content_unit) == (Decimal("2.500"), "m")
    assert second.photo is not None
    assert (second.photo.listing_id, second.photo.key) == (copy.pk, photo.key)
    assert list(copy.related.all()) == [beside]
    assert StockRecord.objects.filter(variant__listing=copy, num_in_stock=0).count() == 2
    assert Act.objects.get().verb == "listing.duplicated"
    assert not ListingCard.objects.filter(is_visible=True, listing=copy).exists()


def test_codes_are_new_and_the_first_keeps_its_own(mali: User, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, sku="KN-01")

    copy = duplicate(listing, mali)

    old, new = (one.variants.get().stock_record for one in (listing, copy))
    assert old.partner_sku == "KN-01"
    assert len(new.partner_sku) == 8
    assert new.product_id != old.product_id


def test_a_dropped_variant_is_not_copied(mali: User, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, variants=[("แดง", "90.00", 2), ("ขาว", "80.00", 1)])
    StockRecord.objects.filter(price=Decimal("80.00")).update(price=None)

    copy = duplicate(listing, mali)

    assert copy.variants.get().options == {"สี": "แดง"}


def test_a_draft_without_a_price_can_be_copied(mali: User, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, state=Listing.State.DRAFT)
    StockRecord.objects.update(price=None)

    copy = duplicate(listing, mali)

    assert copy.variants.get().stock_record.price is None
