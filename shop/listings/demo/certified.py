"""The demo market's certificates: checked, most of them for a good while yet."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from shop.certificates.issuers import ISSUERS
from shop.certificates.models import Certificate
from shop.certificates.showing import copy_entries
from shop.listings.certificates import kind_of, number_of
from shop.listings.models import Listing

BATCH = 5000


def certify(marked: Iterable[tuple[Listing, Iterable[str]]]) -> int:
    """Return how many certificates were written; a seller's equal codes are one certificate.

    A code is otop:5, fda:<number> or gi. Cards are not written.
    """
    covered: dict[tuple[int, str], list[int]] = defaultdict(list)
    for listing, codes in marked:
        for code in codes:
            covered[listing.seller_id, code].append(listing.pk)
    made = Certificate.objects.bulk_create(
        (_certificate(seller_id, code) for seller_id, code in covered), batch_size=BATCH
    )
    covers = Certificate.listings.through
    covers.objects.bulk_create(
        (
            covers(certificate=certificate, listing_id=listing_id)
            for certificate, listing_ids in zip(made, covered.values(), strict=True)
            for listing_id in listing_ids
        ),
        batch_size=BATCH,
    )
    copy_entries({listing_id for ids in covered.values() for listing_id in ids})
    return len(made)


def _certificate(seller_id: int, code: str) -> Certificate:
    kind, number = kind_of(code), number_of(code)
    is_otop = kind == "otop"
    issued, expires = _days(f"{seller_id} {code}")
    return Certificate(
        seller_id=seller_id,
        kind=kind,
        number="" if is_otop else number,
        stars=int(number) if is_otop else None,
        year=issued.year if is_otop else None,
        issuer=ISSUERS[kind],
        issued_on=issued,
        expires_on=expires,
        state=Certificate.State.CHECKED,
        checked_at=timezone.now(),
    )


def _days(seed: str) -> tuple[date, date]:
    """Return the first and the last day: one in twelve ends within the month, none today."""
    chance, today = zlib.crc32(seed.encode()), timezone.localdate()
    left = 3 + chance % 25 if chance % 12 == 0 else 60 + chance % 600
    expires = today + timedelta(days=left)
    return expires - timedelta(days=3 * 365), expires
