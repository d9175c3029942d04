"""Begin an application, and take it back."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from community.audit.recording import record
from community.joining.errors import AlreadyApplied, NotOpen
from community.joining.following import follow
from community.joining.invited import told_by_roster
from community.joining.models import Application
from community.joining.moves import OPEN, CannotMove, move
from community.people.models import User
from community.teams.models import Invitation

Wants = Application.Wants
Kind = Application.Kind
KINDS: dict[str, tuple[Kind, ...]] = {
    Wants.SELLER: (Kind.INDIVIDUAL, Kind.ENTERPRISE, Kind.COMPANY),
    Wants.COMMUNITY: (Kind.ENTERPRISE, Kind.OTOP, Kind.MARKET, Kind.NETWORK),
}


def start(
    applicant: User,
    filled_by: User,
    wants: str,
    kind: str,
    invitation: Invitation | None = None,
) -> Application:
    """Begin an application, filled in by the applicant or by a helper sitting beside.

    Raises AlreadyApplied with the open one when the applicant has one of this sort.
    """
    application = Application(
        applicant=applicant,
        filled_by=filled_by,
        wants=wants,
        phone=applicant.phone or "",
        invitation=invitation,
        community=invitation.community if invitation else None,
        **{**told_by_roster(invitation), "kind": kind},
    )
    try:
        with transaction.atomic():
            application.save()
            owner = None if filled_by == applicant else applicant
            record(filled_by, "application.started", application, owner=owner)
    except IntegrityError:
        raise AlreadyApplied(_open_one(applicant, wants)) from None
    return application


def withdraw(application: Application, by: User) -> None:
    """Close it at the applicant's own wish, with what it has made. Raises NotOpen."""
    with transaction.atomic():
        locked = Application.objects.select_for_update().get(pk=application.pk)
        if locked.state not in OPEN:
            raise NotOpen
        try:
            move(locked, Application.State.CLOSED, decided_at=timezone.now())
        except CannotMove:
            raise NotOpen from None
        follow(locked)
        owner = None if by == locked.applicant else locked.applicant
        record(by, "application.withdrawn", locked, owner=owner, seller_id=locked.made_seller_id)
    application.refresh_from_db()


def _open_one(applicant: User, wants: str) -> Application:
    return Application.objects.get(applicant=applicant, wants=wants, state__in=OPEN)
