"""The one table of an application's moves, and the one function that moves it."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from community.joining.models import Application

State = Application.State

ALLOWED: dict[str, frozenset[State]] = {
    State.DRAFT: frozenset({State.SUBMITTED, State.CLOSED}),
    State.SUBMITTED: frozenset({State.IN_REVIEW, State.CLOSED}),
    State.IN_REVIEW: frozenset({State.CHANGES_ASKED, State.APPROVED, State.CLOSED}),
    State.CHANGES_ASKED: frozenset({State.SUBMITTED, State.CLOSED}),
    State.APPROVED: frozenset({State.SUSPENDED, State.CLOSED}),
    State.SUSPENDED: frozenset({State.APPROVED, State.CLOSED}),
    State.CLOSED: frozenset(),
}
OPEN = frozenset({State.DRAFT, State.SUBMITTED, State.IN_REVIEW, State.CHANGES_ASKED})
WAITING = frozenset({State.SUBMITTED, State.IN_REVIEW})  # for staff
ONE_FOR_EACH_NUMBER = "joining_one_for_each_number"


class CannotMove(Exception):
    def __init__(self, application: Application, to: State) -> None:
        super().__init__(f"application {application.pk} does not go to {to}")
        self.application = application
        self.to = to


class NumberInUse(CannotMove):
    """Another application with the same number stands where this one would go."""


def move(application: Application, to: State, **fields: Any) -> None:
    """Move a saved application and set `fields` with it. Raises CannotMove, NumberInUse.

    One conditional UPDATE: of two who move at once one wins. In the caller's transaction.
    """
    fields = {"state": to, "updated_at": timezone.now(), **fields}
    try:
        with transaction.atomic():
            moved = _movable(application, to).update(**fields)
    except IntegrityError as error:
        if ONE_FOR_EACH_NUMBER in str(error):
            raise NumberInUse(application, to) from None
        raise
    if not moved:
        raise CannotMove(application, to)
    for name, value in fields.items():
        setattr(application, name, value)


def _movable(application: Application, to: State) -> QuerySet[Application]:
    sources = [state for state, targets in ALLOWED.items() if to in targets]
    return Application.objects.filter(pk=application.pk, state__in=sources)
