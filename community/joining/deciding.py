"""What becomes of an application, in one transaction each."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from community.banking.opening import open_from_application
from community.joining import decision_notices
from community.joining.completeness import (
    account_is_accepted,
    answers_of,
    blocking,
    settle_plain,
)
from community.joining.counting import check_all_sent
from community.joining.following import follow
from community.joining.holding import check_not_own, hold, note
from community.joining.linking import link_people
from community.joining.models import Answer, Application
from community.joining.moves import CannotMove, move
from community.joining.review_errors import (
    NothingMade,
    NothingReturned,
    ReasonMissing,
    StillOpen,
)
from community.people.models import User
from community.words.plain import clean_text

State = Application.State


@transaction.atomic
def ask_changes(application: Application, staff: User) -> None:
    """Tell the applicant every returned reason at once.

    Raises NothingReturned, CannotMove, and as take does.
    """
    hold(application, staff)
    returned = list(answers_of(application).filter(state=Answer.State.RETURNED))
    if not returned:
        raise NothingReturned
    move(application, State.CHANGES_ASKED, reviewer=None)
    act = note(application, staff, "application.changes_asked", count=len(returned))
    decision_notices.tell_changes(application, returned, act)


@transaction.atomic
def approve(application: Application, staff: User) -> None:
    """Open the shop or the community: what was prepared is on sale with the commit.

    Raises StillOpen with the answers that wait, NothingMade, CannotMove, and as take does.
    """
    hold(application, staff)
    settle_plain(application, staff)
    if waiting := blocking(application):
        raise StillOpen(waiting)
    if not (application.made_seller or application.made_community):
        raise NothingMade
    waived = answers_of(application).filter(state=Answer.State.WAIVED).count()
    move(application, State.APPROVED, decided_at=timezone.now(), reviewer=staff, reason="")
    link_people(application)
    follow(application)
    if account_is_accepted(application):
        open_from_application(application)
    act = note(application, staff, "application.approved", waived=waived)
    decision_notices.tell_approved(application, act)


@transaction.atomic
def close(application: Application, staff: User, reason: str) -> None:
    """End it for a reason that its people are told.

    Raises CannotMove, ReasonMissing, OrdersOpen.
    """
    check_not_own(application, staff)
    reason = _said(reason)
    if application.made_seller:
        check_all_sent(application.made_seller)
    move(application, State.CLOSED, decided_at=timezone.now(), reason=reason)
    follow(application)
    act = note(application, staff, "application.closed", reason=reason)
    decision_notices.tell_closed(application, act)


@transaction.atomic
def suspend(application: Application, staff: User, reason: str) -> None:
    """Hide an approved shop or community at once; open orders go on.

    Raises CannotMove, ReasonMissing.
    """
    check_not_own(application, staff)
    reason = _said(reason)
    move(application, State.SUSPENDED, reason=reason)
    follow(application)
    act = note(application, staff, "application.suspended", reason=reason)
    decision_notices.tell_suspended(application, act)


@transaction.atomic
def resume(application: Application, staff: User) -> None:
    """Bring a suspended one back. Raises CannotMove, also for one never approved."""
    check_not_own(application, staff)
    suspended = Application.objects.select_for_update().filter(
        pk=application.pk, state=State.SUSPENDED
    )
    if not suspended.values_list("pk"):
        raise CannotMove(application, State.APPROVED)
    move(application, State.APPROVED, reason="")
    follow(application)
    act = note(application, staff, "application.resumed")
    decision_notices.tell_resumed(application, act)


def _said(reason: str) -> str:
    reason = clean_text(reason)
    if not reason:
        raise ReasonMissing
    return reason
