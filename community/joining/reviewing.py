"""What staff do with an application: take it, say something to each answer, decide.

The decisions themselves are in community.joining.deciding; they are named here as well, so that
screens have one module to ask.
"""

from __future__ import annotations

from community.joining.models import Answer, Application
from community.joining.requirements import Requirement
from community.people.models import User

Kind = Requirement.Kind
State = Answer.State

# What staff do to an answer, and from where. A new state of the applicant's is not theirs to set.
ANSWER_MOVES: dict[str, frozenset[str]] = {
    State.CHECKED: frozenset({State.GIVEN, State.RETURNED}),
    State.ACCEPTED: frozenset({State.GIVEN, State.CHECKED, State.RETURNED}),
    State.RETURNED: frozenset(
        {State.MISSING, State.GIVEN, State.CHECKED, State.ACCEPTED, State.WAIVED}
    ),
    State.WAIVED: frozenset({State.MISSING, State.GIVEN, State.CHECKED, State.RETURNED}),
}
TICKED = frozenset({Kind.TRAINING, Kind.VISIT})  # by staff; nobody gives anything
COUNTED = frozenset({Kind.LISTINGS})
DECIDED = frozenset({State.ACCEPTED, State.WAIVED})


class ReviewError(Exception):
    """Something that this member of staff cannot do with this application."""


class TakenByAnother(ReviewError):
    def __init__(self, reviewer: User) -> None:
        super().__init__(f"taken by {reviewer.pk}")
        self.reviewer = reviewer


class OwnApplication(ReviewError):
    """Nobody looks through what is their own, or what they filled in."""


class SamePerson(ReviewError):
    """The second look at a bank account is somebody else's."""


class NotOpen(ReviewError):
    """The application does not wait for staff."""


class AnswerMoved(ReviewError):
    """The answer is where this move does not start; somebody may have been faster."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class ReasonMissing(ReviewError):
    """To send something back or to do without it takes a reason in plain words."""


class NotWaivable(ReviewError):
    """The terms are agreed to by the applicant alone."""


class NotReturnable(ReviewError):
    """What staff tick themselves cannot be mended by the applicant."""


class TooFewListings(ReviewError):
    def __init__(self, count: int, least: int) -> None:
        super().__init__(f"{count} of {least}")
        self.count, self.least = count, least


def take(application: Application, staff: User, *, instead_of: User | None = None) -> None:
    """Open it for this member of staff; `instead_of` is whom they were warned about.

    Raises TakenByAnother, OwnApplication, NotOpen.
    """


def release(application: Application, staff: User) -> None:
    """Give it back to the queue: in review still, and nobody's. Nothing happens to another's."""


def accept(answer: Answer, staff: User) -> None:
    """Accept what was given; a bank account only by the second of two people.

    Takes the application where nobody has it. Raises ReviewError.
    """


def return_(answer: Answer, staff: User, reason: str) -> None:
    """Send an answer back with a reason in plain words. Raises ReviewError.

    The applicant hears of it by ask_changes, of every answer at once.
    """


def waive(answer: Answer, staff: User, reason: str) -> None:
    """Do without an answer, for a reason that is kept. Raises ReviewError."""
