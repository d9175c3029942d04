"""What a seller does with its certificates: send one, mend it and send it again, withdraw it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from community.audit.recording import record
from community.people.models import User
from community.private.models import Paper
from community.sellers.models import Seller
from shop.certificates.models import Certificate
from shop.certificates.moves import move
from shop.certificates.showing import show
from shop.listings.models import Listing

State = Certificate.State


def send(
    seller: Seller,
    by: User,
    owner: User | None,
    *,
    listings: Iterable[Listing],
    evidence: Paper,
    **values: Any,
) -> Certificate:
    """Write a certificate that waits for staff. `owner` is whom a helper acts for."""
    with transaction.atomic():
        certificate = Certificate.objects.create(seller=seller, evidence=evidence, **values)
        certificate.listings.set(listings)
        _note(certificate, by, owner, "certificate.sent")
    return certificate


def send_again(
    certificate: Certificate,
    by: User,
    owner: User | None,
    *,
    listings: Iterable[Listing],
    **values: Any,
) -> None:
    """Mend one that waits or was refused. Raises MoveRefused."""
    with transaction.atomic():
        move(certificate, State.WAITING, sent_at=timezone.now(), reason="", **values)
        certificate.listings.set(listings)
        _note(certificate, by, owner, "certificate.mended")


def withdraw(certificate: Certificate, by: User, owner: User | None) -> None:
    """Take it off the pages for good. Raises MoveRefused."""
    with transaction.atomic():
        move(certificate, State.WITHDRAWN)
        _note(certificate, by, owner, "certificate.withdrawn")
        show(certificate.listings.values_list("pk", flat=True))


def _note(certificate: Certificate, by: User, owner: User | None, verb: str) -> None:
    facts = {"kind": certificate.kind, "number": certificate.number}
    record(by, verb, certificate, owner=owner, seller_id=certificate.seller_id, **facts)
