"""Seal everything anew with the first key, so that an old key can go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import F, QuerySet
from django.db.models.functions import Cast

from community.private import storing
from community.private.crypto import (
    Unreadable,
    decrypt,
    decrypt_bytes,
    encrypt_bytes,
    first_key,
)
from community.private.fields import EncryptedField

HEAD_BYTES = 64  # more than the longest name of a key


@dataclass
class Count:
    sealed: int = 0
    unreadable: int = 0


def sealed_fields() -> list[EncryptedField]:
    """Return every field of every table whose values are sealed."""
    return [
        field
        for model in apps.get_models()
        if not model._meta.proxy
        for field in model._meta.local_fields
        if isinstance(field, EncryptedField)
    ]


def reseal_field(field: EncryptedField, batch: int) -> Count:
    """Seal a column anew, `batch` rows at a time. What is done already is not read again.

    A row is written only while it holds what was read: whoever changes it meanwhile wins,
    and writes with the first key anyhow.
    """
    count, last = Count(), 0
    while rows := list(_old_rows(field, last)[:batch]):
        for pk, stored in rows:
            _reseal_row(field, pk, stored, count)
        last = rows[-1][0]
    return count


def _old_rows(field: EncryptedField, after: int) -> QuerySet[models.Model, tuple[int, str]]:
    return (
        _raw(field)
        .filter(pk__gt=after)
        .exclude(stored="")
        .exclude(stored__startswith=f"{first_key()}:")
        .order_by("pk")
        .values_list("pk", "stored")
    )


def _reseal_row(field: EncryptedField, pk: int, stored: str, count: Count) -> None:
    try:
        plain = decrypt(stored, context=field.context)
    except Unreadable:
        count.unreadable += 1
        return
    found = _raw(field).filter(pk=pk, stored=stored)
    count.sealed += found.update(**{field.name: plain})


def _raw(field: EncryptedField) -> QuerySet[models.Model]:
    stored = Cast(F(field.name), models.TextField())
    return field.model._base_manager.annotate(stored=stored)


def reseal_files() -> Count:
    """Seal the files of papers, and of every other room, anew, one at a time."""
    count = Count()
    for room, key, path in _old_files():
        context = storing.context_of(key, path.name, room)
        try:
            plain = decrypt_bytes(path.read_bytes(), context=context)
        except Unreadable:
            count.unreadable += 1
            continue
        except FileNotFoundError:  # swept up meanwhile
            continue
        storing.write_sealed(path, encrypt_bytes(plain, context=context))
        count.sealed += 1
    return count


def _old_files() -> Iterator[tuple[str, UUID, Path]]:
    first = first_key().encode() + b":"
    for room in storing.rooms():
        for key, folder in storing.folders(room):
            for path in sorted(folder.glob("[!.]*")):
                with path.open("rb") as file:
                    if not file.read(HEAD_BYTES).startswith(first):
                        yield room, key, path
