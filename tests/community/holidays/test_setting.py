"""Setting a holiday, and what cannot be set."""

from collections.abc import Iterator
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone, translation

from community.audit.models import Act
from community.groups.models import Community
from community.holidays.forms import HolidayForm
from community.holidays.models import Holiday
from community.holidays.queries import holiday_of
from community.holidays.setting import Overlaps, close_with, end_holiday, set_holiday
from community.people.models import User
from community.sellers.models import Seller
from tests.cast import make_community, make_holiday, make_seller, make_user, seller_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def day(after: int) -> date:
    return timezone.localdate() + timedelta(days=after)


def errors(of: Seller | Community, by: User, first: str, last: str) -> dict[str, list[str]]:
    form = HolidayForm(of, {"first_day": first, "last_day": last, "note_th": "", "note_en": ""})
    assert not form.save(by)
    return {name: list(found) for name, found in form.errors.items()}


def test_it_is_set_and_written_down(mali: User) -> None:
    shop = seller_of(mali)
    typed = {"first_day": str(day(2)), "last_day": str(day(4)), "note_th": "<b>ไปงานบุญ</b>"}

    assert HolidayForm(shop, typed).save(mali)

    holiday = Holiday.objects.get()
    assert (holiday.first_day, holiday.last_day, holiday.note_th) == (day(2), day(4), "ไปงานบุญ")
    assert Act.objects.get().verb == "holiday.set"


def test_a_buddhist_year_in_thai_digits_is_understood(mali: User) -> None:
    first = day(2)
    thai = f"{first.day}/{first.month}/{first.year + 543}".translate(
        str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    )

    form = HolidayForm(seller_of(mali), {"first_day": thai, "last_day": thai})

    assert form.save(mali)
    assert Holiday.objects.get().first_day == first


def test_wrong_days_get_one_clear_sentence(mali: User) -> None:
    shop = seller_of(mali)
    make_holiday(shop, 10, 12)

    assert errors(shop, mali, str(day(-1)), str(day(2))) == {
        "first_day": ["This day is over. Choose today or a later day."]
    }
    assert errors(shop, mali, str(day(3)), str(day(2))) == {
        "last_day": ["The last day is before the first."]
    }
    assert errors(shop, mali, str(day(3)), str(day(183))) == {
        "last_day": ["This is longer than half a year. Set the rest when it is nearer."]
    }
    assert errors(shop, mali, str(day(900)), str(day(901))) == {
        "first_day": ["This is more than two years away. Is the year right?"]
    }
    assert errors(shop, mali, "", "31/2/2570")["first_day"] == ["Choose a day."]
    [overlap] = errors(shop, mali, str(day(12)), str(day(14)))["first_day"]
    assert overlap.startswith("You are closed from ")
    assert Holiday.objects.count() == 1


def test_the_days_beside_another_holiday_are_free(mali: User) -> None:
    shop = seller_of(mali)
    make_holiday(shop, 10, 12)

    form = HolidayForm(shop, {"first_day": str(day(13)), "last_day": str(day(13))})

    assert form.save(mali)


def test_the_markets_holiday_is_in_nobodys_way(mali: User, market: Community) -> None:
    shop = seller_of(mali)
    shop.communities.add(market)
    make_holiday(market, 1, 3)

    form = HolidayForm(shop, {"first_day": str(day(1)), "last_day": str(day(2))})

    assert form.save(mali)


def test_ending_a_holiday_opens_today_and_keeps_what_was(mali: User) -> None:
    shop = seller_of(mali)
    running, to_come = make_holiday(shop, -2, 5), make_holiday(shop, 8, 9)

    end_holiday(running, mali)
    end_holiday(to_come, mali)

    assert holiday_of(shop) is None
    assert [one.last_day for one in Holiday.objects.all()] == [day(-1)]


def test_who_closes_with_a_market(market: Community) -> None:
    other = make_community("kad-luang")
    hidden = make_community("hidden", state=Community.State.SUSPENDED)
    here = make_seller("mali", communities=[market, hidden])
    make_seller("kham", communities=[market, other])
    make_seller("dara", communities=[market], state=Seller.State.SUSPENDED)

    assert list(close_with(market)) == [here]


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_set() -> None:
    mali = make_user("mali@example.org")
    shop = make_seller("mali", owner=mali)
    start, refused = Barrier(2), []

    def close() -> None:
        start.wait()
        try:
            set_holiday(Holiday(seller=shop, first_day=day(1), last_day=day(3), created_by=mali))
        except Overlaps:
            refused.append(1)
        finally:
            connection.close()

    threads = [Thread(target=close) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Holiday.objects.count() == 1
    assert refused == [1]
