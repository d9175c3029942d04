"""Keep what a file said until its owner confirms it or throws it away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from community.audit.recording import record
from community.groups.models import Community
from community.people.models import User
from community.rosters.errors import CannotConfirm, Unreadable
from community.rosters.known import mark_known
from community.rosters.models import Roster
from community.rosters.reading import EMPTY, read_table
from community.rosters.rows import Row, read_row
from shop.jobs import enqueue

State = Roster.State
STUCK_AFTER = timedelta(minutes=30)
INVITE = "community.rosters.tasks.invite"


def bring(upload: UploadedFile[Any], community: Community, by: User) -> Roster:
    """Read a file and keep its rows for a look. Nobody is invited. Raises Unreadable."""
    columns, numbered = read_table(upload)
    read = (read_row(number, cells, columns) for number, cells in numbered)
    rows = [row for row in read if row]
    if not rows:
        raise Unreadable(EMPTY)
    mark_known(rows, community)
    with transaction.atomic():
        roster = Roster.objects.create(
            community=community,
            brought_by=by,
            file_name=(upload.name or "")[-120:],
            rows=[row.kept() for row in rows],
        )
        record(by, "roster.read", roster, community=community.pk, rows=len(rows))
    return roster


def rows_of(roster: Roster) -> list[Row]:
    return [Row(**kept) for kept in roster.rows]


def confirm(roster: Roster, by: User) -> None:
    """Have the worker invite everybody, all or none. Raises CannotConfirm, the second time too."""
    rows = rows_of(roster)
    if any(row.problems for row in rows) or all(row.left_out for row in rows):
        raise CannotConfirm(roster.state)
    with transaction.atomic():
        if not _waiting(roster).update(state=State.INVITING, confirmed_at=timezone.now()):
            roster.refresh_from_db()
            raise CannotConfirm(roster.state)
        record(by, "roster.confirmed", roster, community=roster.community_id, rows=len(rows))
        enqueue(INVITE, roster_id=roster.pk)


def try_again(roster: Roster, by: User) -> None:
    """Have the worker invite everybody once more. Raises CannotConfirm unless it failed."""
    with transaction.atomic():
        failed = Roster.objects.filter(pk=roster.pk, state=State.FAILED)
        if not failed.update(state=State.INVITING, confirmed_at=timezone.now()):
            roster.refresh_from_db()
            raise CannotConfirm(roster.state)
        record(by, "roster.tried_again", roster, community=roster.community_id)
        enqueue(INVITE, roster_id=roster.pk)


def fail(roster_id: int) -> None:
    """Say that nobody was invited, so that its owner can try again or throw it away."""
    Roster.objects.filter(pk=roster_id, state=State.INVITING).update(state=State.FAILED)


def fail_stuck() -> int:
    """Fail what a worker began and never ended, such as one that was killed; return how many.

    One at work at this moment holds its row: this waits, and finds it invited.
    """
    begun = timezone.now() - STUCK_AFTER
    stuck = Roster.objects.filter(state=State.INVITING, confirmed_at__lte=begun)
    return stuck.update(state=State.FAILED)


def drop(roster: Roster, by: User) -> None:
    """Forget the rows. Raises CannotConfirm when people are or were invited."""
    with transaction.atomic():
        rows = Roster.objects.filter(pk=roster.pk, state__in=[State.READ, State.FAILED])
        if not rows.update(state=State.DROPPED, rows=[]):
            raise CannotConfirm(roster.state)
        record(by, "roster.dropped", roster, community=roster.community_id)


def drop_old() -> int:
    """Forget the rows that nobody confirmed or tried again in time; return how many lists."""
    old = Roster.objects.filter(
        state__in=[State.READ, State.FAILED], expires_at__lte=timezone.now()
    )
    return old.update(state=State.DROPPED, rows=[])


def _waiting(roster: Roster) -> QuerySet[Roster]:
    return Roster.objects.filter(pk=roster.pk, state=State.READ, expires_at__gt=timezone.now())
