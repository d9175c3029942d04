"""Two at once: threads with connections of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from community.joining.applying import start
from community.joining.errors import AlreadyApplied, JoiningError, NotOpen, NumberTaken
from community.joining.models import Application
from community.joining.submitting import submit
from community.sellers.models import Seller, SellerMember
from tests.cast import make_user
from tests.joined import close_connection, make_draft

pytestmark = pytest.mark.django_db(transaction=True)


def both(first: Callable[[], Any], second: Callable[[], Any]) -> list[str]:
    """Do two things at the same moment; return how each ended, in alphabetical order."""
    gate = Barrier(2)

    def one(act: Callable[[], Any]) -> str:
        try:
            gate.wait(timeout=10)
            act()
        except JoiningError as error:
            return type(error).__name__
        else:
            return "done"
        finally:
            close_connection()

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(one, (first, second)))


def test_of_two_presses_one_sends() -> None:
    draft = make_draft(make_user())
    again = Application.objects.get(pk=draft.pk)

    ended = both(lambda: submit(draft), lambda: submit(again))

    assert ended == [NotOpen.__name__, "done"]
    assert (Seller.objects.count(), SellerMember.objects.count()) == (1, 1)


def test_of_two_people_with_one_number_one_is_told() -> None:
    drafts = [make_draft(make_user(f"{name}@example.org")) for name in ("kampaeng", "krit")]

    ended = both(lambda: submit(drafts[0]), lambda: submit(drafts[1]))

    states = sorted(Application.objects.values_list("state", flat=True))
    assert ended == [NumberTaken.__name__, "done"]
    assert states == ["draft", "submitted"]
    assert Seller.objects.count() == 1


def test_two_shops_of_one_name_have_two_addresses() -> None:
    numbers = {"kampaeng": "1101700230708", "krit": "3100600445635"}
    drafts = [
        make_draft(make_user(f"{name}@example.org"), tax_id=number)
        for name, number in numbers.items()
    ]

    ended = both(lambda: submit(drafts[0]), lambda: submit(drafts[1]))

    slugs = sorted(Seller.objects.values_list("slug", flat=True))
    assert ended == ["done", "done"]
    assert slugs == ["phathobandonkhram", "phathobandonkhram-2"]


def test_of_two_beginnings_one_is_made() -> None:
    user = make_user()

    ended = both(
        lambda: start(user, user, "seller", "individual"),
        lambda: start(user, user, "seller", "individual"),
    )

    assert ended == [AlreadyApplied.__name__, "done"]
    assert Application.objects.count() == 1
