"""The photos of slips: drawn anew by us, sealed, under PRIVATE_ROOT/slips."""

from __future__ import annotations

from uuid import UUID

from community.private import storing
from community.private.crypto import decrypt_bytes, encrypt_bytes
from community.private.looking import Page

ROOM = "slips"
LARGE, SMALL = "large", "small"


def keep(key: UUID, page: Page) -> None:
    for name, jpeg in ((LARGE, page.large), (SMALL, page.small)):
        sealed = encrypt_bytes(jpeg, context=storing.context_of(key, name, ROOM))
        storing.write_sealed(storing.folder_of(key, ROOM) / name, sealed)


def read(key: UUID, name: str) -> bytes:
    """Return a JPEG. Raises FileNotFoundError, Unreadable."""
    stored = (storing.folder_of(key, ROOM) / name).read_bytes()
    return decrypt_bytes(stored, context=storing.context_of(key, name, ROOM))


def is_kept(key: UUID) -> bool:
    return storing.folder_of(key, ROOM).exists()


def forget(key: UUID) -> None:
    storing.forget(key, ROOM)
