"""Which file is read at once, and what becomes of one that nobody could read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from community.people.models import User
from shop.spreadsheets import keeping, reading, tasks
from shop.spreadsheets.errors import WrongState
from shop.spreadsheets.models import Import, ImportRow
from shop.spreadsheets.smallness import is_small
from tests.cast import seller_of
from tests.shop.spreadsheets.bringing import file_of, finish

pytestmark = pytest.mark.django_db
State = Import.State
HEAD = "รหัสสินค้า,ชื่อสินค้า,ราคา,จำนวนคงเหลือ"


def csv_of(rows: int) -> bytes:
    return "\n".join([HEAD, *(f"A{number},ก{number},10,1" for number in range(rows))]).encode()


def bring(by: User, rows: int) -> Import:
    """Bring the file and say yes to what was proposed of its columns."""
    upload = SimpleUploadedFile("goods.csv", csv_of(rows))
    brought = finish(keeping.bring(upload, seller_of(by), by))
    fields = {one["place"]: one["field"] for one in brought.columns}
    if brought.state == State.COLUMNS:
        keeping.say_columns(brought, fields, "", by)
    return brought


def context(attempts: int) -> JobContext:
    job = Job(
        id=1, queue="default", lock=None, queueing_lock=None, task_name="read", attempts=attempts
    )
    return JobContext(start_timestamp=0, app=app, job=job, abort_reason=lambda: None)


def test_only_two_hundred_rows_are_read_before_the_page_answers(mali: User) -> None:
    assert is_small(csv_of(200))
    assert not is_small(csv_of(201))
    upload = SimpleUploadedFile("goods.csv", csv_of(201))
    assert keeping.bring(upload, seller_of(mali), mali).state == State.READING


@pytest.mark.parametrize(("letter", "small"), [("a", True), ("b", True), ("e", False)])
def test_the_rows_of_a_workbook_are_counted_without_reading_it(letter: str, small: bool) -> None:
    assert is_small(file_of(letter).read_bytes()) is small


def test_answers_to_a_long_file_are_for_the_worker(mali: User) -> None:
    brought = finish(bring(mali, 300))

    keeping.say_more(brought, {"2": {"price": "12"}}, {}, [])

    assert brought.state == State.READING


def test_a_reading_that_fails_ends_with_a_sentence(
    mali: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought = bring(mali, 300)
    monkeypatch.setattr(reading, "read", lambda _brought: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        tasks.read(context(attempts=0), brought.pk)
    brought.refresh_from_db()
    assert brought.state == State.READING  # there is another try
    with pytest.raises(ZeroDivisionError):
        tasks.read(context(attempts=tasks.TRIES), brought.pk)

    brought.refresh_from_db()
    assert brought.state == State.REFUSED


def test_what_a_dead_worker_began_is_given_up(mali: User) -> None:
    brought = bring(mali, 300)

    assert keeping.fail_unread() == 0
    Import.objects.update(begun_at=timezone.now() - timedelta(hours=1))
    assert keeping.fail_unread() == 1

    brought.refresh_from_db()
    assert brought.state == State.REFUSED


def test_a_file_thrown_away_while_it_is_read_leaves_no_row(
    mali: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought = bring(mali, 300)
    real = reading.evaluate

    def meanwhile(*arguments: object) -> object:
        keeping.drop(Import.objects.get(pk=brought.pk), mali)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "evaluate", meanwhile)
    reading.read(brought)

    assert brought.state == State.DROPPED
    assert not ImportRow.objects.exists()
    with pytest.raises(WrongState):
        keeping.drop(brought, mali)
