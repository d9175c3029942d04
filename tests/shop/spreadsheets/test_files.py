"""Every row of the test files does what their README says of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.translation import override

from community.people.models import User
from shop.spreadsheets.cures import sentence
from shop.spreadsheets.models import Import
from tests.shop.spreadsheets.bringing import (
    answer,
    bring,
    choose_categories,
    codes,
    plant_template_categories,
    row_of,
    take_columns,
    verdicts,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _categories() -> None:
    plant_template_categories()


@pytest.fixture
def patoi(mali: User) -> Import:
    return choose_categories(take_columns(bring("b", mali), mali))


@pytest.fixture
def hostile(mali: User) -> Import:
    return bring("f2", mali)


def offers(brought: Import, number: int) -> list[tuple[str, Any, int]]:
    found = row_of(brought, number).data["offers"]
    return [(one["sku"], one["price"], one["stock"]) for one in found]


def test_the_template_is_accepted_without_a_question_or_a_warning(mali: User) -> None:
    brought = bring("a", mali)

    assert verdicts(brought) == dict.fromkeys(range(2, 42), "accept")
    assert not brought.rows.filter(waits=True).exists()
    assert brought.notes == []
    assert row_of(brought, 7).data["is_main"]
    assert offers(brought, 16) == [("LP-013", "49.50", 44)]
    assert row_of(brought, 23).data["weighed"]
    assert [row_of(brought, n).data["days"] for n in (6, 33, 41)] == [90, 10, 3]


def test_the_messy_list_asks_for_its_columns(mali: User) -> None:
    brought = bring("b", mali)

    assert brought.state == Import.State.COLUMNS
    assert {one["heading"]: one["field"] for one in brought.columns} == {
        "ที่": "",
        "โค้ด": "sku",
        "รายการ": "title",
        "แบบ / สี": "option",
        "ราคา > ปลีก": "price",
        "ราคา > ส่ง (10 ชิ้นขึ้น)": "",
        "เหลือกี่ชิ้น": "stock",
        "นน. ต่อชิ้น": "weight",
        "ขนาดกล่อง กว้างxยาวxสูง": "size",
        "ขายเป็น": "unit",
        "หมายเหตุ": "note",
    }


def test_the_messy_list_row_by_row(patoi: Import) -> None:
    assert verdicts(patoi) == {
        **dict.fromkeys((1, 2, 6, 18, 25, 35, 36), "skip"),
        **dict.fromkeys((7, 27), "accept"),
        **dict.fromkeys((8, 9, 10, 14, 19, 20, 21, 28, 29, 30), "warn"),
        **dict.fromkeys((11, 12, 17, 22, 23, 26, 33), "ask"),
        **dict.fromkeys((15, 16, 31, 32), "reject"),
    }
    assert patoi.notes == [["people_sheet", {"sheet": "ลูกค้าประจำ"}]]
    assert "081-000-7321" not in str(list(patoi.rows.values()))
    assert patoi.joins[0]["rows"] == [19, 20, 21]


FIGURES = [
    (7, ("PT01", "65.00", 24), 250, [8, 8, 8]),
    (8, ("PT02", "1200.00", 0), 5000, [30, 30, 25]),
    (9, ("PT03", "120.00", 8000), 1000, []),
    (10, ("PT04", "120.00", 50), 300, [25, 20, 10]),
    (14, ("PT-06", "10.00", 10), 80, []),
    (19, ("PT10", "250.00", 6), 230, [26, 20, 3]),
    (20, ("PT11", "250.00", 0), 230, [26, 20, 3]),
    (21, ("PT12", "250.00", 0), 230, [26, 20, 3]),
    (27, ("PT16", "89.00", 15), 120, [16, 16, 20]),
    (28, ("PT17", "60.00", 24), 700, []),
    (29, ("PT18", None, 0), 2000, [46, 36, 34]),
    (30, ("PT19", "49.00", 15), 20, []),
]


def test_figures_of_the_messy_list(patoi: Import) -> None:
    found = [
        (
            n,
            offers(patoi, n)[0],
            row_of(patoi, n).data["weight_g"],
            row_of(patoi, n).data["size_cm"],
        )
        for n, *_rest in FIGURES
    ]

    assert found == FIGURES


SAID = [
    (9, "sold_by_weight"),
    (11, "stock_some"),
    (12, "variant_of_above"),
    (15, "sku_twice"),
    (16, "sku_twice"),
    (17, "price_several"),
    (22, "price_uncertain"),
    (23, "sku_missing"),
    (23, "price_several"),
    (26, "price_of_set"),
    (28, "size_part"),
    (29, "price_on_asking"),
    (31, "title_missing"),
    (32, "price_free"),
    (33, "price_several"),
]


def test_what_is_said_of_the_messy_list(patoi: Import) -> None:
    assert [(n, code) for n, code in SAID if code not in codes(patoi, n)] == []


def test_its_questions_are_answered(patoi: Import) -> None:
    brought = answer(
        patoi,
        r11={"stock": "4"},
        r12={"sku": "PT05-2", "stock": "3"},
        r15={"sku": "PT04-2"},
        r17={"price": "=split", "stock": "7/5"},
        r22={"price": "1450"},
        r23={"sku": "PT14", "price": "=split"},
        r26={"price": "=set"},
        r33={"price": "=split"},
    )

    assert {n: v for n, v in verdicts(brought).items() if v == "ask"} == {}
    assert row_of(brought, 12).data["joins"] == 11
    assert offers(brought, 15) == [("PT04-2", "130.00", 30)]
    assert offers(brought, 17) == [("PT07-1", "350.00", 7), ("PT07-2", "380.00", 5)]
    assert offers(brought, 22) == [("PT13", "1450.00", 3)]
    assert offers(brought, 23) == [
        ("PT14-S", "199.00", 3),
        ("PT14-M", "199.00", 5),
        ("PT14-L", "219.00", 2),
    ]
    assert (offers(brought, 26), row_of(brought, 26).data["unit"]) == (
        [("PT15", "100.00", 6)],
        "set",
    )
    assert offers(brought, 33) == [
        ("PT22-1", "299.00", 10),
        ("PT22-2", "499.00", 10),
        ("PT22-3", "899.00", 5),
    ]


def test_the_old_program(mali: User) -> None:
    brought = bring("c", mali)
    assert (brought.said["weight_unit"], brought.state) == ("kg", Import.State.COLUMNS)
    fields = {one["heading"]: one["field"] for one in brought.columns}
    assert (fields["ต้นทุน"], fields["ราคาขาย2"], fields["ราคาขาย1"]) == ("", "", "price")

    brought = choose_categories(take_columns(brought, mali))

    found = verdicts(brought)
    assert {n for n, v in found.items() if v in {"accept", "warn"}} == {*range(2, 31), 34, 35}
    assert (found[31], found[32], found[33]) == ("reject", "skip", "reject")
    assert max(found) == 35
    assert offers(brought, 2) == [("0001", "45.00", 120)]
    assert row_of(brought, 2).data["title"] == "น้ำปลาแท้ตรา “ปลาน้อยบ้านเรา” 700 ซีซี"
    assert row_of(brought, 4).data["title"] == "ปลาเค็มแดดเดียว, แพ็ค 4 ตัว"
    assert row_of(brought, 6).data["title"] == 'ปลาหมึกแห้ง "ตัวเล็ก"'
    assert row_of(brought, 9).data["weighed"]
    assert offers(brought, 9) == [("0008", "90.00", 45500)]
    assert [row_of(brought, n).data["storage"] for n in (10, 29)] == ["fresh", "chilled"]
    assert offers(brought, 22) == [("0021", "1250.00", 3)]
    assert row_of(brought, 22).data["days"] == 20
    assert row_of(brought, 34).data["title"] == "กั้งดองน้ำปลา…สูตรคุณแม่"
    assert ["no_sizes", {}] in brought.notes
    kept = answer(brought, r32={"status": "archive"})
    assert row_of(kept, 32).data["archived"]


def test_semicolons_and_decimal_commas(mali: User) -> None:
    brought = choose_categories(take_columns(bring("d", mali), mali))

    found = verdicts(brought)
    assert {n for n, v in found.items() if v == "accept"} == {*range(2, 28)} - {14, 24, 26}
    assert (found[14], found[24], found[26]) == ("warn", "warn", "reject")
    assert [offers(brought, n)[0][1] for n in (2, 3, 5)] == ["390.00", "259.50", "1290.00"]
    assert row_of(brought, 2).data["terms"] == "ผ้าพันคอ, ผ้าฝ้าย, ผ้าพันครอ"
    assert row_of(brought, 2).data["description"] == "ฝ้ายเส้นคู่ ทอสองตะกอ\nซักเครื่องใส่ถุงได้"
    assert row_of(brought, 4).data["title"] == 'หมวกผ้าฝ้าย "ทรงชาวนา"'
    assert row_of(brought, 5).data["description"] == "หนัก 2,1 กก. อุ่น ไม่คัน"
    assert row_of(brought, 8).data["title"] == "น้ำพริกปลาย่าง; สูตรแม่เฒ่า"
    assert [one["options"] for one in brought.joins] == [["S", "M", "L"]]


REJECTED = {
    **dict.fromkeys((4, 5, 6), "formula_like"),
    9: "formula_empty",
    10: "too_long_cell",
    11: "title_long",
    12: "price_below_zero",
    13: "price_free",
    14: "price_high",
    16: "price_low",
    17: "not_number",
    18: "not_number",
    21: "stock_part",
    22: "stock_below_zero",
    23: "stock_high",
    24: "is_date",
    25: "is_yes_no",
    26: "is_error",
    29: "title_signs",
    30: "sku_signs",
    33: "sku_twice",
    34: "sku_twice",
    37: "stacked",
    38: "parent_itself",
    39: "parent_of_parent",
    40: "parent_of_parent",
    41: "parent_unknown",
    43: "side_range",
    45: "title_missing",
    46: "not_number",
}
ASKED = {
    3: "formula_text",
    15: "scientific",
    19: "sku_barcode",
    20: "sku_number",
    **dict.fromkeys((27, 28), "markup"),
    31: "hidden_signs",
    44: "storage_unknown",
    47: "mixed_digits",
}


def test_what_the_hostile_file_is_refused_for_and_asked(hostile: Import) -> None:
    found = verdicts(hostile)

    assert {n for n, verdict in found.items() if verdict == "reject"} == set(REJECTED)
    assert {n for n, verdict in found.items() if verdict == "ask"} == set(ASKED)
    told = {**REJECTED, **ASKED}.items()
    assert [(n, code) for n, code in told if code not in codes(hostile, n)] == []


def test_what_is_right_in_the_hostile_file(hostile: Import) -> None:
    found = verdicts(hostile)

    assert [found[n] for n in (2, 7, 8, 32, 35, 36, 48)] == [
        *("accept", "warn", "warn", "warn", "accept", "warn", "warn")
    ]
    assert [offers(hostile, n)[0][1:] for n in (7, 8, 48)] == [
        *(("100.00", 10), ("85.00", 10), ("1250.50", 12))
    ]
    assert codes(hostile, 36) == {"am_joined", "same_name"}
    assert row_of(hostile, 42).waits
    assert offers(hostile, 47)[0][2] == 5


def test_every_sentence_has_its_facts(patoi: Import, hostile: Import) -> None:
    with override("th"):
        said = [
            sentence(code, facts)
            for brought in (patoi, hostile)
            for row in brought.rows.all()
            for _level, _field, code, facts, _choices in row.remarks
        ]

    assert said
    assert not [text for text in said if "%(" in text or not text]
