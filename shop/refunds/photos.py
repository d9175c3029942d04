"""Photos of what came broken: drawn anew by us, sealed, under PRIVATE_ROOT/refunds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from community.private import storing
from community.private.crypto import decrypt_bytes, encrypt_bytes
from community.private.receiving import look_at
from shop.refunds.models import Refund, RefundPhoto

ROOM = "refunds"
LARGE, SMALL = "large", "small"


def keep(refund: Refund, upload: UploadedFile[Any]) -> RefundPhoto:
    """Keep the first page of a picture that the form has looked at already."""
    photo = RefundPhoto.objects.create(refund=refund)
    seal(photo.key, upload)
    return photo


def seal(key: UUID, upload: UploadedFile[Any]) -> None:
    page = look_at(upload).pages[0]
    for name, jpeg in ((LARGE, page.large), (SMALL, page.small)):
        sealed = encrypt_bytes(jpeg, context=storing.context_of(key, name, ROOM))
        storing.write_sealed(storing.folder_of(key, ROOM) / name, sealed)


def read(key: UUID, name: str) -> bytes:
    """Return a JPEG. Raises FileNotFoundError, Unreadable."""
    stored = (storing.folder_of(key, ROOM) / name).read_bytes()
    return decrypt_bytes(stored, context=storing.context_of(key, name, ROOM))
