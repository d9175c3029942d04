"""Bring what staff have checked to the pages: the copy on each listing, then its card."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db import transaction
from django.db.models import F, JSONField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from shop.certificates.models import Certificate
from shop.listings import cards
from shop.listings.certificates import Entry
from shop.listings.models import Listing

Covers = Certificate.listings.through
# What an entry of the copy takes from which column.
READ = {
    **{name: name for name in ("kind", "number", "stars", "year")},
    "from": "issued_on",
    "until": "expires_on",
}


def show(listing_ids: Iterable[int]) -> None:
    """Write the certificates of these listings and their cards anew.

    The listings are locked first, so that the last to write has seen every other's decision.
    """
    wanted = sorted(set(listing_ids))
    if not wanted:
        return
    with transaction.atomic():
        listings = Listing.objects.filter(pk__in=wanted).order_by("pk")
        list(listings.select_for_update().values_list("pk"))
        copy_entries(wanted)
        cards.rebuild_cards(wanted)


def copy_entries(listing_ids: Iterable[int]) -> None:
    """Write the copies alone, in one statement: the one place that does."""
    Listing.objects.filter(pk__in=list(listing_ids)).update(
        certificates=Coalesce(
            Subquery(_entries_of(OuterRef("pk")), output_field=JSONField()),
            Value([], JSONField()),
        )
    )


def _entries_of(listing: OuterRef) -> Any:
    shown = Q(certificate__state=Certificate.State.CHECKED)
    not_over = Q(certificate__expires_on__isnull=True) | Q(
        certificate__expires_on__gte=timezone.localdate()
    )
    entry = JSONObject(**{name: F(f"certificate__{column}") for name, column in READ.items()})
    covers = Covers.objects.filter(shown, not_over, listing=listing).order_by()
    grouped: Any = covers.values("listing").annotate(entries=JSONBAgg(entry))
    return grouped.values("entries")


def entries_of_seller(seller_id: int) -> list[Entry]:
    """Return what a seller's page says the seller has, each certificate once."""
    day = timezone.localdate()
    shown = Certificate.objects.filter(seller=seller_id).shown_on(day).order_by("pk")
    return [_entry(certificate) for certificate in shown]


def _entry(certificate: Certificate) -> Entry:
    return {
        "kind": certificate.kind,
        "number": certificate.number,
        "stars": certificate.stars,
        "year": certificate.year,
        "from": _iso(certificate.issued_on),
        "until": _iso(certificate.expires_on),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
