"""What staff say to each answer of an application, and what becomes of it.

Each act is a conditional UPDATE with the row count checked, and a row of the application's
history, in one transaction that begins by locking the application.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from community.joining.counting import listings_of
from community.joining.deciding import approve as approve  # noqa: PLC0414
from community.joining.deciding import ask_changes as ask_changes  # noqa: PLC0414
from community.joining.deciding import close as close  # noqa: PLC0414
from community.joining.deciding import resume as resume  # noqa: PLC0414
from community.joining.deciding import suspend as suspend  # noqa: PLC0414
from community.joining.holding import check_not_own, hold, note
from community.joining.holding import release as release  # noqa: PLC0414
from community.joining.holding import take as take  # noqa: PLC0414
from community.joining.models import Answer, Application
from community.joining.requirements import Requirement
from community.joining.review_errors import (
    AnswerMoved,
    NotOpen,
    NotReturnable,
    NotWaivable,
    ReasonMissing,
    SamePerson,
    TooFewListings,
)
from community.joining.review_errors import ReviewError as ReviewError  # noqa: PLC0414
from community.people.models import User
from community.words.plain import clean_text

Kind = Requirement.Kind
State = Answer.State

# What staff make of an answer, and from where.
ANSWER_MOVES: dict[str, frozenset[State]] = {
    State.CHECKED: frozenset({State.GIVEN, State.RETURNED}),
    State.ACCEPTED: frozenset({State.GIVEN, State.CHECKED, State.RETURNED}),
    State.RETURNED: frozenset(set(State) - {State.RETURNED}),
    State.WAIVED: frozenset({State.MISSING, State.GIVEN, State.CHECKED, State.RETURNED}),
}
TICKED = frozenset({Kind.TRAINING, Kind.VISIT})  # by staff; nobody gives anything
WITHOUT_GIVING = TICKED | {Kind.LISTINGS}  # listings are counted


@transaction.atomic
def accept(answer: Answer, staff: User) -> None:
    """Accept what was given; a bank account only by the second of two people.

    Takes the application where nobody has it. Raises ReviewError.
    """
    if answer.requirement.kind == Kind.ACCOUNT:
        _look_at_account(answer, staff)
        return
    hold(answer.application, staff)
    sources = set(ANSWER_MOVES[State.ACCEPTED])
    if answer.requirement.kind in WITHOUT_GIVING:
        sources.add(State.MISSING)
    details = _counted(answer) if answer.requirement.kind == Kind.LISTINGS else {}
    _move(answer, State.ACCEPTED, sources, decided_by=staff, reason="")
    _write(answer, staff, "answer.accepted", **details)


@transaction.atomic
def return_(answer: Answer, staff: User, reason: str) -> None:
    """Send an answer back with a reason in plain words. Raises ReviewError.

    The applicant hears of it by ask_changes, of every answer at once.
    """
    if answer.requirement.kind in TICKED:
        raise NotReturnable
    reason = _reason(reason)
    sources = None
    if is_second_look(answer, staff):
        _hold_for_second_look(answer, staff)
        sources = {State.CHECKED}
    else:
        hold(answer.application, staff)
    _move(answer, State.RETURNED, sources, decided_by=staff, checked_by=None, reason=reason)
    _write(answer, staff, "answer.returned", reason=reason)


@transaction.atomic
def waive(answer: Answer, staff: User, reason: str) -> None:
    """Do without an answer, for a reason that is kept. Raises ReviewError."""
    if answer.requirement.kind == Kind.TERMS:
        raise NotWaivable
    reason = _reason(reason)
    hold(answer.application, staff)
    _move(answer, State.WAIVED, decided_by=staff, reason=reason)
    _write(answer, staff, "answer.waived", reason=reason)


def _look_at_account(answer: Answer, staff: User) -> None:
    """Check once, or accept what another has checked; the second needs not take it over."""
    now = Answer.objects.only("state", "checked_by").get(pk=answer.pk)
    if now.state != State.CHECKED:
        hold(answer.application, staff)
        _move(answer, State.CHECKED, checked_by=staff, reason="")
        _write(answer, staff, "answer.checked")
        return
    if now.checked_by_id == staff.pk:
        raise SamePerson
    _hold_for_second_look(answer, staff)
    _move(answer, State.ACCEPTED, {State.CHECKED}, not_checked_by=staff, decided_by=staff)
    _write(answer, staff, "answer.accepted")


def is_second_look(answer: Answer, staff: User) -> bool:
    """Whether a colleague has checked this account, and this person may accept or return it."""
    return answer.state == State.CHECKED and answer.checked_by_id != staff.pk


def _hold_for_second_look(answer: Answer, staff: User) -> None:
    """Lock the application in whoever's hands it is. Raises OwnApplication, NotOpen."""
    application = answer.application
    check_not_own(application, staff)
    rows = Application.objects.select_for_update().filter(
        pk=application.pk, state=Application.State.IN_REVIEW
    )
    if not rows.values_list("pk"):
        raise NotOpen


def _counted(answer: Answer) -> dict[str, int]:
    """Return how many goods are listed. Raises TooFewListings."""
    count, least = listings_of(answer.application), answer.requirement.least
    if count < least:
        raise TooFewListings(count, least)
    return {"count": count}


def _move(
    answer: Answer,
    to: State,
    sources: set[State] | None = None,
    *,
    not_checked_by: User | None = None,
    **fields: Any,
) -> None:
    fields = {"state": to, "decided_at": timezone.now(), **fields}
    rows = Answer.objects.filter(pk=answer.pk, state__in=sources or ANSWER_MOVES[to])
    if not_checked_by:
        rows = rows.exclude(checked_by=not_checked_by)
    if rows.update(**fields) != 1:
        raise AnswerMoved(Answer.objects.values_list("state", flat=True).get(pk=answer.pk))
    for name, value in fields.items():
        setattr(answer, name, value)


def _write(answer: Answer, staff: User, verb: str, **details: Any) -> None:
    title = str(answer.requirement.title_th)
    note(answer.application, staff, verb, requirement=title, **details)


def _reason(typed: str) -> str:
    reason = clean_text(typed)
    if not reason:
        raise ReasonMissing
    return reason
