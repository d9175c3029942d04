"""Begin an application, and take it back."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from community.audit.recording import record
from community.channels.telling import tell
from community.joining.errors import AlreadyApplied, NotOpen
from community.joining.following import follow
from community.joining.forgetting import NOTHING_BROUGHT, discard_papers
from community.joining.invited import told_by_roster, waiting_for
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

    To sell, it is by the invitation that waits for the applicant, whoever fills it in. Raises
    AlreadyApplied with the open one when the applicant has one of this sort.
    """
    if invitation is None and wants == Wants.SELLER:
        invitation = waiting_for(applicant, is_helped=filled_by != applicant)
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
        _begin(application)
    except IntegrityError:
        if found := _open_one(applicant, wants):
            raise AlreadyApplied(found) from None
        _begin(application)  # the one in its way has been closed meanwhile
    return application


def withdraw(application: Application, by: User) -> None:
    """Close it at the applicant's own wish, with what it has made. Raises NotOpen.

    Of one never sent the papers and the numbers go at once, and its invitation is free again.
    """
    with transaction.atomic():
        locked = Application.objects.select_for_update().get(pk=application.pk)
        if locked.state not in OPEN:
            raise NotOpen
        is_unsent = locked.first_submitted_at is None
        emptied = {**NOTHING_BROUGHT, "invitation": None} if is_unsent else {}
        try:
            move(locked, Application.State.CLOSED, decided_at=timezone.now(), **emptied)
        except CannotMove:
            raise NotOpen from None
        if is_unsent:
            discard_papers(locked)
        follow(locked)
        _write_down(locked, by)
    application.refresh_from_db()


def _begin(application: Application) -> None:
    applicant, filled_by = application.applicant, application.filled_by
    with transaction.atomic():
        application.save()
        owner = None if filled_by == applicant else applicant
        record(filled_by, "application.started", application, owner=owner)


def _write_down(application: Application, by: User) -> None:
    """Write that it was taken back; whom a helper did it for is told."""
    applicant = application.applicant
    owner = None if by == applicant else applicant
    seller_id = application.made_seller_id
    record(by, "application.withdrawn", application, owner=owner, seller_id=seller_id)
    if owner:
        key = f"application-withdrawn:{application.pk}"
        path = reverse("joining:application", args=[application.key])
        tell(owner, "application_withdrawn", key, helper=str(by), path=path)


def _open_one(applicant: User, wants: str) -> Application | None:
    return Application.objects.filter(applicant=applicant, wants=wants, state__in=OPEN).first()
