"""What is saved, saved twice, taken back, and what is never overwritten unseen."""

from __future__ import annotations

from decimal import Decimal

import pytest

from community.people.models import User
from shop.books.audit import audit
from shop.listings.models import Listing
from shop.spreadsheets import keeping, saving
from shop.spreadsheets.models import Import
from shop.spreadsheets.undoing import can_undo, undo
from shop.stock.models import Movement
from tests.cast import seller_of
from tests.shop.spreadsheets.bringing import (
    bring,
    finish,
    plant_template_categories,
    row_of,
    verdicts,
)

pytestmark = pytest.mark.django_db
State = Import.State


@pytest.fixture(autouse=True)
def _categories() -> None:
    plant_template_categories()


def save(brought: Import, by: User) -> Import:
    saving.confirm(brought, by)
    return finish(brought)


def test_the_template_is_saved_as_drafts_with_its_choices(mali: User) -> None:
    brought = bring("a", mali)

    save(brought, mali)

    listings = Listing.objects.filter(seller=seller_of(mali))
    shawl = listings.get(title_th="ผ้าฝ้ายยกดอกพันคอ")
    assert brought.state == State.SAVED
    assert (brought.new_count, listings.count()) == (38, 38)
    assert {listing.state for listing in listings} == {Listing.State.DRAFT}
    assert shawl.axes == ["สี"]
    assert [
        (one.options, one.stock_record.partner_sku, one.stock_record.num_in_stock)
        for one in shawl.variants.all()
    ] == [({"สี": "แดงชาด"}, "LP-006-R", 10), ({"สี": "เขียวตอง"}, "LP-006-G", 8)]
    longan = listings.get(title_th="ลำไยสดอีดอเบอร์ A")
    assert (longan.is_weighed, longan.storage, longan.unit) == (True, "fresh", "kg")
    soap = listings.get(title_th="สบู่น้ำผึ้งลำไยก้อนกลม").variants.get()
    assert (soap.stock_record.price, soap.size_cm) == (Decimal("49.50"), [7, 7, 4])
    assert all(finding.holds for finding in audit(gateway=False))


def test_the_same_file_again_makes_no_doubles(mali: User) -> None:
    save(bring("a", mali), mali)

    again = bring("a", mali)

    assert set(again.rows.values_list("does", flat=True)) == {"same"}
    with pytest.raises(saving.NothingToSave):
        saving.confirm(again, mali)


def test_it_changes_price_and_stock_by_code_and_takes_them_back(mali: User) -> None:
    save(bring("a", mali), mali)
    variant = Listing.objects.get(title_th="แยมมะม่วงมหาชนก 200 กรัม").variants.get()
    record = variant.stock_record
    record.price = Decimal("99.00")
    record.save(update_fields=["price"])

    again = bring("a", mali)
    assert row_of(again, 38).differences == [["price", "99.00", "110.00", variant.pk]]
    save(again, mali)

    record.refresh_from_db()
    assert (again.new_count, again.changed_count) == (0, 1)
    assert record.price == Decimal("110.00")
    assert undo(again, mali) == 0
    record.refresh_from_db()
    assert record.price == Decimal("99.00")


def test_taking_back_empties_the_shelf_and_frees_the_codes(mali: User) -> None:
    brought = save(bring("a", mali), mali)

    kept = undo(brought, mali)

    listings = Listing.objects.filter(seller=seller_of(mali))
    assert (kept, brought.state) == (0, State.UNDONE)
    assert {listing.state for listing in listings} == {Listing.State.ARCHIVED}
    assert sum(Movement.objects.values_list("change", flat=True)) == 0
    assert all(finding.holds for finding in audit(gateway=False))
    again = save(bring("a", mali), mali)
    assert again.new_count == 38


def test_only_the_last_import_is_taken_back(mali: User) -> None:
    first = save(bring("a", mali), mali)
    second = save(bring("f2", mali), mali)

    assert (can_undo(first), can_undo(second)) == (False, True)


def test_what_changed_meanwhile_is_shown_and_nothing_is_saved(mali: User) -> None:
    save(bring("a", mali), mali)
    record = Listing.objects.get(title_th="แคบหมูไร้มันลำพูน 100 กรัม").variants.get().stock_record
    record.price = Decimal("50.00")
    record.save(update_fields=["price"])
    again = bring("a", mali)
    record.price = Decimal("52.00")
    record.save(update_fields=["price"])

    save(again, mali)

    record.refresh_from_db()
    assert again.state == State.READ
    assert again.notes[0] == ["changed_meanwhile", {}]
    assert row_of(again, 11).differences[0][1:3] == ["52.00", "55.00"]
    assert record.price == Decimal("52.00")


def test_f2_saves_what_is_right_and_nothing_else(mali: User) -> None:
    brought = bring("f2", mali)

    save(brought, mali)

    found = verdicts(brought)
    ready = [number for number, verdict in sorted(found.items()) if verdict in {"accept", "warn"}]
    assert ready == [2, 7, 8, 32, 35, 36, 42, 48]
    assert row_of(brought, 42).waits
    titles = Listing.objects.filter(seller=seller_of(mali)).order_by("pk")
    assert [listing.title_th for listing in titles] == [
        "กล้วยฉาบแถวปกติ",
        "ราคาเป็นสูตร มีค่าที่คำนวณไว้",
        "ราคาเป็นสูตรอ้างไฟล์อื่น",
        "สบู่gnp.exe ก้อน",
        "น้ำพริกกุ้ง",
        "น้ำพริกกุ้ง",
        "แถวปกติหลังแถวร้าย ต้องนำเข้าได้",
    ]


def test_a_file_is_thrown_away(mali: User) -> None:
    brought = bring("f2", mali)

    keeping.drop(brought, mali)

    brought.refresh_from_db()
    assert (brought.state, brought.rows.count()) == (State.DROPPED, 0)
