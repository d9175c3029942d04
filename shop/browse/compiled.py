"""Questions put into SQL once: Django takes longer over that than PostgreSQL over the answer.

The answer is read anew each time. This is what django.db.models.query.ModelIterable does,
with the SQL kept between its two halves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=models.Model)

# Fits every column: a number that none can hold would be compiled away.
STANDS_FOR_THE_NUMBER = 1_907_770_013
HOLES = (STANDS_FOR_THE_NUMBER, [STANDS_FOR_THE_NUMBER])


class Question(Generic[M]):
    """A query set that hangs on one number, such as an id, wherever the number stands in it."""

    def __init__(self, ask: Callable[[int], models.QuerySet[M]]) -> None:
        self._ask = ask
        self._compiled: Compiled[M] | None = None

    def __call__(self, number: int) -> list[M]:
        if self._compiled is None:
            self._compiled = compiled(self._ask(STANDS_FOR_THE_NUMBER))
        return self._compiled.answer(number)


@dataclass(frozen=True, slots=True)
class Compiled(Generic[M]):
    model: type[M]
    sql: str
    params: tuple[Any, ...]
    compiler: Any
    converters: Any
    names: list[str]
    columns: slice
    related: list[Any]
    annotations: list[tuple[str, int]]  # name and column

    def answer(self, number: int) -> list[M]:
        told = [with_number(param, number) for param in self.params]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, told)
            rows = cursor.fetchall()
        return [self._built(row) for row in self.compiler.apply_converters(rows, self.converters)]

    def _built(self, row: list[Any]) -> M:
        made = self.model.from_db(DEFAULT_DB_ALIAS, self.names, row[self.columns])
        for related in self.related:
            related.populate(row, made)
        for name, column in self.annotations:
            setattr(made, name, row[column])
        return made


def with_number(param: Any, number: int) -> Any:
    """Return what goes to PostgreSQL for a parameter: an array of one stays an array."""
    if param == STANDS_FOR_THE_NUMBER:
        return number
    return [number] if param == [STANDS_FOR_THE_NUMBER] else param


def compiled(asked: models.QuerySet[M]) -> Compiled[M]:
    compiler = asked.query.get_compiler(DEFAULT_DB_ALIAS)
    sql, params = compiler.as_sql()
    if not any(param in HOLES for param in params):
        raise ValueError(f"The question does not hang on its number: {sql}")
    select, fields = compiler.select, compiler.klass_info["select_fields"]
    columns = slice(fields[0], fields[-1] + 1)
    return Compiled(
        model=asked.model,
        sql=sql,
        params=params,
        compiler=compiler,
        converters=compiler.get_converters([column for column, *_ in select]),
        names=[column.target.attname for column, *_ in select[columns]],
        columns=columns,
        # Its stubs are of a later Django.
        annotations=list(compiler.annotation_col_map.items()),
        related=get_related_populators(  # type: ignore[call-arg]
            compiler.klass_info, select, DEFAULT_DB_ALIAS
        ),
    )
