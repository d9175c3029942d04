"""What a room promises of its books: a sentence, and a query for the rows that break it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

Row = dict[str, Any]


@dataclass(frozen=True)
class Promise:
    name: str
    sentence: str
    broken: Callable[[], Iterable[Row]]


@dataclass(frozen=True)
class Query:
    """A function whose rows are what one SELECT finds."""

    sql: str

    def __call__(self) -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql)
            names = [column[0] for column in cursor.description or []]
            return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]


def rows_of(sql: str) -> Query:
    """Return a function that runs the query; each row it finds is a broken promise."""
    return Query(sql)
