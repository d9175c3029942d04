"""The role that owns the tables, and is no superuser, may not take back what is written."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction

from shop.ledger.posting import Draft, Row, post

pytestmark = pytest.mark.django_db
GUARDS = import_module("shop.ledger.migrations.0002_guards")


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def shop_role() -> Iterator[None]:
    """Act as a role that owns the books as production's does: it ran the migration itself."""
    post(Draft("payment:x", "payment", [Row("bank", 5), Row("refunds_due", -5)]))
    run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    run("CREATE ROLE talat_shop NOSUPERUSER; GRANT talat_shop TO CURRENT_USER")
    run("GRANT USAGE, CREATE ON SCHEMA public TO talat_shop")
    for table in GUARDS.TABLES:
        run(f"ALTER TABLE {table} OWNER TO talat_shop")
    run("SET LOCAL ROLE talat_shop")
    run(GUARDS.DENY)
    yield
    run("RESET ROLE")


@pytest.mark.usefixtures("shop_role")
@pytest.mark.parametrize("table", GUARDS.TABLES)
@pytest.mark.parametrize(
    "sql", ["UPDATE {} SET id = id + 1", "DELETE FROM {}", "TRUNCATE {} CASCADE"]
)
def test_its_owner_may_not_take_back_what_is_written(table: str, sql: str) -> None:
    with pytest.raises(DatabaseError, match=r"denied|append-only"), transaction.atomic():
        run(sql.format(table))


@pytest.mark.usefixtures("shop_role")
def test_it_may_not_change_an_amount() -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        run("UPDATE ledger_entry SET amount_satang = 1")
