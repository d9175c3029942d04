"""The days of payouts."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from community.people.models import User
from community.sellers.models import Seller
from shop.payouts.calendar import first_day, next_day
from shop.payouts.models import Batch, Payout, Schedule
from shop.payouts.running import run_schedules
from tests.cast import make_listing, make_seller
from tests.community.banking.accounts import make_account
from tests.paid_out import make_schedule, sell

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("schedule", "after", "expected"),
    [
        (Schedule(weekday=0), MONDAY, date(2026, 11, 30)),
        (Schedule(weekday=0, weeks=2), MONDAY, date(2026, 12, 7)),
        (Schedule(weekday=4, weeks=2), MONDAY, date(2026, 12, 4)),
        (Schedule(rhythm="monthly", month_day=1), date(2026, 12, 31), date(2027, 1, 1)),
        (Schedule(rhythm="monthly", month_day=28), date(2027, 1, 31), date(2027, 2, 28)),
        (Schedule(rhythm="monthly", month_day=15), date(2026, 11, 15), date(2026, 12, 15)),
        (Schedule(rhythm="by_hand"), MONDAY, None),
    ],
)
def test_the_next_day(schedule: Schedule, after: date, expected: date | None) -> None:
    assert next_day(schedule, after) == expected


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        (Schedule(weekday=0, weeks=2), MONDAY),
        (Schedule(weekday=6), date(2026, 11, 29)),
        (Schedule(rhythm="monthly", month_day=23), MONDAY),
        (Schedule(rhythm="by_hand"), None),
    ],
)
def test_the_first_day_may_be_today(schedule: Schedule, expected: date | None) -> None:
    assert first_day(schedule, MONDAY) == expected


@pytest.mark.django_db
def test_the_worker_draws_up_once_on_its_day(malis_shop: Seller) -> None:
    with time_machine.travel("2026-11-20T03:00:00+07:00"):
        make_account(malis_shop)
        sell(make_listing(malis_shop, "400.00"))
        assert run_schedules() is None

    with time_machine.travel("2026-11-24T03:00:00+07:00"):  # nobody ran on Monday
        batch = run_schedules()
        assert run_schedules() is None

    assert batch is not None
    assert (batch.checked_by, Payout.objects.count()) == (None, 1)
    assert Schedule.objects.get(seller=None).next_on == date(2026, 11, 30)


@pytest.mark.django_db
def test_a_shop_with_its_own_day_is_left_to_it(malis_shop: Seller, mali: User) -> None:
    make_schedule(next_on=MONDAY)
    make_schedule(malis_shop, rhythm="monthly", month_day=1, next_on=date(2026, 12, 1))
    kham = make_seller("kham", owner=mali)
    with time_machine.travel("2026-11-23T03:00:00+07:00"):
        sell(make_listing(malis_shop, "400.00"), make_listing(kham, "300.00", slug="cup"))
        run_schedules()

    assert [payout.seller for payout in Batch.objects.get().payouts.all()] == [kham]
