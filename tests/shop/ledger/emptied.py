"""A market as it was before it had a ledger."""

from __future__ import annotations

from django.db import connection

from tests.shop.ledger.breaks import OPEN_LEDGER


def forget_the_ledger() -> None:
    with connection.cursor() as cursor:
        cursor.execute(OPEN_LEDGER)
        for table in ("seal", "entry", "journal", "account"):
            cursor.execute(f"DELETE FROM ledger_{table}")  # noqa: S608 our own names
        for table in ("account", "journal", "entry", "seal"):
            cursor.execute(f"ALTER TABLE ledger_{table} ENABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
