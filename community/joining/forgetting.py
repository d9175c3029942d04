"""Drafts that nobody goes on with, and papers that nobody needs: gone, files and all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from community.audit.recording import record
from community.joining.models import Application
from community.private import storing
from community.private.models import Paper

KEPT_FOR = timedelta(days=90)
AT_ONCE = 500


def forget_abandoned() -> int:
    """Remove drafts, never sent, that nobody touched for 90 days; return how many."""
    old = Application.objects.filter(
        state=Application.State.DRAFT,
        first_submitted_at=None,
        updated_at__lt=timezone.now() - KEPT_FOR,
    )
    keys = list(old.values_list("pk", flat=True)[:AT_ONCE])
    return sum(_forget(key) for key in keys)


def discard(papers: Iterable[Paper]) -> None:
    """Delete papers with their files, which go after the commit."""
    for paper in papers:
        transaction.on_commit(partial(storing.forget, paper.key))
        paper.delete()


@transaction.atomic
def _forget(pk: int) -> int:
    """Remove one draft, unless somebody is at it or has gone on with it."""
    old = Application.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        pk=pk,
        state=Application.State.DRAFT,
        first_submitted_at=None,
        updated_at__lt=timezone.now() - KEPT_FOR,
    )
    draft = old.first()
    if draft is None:
        return 0
    papers = list(Paper.objects.filter(answers__application=draft).distinct())
    record(None, "application.forgotten", draft)
    draft.delete()
    discard(papers)
    return 1
