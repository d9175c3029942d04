"""Send a row once: claimed by one worker, kept until it is gone, found again when lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from community.channels.outgoing import Outgoing

Row = TypeVar("Row", bound=Outgoing)
State = Outgoing.State

MOST_TRIES = 12
ERROR_LENGTH = 500
# Longer than any send may take (EMAIL_TIMEOUT), so nobody takes a message out of busy hands.
LOST_AFTER = timedelta(minutes=10)
# Longer than the longest wait between two tries of one job.
FORGOTTEN_AFTER = timedelta(hours=2)


def deliver(rows: QuerySet[Row], send: Callable[[Row], None]) -> bool:
    """Send the one row if it waits, and return whether this call sent it.

    The claim is a conditional UPDATE, so two workers send once. What `send` raises is kept on
    the row and raised again: the job is what tries later.
    """
    if not claim(rows):
        return False
    row = rows.get()
    try:
        send(row)
    except Exception as error:
        release(rows, error)
        raise
    finish(rows)
    return True


def claim(rows: QuerySet[Row]) -> bool:
    waiting = rows.filter(state__in=[State.WAITING, State.FAILED])
    claimed = waiting.update(
        state=State.SENDING, tries=F("tries") + 1, claimed_at=timezone.now(), error=""
    )
    return claimed == 1


def release(rows: QuerySet[Row], error: Exception) -> None:
    text = f"{type(error).__name__}: {error}"[:ERROR_LENGTH]
    rows.filter(state=State.SENDING).update(state=State.FAILED, error=text)


def finish(rows: QuerySet[Row]) -> None:
    rows.filter(state=State.SENDING).update(state=State.SENT, sent_at=timezone.now())


def left_behind(rows: QuerySet[Row]) -> list[int]:
    """Return the ids of what no job will send any more.

    A worker that dies while it sends leaves a row in its hands; whether it went out is not
    known, and a letter twice is better than none.
    """
    now = timezone.now()
    lost = rows.filter(state=State.SENDING, claimed_at__lt=now - LOST_AFTER)
    lost.update(state=State.FAILED, error="The worker stopped while it sent this.")
    left = (
        rows.filter(tries__lt=MOST_TRIES)
        .alias(touched_at=Coalesce("claimed_at", "created_at"))
        .filter(
            Q(state=State.WAITING, touched_at__lt=now - LOST_AFTER)
            | Q(state=State.FAILED, error__startswith="The worker stopped")
            | Q(state=State.FAILED, touched_at__lt=now - FORGOTTEN_AFTER)
        )
    )
    return list(left.order_by("pk").values_list("pk", flat=True))
