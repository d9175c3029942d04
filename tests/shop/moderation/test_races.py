"""Two at once: threads with connections of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from community.people.models import User
from shop.listings.changing import change_words
from shop.listings.models import Listing
from shop.moderation import deciding, reporting
from shop.moderation.errors import ChangedSince, ModerationError, NotWaiting
from shop.moderation.models import Look, Report
from tests.cast import make_listing, make_staff, make_user, seller_of
from tests.joined import close_connection
from tests.shop.moderation.looking import publish_new, waiting

pytestmark = pytest.mark.django_db(transaction=True)


def both(first: Callable[[], Any], second: Callable[[], Any]) -> list[str]:
    """Do two things at the same moment; return how each ended, in alphabetical order."""
    gate = Barrier(2)

    def one(act: Callable[[], Any]) -> str:
        try:
            gate.wait(timeout=10)
            act()
        except ModerationError as error:
            return type(error).__name__
        else:
            return "done"
        finally:
            close_connection()

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(one, (first, second)))


def test_of_two_decisions_one_counts(mali: User) -> None:
    anan, wandi = make_staff(), make_staff("wandi@example.org", name="วันดี")
    listing = publish_new(seller_of(mali), mali)
    looks = [Look.objects.get(listing=listing) for _ in range(2)]
    seen = deciding.seal(looks[0])

    ended = both(
        lambda: deciding.accept(looks[0], anan, seen),
        lambda: deciding.return_(looks[1], wandi, seen, "รูปมืดไป"),
    )

    look = Look.objects.get()
    state = {"accepted": "published", "returned": "draft"}[look.state]
    assert ended == [NotWaiting.__name__, "done"]
    assert Listing.objects.get().state == state


def test_nothing_is_accepted_that_nobody_saw(mali: User) -> None:
    """Control: whichever comes first, what is on sale is what staff looked at, or waits again."""
    anan = make_staff()
    listing = publish_new(seller_of(mali), mali, title_th="ผ้าขาวม้า")
    look = waiting(listing)
    seen = deciding.seal(look)

    ended = both(
        lambda: deciding.accept(look, anan, seen),
        lambda: change_words(listing, {"title_th": "เหล้าขาว"}, mali),
    )

    now = Listing.objects.get()
    if ChangedSince.__name__ in ended:
        assert (now.state, now.title_th) == ("review", "เหล้าขาว")
    else:  # accepted first: then the new name is a change that waits
        assert (now.state, now.title_th) == ("published", "ผ้าขาวม้า")
        assert waiting(now).after == {"title_th": "เหล้าขาว"}


def test_a_report_that_comes_twice_at_once_is_one(mali: User) -> None:
    listing, somchai = make_listing(seller_of(mali)), make_user()

    ended = both(
        lambda: reporting.send(listing, "untrue", "สีตก", somchai),
        lambda: reporting.send(listing, "untrue", "สีตก", somchai),
    )

    assert ended == ["done", "done"]
    assert Report.objects.get().text == "สีตก"
