"""What staff say to a certificate."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from community.audit.recording import record
from community.people.models import User
from shop.certificates.models import Certificate
from shop.certificates.moves import HasEnded, move
from shop.certificates.owners import tell_owners
from shop.certificates.showing import show

State = Certificate.State


def check(certificate: Certificate, staff: User, seen: datetime) -> None:
    """Let buyers see it. `seen` is its sent_at when staff looked. Raises MoveRefused, HasEnded."""
    if certificate.expires_on and certificate.expires_on < timezone.localdate():
        raise HasEnded
    with transaction.atomic():
        now = timezone.now()
        values = {"checked_by": staff, "checked_at": now, "reason": ""}
        move(certificate, State.CHECKED, seen=seen, **values)
        _note(certificate, staff, "certificate.checked")
        _show_and_tell(certificate, "certificate_checked")


def refuse(certificate: Certificate, staff: User, seen: datetime, reason: str) -> None:
    """Refuse it, or take it back from the pages, with a reason for the seller. MoveRefused."""
    with transaction.atomic():
        now = timezone.now()
        values = {"checked_by": staff, "checked_at": now, "reason": reason}
        move(certificate, State.REFUSED, seen=seen, **values)
        _note(certificate, staff, "certificate.refused", reason=certificate.reason)
        _show_and_tell(certificate, "certificate_refused", reason=certificate.reason)


def _note(certificate: Certificate, staff: User, verb: str, **details: str) -> None:
    facts = {"kind": certificate.kind, "number": certificate.number, **details}
    record(staff, verb, certificate, seller_id=certificate.seller_id, **facts)


def _show_and_tell(certificate: Certificate, kind: str, **facts: str) -> None:
    show(certificate.listings.values_list("pk", flat=True))
    when = f"{certificate.checked_at:%Y%m%d%H%M%S}"
    path = reverse("desk:certificate", args=[certificate.pk])
    tell_owners(certificate, kind, when, path=path, **facts)
