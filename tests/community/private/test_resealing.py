"""A key is changed: everything is sealed anew, in pieces, whenever it is started again."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from community.joining.models import Application
from community.private import resealing, storing
from community.private.models import Paper
from community.private.receiving import receive_paper
from tests.cast import make_user
from tests.community.private.files import picture, upload

pytestmark = pytest.mark.django_db
OLD, NEW = {"k1": b"1" * 32}, {"k2": b"2" * 32}


@pytest.fixture
def keys(settings: Any) -> Any:
    settings.FIELD_KEYS = dict(OLD)
    return settings


def apply(number: int) -> Application:
    person = make_user(f"m{number}@example.org")
    return Application.objects.create(
        applicant=person,
        filled_by=person,
        wants="seller",
        kind="individual",
        tax_id=f"{number:013}" if number else "",
    )


def stored() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tax_id FROM joining_application ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def reseal(**options: Any) -> str:
    said = io.StringIO()
    call_command("reseal", stdout=said, **options)
    return said.getvalue()


def test_every_sealed_column_is_known() -> None:
    names = {str(field) for field in resealing.sealed_fields()}

    assert names >= {
        "joining.Application.tax_id",
        "joining.Application.account_number",
        "banking.PayoutAccount.number",
    }


def test_rows_are_sealed_with_the_first_key_in_small_batches(keys: Any) -> None:
    for number in (1, 2, 0, 3, 4, 5):
        apply(number)
    keys.FIELD_KEYS = {**NEW, **OLD}

    said = reseal(batch=2)

    assert "joining.Application.tax_id: 5 sealed anew, 0 unreadable" in said
    assert [value[:3] for value in stored()] == ["k2:", "k2:", "", "k2:", "k2:", "k2:"]
    keys.FIELD_KEYS = dict(NEW)
    read = Application.objects.order_by("pk").values_list("tax_id", flat=True)
    assert list(read)[:2] == ["0000000000001", "0000000000002"]


def test_what_is_done_is_not_done_again(keys: Any) -> None:
    apply(1)
    keys.FIELD_KEYS = {**NEW, **OLD}
    reseal()
    once = stored()
    apply(2)

    said = reseal()

    assert "tax_id: 0 sealed anew" in said
    assert stored()[:1] == once


def test_a_row_that_changes_meanwhile_is_left_to_its_change(
    keys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = apply(1)
    keys.FIELD_KEYS = {**NEW, **OLD}
    reading = resealing.decrypt

    def change_it_meanwhile(value: str, *, context: str) -> str:
        Application.objects.filter(pk=application.pk).update(tax_id="9999999999999")
        return reading(value, context=context)

    monkeypatch.setattr(resealing, "decrypt", change_it_meanwhile)
    reseal()

    application.refresh_from_db()
    assert application.tax_id == "9999999999999"


def test_papers_are_sealed_anew(keys: Any, private_root: Path) -> None:
    mali = make_user("mali@example.org")
    paper = receive_paper(upload(picture()), owner=mali, brought_by=mali)
    before = storing.read(paper.key, "kept")
    keys.FIELD_KEYS = {**NEW, **OLD}

    assert "papers: 3 sealed anew, 0 unreadable" in reseal()
    assert "papers: 0 sealed anew, 0 unreadable" in reseal()
    keys.FIELD_KEYS = dict(NEW)
    assert storing.read(paper.key, "kept") == before
    assert {path.stat().st_mode & 0o777 for path in private_root.rglob("page-*")} == {0o600}


def test_what_cannot_be_read_is_counted_and_kept(keys: Any) -> None:
    apply(1)
    before = stored()
    keys.FIELD_KEYS = dict(NEW)

    with pytest.raises(CommandError, match="1 could not be read: keep the old keys"):
        reseal()

    assert stored() == before
    assert not Paper.objects.exists()
