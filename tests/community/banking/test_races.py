"""Two who meet at one account: owners, workers, and an owner who stops it in time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from community.audit.models import Act
from community.banking import beginning, changing, errors
from community.banking.models import PayoutAccount
from community.banking.moves import CannotMove
from community.sellers.models import Seller
from tests.cast import make_seller, make_user
from tests.community.banking.accounts import WANTED, make_account, owner_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shop() -> Seller:
    shop = make_seller("mali", owner=make_user("mali@example.org", name="มะลิ"))
    make_account(shop)
    return shop


@pytest.fixture
def due(shop: Seller) -> PayoutAccount:
    """A change whose hold is over."""
    past = timezone.now() - timedelta(minutes=1)
    yes = {"confirmed_by": owner_of(shop), "active_from": past}
    return make_account(shop, "9876543210", state="held", **yes)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Return what each act gave or raised, all begun together on connections of their own."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        start.wait()
        try:
            return str(act())
        except (errors.BankingError, CannotMove) as error:
            return type(error).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(run, acts))


def states(shop: Seller) -> list[str]:
    rows = PayoutAccount.objects.filter(seller=shop).order_by("pk")
    return list(rows.values_list("state", flat=True))


def test_of_two_who_ask_at_once_one_is_heard(shop: Seller) -> None:
    mali = owner_of(shop)

    answers = at_once(*[lambda: changing.ask(shop, WANTED, mali)] * 2)

    assert answers.count("ChangeUnderWay") == 1
    assert states(shop) == ["active", "asked"]


def test_two_workers_begin_with_it_once(shop: Seller, due: PayoutAccount) -> None:
    answers = at_once(*[beginning.activate_due] * 2)

    assert sorted(answers) == ["0", "1"]
    assert states(shop) == ["replaced", "active"]
    assert Act.objects.filter(verb="account.began").count() == 1


@pytest.mark.parametrize("_round", range(3))
def test_a_stop_that_meets_the_worker_wins_or_loses_whole(
    shop: Seller, due: PayoutAccount, _round: int
) -> None:
    mali = owner_of(shop)

    stopped, begun = at_once(lambda: changing.stop(due, mali), beginning.activate_due)

    if stopped == "None":
        assert (begun, states(shop)) == ("0", ["active", "refused"])
    else:
        assert (stopped, begun, states(shop)) == ("CannotMove", "1", ["replaced", "active"])
