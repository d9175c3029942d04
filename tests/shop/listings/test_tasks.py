from pathlib import Path
from typing import Any

import pytest

from community.sellers.models import Seller
from shop.listings import photos, tasks
from shop.listings.cards import rebuild_cards
from shop.listings.models import ListingCard, Photo
from shop.partner.models import StockRecord
from tests.cast import make_listing, variant_of
from tests.shop.listings.pictures import cut_out_file


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_a_drawn_photo_appears_on_every_card_it_belongs_to(malis_shop: Seller) -> None:
    listings = [make_listing(malis_shop, sku=sku) for sku in ("A", "B")]
    first, second = (photos.add_photo(listing, cut_out_file()) for listing in listings)
    rebuild_cards()

    tasks.draw_photo(first.pk)

    shown = ListingCard.objects.values_list("photo_key", "photo_widths")
    assert list(shown) == [(second.key, [160, 320, 640])] * 2


def test_a_photo_that_is_gone_is_nothing_to_draw(malis_shop: Seller) -> None:
    photo = photos.add_photo(make_listing(malis_shop), cut_out_file())
    Photo.objects.all().delete()

    tasks.draw_photo(photo.pk)

    assert not Photo.objects.exists()


def test_the_cards_follow_the_stock(malis_shop: Seller) -> None:
    record = variant_of(make_listing(malis_shop, stock=1)).stock_record
    rebuild_cards()
    StockRecord.objects.update(num_in_stock=0)

    tasks.refresh_cards([record.pk])

    assert not ListingCard.objects.get().is_available
