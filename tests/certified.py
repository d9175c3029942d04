"""Certificates for tests: rows, and the copy of them that a listing carries."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from shop.certificates.models import Certificate
from shop.certificates.showing import show
from shop.listings.certificates import Entry, kind_of, number_of
from shop.listings.models import Listing


def entries(*codes: str, until: date | None = None) -> list[Entry]:
    """Return a listing's copy of checked certificates, from codes like otop:5 and gi."""
    return [
        {
            "kind": kind_of(code),
            "number": "" if kind_of(code) == "otop" else number_of(code),
            "stars": int(number_of(code)) if kind_of(code) == "otop" else None,
            "year": None,
            "from": None,
            "until": until.isoformat() if until else None,
        }
        for code in codes
    ]


def make_certificate(listing: Listing, kind: str = "otop", **fields: Any) -> Certificate:
    """Return a checked certificate of a year's length for the listing, shown on its pages."""
    today = timezone.localdate()
    values: dict[str, Any] = {
        "stars": 5 if kind == "otop" else None,
        "year": 2025 if kind == "otop" else None,
        "state": Certificate.State.CHECKED,
        "issued_on": today - timedelta(days=100),
        "expires_on": today + timedelta(days=265),
        **fields,
    }
    certificate = Certificate.objects.create(seller=listing.seller, kind=kind, **values)
    certificate.listings.add(listing)
    show([listing.pk])
    return certificate
