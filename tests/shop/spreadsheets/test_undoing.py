"""An undo leaves what somebody had in hand since, and says how much that is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from community.people.models import User
from shop.listings.changing import change_words
from shop.listings.models import Listing
from shop.spreadsheets import saving
from shop.spreadsheets.cells import Cell
from shop.spreadsheets.models import Import
from shop.spreadsheets.titles import LONGEST_SKU, read_sku
from shop.spreadsheets.undoing import undo
from shop.stock.moving import By, count
from shop.stock.setting_aside import set_aside
from tests.cast import make_delivery, make_listing, seller_of, variant_of
from tests.shop.spreadsheets.bringing import bring_text, finish
from tests.sold import make_purchase

pytestmark = pytest.mark.django_db
HEAD = "รหัสสินค้า,ชื่อสินค้า,หมวดหมู่,ราคา,จำนวนคงเหลือ"


@pytest.fixture
def brought(mali: User) -> Import:
    found = bring_text(f"{HEAD}\nN1,ผ้าใหม่,ผ้า,100,10\nN2{'2' * 38},ผ้าอื่น,ผ้า,100,10\n", mali)
    saving.confirm(found, mali)
    return finish(found)


def draft() -> Listing:
    return Listing.objects.get(title_th__startswith="ผ้าใหม่")


def keep_back(by: User) -> None:
    until = timezone.localdate() + timedelta(days=2)
    set_aside(variant_of(draft()).stock_record_id, 3, until, "", By(by, None))


def write_words(by: User) -> None:
    change_words(draft(), {"description_th": "เขียนเองหนึ่งชั่วโมง"}, by)


def count_it(by: User) -> None:
    count(variant_of(draft()).stock_record_id, 42, By(by, None))


def sell_it(by: User) -> None:
    make_delivery(seller_of(by))
    Listing.objects.filter(pk=draft().pk).update(state=Listing.State.PUBLISHED)
    make_purchase(draft(), number="PAJD-2222")
    Listing.objects.filter(pk=draft().pk).update(state=Listing.State.DRAFT)


@pytest.mark.parametrize("act", [keep_back, write_words, count_it, sell_it])
def test_a_draft_that_somebody_had_in_hand_is_left(
    mali: User, brought: Import, act: Callable[[User], None]
) -> None:
    act(mali)
    before = variant_of(draft()).stock_record

    kept = undo(brought, mali)

    after = variant_of(draft()).stock_record
    assert (kept, brought.state, draft().state) == (1, Import.State.UNDONE, Listing.State.DRAFT)
    assert (after.partner_sku, after.num_in_stock) == ("N1", before.num_in_stock)
    other = Listing.objects.get(title_th="ผ้าอื่น")
    assert other.state == Listing.State.ARCHIVED


def test_the_code_of_what_is_put_away_is_still_a_code(mali: User, brought: Import) -> None:
    undo(brought, mali)

    skus = [variant_of(one).stock_record.partner_sku for one in Listing.objects.all()]
    assert all("-undone-" in sku and len(sku) <= LONGEST_SKU for sku in skus)
    assert [read_sku(Cell(sku)) for sku in skus] == [(sku, []) for sku in skus]


@pytest.mark.parametrize(("counted", "left", "kept"), [(None, 10, 0), (17, 17, 1)])
def test_a_count_after_the_import_holds(
    mali: User, counted: int | None, left: int, kept: int
) -> None:
    listing = make_listing(seller_of(mali), "100.00", 10, sku="A1")
    found = bring_text("รหัสสินค้า,จำนวนคงเหลือ\nA1,25\n", mali)
    saving.confirm(found, mali)
    record_id = variant_of(listing).stock_record_id
    if counted is not None:
        count(record_id, counted, By(mali, None))

    assert undo(found, mali) == kept

    assert variant_of(listing).stock_record.num_in_stock == left
