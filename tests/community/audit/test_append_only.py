"""A line of the log is there for good: the database itself refuses to change it."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from community.audit.models import Act
from community.audit.recording import record
from tests.cast import make_user

pytestmark = pytest.mark.django_db
REFUSED = "audit_act is append-only"


@pytest.fixture
def act() -> Act:
    mali = make_user("mali@example.org", name="มะลิ")
    return record(mali, "paper.opened", mali)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_act SET actor_name = 'Krit'",
        "UPDATE audit_act SET actor_name = 'Krit' WHERE false",
        "DELETE FROM audit_act",
        "TRUNCATE audit_act",
        "TRUNCATE audit_act CASCADE",
        "INSERT INTO audit_act TABLE audit_act ON CONFLICT (id) DO UPDATE SET verb = 'x'",
    ],
)
def test_no_statement_changes_the_log(act: Act, statement: str) -> None:
    connection.check_constraints()  # of a table with checks still to come TRUNCATE says only that

    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        _execute(statement)

    assert Act.objects.get() == act
    assert Act.objects.get().actor_name == "มะลิ"


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_models_refuse_it_too(act: Act) -> None:
    act.actor_name = "Krit"
    for change in (
        act.save,
        act.delete,
        Act.objects.all().delete,
        lambda: Act.objects.update(verb="x"),
        lambda: Act.objects.bulk_update([act], ["actor_name"]),
    ):
        with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
            change()

    assert Act.objects.get().actor_name == "มะลิ"


def test_a_person_in_the_log_is_not_deleted(act: Act) -> None:
    with pytest.raises(DatabaseError):
        act.actor.delete()  # type: ignore[union-attr]


@pytest.mark.django_db(transaction=True)
def test_a_test_with_real_transactions_leaves_the_database_as_new() -> None:
    # Django would empty every table after this test, which the log refuses: tests/conftest.py
    # puts a copy of the template in its place.
    mali = make_user("mali@example.org")
    record(mali, "paper.opened", mali)

    assert Act.objects.count() == 1


def test_an_act_is_rolled_back_with_what_it_tells_of() -> None:
    mali = make_user("mali@example.org")
    with transaction.atomic():
        record(mali, "paper.opened", mali)
        transaction.set_rollback(True)

    assert not Act.objects.exists()
