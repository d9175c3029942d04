"""Take a paper in: look at what the file is, draw it, seal it, write it down."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from community.people.models import User
from community.private import limits, looking, storing
from community.private.models import Paper
from community.private.refusals import sentence_for
from community.private.uploading import TooMuch, may_try
from community.words.plain import clean_line


class Unacceptable(ValidationError):
    """A file that cannot be taken; its message says what to do, to the one who sent it."""


def receive_paper(upload: UploadedFile[Any], *, owner: User, brought_by: User) -> Paper:
    """Keep a file and return its paper: whose it is, and who brought it. Raises Unacceptable.

    What was a picture is kept as we have drawn it, a PDF as it came. The caller's transaction
    holds the row; the files of one that is rolled back are swept up the next day.
    """
    drawn = look_at(upload)
    if _brought_today(brought_by) >= limits.MOST_A_DAY:
        raise Unacceptable(sentence_for("many"), code="many")
    is_pdf = drawn.format == "PDF"
    kept = _bytes_of(upload) if is_pdf else drawn.pages[0].large
    with transaction.atomic():
        paper = Paper.objects.create(
            kind=Paper.Kind.PDF if is_pdf else Paper.Kind.IMAGE,
            owner=owner,
            brought_by=brought_by,
            name=_name_of(upload),
            digest=hashlib.sha256(kept).hexdigest(),
            size_bytes=len(kept),
            pages=len(drawn.pages),
        )
        _write(paper, kept, drawn.pages)
    return paper


def look_at(upload: UploadedFile[Any]) -> looking.Drawn:
    """Return the file's pages, drawn once however often it is asked. Raises Unacceptable.

    It may take many seconds: ask before a row is locked, and later it is there already.
    """
    seen = getattr(upload, "seen", None)
    if seen is None:
        seen = upload.seen = _see(upload)  # type: ignore[attr-defined]
    if isinstance(seen, Unacceptable):
        raise Unacceptable(seen.message, code=seen.code)
    drawn: looking.Drawn = seen
    return drawn


def _see(upload: UploadedFile[Any]) -> looking.Drawn | Unacceptable:
    try:
        data = _bytes_of(upload)
        if not may_try(upload):
            return Unacceptable(sentence_for("often"), code="often")
        return looking.draw(data)
    except Unacceptable as refused:
        return refused
    except looking.NotDrawn as refusal:
        return Unacceptable(sentence_for(refusal.reason), code=refusal.reason)


def _bytes_of(upload: UploadedFile[Any]) -> bytes:
    # Of a file that is too large nothing may be here: the upload handler lets it pass by.
    if isinstance(upload, TooMuch) and (upload.size or 0) <= limits.MOST_BYTES:
        raise Unacceptable(sentence_for("much"), code="much")
    if (upload.size or 0) > limits.MOST_BYTES:
        raise Unacceptable(sentence_for("large"), code="large")
    upload.seek(0)
    return bytes(upload.read(limits.MOST_BYTES + 1))


def _brought_today(person: User) -> int:
    since = timezone.now() - timedelta(days=1)
    return Paper.objects.filter(brought_by=person, created_at__gte=since).count()


def _name_of(upload: UploadedFile[Any]) -> str:
    longest = Paper._meta.get_field("name").max_length
    return clean_line(upload.name or "")[:longest]


def _write(paper: Paper, kept: bytes, pages: list[looking.Page]) -> None:
    storing.write(paper.key, storing.KEPT, kept)
    for number, page in enumerate(pages, start=1):
        storing.write(paper.key, storing.page_name(number, small=False), page.large)
        storing.write(paper.key, storing.page_name(number, small=True), page.small)
