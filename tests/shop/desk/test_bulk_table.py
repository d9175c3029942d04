"""Prices and stock in one table: only what was changed, each error beside its field."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.people.models import User
from shop.listings.models import Variant
from shop.listings.variants import OUT, set_axes
from shop.stock.models import Movement
from tests.cast import make_listing, make_seller, seller_of, variant_of

pytestmark = pytest.mark.django_db
TABLE = "/desk/goods/table/"


@pytest.fixture
def desk(client: Client, mali: User) -> Client:
    client.force_login(mali)
    client.cookies["talat_language"] = "en"
    return client


@pytest.fixture
def two(mali: User) -> list[Variant]:
    seller = seller_of(mali)
    return [
        variant_of(make_listing(seller, "120.00", 5, slug=f"thing-{n}", title_th=f"ของ {n}"))
        for n in (1, 2)
    ]


def form_of(*variants: Variant, **typed: Any) -> dict[str, Any]:
    """Return the form as the page showed it, but for what is typed: price_0, left_1."""
    data: dict[str, Any] = {"row": [variant.pk for variant in variants]}
    for place, variant in enumerate(variants):
        record = variant.stock_record
        shown = {
            "price": record.price,
            "left": record.num_in_stock,
            "was_price": record.price,
            "was_left": record.num_in_stock,
            "version": variant.listing.version,
        }
        for name, value in shown.items():
            data[f"{variant.pk}-{name}"] = str(typed.get(f"{name}_{place}", value))
    return data


def prices(*variants: Variant) -> list[tuple[Decimal, int]]:
    for variant in variants:
        variant.stock_record.refresh_from_db()
    return [(one.stock_record.price, one.stock_record.num_in_stock) for one in variants]


def test_only_what_changed_is_written(desk: Client, two: list[Variant]) -> None:
    before = Movement.objects.count()

    page = desk.post(TABLE, form_of(*two, price_0="฿๑๓๕", left_0="8"), follow=True)

    assert "2 changes are saved." not in page.content.decode()
    assert "1 change is saved." in page.content.decode()
    assert prices(*two) == [(Decimal("135.00"), 8), (Decimal("120.00"), 5)]
    assert Movement.objects.count() == before + 1


def test_each_error_stands_beside_its_field_and_what_is_right_is_saved(
    desk: Client, two: list[Variant]
) -> None:
    answer = desk.post(TABLE, form_of(*two, price_0="12.345", left_1="9"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write at most two places: 250.50." in page
    assert 'value="12.345"' in page
    assert prices(*two) == [(Decimal("120.00"), 5), (Decimal("120.00"), 9)]


def test_what_somebody_else_changed_is_shown_and_written_at_the_second_press(
    desk: Client, two: list[Variant]
) -> None:
    seen = form_of(two[0], price_0="99")
    record = two[0].stock_record
    record.price = Decimal("110.00")
    record.save(update_fields=["price"])

    first = desk.post(TABLE, seen)
    assert "It is 110.00 by now. Press save once more to write yours." in first.content.decode()
    assert prices(two[0])[0][0] == Decimal("110.00")

    form = first.context["rows"][0]
    again = {name: form.data[name] for name in form.data if name != "row"} | {"row": [two[0].pk]}
    desk.post(TABLE, again)

    assert prices(two[0])[0][0] == Decimal("99.00")


def test_the_same_form_sent_twice_adds_nothing_twice(desk: Client, two: list[Variant]) -> None:
    seen = form_of(two[0], left_0="8")

    desk.post(TABLE, seen)
    desk.post(TABLE, seen)

    assert prices(two[0])[0][1] == 8


def test_rows_of_others_are_not_written(desk: Client, krit: User) -> None:
    theirs = variant_of(make_listing(make_seller("krit", owner=krit)))

    desk.post(TABLE, form_of(theirs, price_0="1"))

    assert prices(theirs)[0][0] == Decimal("120.00")


def test_more_goods_ask_no_more_questions(desk: Client, mali: User) -> None:
    seller = seller_of(mali)
    counts = []
    for many in (3, 12):
        for n in range(many):
            make_listing(seller, slug=f"g-{many}-{n}", title_th=f"ผ้า {many}-{n}")
        with CaptureQueriesContext(connection) as asked:
            desk.get(TABLE)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_a_price_cannot_be_emptied_unseen(desk: Client, two: list[Variant]) -> None:
    answer = desk.post(TABLE, form_of(*two, price_0=""))

    assert answer.status_code == 422
    assert "Write a price. To sell it no longer, pause it" in answer.content.decode()
    assert prices(*two) == [(Decimal("120.00"), 5), (Decimal("120.00"), 5)]


def test_a_dropped_kind_is_not_brought_back(desk: Client, mali: User, two: list[Variant]) -> None:
    listing = two[0].listing
    set_axes(listing, {"สี": ["แดง", "ดำ"]}, mali)
    set_axes(listing, {"สี": ["แดง"]}, mali)
    dropped = listing.variants.get(position=OUT)

    page = desk.get(TABLE)
    data = form_of(dropped, price_0="50") | {f"{dropped.pk}-was_price": ""}
    desk.post(TABLE, data)

    assert dropped.pk not in [row.variant.pk for row in page.context["rows"]]
    assert prices(dropped) == [(None, 0)]
