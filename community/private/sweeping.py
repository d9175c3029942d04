"""Remove files that no paper owns, and papers that nothing points to any more."""

from __future__ import annotations

import logging
import shutil
import time
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from community.audit.recording import record
from community.private import storing
from community.private.models import Paper

SWEPT = "paper.swept"
# Taken off an answer, left behind by a form: long enough to ask for it back.
LOOSE_FOR = timedelta(days=30)
AT_ONCE = 500
log = logging.getLogger("talat.private")
# A transaction that is still open has files and no row yet: none is open for so long.
YOUNG_SECONDS = 24 * 3600


def sweep_orphans() -> int:
    """Remove folders without a row that are a day old, and return how many."""
    swept = 0
    for key, folder in storing.folders():
        if _is_old(folder.stat().st_mtime) and not Paper.objects.filter(key=key).exists():
            shutil.rmtree(folder)
            swept += 1
    if swept:
        log.info("%s folders without a paper are gone", swept)
    return swept


def _is_old(written_at: float) -> bool:
    return written_at < time.time() - YOUNG_SECONDS


def sweep_loose() -> int:
    """Remove papers, a month old, that no row of any room points to; return how many."""
    old = loose().filter(created_at__lt=timezone.now() - LOOSE_FOR)
    return sum(
        _forget(key) for key in list(old.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    )


def loose() -> QuerySet[Paper]:
    """Return the papers that nothing points to, whatever rooms there are."""
    papers = Paper.objects.all()
    for relation in Paper._meta.get_fields(include_hidden=True):
        # The rows between of many-to-many are here too, hidden.
        if relation.auto_created and not relation.concrete and not relation.many_to_many:
            field = relation.field  # type: ignore[union-attr]
            papers = papers.exclude(
                Exists(field.model._base_manager.filter(**{field.name: OuterRef("pk")}))
            )
    return papers


@transaction.atomic
def _forget(pk: int) -> int:
    """Remove one, unless somebody has pointed to it meanwhile; its files go after the commit."""
    # Whoever points to it now waits for this lock, and finds no paper after it.
    held = Paper.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
    if held is None or not loose().filter(pk=pk).exists():
        return 0
    record(None, SWEPT, held, brought_by=held.brought_by_id, whose=held.owner_id)
    transaction.on_commit(partial(storing.forget, held.key))
    held.delete()
    return 1
