"""Put a test's database back as it was, table by table: a new copy takes ten times as long.

What a test wrote shows in its rows: they were written after the copy was made. Triggers and
foreign keys are silent meanwhile, so that tables which only grow are emptied like the others.
Where the test changed more than rows, or the rows that tests undid have made every table slow to
read, nothing is swept: a new copy is needed.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

import psycopg
from psycopg import sql

CATALOGS = ("pg_class", "pg_attribute", "pg_constraint", "pg_trigger", "pg_proc", "pg_index")
TABLES = """
SELECT relname FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname
"""
OTHERS = """
FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
SEQUENCES = "SELECT schemaname || '.' || quote_ident(sequencename), last_value FROM pg_sequences"
NEWER = sql.SQL(
    "SELECT {name} WHERE EXISTS (SELECT 1 FROM {table} WHERE xmin::text::bigint >= {xid})"
)
SIZE = "SELECT pg_database_size(current_database())"
MOST_MORE = 4_000_000  # bytes of dead rows
SECONDS_TO_LEAVE = 5.0

Connection = psycopg.Connection[tuple[object, ...]]


@dataclass
class Floor:
    """How a database is when it is new. `url` is its address, `template` that of its original."""

    url: str
    template: str
    rows: dict[str, int] = field(default_factory=dict)  # of each table
    shape: tuple[object, ...] = ()
    sequences: dict[str, int | None] = field(default_factory=dict)
    first_xid: int = 0
    size: int = 0  # bytes

    def __post_init__(self) -> None:
        with psycopg.connect(self.url) as here:
            names = [str(name) for (name,) in here.execute(TABLES)]
            self.rows = dict(zip(names, _only(here, _counts(names)), strict=True))
            self.shape = _only(here, _counts(CATALOGS))
            self.sequences = dict(here.execute(SEQUENCES).fetchall())
            (xid,) = _only(here, "SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
            self.first_xid = int(str(xid))
            self.size = self._size(here)

    def sweep(self) -> bool:
        """Return whether it is as new; open connections to it are cut."""
        with psycopg.connect(self.url) as here:
            if not self._alone(here) or self._is_rebuilt(here) or self._is_swollen(here):
                return False
            here.execute("SET session_replication_role = replica")
            for table in self._written(here):
                self._restore(here, table)
            self._rewind(here)
        return True

    def _alone(self, here: Connection) -> bool:
        here.execute(f"SELECT pg_terminate_backend(pid) {OTHERS}")
        end = time.monotonic() + SECONDS_TO_LEAVE
        while _only(here, f"SELECT count(*) {OTHERS}") != (0,):
            here.rollback()  # the list of who is there is one moment's
            if time.monotonic() > end:
                return False
            time.sleep(0.002)
        return True

    def _is_rebuilt(self, here: Connection) -> bool:
        is_changed = _only(here, _counts(CATALOGS)) != self.shape
        return is_changed or bool(self._with_new_rows(here, CATALOGS))

    def _is_swollen(self, here: Connection) -> bool:
        return self._size(here) > self.size + MOST_MORE

    def _size(self, here: Connection) -> int:
        (size,) = _only(here, SIZE)
        return int(str(size))

    def _with_new_rows(self, here: Connection, tables: Iterable[str]) -> set[str]:
        asked = sql.SQL(" UNION ALL ").join(
            NEWER.format(name=name, table=sql.Identifier(name), xid=self.first_xid)
            for name in tables
        )
        return {str(name) for (name,) in here.execute(asked)}

    def _written(self, here: Connection) -> list[str]:
        """Return the tables with rows that are new, changed or gone."""
        written = self._with_new_rows(here, self.rows)
        full = [name for name, count in self.rows.items() if count]
        left = dict(zip(full, _only(here, _counts(full)), strict=True))
        return sorted(written | {name for name in full if left[name] != self.rows[name]})

    def _restore(self, here: Connection, table: str) -> None:
        name = sql.Identifier("public", table)
        here.execute(sql.SQL("DELETE FROM {}").format(name))
        if not self.rows[table]:
            return
        with psycopg.connect(self.template) as there:
            reading = there.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(name))
            writing = here.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(name))
            with reading as rows, writing as copy:
                for block in rows:
                    copy.write(block)

    def _rewind(self, here: Connection) -> None:
        for name, value in here.execute(SEQUENCES).fetchall():
            before = self.sequences[str(name)]
            if value != before:
                here.execute("SELECT setval(%s, %s, %s)", [name, before or 1, before is not None])


def _only(here: Connection, asked: str | sql.Composed) -> tuple[object, ...]:
    return here.execute(asked).fetchone() or ()  # type: ignore[arg-type]


def _counts(names: list[str] | tuple[str, ...]) -> sql.Composed:
    """Return a question whose one row holds the number of rows of each table."""
    parts = (sql.SQL("(SELECT count(*) FROM {})").format(sql.Identifier(name)) for name in names)
    return sql.SQL("SELECT ") + sql.SQL(", ").join(parts)
