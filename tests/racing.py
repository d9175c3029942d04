"""Tables of races: each holds with its guards, and falls without them.

    RACES = table(
        Race("a payment and the clock", arrange, paying, expiring,
             [before(expiry._end, "release("), after(mark_paid, "move(")], check),
    )

    @every(RACES)
    def test_it_holds(race: Race[Any], floor: Floor) -> None:
        hold(race)

    @every(RACES)
    def test_without_its_guard_it_falls(race: Race[Any], shaky_floor: Floor) -> None:
        fall(race)

`arrange` makes a world of its own each time (the floor is not renewed between races); the books
are audited after each. Instead of `check`, give `figures`, which reads a world without naming
rows: then what comes out must be what A before B, or B before A, comes to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Generic, TypeVar
from unittest.mock import patch

import pytest
from django.db import connections
from django.db.models import QuerySet
from django.db.models.lookups import Exact
from pytest_django import DjangoDbBlocker

from tests.books import the_books_agree
from tests.conftest import database_key
from tests.races import Line, Outcome, interleave

W = TypeVar("W")
Kinds = tuple[type[BaseException] | None, type[BaseException] | None]
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
    at: Sequence[Line]
    check: Callable[[W, Outcome], None] | None = None
    figures: Callable[[W], object] | None = None
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
    with off or nullcontext():
        outcome = interleave(lambda: race.a(world), lambda: race.b(world), race.at[0])
    if race.check:
        race.check(world, outcome)
    if race.figures:
        assert (outcome.kinds, race.figures(world)) in one_by_one(race)
    the_books_agree()


def one_by_one(race: Race[Any]) -> list[tuple[Kinds, object]]:
    """Return what A before B comes to, and B before A: each in a world of its own."""
    return [
        _in_turn(race.arrange, race.a, race.b, race.figures, swapped=False),
        _in_turn(race.arrange, race.a, race.b, race.figures, swapped=True),
    ]


@cache
def _in_turn(arrange: Any, a: Any, b: Any, figures: Any, *, swapped: bool) -> tuple[Kinds, object]:
    world = arrange()
    acts = [lambda: a(world), lambda: b(world)]
    kinds = [kind_of(act) for act in (acts[::-1] if swapped else acts)]
    first, second = kinds[::-1] if swapped else kinds
    return (first, second), figures(world)


def kind_of(act: Callable[[], object]) -> type[BaseException] | None:
    """Do it, and return the class of what it raised."""
    with ThreadPoolExecutor(1) as person:
        error = person.submit(_on_own_connection, act).exception()
    return type(error) if error else None


def _on_own_connection(act: Callable[[], object]) -> object:
    try:
        return act()
    finally:
        connections.close_all()


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
