"""Claim the entries of a seller's balance for a payout: each entry once, whoever runs.

What is claimed: everything that is the seller's now, and everything that the seller owes.
An order's entries stay free while it is on hold: not delivered, delivered too short a while
ago, or with an open question about it. Entries of an order belong together: as long as they
leave something for the seller they wait for the hold; once they sum below zero (a refund after
the payout, the commission of what was paid at the door) they come off at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.db.models import Exists, OuterRef, Sum
from django.utils import timezone

from shop.ledger.accounts import of_seller
from shop.ledger.models import Account, Entry
from shop.payouts.models import Claim, Payout
from shop.payouts.open_questions import OPEN_QUESTION

# Every unclaimed entry of a seller's account, with what its order's sum to, and whether its
# order is past its hold.
FREE = """
SELECT e.id, e.seller_order_id, -e.amount_satang AS satang,
       sum(-e.amount_satang) OVER (PARTITION BY e.seller_order_id) AS of_order,
       CASE WHEN s.id IS NULL THEN r.until IS NULL OR r.until <= %(at)s
            ELSE (coalesce(s.payable_from <= %(at)s, false)
                  OR s.state IN ('returned', 'cancelled'))
                 AND NOT {question}
       END AS is_free
FROM ledger_entry e
JOIN ledger_account a ON a.id = e.account_id
LEFT JOIN purchases_sellerorder s ON s.id = e.seller_order_id
LEFT JOIN payouts_reserve r ON r.entry_id = e.id
WHERE a.code = %(account)s AND NOT EXISTS (SELECT 1 FROM payouts_claim c WHERE c.entry_id = e.id)
""".replace("{question}", OPEN_QUESTION)
CLAIM = """
INSERT INTO payouts_claim (payout_id, entry_id)
SELECT %(payout)s, f.id FROM ({free}) f
WHERE f.is_free OR (f.seller_order_id IS NOT NULL AND f.of_order < 0)
ORDER BY f.id
ON CONFLICT DO NOTHING
""".replace("{free}", FREE)
SUM = """
SELECT coalesce(sum(f.satang), 0) FROM ({free}) f
WHERE f.is_free OR (f.seller_order_id IS NOT NULL AND f.of_order < 0)
""".replace("{free}", FREE)
PAYABLE = """
SELECT f.id FROM ({free}) f
WHERE f.is_free OR (f.seller_order_id IS NOT NULL AND f.of_order < 0)
""".replace("{free}", FREE)


def claim(payout: Payout, at: datetime) -> int:
    """Claim for a saved payout what its seller can be paid; return the sum in satang.

    Of two runs at once the later one waits for the first, and finds nothing left.
    """
    values: dict[str, int | str | datetime] = {
        "payout": payout.pk,
        "account": of_seller(payout.seller_id),
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, values)
    return claimed_satang(payout)


def payable_satang(seller_id: int, at: datetime) -> int:
    """Return what a payout at that moment would come to; below zero the seller owes it."""
    with connection.cursor() as cursor:
        cursor.execute(SUM, {"account": of_seller(seller_id), "at": at})
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def payable_entries(seller_id: int) -> list[int]:
    """Return the keys of the entries that a payout now would claim."""
    with connection.cursor() as cursor:
        cursor.execute(PAYABLE, {"account": of_seller(seller_id), "at": timezone.now()})
        return [pk for (pk,) in cursor.fetchall()]


def claimed_satang(payout: Payout) -> int:
    """Return what a payout's entries sum to, as money for the seller."""
    found = payout.claims.aggregate(sum=Sum("entry__amount_satang"))["sum"]
    return -int(found or 0)


def free_claims(payouts: Iterable[Payout]) -> None:
    """Give the entries of payouts that were not released back to the next batch."""
    Claim.objects.filter(payout__in=payouts, payout__state__in=Payout.OPEN).delete()


def sellers_with_money() -> dict[int, int]:
    """Return {seller id: satang} of sellers whose unclaimed entries leave something."""
    claimed = Claim.objects.filter(entry=OuterRef("pk"))
    sums = (
        Entry.objects.filter(~Exists(claimed), account__kind=Account.Kind.SELLER)
        .values_list("account__seller")
        .annotate(sum=Sum("amount_satang"))
        .filter(sum__lt=0)
        .order_by("account__seller")
    )
    return {seller_id: -int(satang) for seller_id, satang in sums}
