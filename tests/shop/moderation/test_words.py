"""Words of what may not be sold are found however they are written, and nothing else is."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from shop.moderation.words import Words, find

DEMO = Path(__file__).parents[3] / "shop/listings/demo/data/products.csv"
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("เหล้าขาวบ้านเรา", "เหล้าขาว"),
        ("เหล้าาาขาวว", "เหล้าขาว"),
        ("เ ห ล้ า ข า ว", "เหล้าขาว"),
        ("เหล้\u200bาข\u200dาว", "เหล้าขาว"),
        ("เหล้า.ขาว", "เหล้าขาว"),
        ("เหลาขาว", "เหล้าขาว"),
        ("สา-โท รสหวาน", "สาโท"),
        ("บุหรี", "บุหรี่"),
        ("บุหร่ี", "บุหรี่"),
        ("บุรี่มวนเอง", "บุรี่"),
        ("๔๐ ดีกรี", "40 ดีกรี"),
        ("ล๊อตเตอรี่งวดนี้", "ลอตเตอรี่"),
        ("พอดไฟฟ้า", "พอดไฟฟ้า"),
        ("Craft BEERS", "craft beer"),
        ("two BEERS", "beer"),
        ("b.e.e.r", "beer"),
        ("ｂｅｅｒ", "beer"),
        ("vаpe", "vape"),  # the a is Cyrillic
        ("E-Cigarettes", "e-cigarette"),
        ("น้ำมันเลียงผาแท้", "น้ำมันเลียงผา"),
        ("เเหวนงาช้าง", "แหวนงาช้าง"),
    ],
)
def test_it_finds_a_word_however_it_is_written(text: str, word: str) -> None:
    hits = find(text)

    assert word in {hit.word for hit in hits if hit.is_forbidden}


@pytest.mark.parametrize(
    "text",
    [
        "ไม้ไผ่เหลา",
        "ของดีสุราษฎร์ธานี",
        "ถั่วลายเสือคั่วเกลือ",
        "ผ้าลายหนังเสือ",
        "แผ่นไวนิล",
        "น้ำส้มสายชูหมัก",
        "พอดีคำ หัวพอดีมือ",
        "เม็ดงา ช้างไม้",
        "ลพบุรี กาญจนบุรี",
        "ของห่วย ๆ ไม่ขาย",
        "เสาโทเทม",
        "รูทเบียร์",
        "เสื้อสีไวน์",
        "swine; a wine red scarf",
        "ฉลากสินค้า ก๋วยสลาก",
        "บ้านกระท่อมไม้ไผ่",
        "อาสา โทรหาเรา",
        "",
        "   ",
        "😀🥢 ",
    ],
)
def test_it_leaves_everyday_words_alone(text: str) -> None:
    assert find(text) == []


def test_it_names_the_word_that_is_spelt_so_and_the_longest() -> None:
    assert [hit.word for hit in find("เหล้าขาวบ้านเรา")] == ["เหล้าขาว"]
    assert [hit.word for hit in find("บุหรี่ไฟฟ้า")] == ["บุหรี่ไฟฟ้า"]


def test_none_of_the_demo_goods_is_a_false_alarm() -> None:
    words = Words.load()
    with DEMO.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = ("title_th", "title_en", "description_th")

    hits = [(row["title_th"], hit) for row in rows for n in names for hit in words.find(row[n])]

    assert len(rows) == 420
    assert hits == []
