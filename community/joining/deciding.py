"""What becomes of an application, in one transaction each."""

from __future__ import annotations

from community.joining.models import Application
from community.people.models import User
from community.sellers.models import Seller


def ask_changes(application: Application, staff: User) -> None:
    """Tell the applicant every returned reason at once. Raises NothingReturned, CannotMove."""


def approve(application: Application, staff: User) -> None:
    """Open the shop or the community: what was prepared is on sale with the commit.

    Raises StillOpen with the answers that wait, CannotMove.
    """


def close(application: Application, staff: User, reason: str) -> None:
    """End it for a reason that the applicant is told. Raises CannotMove, ReasonMissing."""


def suspend(application: Application, staff: User, reason: str) -> None:
    """Hide an approved shop or community at once; open orders go on. Raises CannotMove."""


def resume(application: Application, staff: User) -> None:
    """Bring a suspended one back. Raises CannotMove."""


def suspend_seller(seller: Seller, staff: User, reason: str) -> None:
    """Suspend a shop, whether it ever applied or not. Raises CannotMoveSeller."""


def resume_seller(seller: Seller, staff: User) -> None:
    """Bring a suspended shop back. Raises CannotMoveSeller."""


def close_seller(seller: Seller, staff: User, reason: str) -> None:
    """End a shop for good. Raises CannotMoveSeller."""
