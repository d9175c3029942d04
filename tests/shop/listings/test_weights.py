from __future__ import annotations

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from shop.listings.units import quantity_text, unit_label
from shop.listings.weighed_fields import WeighedFields
from shop.listings.weights import GramsField, kilograms, parse_grams, typed_kilograms


@pytest.mark.parametrize(
    ("typed", "grams"),
    [
        ("1", 1000),
        ("0.5", 500),
        ("๑.๕", 1500),
        (".25", 250),
        ("1.", 1000),
        ("0.125", 125),
        ("5 ขีด", 500),
        ("๕ขีด", 500),
        ("2.5 ขีด", 250),
        ("1 กก.", 1000),
        ("1.5 กิโลกรัม", 1500),
        ("3 โล", 3000),
        ("ครึ่งโล", 500),
        ("ครึ่ง กก.", 500),
        ("2 กก. 3 ขีด", 2300),
        ("1 กิโล 200 กรัม", 1200),
        ("700 กรัม", 700),
        ("750 g", 750),
        ("1.5 KG", 1500),
        ("+2", 2000),
        ("1,200", 1_200_000),
    ],
)
def test_it_reads_weights_as_people_write_them(typed: str, grams: int) -> None:
    assert parse_grams(typed) == grams


@pytest.mark.parametrize(
    "typed",
    ["-1", "−1", "1,5", "1 5", "1e3", "two", "½", "1.2.3", "5 ปอนด์", "ขีด", "2 กก. 3", "NaN", "."],
)
def test_it_refuses_what_is_not_a_weight(typed: str) -> None:
    assert sentence_for(typed) == "Write the weight in kilograms, such as 0.5 or 5 ขีด."


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Write the weight in kilograms, such as 0.5 or 5 ขีด."),
        ("0", "Write 0.05 kg or more."),
        ("0.049", "Write 0.05 kg or more."),
        ("12.3456", "Write whole grams: at most three places, such as 0.125."),
        ("1" * 400, "That is more than anybody has. Write a smaller number."),
    ],
)
def test_it_says_what_is_wrong(typed: str, sentence: str) -> None:
    assert sentence_for(typed) == sentence


def sentence_for(typed: str) -> str:
    with translation.override("en"), pytest.raises(ValidationError) as wrong:
        parse_grams(typed)
    with translation.override("en"):
        return str(wrong.value.messages[0])


@pytest.mark.parametrize(
    ("grams", "text"),
    [(0, "0"), (50, "0.05"), (500, "0.5"), (1500, "1.5"), (1_200_125, "1,200.125")],
)
def test_it_writes_kilograms(grams: int, text: str) -> None:
    assert kilograms(grams) == text
    assert parse_grams(typed_kilograms(grams), least=0) == grams


def test_a_quantity_is_said_in_its_unit() -> None:
    with translation.override("th"):
        assert quantity_text(3, "cloth", is_weighed=False) == "3 ผืน"
        assert quantity_text(1500, "kg", is_weighed=True) == "1.5 กก."
        assert unit_label("by_weight") == "กก."


class NewGoods(WeighedFields):
    unit = forms.ChoiceField(choices=[("piece", "piece")])
    stock = forms.IntegerField()


def test_goods_by_weight_are_counted_in_grams() -> None:
    form = NewGoods({"is_weighed": "on", "stock": "3.5", "weight_limit_percent": "15"})

    assert form.is_valid()

    assert form.cleaned_data == {
        "is_weighed": True,
        "weight_limit_percent": 15,
        "stock": 3500,
        "unit": "kg",
    }


def test_pieces_stay_pieces() -> None:
    form = NewGoods({"unit": "piece", "stock": "3"})

    assert form.is_valid()
    assert (form.cleaned_data["stock"], form.cleaned_data["weight_limit_percent"]) == (3, 10)


def test_a_stock_that_is_no_weight_is_refused_beside_its_field() -> None:
    form = NewGoods({"is_weighed": "on", "stock": "a lot"})

    assert list(form.errors) == ["stock"]


def test_a_weight_field_keeps_what_is_typed_and_cleans_to_grams() -> None:
    field = GramsField(least=900, most=1100)

    assert field.prepare_value(1500) == "1.5"
    assert field.clean("1.05") == 1050
    with pytest.raises(ValidationError):
        field.clean("1.2")
