"""The database holds no plain number, and is asked for none."""

from __future__ import annotations

import pytest
from django.core.exceptions import FieldError
from django.db import connection
from django.db.models import Q

from community.joining.models import Application
from community.private.crypto import Unreadable, blind_index
from tests.cast import make_user

pytestmark = pytest.mark.django_db
NUMBER, ACCOUNT = "1101700230708", "4110927665"


@pytest.fixture
def application() -> Application:
    mali = make_user("mali@example.org")
    return Application.objects.create(
        applicant=mali,
        filled_by=mali,
        wants="seller",
        kind="individual",
        tax_id=NUMBER,
        tax_id_index=blind_index(NUMBER, purpose="tax"),
        account_number=ACCOUNT,
    )


def stored(application: Application) -> dict[str, str]:
    """Return the row as a dump of the database holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM joining_application WHERE id = %s", [application.pk])
        row = cursor.fetchone()
        return {
            column.name: str(value) for column, value in zip(cursor.description, row, strict=True)
        }


def move(application: Application, text: str, column: str) -> None:
    assert column in {"tax_id", "account_number"}
    statements = {
        "tax_id": "UPDATE joining_application SET tax_id = %s WHERE id = %s",
        "account_number": "UPDATE joining_application SET account_number = %s WHERE id = %s",
    }
    with connection.cursor() as cursor:
        cursor.execute(statements[column], [text, application.pk])


def test_it_reads_what_it_wrote(application: Application) -> None:
    read = Application.objects.get(pk=application.pk)

    assert (read.tax_id, read.account_number) == (NUMBER, ACCOUNT)
    assert list(Application.objects.values_list("tax_id", flat=True)) == [NUMBER]


def test_a_dump_holds_no_plain_number(application: Application) -> None:
    row = stored(application)

    assert row["tax_id"].startswith("dev:")
    assert not [name for name, value in row.items() if NUMBER in value or ACCOUNT in value]


@pytest.mark.parametrize("way", ["save", "update", "bulk_update", "bulk_create"])
def test_every_way_in_is_sealed(application: Application, way: str) -> None:
    application.tax_id = "3101700230705"
    if way == "save":
        application.save()
    elif way == "update":
        Application.objects.update(tax_id=application.tax_id)
    elif way == "bulk_update":
        Application.objects.bulk_update([application], ["tax_id"])
    else:
        application.delete()
        application.pk = None
        Application.objects.bulk_create([application])

    assert "3101700230705" not in "".join(stored(application).values())
    assert Application.objects.get(pk=application.pk).tax_id == "3101700230705"


def test_nothing_is_kept_as_nothing(application: Application) -> None:
    application.tax_id = ""
    application.save()

    assert stored(application)["tax_id"] == ""
    assert Application.objects.get(pk=application.pk).tax_id == ""


def test_a_value_moved_to_another_column_does_not_open(application: Application) -> None:
    move(application, stored(application)["tax_id"], "account_number")

    with pytest.raises(Unreadable):
        Application.objects.get(pk=application.pk)


def test_a_value_written_by_hand_does_not_open(application: Application) -> None:
    move(application, NUMBER, "tax_id")

    with pytest.raises(Unreadable):
        Application.objects.get(pk=application.pk)


@pytest.mark.parametrize(
    "lookup",
    ["", "__exact", "__iexact", "__in", "__contains", "__startswith", "__gt", "__range", "__regex"],
)
def test_it_is_not_looked_up(application: Application, lookup: str) -> None:
    value = [NUMBER, NUMBER] if lookup in {"__in", "__range"} else NUMBER

    with pytest.raises(FieldError):
        Application.objects.filter(**{f"tax_id{lookup}": value}).exists()
    with pytest.raises(FieldError):
        Application.objects.filter(~Q(**{f"tax_id{lookup}": value})).exists()


def test_it_is_found_by_its_index(application: Application) -> None:
    index = blind_index(NUMBER, purpose="tax")

    assert Application.objects.get(tax_id_index=index) == application
    assert Application.objects.filter(tax_id__isnull=False).count() == 1
