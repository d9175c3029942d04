from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from community.audit.models import Act
from community.people.models import User
from community.sellers.models import Seller
from shop.commission.models import Rule
from tests.cast import make_category, make_listing

pytestmark = pytest.mark.django_db
NEW = "/office/money/commission/new/"


@pytest.fixture
def office(client: Client, anan: User) -> Client:
    client.force_login(anan)
    client.cookies["talat_language"] = "en"
    return client


def filled(**fields: Any) -> dict[str, Any]:
    return {"percent": "4.5", "valid_from": str(timezone.localdate()), **fields}


def test_staff_write_a_rule_and_end_it(office: Client, malis_shop: Seller) -> None:
    office.post(NEW, filled(seller="/sellers/mali/", least="๕", note="ปีแรก"))

    rule = Rule.objects.get()
    assert (rule.seller, str(rule.percent), str(rule.least)) == (malis_shop, "4.50", "5.00")
    assert "4.50 % of the goods" in office.get("/office/money/commission/").content.decode()

    office.post(f"/office/money/commission/{rule.pk}/end/")

    rule.refresh_from_db()
    assert rule.ended_at
    assert sorted(Act.objects.values_list("verb", flat=True)) == [
        "commission.ended",
        "commission.ruled",
    ]


def test_a_preview_says_what_a_sale_keeps_and_writes_nothing(office: Client) -> None:
    page = office.post(NEW, filled(percent="10", fixed="3", preview="1", sale="500"))

    text = page.content.decode()
    assert page.status_code == 200
    assert "−฿53.00" in text
    assert "฿487.00" in text  # 540 with delivery
    assert not Rule.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"percent": "51"}, "percent", "Write a percent from 0 to 50"),
        ({"percent": "-1"}, "percent", "Write a percent from 0 to 50"),
        ({"percent": "five"}, "percent", "Write a number"),
        ({"percent": ""}, "percent", "Write a percent"),
        ({"least": "90"}, "least", "would owe money for selling it"),
        ({"fixed": "60"}, "fixed", "would owe money for selling it"),
        ({"least": "9", "most": "8"}, "most", "The most is below the least."),
        ({"seller": "nobody"}, "seller", "No shop has this address."),
        ({"valid_from": "2020-01-01"}, "valid_from", "What is sold stays as it is."),
        ({"valid_until": "2020-01-01"}, "valid_until", "The last day is before the first."),
        ({"fund_percent": "101"}, "fund_percent", "Write a percent from 0 to 100"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    office: Client, malis_shop: Seller, fields: dict[str, str], field: str, sentence: str
) -> None:
    make_listing(malis_shop, "60.00")

    page = office.post(NEW, filled(**fields))

    assert page.status_code == 422
    with override("en"):
        assert sentence in page.context["form"].errors[field][0]
    assert not Rule.objects.exists()


def test_a_kind_of_goods_gives_no_fund_a_part(office: Client) -> None:
    sweets = make_category("sweets")

    page = office.post(NEW, filled(category=sweets.pk, fund_percent="10", on_delivery="on"))

    assert set(page.context["form"].errors) == {"fund_percent", "on_delivery"}


def test_the_office_says_which_rule_holds(office: Client, malis_shop: Seller) -> None:
    Rule.objects.create(seller=malis_shop, percent="3", valid_from=timezone.localdate())

    page = office.get("/office/money/commission/?shop=mali&goods=200")

    assert page.context["answer"].preview.commission == 6
    assert office.get("/office/money/commission/?shop=nobody").status_code == 200
