"""A seller brings a file on the desk: columns, questions, save, take back."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from community.people.models import User
from shop.listings.models import Listing
from shop.spreadsheets.models import Import
from tests.cast import make_listing, make_seller, seller_of
from tests.shop.spreadsheets.bringing import plant_template_categories, row_of, upload

pytestmark = pytest.mark.django_db
IMPORTS = "/desk/goods/import/"
State = Import.State


@pytest.fixture
def desk(client: Client, mali: User) -> Client:
    plant_template_categories()
    client.force_login(mali)
    client.cookies["talat_language"] = "en"
    return client


def brought() -> Import:
    return Import.objects.latest("pk")


def page_of(desk: Client, query: str = "") -> str:
    return desk.get(f"{IMPORTS}{brought().key}/{query}").content.decode()


def test_a_messy_list_is_brought_answered_saved_and_taken_back(desk: Client, mali: User) -> None:
    page = desk.post(IMPORTS, {"file": upload("b")}, follow=True).content.decode()
    assert "Which column is what?" in page
    assert "ราคา &gt; ส่ง (10 ชิ้นขึ้น)" in page
    assert "hidden column" in page

    address = f"{IMPORTS}{brought().key}/"
    fields = {f"column_{one['place']}": one["field"] for one in brought().columns}
    page = desk.post(f"{address}columns/", fields, follow=True).content.decode()
    assert "The sheet “ลูกค้าประจำ” seems to hold customers." in page
    assert "081-000-7321" not in page
    assert "What kind of goods is “ของกิน”?" in page

    leaf = Listing._meta.get_field("category").related_model.objects.get(name="ของที่ระลึก", depth=2)
    chosen = {f"category-{place}": leaf.pk for place in range(3)}
    desk.post(f"{address}answers/", {**chosen, "whole": "1", "asked": "19", "join-19": "on"})
    desk.post(f"{address}answers/", {"typed-11-stock": "8", "pick-22-price": "1450"})
    assert row_of(brought(), 11).verdict == "warn"
    assert row_of(brought(), 22).data["offers"][0]["price"] == "1450.00"

    page = desk.post(f"{address}save/", follow=True).content.decode()
    assert "new as drafts" in page
    cloth = Listing.objects.get(title_th="ผ้าขาวม้า 5 สี")
    assert [v.options for v in cloth.variants.all()] == [
        {"แบบ": "แดง"},
        {"แบบ": "เขียว"},
        {"แบบ": "น้ำเงิน"},
    ]

    page = desk.post(f"{address}undo/", follow=True).content.decode()
    assert "Taken back." in page
    assert set(Listing.objects.values_list("state", flat=True)) == {"archived"}


def test_the_next_file_like_it_is_read_without_asking(desk: Client) -> None:
    desk.post(IMPORTS, {"file": upload("c")})
    fields = {f"column_{one['place']}": one["field"] for one in brought().columns}
    desk.post(f"{IMPORTS}{brought().key}/columns/", {**fields, "weight_unit": "kg"})

    desk.post(IMPORTS, {"file": upload("c")})

    assert brought().state == State.READ
    assert row_of(brought(), 2).data["weight_g"] == 1150


def test_what_was_typed_is_kept_beside_its_sentence(desk: Client) -> None:
    desk.post(IMPORTS, {"file": upload("f2")})
    address = f"{IMPORTS}{brought().key}/"

    desk.post(f"{address}answers/", {"typed-12-price": "ห้าสิบ"})

    page = page_of(desk, "?show=wrong")
    assert "“ห้าสิบ” is no number. Write it as 250 or 250.50." in page
    assert 'value="ห้าสิบ"' in page


def test_the_unsafe_is_shown_literally(desk: Client) -> None:
    desk.post(IMPORTS, {"file": upload("f2")})

    page = page_of(desk)

    assert "<script>alert" not in page
    assert "<svg/onload" not in page
    assert "<img src=x" not in page
    assert 'href="javascript' not in page


def test_two_columns_cannot_hold_the_same(desk: Client) -> None:
    desk.post(IMPORTS, {"file": upload("c")})

    answer = desk.post(f"{IMPORTS}{brought().key}/columns/", {"column_0": "sku", "column_1": "sku"})

    assert answer.status_code == 422
    assert "Another column holds that already." in answer.content.decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This file is empty."),
        (b"PK\x03\x04 and then nothing", "This file is broken."),
        (b"%PDF-1.7", "This is a PDF."),
        (bytes(500), "This file is neither Excel nor CSV."),
        (b"a,b\n1,2\n", "We find no row of headings"),
        (b"," * (5 * 1024 * 1024 + 1), "This file is larger than 5 MB."),
    ],
)
def test_a_bad_file_is_said_beside_the_field(desk: Client, data: bytes, sentence: str) -> None:
    answer = desk.post(IMPORTS, {"file": SimpleUploadedFile("list.xlsx", data)})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_bomb_is_refused_before_it_is_opened(desk: Client) -> None:
    answer = desk.post(IMPORTS, {"file": upload("f")})

    assert "This file holds far too much." in answer.content.decode()
    assert not Import.objects.exists()


def test_a_large_file_is_read_by_the_worker(desk: Client) -> None:
    desk.post(IMPORTS, {"file": upload("e")})

    assert brought().state == State.READING
    assert 'data-poll-state="reading"' in page_of(desk)
    answer = desk.get(f"{IMPORTS}{brought().key}/state/").json()
    assert (answer["state"], answer["total"]) == ("reading", 0)


def test_the_template_and_the_export_are_read_back_unchanged(desk: Client, mali: User) -> None:
    desk.post(IMPORTS, {"file": upload("a")})
    desk.post(f"{IMPORTS}{brought().key}/save/")

    for query in ("", "?kind=csv"):
        data = desk.get(f"/desk/goods/export/{query}").content
        desk.post(IMPORTS, {"file": SimpleUploadedFile("goods", data)})
        assert brought().state == State.READ
        rows = brought().rows
        assert set(rows.values_list("does", flat=True)) == {"same"}, [
            (r.number, r.verdict, r.differences, r.remarks) for r in rows.exclude(does="same")
        ]
    assert desk.get("/desk/goods/import/template/").content.startswith(b"PK")


def test_an_export_holds_no_formula(desk: Client, mali: User) -> None:
    make_listing(seller_of(mali), title_th="ผ้า", description_th="+66 81 000 0000", slug="cloth")

    text = desk.get("/desk/goods/export/?kind=csv").content.decode("utf-8-sig")

    assert ",'+66 81 000 0000," in text


def test_another_sellers_import_is_not_there(desk: Client, krit: User) -> None:
    desk.post(IMPORTS, {"file": upload("f2")})
    make_seller("krit", owner=krit)
    other = Client()
    other.force_login(krit)

    assert other.get(f"{IMPORTS}{brought().key}/").status_code == 404
