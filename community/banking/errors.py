"""Why an account was not changed. Screens build the sentences."""

from __future__ import annotations

from datetime import datetime


class BankingError(Exception):
    """A change of account that was not made."""


class ChangeUnderWay(BankingError):
    """One change at a time: another one waits."""


class SameAccount(BankingError):
    """It is the account in use."""


class StillJoining(BankingError):
    """Staff look at the account of the application first: there is nothing to change yet."""


class NotOwner(BankingError):
    """Only an owner of the shop confirms and stops."""


class TooNew(BankingError):
    """Something changed less than a day ago; `until` says how long to wait."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"wait until {until}")
        self.until = until


class ContactTooNew(TooNew):
    """The owner's number or address."""


class OwnerTooNew(TooNew):
    """The owner, who was something else or nobody here before."""


class NotForYou(BankingError):
    """Nobody of the staff looks at what is their own, or looks twice."""


class LookedAt(BankingError):
    """It waits for staff no more, or another was faster."""
