"""What sellers were charged in a month, and what of earlier months was given back in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.db import connection

from shop.money import from_satang
from shop.papers.months import Span

# By the month of each seller order's own commission, as the market's clock has it.
MOVED = """
SELECT o.seller_id, date_trunc('month', coalesce(c.at, e.at) AT TIME ZONE %(zone)s)::date,
       coalesce(sum(e.amount_satang) FILTER (WHERE e.what IN ('commission', 'commission_vat')), 0),
       coalesce(-sum(e.amount_satang) FILTER (WHERE e.what = 'commission_back'), 0),
       coalesce(-sum(e.amount_satang) FILTER (WHERE a.kind = 'commission_vat'), 0)
FROM ledger_entry e
JOIN ledger_account a ON a.id = e.account_id
JOIN ledger_journal j ON j.id = e.journal_id
JOIN purchases_sellerorder o ON o.id = e.seller_order_id
LEFT JOIN LATERAL (
    SELECT at FROM ledger_entry
    WHERE seller_order_id = o.id AND what = 'commission' ORDER BY id LIMIT 1
) c ON true
WHERE e.at >= %(start)s AND e.at < %(end)s AND j.cause <> 'correction'
  AND (a.kind = 'commission_vat' OR a.kind = 'seller'
       AND e.what IN ('commission', 'commission_vat', 'commission_back'))
GROUP BY 1, 2
"""


@dataclass(frozen=True)
class Charge:
    """What a seller was charged and given back, VAT included, in baht; `vat` of the total."""

    taken: Decimal
    given_back: Decimal
    vat: Decimal

    @property
    def total(self) -> Decimal:
        return self.taken - self.given_back


def charges(span: Span) -> dict[tuple[int, date], Charge]:
    """Return {(seller id, first day of a month): what moved in `span` of that month's charges}.

    That month is `span` itself, or an earlier one of which only something was given back: by a
    refund or a chargeback, whatever books an entry of COMMISSION_BACK. One query.
    """
    when: dict[str, datetime | str] = {
        "start": span.start,
        "end": span.end,
        "zone": settings.TIME_ZONE,
    }
    with connection.cursor() as cursor:
        cursor.execute(MOVED, when)
        rows = cursor.fetchall()
    return {(seller, month): Charge(*map(from_satang, sums)) for seller, month, *sums in rows}
