"""A seller's own ways of delivery."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from community.people.models import User
from community.sellers.models import Seller
from shop.delivery.models import DeliveryMethod
from tests.cast import make_delivery, make_seller, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, mali: User, malis_shop: Seller) -> Client:
    DeliveryMethod.objects.all().delete()
    client.cookies["talat_language"] = "en"
    client.force_login(mali)
    return client


def flat(**other: str) -> dict[str, str]:
    return {
        "name_th": "ลงทะเบียน",
        "price": "๔๕",
        "free_from": "1,000",
        "days_min": "2",
        "days_max": "4",
        "is_active": "on",
        **other,
    }


def by_weight(*bands: tuple[str, str], **other: str) -> dict[str, str]:
    rows: dict[str, str] = {}
    for number, (grams, baht) in enumerate(bands):
        rows |= {f"bands-{number}-up_to_g": grams, f"bands-{number}-price": baht}
    counts = {"bands-TOTAL_FORMS": str(len(bands)), "bands-INITIAL_FORMS": "0"}
    return {**flat(**other), **rows, **counts}


def test_a_flat_price_is_kept(desk: Client, malis_shop: Seller) -> None:
    answer = desk.post("/desk/delivery/new/flat/", flat())

    method = DeliveryMethod.objects.get(seller=malis_shop)
    assert answer.status_code == 302
    assert (method.name_th, method.price, method.free_from) == ("ลงทะเบียน", 45, 1000)
    assert (method.days_min, method.days_max) == (2, 4)


def test_bands_are_written_in_order_and_emptied_rows_go(desk: Client, malis_shop: Seller) -> None:
    rows = by_weight(("1000", "67"), ("", ""), ("250", "42.50"))
    desk.post("/desk/delivery/new/weight/", rows)
    method = DeliveryMethod.objects.get()

    desk.post(f"/desk/delivery/{method.pk}/", by_weight(("", ""), ("250", "40")))

    assert [(b.up_to_g, b.price) for b in method.bands.all()] == [(250, Decimal("40.00"))]


def test_a_pickup_has_a_place(desk: Client, malis_shop: Seller) -> None:
    missing = desk.post("/desk/delivery/new/pickup/", {"name_th": "รับเอง", "is_active": "on"})
    desk.post(
        "/desk/delivery/new/pickup/",
        {"name_th": "รับเอง", "pickup_place": "หน้าวัดต้นเปา", "is_active": "on"},
    )

    assert "Write where buyers find you." in missing.content.decode()
    assert DeliveryMethod.objects.get().pickup_place == "หน้าวัดต้นเปา"


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        (by_weight(), "Write at least one weight with its price."),
        (by_weight(("250", "")), "Write the price up to this weight."),
        (by_weight(("", "42")), "Write up to which weight this price is."),
        (by_weight(("250", "42"), ("๒๕๐", "50")), "One weight is there twice."),
        (by_weight(("250", "-1")), "Write a price of at least 0 baht."),
        (by_weight(("250", "42"), days_min="9"), "at least as many days"),
        (by_weight(("250", "42"), name_th=""), "Write a name"),
        (by_weight(("heavy", "42")), "Write a whole number"),
    ],
)
def test_what_is_wrong_is_said_and_kept(
    desk: Client, malis_shop: Seller, posted: dict[str, str], sentence: str
) -> None:
    answer = desk.post("/desk/delivery/new/weight/", posted)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not DeliveryMethod.objects.exists()


def test_a_form_without_its_counts_is_asked_again(desk: Client, malis_shop: Seller) -> None:
    answer = desk.post("/desk/delivery/new/weight/", flat())

    assert answer.status_code == 422


def test_the_last_way_stays_on(desk: Client, malis_shop: Seller) -> None:
    method = make_delivery(malis_shop)
    off: dict[str, Any] = {**flat(), "is_active": ""}

    refused = desk.post(f"/desk/delivery/{method.pk}/", off)
    make_delivery(malis_shop, "weight")
    taken = desk.post(f"/desk/delivery/{method.pk}/", off)

    assert "This is the only way left" in refused.content.decode()
    assert taken.status_code == 302
    assert not DeliveryMethod.objects.get(pk=method.pk).is_active


def test_another_sellers_way_is_not_there(desk: Client, malis_shop: Seller) -> None:
    other = make_delivery(make_seller("kham", owner=make_user("kham@example.org")))

    statuses = [
        desk.get(f"/desk/delivery/{other.pk}/").status_code,
        desk.post(f"/desk/delivery/{other.pk}/", flat()).status_code,
        desk.get("/desk/delivery/new/balloon/").status_code,
    ]

    assert statuses == [404, 404, 404]
