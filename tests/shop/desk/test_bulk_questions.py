"""What is asked of a file: never more than a form can send, and no answer is lost."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from community.people.models import User
from shop.spreadsheets import keeping, saving
from shop.spreadsheets.models import Import, PhotoBundle
from tests.cast import make_listing, seller_of
from tests.shop.spreadsheets.bringing import finish, plant_template_categories, take_columns

pytestmark = pytest.mark.django_db
IMPORTS = "/desk/goods/import/"
HEAD = "รหัสสินค้า,ชื่อสินค้า,หมวดหมู่,ราคา,จำนวนคงเหลือ"
State = Import.State


@pytest.fixture
def desk(client: Client, mali: User) -> Client:
    plant_template_categories()
    client.force_login(mali)
    client.cookies["talat_language"] = "en"
    return client


def bring(by: User, *rows: str, head: str = HEAD) -> Import:
    upload = SimpleUploadedFile("goods.csv", "\n".join([head, *rows]).encode())
    brought = finish(keeping.bring(upload, seller_of(by), by))
    return take_columns(brought, by) if brought.state == State.COLUMNS else brought


def page_of(desk: Client, brought: Import, query: str = "") -> str:
    return desk.get(f"{IMPORTS}{brought.key}/{query}").content.decode()


def fields_of(page: str) -> list[str]:
    form = page[page.index(f"{'/answers/'}") :].split("</form>", maxsplit=1)[0]
    return re.findall(r'name="([^"]+)"', form)


def words_of(page: str) -> list[int]:
    return [int(place) for place in re.findall(r'<select id="category-(\d+)"', page)]


def test_many_kinds_are_asked_forty_at_a_time(desk: Client, mali: User) -> None:
    brought = bring(mali, *(f"K{one},เสื้อ{one},ชนิด{one:03},10,1" for one in range(90)))
    page = page_of(desk, brought)
    leaf = re.findall(r'<option value="(\d+)"', page)[-1]
    assert words_of(page) == list(range(40))

    answered = {f"category-{place}": leaf for place in range(39)}
    desk.post(f"{IMPORTS}{brought.key}/answers/", {**answered, "after": "39-0"})
    page = page_of(desk, brought, "?after=39-0")
    assert words_of(page) == list(range(40, 80))
    page = page_of(desk, brought, "?after=89-0")

    # The one that was left out is asked again after the last.
    assert words_of(page)[:2] == [39, 40]


def test_many_choices_are_joined_with_one_button(desk: Client, mali: User) -> None:
    rows = [f"K{one}{size},เสื้อ{one} {size},x,10,1" for one in range(45) for size in "SM"]
    brought = bring(mali, *rows)
    page = page_of(desk, brought)
    assert len(re.findall(r'name="join-', page)) == 40
    assert "Join all 45" in page

    desk.post(f"{IMPORTS}{brought.key}/answers/", {"asked": ["2", "4"], "join-2": "1"})
    brought.refresh_from_db()
    assert brought.said["join"] == [2]
    desk.post(f"{IMPORTS}{brought.key}/answers/", {"asked": ["4"], "join-4": "1"})
    brought.refresh_from_db()
    assert brought.said["join"] == [2, 4]  # what was ticked on another page stays
    desk.post(f"{IMPORTS}{brought.key}/answers/", {"join_all": "1"})

    brought.refresh_from_db()
    assert len(brought.said["join"]) == 45


def test_a_page_never_asks_more_than_a_form_can_send(desk: Client, mali: User) -> None:
    head = HEAD + ",น้ำหนัก,ขนาด,วิธีเก็บ,หน่วยขาย,สั่งทำกี่วัน"
    rows = [f"K{one},เสื้อ{one},ชนิด{one},ฟฟ,กก,ขข,คค,งง,จจ,ฉฉ" for one in range(60)]
    brought = bring(mali, *rows, head=head)
    page = page_of(desk, brought)

    names = fields_of(page)

    assert len([one for one in names if one.startswith("typed-")]) > 100
    assert len(names) < 480
    assert "Answer the rows above first; then this one is asked." in page


def test_turning_the_page_keeps_what_was_typed(desk: Client, mali: User) -> None:
    brought = bring(mali, *(f"K{one},เสื้อ{one},x,มี,1" for one in range(50)))

    answer = desk.post(
        f"{IMPORTS}{brought.key}/answers/",
        {"typed-2-price": "55", "show": "asked", "page": ["1", "2"]},
    )

    assert answer["Location"].endswith(f"{brought.key}/?page=2&show=asked")
    assert brought.rows.get(number=2).data["offers"][0]["price"] == "55.00"


def test_turning_the_page_alone_reads_nothing_anew(
    desk: Client, mali: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought = bring(mali, "K1,เสื้อ,x,มี,1")
    monkeypatch.setattr(keeping, "say_more", lambda *_said: pytest.fail("it was read anew"))

    answer = desk.post(f"{IMPORTS}{brought.key}/answers/", {"typed-2-price": " ", "page": "2"})

    assert answer.status_code == 302


def test_a_zero_byte_in_an_answer_is_left_out(desk: Client, mali: User) -> None:
    brought = bring(mali, "K1,เสื้อ,x,มี,1")

    answer = desk.post(f"{IMPORTS}{brought.key}/answers/", {"typed-2-price": "1\x005\x07"})

    assert answer.status_code == 302
    assert brought.rows.get(number=2).data["offers"][0]["price"] == "15.00"


def test_a_change_of_goods_by_weight_is_shown_in_kilograms(desk: Client, mali: User) -> None:
    make_listing(
        seller_of(mali), sku="W1", slug="w1", stock=5000, is_weighed=True, unit="kg", price="100.00"
    )
    head = "รหัสสินค้า,ชื่อสินค้า,ราคา,จำนวนคงเหลือ,ขายตามน้ำหนัก,หน่วยขาย"
    brought = bring(mali, "W1,ผ้าเช็ดหน้าฝ้าย,100,8.5,ใช่,กก.", head=head)

    assert "<del>5 kg</del> → <ins>8.5 kg</ins>" in page_of(desk, brought)


def test_what_the_market_holds_is_said(desk: Client, mali: User) -> None:
    brought = bring(mali, "K1,เสื้อ,x,10,1")
    Import.objects.update(state=State.SAVED, held_count=2)

    page = page_of(desk, brought)

    assert "The market looks at 2 changes first. Until then they stay as they were." in page


def test_how_far_it_is_is_told(desk: Client, mali: User) -> None:
    brought = bring(mali, "K1,เสื้อ,x,10,1")
    Import.objects.update(state=State.SAVING, total=3000)
    brought.file.rows_saved = 500
    brought.file.save()

    answer = desk.get(f"{IMPORTS}{brought.key}/state/?after=39-0").json()

    assert (answer["done"], answer["total"]) == (500, 3000)
    assert answer["url"].endswith("/?after=39-0")
    assert 'max="3000" value="500"' in page_of(desk, brought)


def test_a_file_that_could_not_be_read_says_so_and_one_being_read_can_be_dropped(
    desk: Client, mali: User
) -> None:
    brought = bring(mali, "K1,เสื้อ,x,10,1")
    Import.objects.update(state=State.READING)
    assert "Throw this file away" in page_of(desk, brought)

    keeping.give_up_reading(brought.pk)

    assert "Something went wrong while we read this file." in page_of(desk, brought)
    assert saving.fail_stuck() == 0


def test_photos_that_were_left_are_said(desk: Client, mali: User) -> None:
    photos = [
        {"name": "A.jpg", "listing": None, "title": "", "problem": "", "taken": True},
        {"name": "B.jpg", "listing": None, "title": "", "problem": "photo_busy"},
    ]
    bundle = PhotoBundle.objects.create(
        seller=seller_of(mali), brought_by=mali, state="failed", data=b"", photos=photos
    )

    page = desk.get(f"/desk/goods/photos/{bundle.key}/").content.decode()

    assert "1 photo was added, not all of them." in page
    assert "We did not get to this photo. Bring it again in an hour." in page
