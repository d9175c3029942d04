"""Ask what the books promise in one round trip, for tests that ask after every step.

The queries are `audit`'s own, joined and planned once for each connection: planning them costs
more than running them while there are a few dozen rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from django.db import connection

from shop.books.audit import PROMISES, audit, see_one_moment
from shop.books.proof import Promise, Query

_planned: WeakKeyDictionary[object, set[str]] = WeakKeyDictionary()


def the_books_agree(*, gateway: bool = False) -> None:
    """Fail with the rows that break a promise; with `gateway`, the gateway's own books too."""
    broken = _asked_of_the_gateway() if gateway else asked_at_once()
    assert not broken, broken


def asked_at_once(
    promises: Sequence[Promise] = PROMISES, name: str = "books"
) -> dict[str, list[object]]:
    """Return the rows that break a promise, by its name; `name` is that of the plan."""
    broken: dict[str, list[object]] = {}
    with see_one_moment():
        for promised, row in _rows(promises, name):
            broken.setdefault(promised, []).append(row)
        for promise in promises:
            if not isinstance(promise.broken, Query) and (rows := list(promise.broken())):
                broken[promise.name] = rows
    return broken


def _asked_of_the_gateway() -> dict[str, list[object]]:
    return {found.promise.name: found.rows for found in audit(gateway=True) if found.rows}


def _rows(promises: Sequence[Promise], name: str) -> list[tuple[str, object]]:
    with connection.cursor() as cursor:
        planned = _planned.setdefault(connection.connection, set())
        if name not in planned:
            cursor.execute(f"SET jit = off; PREPARE {name} AS {_joined(promises)}")
            planned.add(name)
        cursor.execute(f"EXECUTE {name}")
        return list(cursor.fetchall())  # each row as JSON


def _joined(promises: Sequence[Promise]) -> str:
    return "\nUNION ALL\n".join(
        f"SELECT '{promise.name}', to_jsonb(broken) FROM (\n{promise.broken.sql}\n) broken"  # noqa: S608
        for promise in promises
        if isinstance(promise.broken, Query)
    )
