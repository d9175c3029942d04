"""What was never sent and nobody goes on with, papers nobody needs: gone, files and all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from community.audit.recording import record
from community.joining.models import Application
from community.private import storing
from community.private.models import Paper

KEPT_FOR = timedelta(days=90)
AT_ONCE = 500
NOTHING_BROUGHT = dict.fromkeys(
    ("tax_id", "tax_id_index", "account_number", "account_index", "account_holder"), ""
)


def forget_abandoned() -> int:
    """Remove what was never sent, withdrawn too, untouched for 90 days; return how many."""
    keys = list(_abandoned().values_list("pk", flat=True)[:AT_ONCE])
    return sum(_forget(key) for key in keys)


def discard(papers: Iterable[Paper]) -> None:
    """Delete papers with their files, which go after the commit."""
    for paper in papers:
        transaction.on_commit(partial(storing.forget, paper.key))
        paper.delete()


def discard_papers(application: Application) -> None:
    discard(list(Paper.objects.filter(answers__application=application).distinct()))


def _abandoned() -> QuerySet[Application]:
    return Application.objects.filter(
        state__in=(Application.State.DRAFT, Application.State.CLOSED),
        first_submitted_at=None,
        updated_at__lt=timezone.now() - KEPT_FOR,
    )


@transaction.atomic
def _forget(pk: int) -> int:
    """Remove one, unless somebody is at it or has gone on with it."""
    old = _abandoned().select_for_update(skip_locked=True, of=("self",)).filter(pk=pk)
    unsent = old.first()
    if unsent is None:
        return 0
    record(None, "application.forgotten", unsent)
    discard_papers(unsent)
    unsent.delete()
    return 1
