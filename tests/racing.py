"""Tables of races: each holds with its guards, and falls without them.

    RACES = table(
        Race("a payment and the clock", arrange, paying, expiring, check,
             [before(receiving.receive, "move_payment("), after(mark_paid, "move(")]),
    )

    @every(RACES)
    def test_it_holds(race: Race[Any], floor: Floor) -> None:
        hold(race)

    @every(RACES)
    def test_without_its_guard_it_falls(race: Race[Any], shaky_floor: Floor) -> None:
        fall(race)

`arrange` makes a world of its own each time (the floor is not renewed between races); the books
are audited after each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar
from unittest.mock import patch

import pytest
from django.db import connections
from django.db.models import QuerySet
from django.db.models.lookups import Exact
from pytest_django import DjangoDbBlocker

from shop.books.audit import audit
from tests.conftest import database_key
from tests.races import Line, Outcome, interleave

W = TypeVar("W")
Off = Callable[[], AbstractContextManager[object]]
_update = QuerySet.update


@contextmanager
def unguarded() -> Iterator[None]:
    """Take the guards away: no row is locked to be read, no UPDATE of a row has a condition."""
    with (
        patch.object(QuerySet, "select_for_update", lambda rows, **how: rows.all()),
        patch.object(QuerySet, "update", _careless_update),
    ):
        yield


def _careless_update(rows: QuerySet[Any], **values: Any) -> int:
    keys = [
        condition.rhs
        for condition in rows.query.where.children
        if isinstance(condition, Exact) and condition.lhs.target.primary_key
    ]
    if not keys:
        return _update(rows, **values)
    _update(rows.model._base_manager.filter(pk=keys[0]), **values)
    return 1


@dataclass(frozen=True)
class Race(Generic[W]):
    name: str
    arrange: Callable[[], W]
    a: Callable[[W], object]
    b: Callable[[W], object]
    check: Callable[[W, Outcome], None]
    at: Sequence[Line]
    off: Off = unguarded

    def __str__(self) -> str:
        return f"{self.name}: {self.at[0]}"


def table(*races: Race[Any]) -> list[Race[Any]]:
    """Return a race for each line of each."""
    return [replace(race, at=[line]) for race in races for line in race.at]


def every(races: Sequence[Race[Any]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("race", races, ids=str)


def hold(race: Race[Any]) -> None:
    """Play a race as the shop is."""
    world = race.arrange()
    _play(race, world)


def fall(race: Race[Any]) -> None:
    """Play it with the guards away: the same check must fail."""
    world = race.arrange()
    with pytest.raises(AssertionError):
        _play(race, world, race.off())


def _play(race: Race[Any], world: Any, off: AbstractContextManager[object] | None = None) -> None:
    a, b = (lambda: race.a(world)), (lambda: race.b(world))
    if off is None:
        outcome = interleave(a, b, race.at[0])
    else:
        with off:
            outcome = interleave(a, b, race.at[0])
    race.check(world, outcome)
    the_books_agree()


def the_books_agree() -> None:
    broken = {found.promise.name: found.rows for found in audit(gateway=False) if found.rows}
    assert not broken, broken


class Floor:
    """A database of the module's own, with real transactions."""

    def __init__(self, renew: Callable[[], None]) -> None:
        self._renew = renew

    def renew(self) -> None:
        connections.close_all()
        self._renew()


@pytest.fixture(scope="module")
def floor(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Floor]:
    """Let the module's tests commit; what they leave is thrown away after the last."""
    of_module = Floor(request.config.stash[database_key].renew)
    with django_db_blocker.unblock():
        yield of_module
        of_module.renew()


@pytest.fixture
def shaky_floor(floor: Floor) -> Iterator[Floor]:
    """A floor that is thrown away after the test: a control leaves its books broken."""
    yield floor
    floor.renew()
