from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from community.joining.models import Answer, Application


class JoiningError(Exception):
    """What keeps an application from going on; the screen builds the sentence."""


class AlreadyApplied(JoiningError):
    """This person has an open application of the sort."""

    def __init__(self, application: Application) -> None:
        super().__init__(f"application {application.pk} is open")
        self.application = application


class Incomplete(JoiningError):
    def __init__(self, missing: list[Answer]) -> None:
        super().__init__(f"{len(missing)} still missing")
        self.missing = missing


class NumberTaken(JoiningError):
    """Another application has been sent with this id or registration number."""


class NotOpen(JoiningError):
    """It has been sent or decided: nothing can be changed now."""
