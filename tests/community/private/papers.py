"""Papers with files behind them, without the time it takes to draw them."""

from __future__ import annotations

import hashlib
from functools import cache

from community.people.models import User
from community.private import storing
from community.private.models import Paper
from tests.community.private.files import pdf, picture


@cache
def _drawn(size: tuple[int, int]) -> bytes:
    return picture("JPEG", size)


def keep_paper(
    owner: User, brought_by: User | None = None, *, pages: int = 1, name: str = "บัตรประชาชน.jpg"
) -> Paper:
    """Return a paper as receive_paper leaves it: a picture, or a PDF where it has more pages."""
    kept = _drawn((300, 200)) if pages == 1 else pdf(pages)
    paper = Paper.objects.create(
        kind=Paper.Kind.IMAGE if pages == 1 else Paper.Kind.PDF,
        owner=owner,
        brought_by=brought_by or owner,
        name=name,
        digest=hashlib.sha256(kept).hexdigest(),
        size_bytes=len(kept),
        pages=pages,
    )
    storing.write(paper.key, storing.KEPT, kept)
    for page in range(1, pages + 1):
        storing.write(paper.key, storing.page_name(page, small=False), _drawn((300, 200)))
        storing.write(paper.key, storing.page_name(page, small=True), _drawn((150, 100)))
    return paper
