"""Who looks through an application. One member of staff at a time, and never the applicant."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from community.assistance.current import grants_in_force
from community.audit.models import Act
from community.audit.recording import record
from community.groups.models import Membership
from community.joining.decision_notices import tell_taken
from community.joining.models import Application
from community.joining.moves import WAITING, move
from community.joining.review_errors import NotOpen, OwnApplication, TakenByAnother
from community.people.models import User
from community.sellers.models import SellerMember

State = Application.State


@transaction.atomic
def take(application: Application, staff: User, *, instead_of: User | None = None) -> None:
    """Open it for this member of staff; `instead_of` is whom they were warned about.

    Locks the application. Raises TakenByAnother, OwnApplication, NotOpen.
    """
    check_not_own(application, staff)
    before = _locked(application)
    if before.state not in WAITING:
        raise NotOpen
    reviewer = before.reviewer
    if reviewer == staff and before.state == State.IN_REVIEW:
        return
    if reviewer and reviewer not in {staff, instead_of}:
        raise TakenByAnother(reviewer)
    _open_for(application, staff, was=before.state)
    verb = "application.taken_over" if reviewer and reviewer != staff else "application.taken"
    act = note(application, staff, verb)
    if before.state == State.SUBMITTED:  # given back and taken again it is no news
        tell_taken(application, act)


def hold(application: Application, staff: User) -> None:
    """Take it where nobody has it; the row stays locked. Raises as take does."""
    take(application, staff)


@transaction.atomic
def release(application: Application, staff: User) -> None:
    """Give it back to the queue: in review still, and nobody's. Another's stays as it is."""
    own = Application.objects.filter(pk=application.pk, reviewer=staff, state=State.IN_REVIEW)
    if own.update(reviewer=None):
        application.reviewer = None
        note(application, staff, "application.released")


def check_not_own(application: Application, staff: User) -> None:
    """Raise OwnApplication for whoever has a part in it."""
    if is_own(application, staff):
        raise OwnApplication


def is_own(application: Application, staff: User) -> bool:
    """Whether this person applied, filled it in, works for the shop or leads the community."""
    if staff.pk in {application.applicant_id, application.filled_by_id}:
        return True
    if application.made_seller_id and works_for(application.made_seller_id, staff):
        return True
    led = Membership.objects.filter(
        community=application.made_community_id, user=staff, role=Membership.Role.MANAGER
    )
    return bool(application.made_community_id) and led.exists()


def works_for(seller_id: int, person: User) -> bool:
    """Whether this person is in the shop's team, or helps it now."""
    team = SellerMember.objects.filter(seller=seller_id, user=person)
    return team.exists() or grants_in_force(person.pk).filter(seller=seller_id).exists()


def note(application: Application, staff: User, verb: str, **details: Any) -> Act:
    """Write an act into the application's history; the shop's owner reads it as well."""
    return record(staff, verb, application, seller_id=application.made_seller_id, **details)


def _locked(application: Application) -> Application:
    """Return the row as it is now, locked, without its sealed numbers.

    Without a join: of a row that was waited for, the joined part would be as it was before.
    """
    return Application.objects.select_for_update().only("state", "reviewer").get(pk=application.pk)


def _open_for(application: Application, staff: User, was: str) -> None:
    if was == State.SUBMITTED:
        move(application, State.IN_REVIEW, reviewer=staff)
        return
    Application.objects.filter(pk=application.pk).update(reviewer=staff)
    application.state, application.reviewer = State.IN_REVIEW, staff
