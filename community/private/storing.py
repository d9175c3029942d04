"""The files of papers: sealed, under PRIVATE_ROOT, readable by us alone.

papers/3f/3f0c…/kept is what is kept: a picture of ours, or the PDF as it came. Beside it stand
page-1, page-1-small and so on, JPEGs. The papers' rows are in the database; a folder without a
row is what a transaction that was rolled back has left.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings

from community.private.crypto import decrypt_bytes, encrypt_bytes

KEPT = "kept"
PAPERS = "papers"  # other rooms keep theirs beside it


def page_name(page: int, *, small: bool) -> str:
    return f"page-{page}-small" if small else f"page-{page}"


def write(key: UUID, name: str, data: bytes) -> None:
    """Seal a file and write it so that a reader sees all of it or nothing."""
    write_sealed(folder_of(key) / name, encrypt_bytes(data, context=context_of(key, name)))


def read(key: UUID, name: str) -> bytes:
    """Return a file, opened. Raises FileNotFoundError, Unreadable."""
    stored = (folder_of(key) / name).read_bytes()
    return decrypt_bytes(stored, context=context_of(key, name))


def forget(key: UUID, room: str = PAPERS) -> None:
    shutil.rmtree(folder_of(key, room), ignore_errors=True)


def folder_of(key: UUID, room: str = PAPERS) -> Path:
    return root(room) / str(key)[:2] / str(key)


def rooms() -> list[str]:
    """Return the rooms that keep sealed files: papers, and whatever else is there."""
    return sorted(folder.name for folder in Path(settings.PRIVATE_ROOT).glob("[!.]*/"))


def folders(room: str = PAPERS) -> Iterator[tuple[UUID, Path]]:
    """Yield each paper's key and folder, whether or not it has a row."""
    for folder in sorted(root(room).glob("??/*")):
        try:
            yield UUID(folder.name), folder
        except ValueError:  # not ours
            continue


def root(room: str = PAPERS) -> Path:
    return Path(settings.PRIVATE_ROOT, room)


def context_of(key: UUID, name: str, room: str = PAPERS) -> str:
    """Return where a file belongs: in another paper's folder, or as another page, it is shut."""
    return f"{room.removesuffix('s')}:{key}:{name}"


def write_sealed(path: Path, sealed: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.unlink(missing_ok=True)
    file = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(file, "wb") as target:
        target.write(sealed)
        target.flush()
        os.fsync(target.fileno())
    unfinished.replace(path)
