"""The unfinished files of uploads: in a folder that is not served, named by us alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from shop.uploads.models import Upload


def folder() -> Path:
    return Path(settings.MEDIA_ROOT, "unfinished")


def file_of(upload: Upload) -> Path:
    return folder() / f"{upload.pk}"


def write_part(upload: Upload, offset: int, part: bytes) -> None:
    """Write a part at its place; what lies behind it, of a try that failed, is cut off."""
    path = file_of(upload)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(part)
        file.truncate()


def read_whole(upload: Upload) -> bytes:
    """Return what came. Raises FileNotFoundError, where it was swept meanwhile."""
    return file_of(upload).read_bytes()


def forget(upload: Upload) -> None:
    file_of(upload).unlink(missing_ok=True)


def unfinished() -> Iterator[Path]:
    return folder().iterdir() if folder().exists() else iter(())
