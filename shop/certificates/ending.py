"""What a day brings: some certificates begin, some end, some owners are told."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from community.audit.recording import record
from shop.certificates.models import Certificate
from shop.certificates.moves import MoveRefused, move
from shop.certificates.owners import tell_owners
from shop.certificates.showing import Covers, show
from shop.listings.certificates import code_of, searched_words, valid_on
from shop.listings.folding import fold
from shop.listings.models import ListingCard

WARNED_DAYS = 30
State = Certificate.State


def turn_the_day() -> int:
    """Move those that are over, and rewrite what pages show; return how many ended.

    Pages look at the days themselves: a night without this shows nothing that has ended.
    """
    over = Certificate.objects.filter(state=State.CHECKED, expires_on__lt=timezone.localdate())
    ended = sum(_end(certificate) for certificate in over.order_by("pk"))
    show(_begun())
    return ended


def _begun() -> list[int]:
    """Return the listings with a certificate that has begun and is not on the card yet.

    Today's are among them, and those of a night through which the worker slept.
    """
    today = timezone.localdate()
    begun = Certificate.objects.shown_on(today).filter(issued_on__isnull=False)
    covered = Covers.objects.filter(certificate__in=begun).values("listing_id")
    cards = ListingCard.objects.filter(pk__in=covered).select_related("listing")
    read = cards.only("certificate", "search_text", "listing__certificates")
    return [card.pk for card in read.iterator(1000) if _lacks(card, today)]


def _lacks(card: ListingCard, today: date) -> bool:
    valid = valid_on(card.listing.certificates, today)
    if not valid or card.certificate != code_of(valid[0]):
        return True
    return any(fold(words) not in card.search_text for words in searched_words(valid))


def _end(certificate: Certificate) -> bool:
    try:
        with transaction.atomic():
            move(certificate, State.EXPIRED)
            record(None, "certificate.expired", certificate, seller_id=certificate.seller_id)
            show(certificate.listings.values_list("pk", flat=True))
    except MoveRefused:  # its seller withdrew it at the same moment
        return False
    return True


def tell_of_endings() -> int:
    """Tell owners of what ends within 30 days, and of what ends today; return how many."""
    return _tell_each("certificate_ending", "told_before_at", _soon()) + _tell_each(
        "certificate_last_day", "told_last_at", _last()
    )


def _soon() -> QuerySet[Certificate]:
    today = timezone.localdate()
    within = (today + timedelta(days=1), today + timedelta(days=WARNED_DAYS))
    return Certificate.objects.filter(
        state=State.CHECKED, expires_on__range=within, told_before_at=None
    )


def _last() -> QuerySet[Certificate]:
    """Return those whose last day is today, or was in a week that nobody told of."""
    today = timezone.localdate()
    return Certificate.objects.filter(
        state__in=[State.CHECKED, State.EXPIRED],
        expires_on__range=(today - timedelta(days=7), today),
        told_last_at=None,
    )


def _tell_each(kind: str, told: str, found: QuerySet[Certificate]) -> int:
    certificates = found.select_related("seller").order_by("pk")
    return sum(_tell_once(certificate, kind, told) for certificate in certificates)


def _tell_once(certificate: Certificate, kind: str, told: str) -> bool:
    rows = Certificate.objects.filter(pk=certificate.pk, **{told: None})
    with transaction.atomic():
        if not rows.update(**{told: timezone.now()}):
            return False
        path = reverse("desk:certificate", args=[certificate.pk])
        tell_owners(certificate, kind, f"{certificate.expires_on:%Y%m%d}", path=path)
    return True
