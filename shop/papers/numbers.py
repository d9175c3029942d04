"""Numbers without gaps: a number is taken in the transaction that writes its paper."""

from __future__ import annotations

from django.db import connection

from shop.papers.models import Paper

BUDDHIST_ERA = 543
PREFIXES = {
    Paper.Kind.RECEIPT: "RE",
    Paper.Kind.SHORT: "AB",
    Paper.Kind.FULL: "TX",
    Paper.Kind.CREDIT: "CN",
    Paper.Kind.REFUND: "RF",
}
NEXT = """
INSERT INTO papers_series (issuer, kind, year, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (issuer, kind, year) DO UPDATE SET last = papers_series.last + 1
RETURNING last
"""


def next_number(issuer: str, kind: str, year: int) -> int:
    """Return the next number of a series, from 1; its row stays locked to the end of the
    transaction. Rolled back, the number is the next one's."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [issuer, str(kind), year])
        return int(cursor.fetchone()[0])


def printed(kind: str, year: int, sequence: int) -> str:
    """Return a number as it is printed: TX2569-000012."""
    return f"{PREFIXES[Paper.Kind(kind)]}{year + BUDDHIST_ERA}-{sequence:06}"
