"""Why staff cannot do something with an application. The screens build the sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from community.people.models import User

if TYPE_CHECKING:
    from community.joining.models import Answer


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
    """To send back, to do without, to suspend and to end take a reason in plain words."""


class NotWaivable(ReviewError):
    """The terms are agreed to by the applicant alone."""


class NotReturnable(ReviewError):
    """What staff tick themselves the applicant cannot mend."""


class TooFewListings(ReviewError):
    def __init__(self, count: int, least: int) -> None:
        super().__init__(f"{count} of {least}")
        self.count, self.least = count, least


class NothingReturned(ReviewError):
    """Changes are asked for where something was returned."""


class StillOpen(ReviewError):
    """Required answers that are neither accepted nor waived."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        super().__init__(f"{len(answers)} open")
        self.answers = list(answers)


class OrdersOpen(ReviewError):
    """A shop with orders that are not sent yet is not closed: nobody could send them."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} not sent")
        self.count = count


class AskedAlready(ReviewError):
    """Another requirement asks the same people for the same account or number."""


class NothingMade(ReviewError):
    """There is no shop or community behind the application yet."""
