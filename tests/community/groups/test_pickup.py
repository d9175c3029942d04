"""Pickup places: an order of rows, the first of them on the community."""

import pytest

from community.groups import pickup
from community.groups.models import Community, PickupPlace

pytestmark = pytest.mark.django_db


def add(market: Community, name: str, **fields: str) -> PickupPlace:
    place = PickupPlace(community=market, name_th=name, **fields)
    pickup.keep(place)
    return place


def names(market: Community) -> list[str]:
    return [place.name_th for place in market.pickup_places.all()]


def line(market: Community) -> str:
    market.refresh_from_db()
    return market.pickup_place


def test_a_new_place_comes_last(market: Community) -> None:
    add(market, "วัดป่าแดด")

    assert names(market) == ["ศาลากลางบ้าน", "วัดป่าแดด"]
    assert line(market) == "ศาลากลางบ้าน"


def test_the_first_one_is_what_checkout_reads(market: Community) -> None:
    temple = add(market, "วัดป่าแดด", where="ข้างโบสถ์", when="ถึงเที่ยง")

    pickup.move_up(temple)

    assert names(market) == ["วัดป่าแดด", "ศาลากลางบ้าน"]
    assert line(market) == "วัดป่าแดด · ข้างโบสถ์ · ถึงเที่ยง"


def test_the_first_one_cannot_go_higher(market: Community) -> None:
    add(market, "วัดป่าแดด")

    pickup.move_up(market.pickup_places.all()[0])

    assert names(market) == ["ศาลากลางบ้าน", "วัดป่าแดด"]


def test_the_next_one_takes_the_place_of_what_is_removed(market: Community) -> None:
    add(market, "วัดป่าแดด")

    pickup.remove(market.pickup_places.all()[0])
    assert line(market) == "วัดป่าแดด"

    pickup.remove(market.pickup_places.all()[0])
    assert line(market) == ""


def test_no_more_than_a_page_can_show(market: Community) -> None:
    for number in range(pickup.MOST - 1):
        add(market, f"ที่ {number}")

    with pytest.raises(pickup.Full):
        add(market, "อีกที่")

    assert len(names(market)) == pickup.MOST
