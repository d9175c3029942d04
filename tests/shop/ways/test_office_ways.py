"""Staff's page of ways, and what is said of cash on delivery."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client

from shop.ways.forms import way_forms
from shop.ways.models import WaySetting
from shop.ways.registry import WAYS
from shop.ways.words import for_sellers
from tests.cast import make_staff

pytestmark = pytest.mark.django_db
URL = "/office/money/ways/"


def typed(**changed: str) -> dict[str, str]:
    """Return the page as it stands, with what is changed for cash on delivery."""
    data = {}
    for form in way_forms(list(WAYS)):
        for bound in form:
            if bound.name != "on" or bound.value():
                data[bound.html_name] = "" if bound.value() is None else str(bound.value())
    return data | {f"cod-{name}": value for name, value in changed.items()}


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(make_staff("anan@example.org", name="อนันต์"))
    client.cookies["talat_language"] = "en"
    return client


def test_amounts_are_taken_as_people_type_them(staff: Client) -> None:
    fee = {"fee_fixed": "฿20", "fee_percent": "๑.๕%"}

    answer = staff.post(URL, typed(on="on", least="๑๐๐", most="2,000", **fee))

    setting = WaySetting.objects.get(code="cod")
    assert answer.status_code == 302
    assert (setting.least, setting.most) == (Decimal("100.00"), Decimal("2000.00"))
    assert (setting.fee_fixed, setting.fee_percent) == (Decimal("20.00"), Decimal("1.50"))


def test_no_fee_is_a_fee_of_nought(staff: Client) -> None:
    staff.post(URL, typed(on="on", fee_fixed="", fee_percent="", most=""))

    setting = WaySetting.objects.get(code="cod")
    assert (setting.fee_fixed, setting.fee_percent, setting.most) == (0, 0, None)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"least": "-1"}, "This cannot be below zero."),
        ({"fee_percent": "21"}, "Write a percent from 0 to 20"),
        ({"most": "much"}, "Write the price as a number"),
        ({"least": "300", "most": "๒๐๐"}, "This is below the least."),
        ({"fee_fixed": "1e9"}, "Write"),
    ],
)
def test_what_cannot_be_is_said_and_kept(
    staff: Client, changed: dict[str, str], sentence: str
) -> None:
    answer = staff.post(URL, typed(**changed))

    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text
    assert all(f'value="{value}"' in text for value in changed.values())
    assert not WaySetting.objects.exists()


def test_the_days_are_those_of_the_setting(settings: Any) -> None:
    settings.COD_HOLD_DAYS = 9
    purchase = SimpleNamespace(way="cod", total=Decimal("120.00"))

    text = render_to_string("ways/agreed.html", {"purchase": purchase})

    assert "9" in text
    assert "9" in for_sellers("cod")
    assert "5" not in text + for_sellers("cod")
