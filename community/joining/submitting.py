"""Send an application: what it makes waits, not on sale, until staff approve."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from community.audit.recording import record
from community.channels.telling import tell
from community.joining.checklist import answers_for, what_is_missing
from community.joining.errors import Incomplete, NotOpen, NumberTaken
from community.joining.making import make_or_mend
from community.joining.models import Application
from community.joining.moves import CannotMove, NumberInUse, move
from community.joining.unasked import drop_unasked
from community.people.models import User

State = Application.State


def submit(application: Application, by: User | None = None) -> None:
    """Send it to the office; `by` is who pressed, the applicant unless a helper.

    Raises Incomplete with what is missing, NumberTaken when another application has the same
    number, NotOpen when it has been sent already. In all of them nothing has changed.
    """
    try:
        with transaction.atomic():
            locked = Application.objects.select_for_update().get(pk=application.pk)
            _send(locked, by or locked.applicant)
    except NumberInUse:
        raise NumberTaken from None
    except CannotMove:
        raise NotOpen from None
    application.refresh_from_db()


def _send(application: Application, by: User) -> None:
    if application.state not in {State.DRAFT, State.CHANGES_ASKED}:
        raise NotOpen
    drop_unasked(application)
    if missing := what_is_missing(application, answers_for(application)):
        raise Incomplete(missing)
    now = timezone.now()
    move(
        application,
        State.SUBMITTED,
        submitted_at=now,
        first_submitted_at=application.first_submitted_at or now,
        reason="",
        reviewer=None,
    )
    make_or_mend(application)
    _write_down(application, by)


def _write_down(application: Application, by: User) -> None:
    applicant = application.applicant
    record(
        by,
        "application.submitted",
        application,
        owner=None if by == applicant else applicant,
        seller_id=application.made_seller_id,
    )
    tell(
        applicant,
        "application_sent",
        f"application-sent:{application.pk}:{application.submitted_at:%Y%m%d%H%M%S%f}",
        name=application.name_th,
        path=reverse("joining:application", args=[application.key]),
    )
