"""A seller is closed on its own holidays, and while all of its communities are."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from community.groups.models import Community
from community.holidays.queries import (
    by_community,
    coming_holidays,
    everybody_on_holiday,
    holiday_of,
    on_holiday,
)
from community.sellers.models import Seller
from tests.cast import make_community, make_holiday, make_seller

pytestmark = pytest.mark.django_db


def day(after: int) -> date:
    return timezone.localdate() + timedelta(days=after)


def test_nobody_is_closed_without_a_holiday(malis_shop: Seller) -> None:
    assert holiday_of(malis_shop) is None
    assert everybody_on_holiday() == {}


def test_both_its_days_are_closed_and_it_ends_by_itself(malis_shop: Seller) -> None:
    make_holiday(malis_shop, 2, 4, note_th="ไปงานสงกรานต์")

    closed = [holiday_of(malis_shop, day(after)) for after in range(1, 6)]

    assert [bool(one) for one in closed] == [False, True, True, True, False]
    assert closed[1] is not None
    assert (closed[1].last_day, closed[1].opens) == (day(4), day(5))
    assert closed[1].note == "ไปงานสงกรานต์"


def test_two_holidays_without_a_day_between_are_one_to_the_buyer(malis_shop: Seller) -> None:
    make_holiday(malis_shop, 3, 5)
    make_holiday(malis_shop, -1, 2)

    closed = holiday_of(malis_shop)

    assert closed is not None
    assert closed.opens == day(6)


def test_a_market_closes_the_sellers_who_have_no_other(market: Community) -> None:
    other = make_community("kad-luang")
    only_here = make_seller("mali", communities=[market])
    of_both = make_seller("kham", communities=[market, other])
    alone = make_seller("dara")
    make_holiday(market, 0, 3)

    closed = on_holiday([only_here.pk, of_both.pk, alone.pk])

    assert set(closed) == {only_here.pk}
    assert everybody_on_holiday() == closed
    assert by_community(coming_holidays()).keys() == {market.pk}


def test_who_sells_at_two_markets_opens_with_the_first_of_them(market: Community) -> None:
    other = make_community("kad-luang")
    of_both = make_seller("kham", communities=[market, other])
    make_holiday(market, 0, 5)
    make_holiday(other, 0, 3)

    closed = holiday_of(of_both)

    assert closed is not None
    assert closed.opens == day(4)


def test_a_suspended_community_neither_closes_nor_opens_anybody(market: Community) -> None:
    hidden = make_community("hidden", state=Community.State.SUSPENDED)
    seller = make_seller("mali", communities=[market, hidden])
    make_holiday(market)

    assert holiday_of(seller) is not None
    make_holiday(hidden)
    other = make_seller("kham", communities=[hidden])
    assert holiday_of(other) is None


def test_it_asks_at_most_two_questions(
    market: Community, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(5):
        make_holiday(make_seller(f"seller-{number}", communities=[market]), 0, number)
    make_holiday(market, 0, 9)

    with django_assert_max_num_queries(2):
        closed = everybody_on_holiday()

    assert len(closed) == 5
