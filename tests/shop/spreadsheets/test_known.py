"""Goods that are there already: read as what they are, and what a file leaves out is left."""

from __future__ import annotations

from decimal import Decimal

import pytest

from community.people.models import User
from shop.listings.models import Listing
from shop.moderation.models import Look, Word
from shop.partner.models import StockRecord
from shop.spreadsheets import saving
from shop.spreadsheets.exporting import as_csv, export_rows
from shop.spreadsheets.models import Import
from shop.spreadsheets.undoing import undo
from tests.cast import make_listing, seller_of, variant_of
from tests.shop.spreadsheets.bringing import bring_text, codes, finish, row_of, verdicts

pytestmark = pytest.mark.django_db


@pytest.fixture
def cloth(mali: User) -> Listing:
    return make_listing(seller_of(mali), "100.00", 5, sku="A1", storage="chilled")


@pytest.fixture
def longan(mali: User) -> Listing:
    facts = {"is_weighed": True, "unit": "kg", "title_th": "ลำไย", "slug": "longan"}
    return make_listing(seller_of(mali), "100.00", 5000, sku="W1", **facts)


def save(brought: Import, by: User) -> Import:
    saving.confirm(brought, by)
    return finish(brought)


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("รหัสสินค้า,ราคา\nA1,150\n", [["price", "100.00", "150.00"]]),
        ("รหัสสินค้า,จำนวนคงเหลือ\nA1,9\n", [["stock", 5, 9]]),
        ("รหัสสินค้า,ชื่อสินค้า,ราคา,จำนวนคงเหลือ\nA1,,,7\n", [["stock", 5, 7]]),
        ("รหัสสินค้า,หน่วยขาย,การเก็บรักษา,ราคา\na1,,,\n", []),
    ],
)
def test_what_a_file_leaves_out_stays(
    mali: User, cloth: Listing, text: str, changes: list[object]
) -> None:
    brought = bring_text(text, mali)

    assert verdicts(brought) == {2: "accept"}
    assert [one[:3] for one in row_of(brought, 2).differences] == changes


def test_a_row_without_a_name_still_makes_no_new_goods(mali: User, cloth: Listing) -> None:
    brought = bring_text("รหัสสินค้า,ราคา,จำนวนคงเหลือ\nA1,150,\nB1,1,1\n", mali)

    assert verdicts(brought) == {2: "accept", 3: "reject"}
    assert "title_missing" in codes(brought, 3)


def test_goods_without_a_price_come_back_unchanged(mali: User, cloth: Listing) -> None:
    choices = [("แดง", "10.00", 2), ("ดำ", "12.00", 3)]
    make_listing(seller_of(mali), slug="hat", title_th="หมวก", axes=["สี"], variants=choices)
    StockRecord.objects.update(price=None)

    brought = bring_text(as_csv(export_rows(seller_of(mali))).decode("utf-8-sig"), mali)

    assert set(brought.rows.values_list("verdict", "does")) == {("accept", "same")}


def test_a_number_is_kilograms_where_the_listing_is_weighed(mali: User, longan: Listing) -> None:
    brought = bring_text("รหัสสินค้า,ราคา,จำนวนคงเหลือ\nW1,100,8.5\n", mali)

    save(brought, mali)

    assert codes(brought, 2) == {"sold_by_weight"}
    assert variant_of(longan).stock_record.num_in_stock == 8500


@pytest.mark.parametrize(
    ("heading", "cell", "code"),
    [("หน่วยขาย", "ถุง", "is_weighed"), ("ขายตามน้ำหนัก", "ไม่ใช่", "is_weighed")],
)
def test_it_asks_where_weighed_goods_seem_to_be_pieces(
    mali: User, longan: Listing, heading: str, cell: str, code: str
) -> None:
    brought = bring_text(f"รหัสสินค้า,จำนวนคงเหลือ,{heading}\nW1,5,{cell}\n", mali)

    assert verdicts(brought) == {2: "ask"}
    assert codes(brought, 2) == {code}


@pytest.mark.parametrize(
    ("heading", "cell", "verdict", "code"),
    [
        ("จำนวนคงเหลือ", "8 กก.", "reject", "counted_in_kilos"),
        ("ราคา", "120 บาท/กก.", "reject", "counted_in_kilos"),
        ("หน่วยขาย", "กก.", "ask", "is_counted"),
        ("ขายตามน้ำหนัก", "ใช่", "ask", "is_counted"),
    ],
)
def test_pieces_are_never_read_as_kilograms(
    mali: User, cloth: Listing, heading: str, cell: str, verdict: str, code: str
) -> None:
    brought = bring_text(f"รหัสสินค้า,ชื่อสินค้า,{heading}\nA1,ผ้าเช็ดหน้าฝ้าย,{cell}\n", mali)

    assert verdicts(brought) == {2: verdict}
    assert code in codes(brought, 2)


def test_a_dozen_is_no_weight(mali: User, longan: Listing) -> None:
    brought = bring_text("รหัสสินค้า,ราคา,จำนวนคงเหลือ\nW1,100,2 โหล\n", mali)

    assert verdicts(brought) == {2: "reject"}
    assert "weighed_in_pieces" in codes(brought, 2)


def test_more_than_a_shelf_holds_is_said_before_it_is_saved(mali: User, longan: Listing) -> None:
    brought = bring_text("รหัสสินค้า,จำนวนคงเหลือ\nW1,100000.001\n", mali)

    assert verdicts(brought) == {2: "reject"}
    assert "stock_heavy" in codes(brought, 2)


def test_what_the_shelf_refuses_comes_back_with_a_note(mali: User, longan: Listing) -> None:
    brought = bring_text("รหัสสินค้า,จำนวนคงเหลือ\nW1,100000\n", mali)
    record = StockRecord.objects.filter(partner_sku="W1")
    record.update(num_allocated=1000, num_in_stock=6000)  # the same is left to sell

    save(brought, mali)

    assert brought.state == Import.State.READ
    assert brought.notes[0] == ["shelf_full", {"most": "100,000,000"}]
    assert "back" not in brought.said


def test_what_staff_hold_is_counted_and_called_back(mali: User, cloth: Listing) -> None:
    brought = bring_text("รหัสสินค้า,ราคา,จำนวนคงเหลือ\nA1,900,7\n", mali)

    save(brought, mali)

    look = Look.objects.get()
    record = variant_of(cloth).stock_record
    assert (brought.held_count, brought.changed_count) == (1, 1)
    assert (record.price, record.num_in_stock) == (Decimal("100.00"), 7)
    assert undo(brought, mali) == 0
    look.refresh_from_db()
    assert look.state == Look.State.DROPPED


def test_each_price_of_one_listing_that_staff_hold_waits(mali: User) -> None:
    choices = [("แดง", "10.00", 2), ("ดำ", "10.00", 3), ("ขาว", "10.00", 3)]
    hat = make_listing(seller_of(mali), title_th="หมวก", axes=["สี"], variants=choices)
    red, black, white = [one.stock_record for one in hat.variants.order_by("pk")]
    rows = [f"{red.partner_sku},90", f"{black.partner_sku},80", f"{white.partner_sku},12"]
    brought = bring_text("\n".join(["รหัสสินค้า,ราคา", *rows]), mali)

    save(brought, mali)

    look = Look.objects.get()
    white.refresh_from_db()
    assert sorted(look.after["prices"].values()) == ["80.00", "90.00"]
    assert (brought.held_count, white.price) == (2, Decimal("12.00"))
    assert undo(brought, mali) == 0
    look.refresh_from_db()
    assert look.state == Look.State.DROPPED


def test_a_word_that_staff_look_at_is_said_in_the_preview(mali: User, cloth: Listing) -> None:
    Word.objects.all().delete()
    Word.objects.create(text="สุราขาว", topic="alcohol", effect=Word.Effect.FORBID)

    brought = bring_text("รหัสสินค้า,ชื่อสินค้า\nA1,สุราขาวบ้านเรา\n", mali)

    assert verdicts(brought) == {2: "warn"}
    assert "word_forbidden" in codes(brought, 2)


@pytest.mark.parametrize("heading", ["ราคา", "จำนวนคงเหลือ", "น้ำหนัก", "ขนาดกล่อง"])
@pytest.mark.parametrize("ending", ["", " โหล", "/5"])
def test_a_number_of_thousands_of_digits_is_refused(
    mali: User, cloth: Listing, heading: str, ending: str
) -> None:
    brought = bring_text(f"รหัสสินค้า,ชื่อสินค้า,{heading}\nA1,ผ้า,{'9' * 4500}{ending}\n", mali)

    assert verdicts(brought) == {2: "reject"}
    assert "number_long" in codes(brought, 2)


def test_a_number_that_a_computer_shortened_is_no_set(mali: User, cloth: Listing) -> None:
    brought = bring_text("รหัสสินค้า,ราคา\nA1,1e12\n", mali)

    assert codes(brought, 2) == {"scientific"}


def test_each_choice_is_offered_a_code_of_its_own(mali: User) -> None:
    rows = ["P5,น้ำพริก,หวาน,10,1", ",,เค็ม,10,1", ",,เผ็ด,10,1"]

    brought = bring_text("\n".join(["รหัสสินค้า,ชื่อสินค้า,แบบ,ราคา,จำนวนคงเหลือ", *rows]), mali)

    asked = [row_of(brought, number).remarks for number in (3, 4)]
    proposed = [one[4] for remarks in asked for one in remarks if one[1] == "sku"]
    assert proposed == [["P5-2"], ["P5-3"]]


def test_a_choice_is_weighed_as_its_main_row_is(mali: User) -> None:
    head = "รหัสสินค้า,ชื่อสินค้า,ราคา,จำนวนคงเหลือ,ขายตามน้ำหนัก,รหัสสินค้าแม่,ชื่อตัวเลือก"
    rows = ["M1,ลำไย,50,5,ใช่,,", "M2,ลำไย,50,5,,M1,ใหญ่"]

    brought = bring_text("\n".join([head, *rows]), mali)

    assert "weighed_unlike_main" in codes(brought, 3)
