"""Certificates are written as codes, with their number after a colon: otop:5, fda:…, gi."""

from __future__ import annotations

from collections.abc import Iterable

# The one on a card is the first of these that the listing has.
RANK = ("otop", "gi", "organic", "fda", "tcps", "halal")


def kind_of(certificate: str) -> str:
    return certificate.partition(":")[0]


def number_of(certificate: str) -> str:
    return certificate.partition(":")[2]


def ranked(certificates: Iterable[str]) -> list[str]:
    """Return the certificates we know, the one that says most first."""
    known = [certificate for certificate in certificates if kind_of(certificate) in RANK]
    return sorted(known, key=lambda certificate: RANK.index(kind_of(certificate)))
