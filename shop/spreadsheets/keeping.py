"""From an upload to rows that wait for their owner's word. Nothing is for sale here."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.audit.recording import record
from community.people.models import User
from community.private.uploading import may_try
from community.sellers.models import Seller
from community.tables.archives import look_inside
from community.tables.errors import Unreadable
from community.tables.kinds import is_workbook
from shop.jobs import enqueue
from shop.spreadsheets.errors import WrongState
from shop.spreadsheets.models import Import, ImportFile
from shop.spreadsheets.reading import read
from shop.spreadsheets.smallness import is_small
from shop.spreadsheets.tables import MOST_BYTES, MOST_UNPACKED

State = Import.State
READ = "shop.spreadsheets.tasks.read"
UNREAD_AFTER = timedelta(hours=1)
TOO_LARGE = _("This file is larger than 5 MB. Keep only the list of goods in it.")
TOO_OFTEN = _("That is many files in one hour. Please go on in an hour.")
EMPTY = _("This file is empty.")


def bring(
    upload: UploadedFile[Any], seller: Seller, by: User, *, owner: User | None = None
) -> Import:
    """Keep a file and have it read; a small one is read at once. Raises Unreadable."""
    data = _data(upload)
    with transaction.atomic():
        brought = Import.objects.create(
            seller=seller,
            brought_by=by,
            owner=owner,
            file_name=(upload.name or "")[-120:],
            begun_at=timezone.now(),
        )
        ImportFile.objects.create(import_of=brought, data=data)
        record(by, "import.brought", brought, owner=owner, seller_id=seller.pk)
        go_on(brought)
    if brought.state == State.REFUSED:
        raise Unreadable(brought.problem)
    return brought


def _data(upload: UploadedFile[Any]) -> bytes:
    if (upload.size or 0) > MOST_BYTES:
        raise Unreadable(TOO_LARGE)
    if not may_try(upload):
        raise Unreadable(TOO_OFTEN)
    data = bytes(upload.read())
    if not data.strip():
        raise Unreadable(EMPTY)
    if is_workbook(data):
        look_inside(data, MOST_UNPACKED)
    return data


def go_on(brought: Import) -> None:
    """Read it now or have the worker do it; it is in the state reading."""
    if is_small(bytes(brought.file.data)):
        read(brought)
        return
    enqueue(READ, import_id=brought.pk)


def say_columns(brought: Import, fields: dict[int, str], weight_unit: str, by: User) -> None:
    """Take the owner's word for what each column is, and read the file so. Raises WrongState."""
    columns = [{**one, "field": fields.get(one["place"], "")} for one in brought.columns]
    said = {**brought.said, "columns": True, "weight_unit": weight_unit}
    _again(brought, State.COLUMNS, columns=columns, said=said)


def say_more(
    brought: Import,
    answers: dict[str, dict[str, str]],
    categories: dict[str, int],
    join: list[int],
) -> None:
    """Take what was answered on the screen, and look at the whole file anew. Raises WrongState."""
    kept: dict[str, dict[str, str]] = dict(brought.said.get("answers", {}))
    for number, fields in answers.items():
        kept[number] = {**kept.get(number, {}), **fields}
    said = {**brought.said, "answers": kept, "join": join}
    chosen = {**brought.categories, **categories}
    _again(brought, State.READ, said=said, categories=chosen)


def other_columns(brought: Import) -> None:
    """Go back to the question of the columns. Raises WrongState."""
    said = {**brought.said, "columns": False}
    with transaction.atomic():
        if not _in(brought, State.READ).update(state=State.COLUMNS, said=said):
            raise WrongState(brought.state)
        brought.rows.all().delete()


def _again(brought: Import, state: State, **values: Any) -> None:
    with transaction.atomic():
        now = timezone.now()
        rows = _in(brought, state).filter(expires_at__gt=now)
        if not rows.update(state=State.READING, done=0, begun_at=now, **values):
            brought.refresh_from_db()
            raise WrongState(brought.state)
        brought.refresh_from_db()
        go_on(brought)


def _in(brought: Import, *states: State) -> QuerySet[Import]:
    return Import.objects.filter(pk=brought.pk, state__in=states)


def drop(brought: Import, by: User, *, owner: User | None = None) -> None:
    """Forget the file and its rows. Raises WrongState once it is being saved."""
    loose = (State.READING, State.COLUMNS, State.READ, State.REFUSED)
    with transaction.atomic():
        if not _in(brought, *loose).update(state=State.DROPPED):
            brought.refresh_from_db()
            raise WrongState(brought.state)
        _forget([brought.pk])
        record(by, "import.dropped", brought, owner=owner, seller_id=brought.seller_id)


def drop_old() -> int:
    """Forget what nobody saved in time; return how many files."""
    loose = (State.READING, State.COLUMNS, State.READ, State.REFUSED)
    old = Import.objects.filter(state__in=loose, expires_at__lte=timezone.now())
    ids = list(old.values_list("pk", flat=True))
    with transaction.atomic():
        _forget(ids)
        return Import.objects.filter(pk__in=ids, state__in=loose).update(state=State.DROPPED)


def give_up_reading(import_id: int) -> None:
    """Refuse a file in which we failed, and not its owner: the screen has the sentence."""
    _refuse(Import.objects.filter(pk=import_id))


def fail_unread() -> int:
    """Give up what a worker began to read and never ended; return how many."""
    return _refuse(Import.objects.filter(begun_at__lte=timezone.now() - UNREAD_AFTER))


def _refuse(imports: QuerySet[Import]) -> int:
    return imports.filter(state=State.READING).update(state=State.REFUSED, problem="")


def _forget(ids: list[int]) -> None:
    from shop.spreadsheets.models import ImportRow

    ImportFile.objects.filter(import_of__in=ids).delete()
    ImportRow.objects.filter(import_of__in=ids).delete()
    Import.objects.filter(pk__in=ids).update(said={}, columns=[], joins=[])
