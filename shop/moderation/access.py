"""The only ways from a request to questions, reports and words: what one may see, or a 404."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404

from shop.listings.models import Listing
from shop.moderation.models import Look, Report, Word


def get_look(pk: int) -> Look:
    """Return any question to staff: for views that are staff_only."""
    found = Look.objects.select_related("listing__seller__province", "asked_by", "owner")
    return get_object_or_404(found.select_related("seller__province", "decided_by"), pk=pk)


def get_report(pk: int) -> Report:
    """Return any report: for views that are staff_only."""
    found = Report.objects.select_related("listing__seller__province", "answered_by", "reporter")
    return get_object_or_404(found, pk=pk)


def get_own_report(key: UUID) -> Report:
    """Return the report behind a link that only who sent it has."""
    return get_object_or_404(Report.objects.select_related("listing__seller"), key=key)


def get_word(pk: int) -> Word:
    """Return any word: for views that are staff_only."""
    return get_object_or_404(Word, pk=pk)


def get_listing_on_sale(product_id: int) -> Listing:
    """Return what every buyer can see."""
    found = Listing.objects.filter(state=Listing.State.PUBLISHED).select_related("seller")
    return get_object_or_404(found, product_id=product_id, seller__state="approved")
