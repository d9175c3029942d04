"""Shared partials: a field says what is wrong beside itself and keeps what was typed."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.translation import override


class ParcelForm(forms.Form):
    postcode = forms.CharField(max_length=5, help_text="ห้าหลัก")
    place = forms.ChoiceField(choices=[("home", "บ้าน")], widget=forms.RadioSelect)
    note = forms.CharField(required=False)


def field_html(name: str, **data: str) -> str:
    form = ParcelForm(data) if data else ParcelForm()
    with override("th"):
        return render_to_string("partials/field.html", {"field": form[name]})


def test_a_wrong_field_keeps_what_was_typed_and_names_its_error() -> None:
    html = field_html("postcode", postcode="๔๗๑๓๐๐")

    assert 'value="๔๗๑๓๐๐"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_postcode_helptext id_postcode_error"' in html
    assert 'id="id_postcode_helptext"' in html
    assert 'id="id_postcode_error"' in html


def test_a_group_of_radios_is_a_fieldset_with_its_error() -> None:
    html = field_html("place", note="x")

    assert "<fieldset" in html
    assert 'aria-describedby="id_place_error"' in html
    assert 'id="id_place_error"' in html


def test_a_fresh_field_says_nothing_is_wrong() -> None:
    html = field_html("note")

    assert "aria-invalid" not in html
    assert "error" not in html


def card(**changes: Any) -> SimpleNamespace:
    values: dict[str, Any] = {
        "url": "/p/1/",
        "title": "ผ้าพันคอ <คราม>",
        "seller_name": "กลุ่มทอผ้า",
        "province_name": "สกลนคร",
        "price": Decimal("890.00"),
        "price_from": False,
        "unit": "ผืน",
        "image": None,
        "tag": {"kind": "low", "text": "เหลือ 2 ผืน"},
        "is_available": True,
    }
    return SimpleNamespace(**values | changes)


def card_html(**changes: Any) -> str:
    return render_to_string("partials/listing_card.html", {"card": card(**changes)})


def test_a_card_says_who_made_it_beside_the_price() -> None:
    html = card_html()

    assert "กลุ่มทอผ้า · สกลนคร" in html
    assert "฿890 <small>/ ผืน</small>" in html
    assert "ผ้าพันคอ &lt;คราม&gt;" in html
    assert '<span class="tag tag-low tag-corner">เหลือ 2 ผืน</span>' in html


def test_a_card_that_is_sold_out_says_so_instead_of_its_tag() -> None:
    html = card_html(is_available=False)

    assert "card-gone" in html
    assert "เหลือ 2 ผืน" not in html


def test_a_stepper_knows_its_bounds() -> None:
    html = render_to_string(
        "partials/quantity.html", {"name": "quantity", "value": 1, "max": 0, "label": "จำนวน"}
    )

    assert 'data-min="1"' in html
    assert 'data-max="0"' in html
