"""Hold the gateway's movements against our journals, by what both are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from shop.ledger.models import Entry, GatewayTransaction
from shop.money import to_satang
from shop.refunds.models import Refund

Kind, State = GatewayTransaction.Kind, GatewayTransaction.State
# Of these our own acts post; fees and settlements are posted by the import itself.
OF_OUR_ACTS = [Kind.CHARGE, Kind.REFUND, Kind.REFUND_BACK, Kind.DISPUTE]

# Every journal that moved money at the gateway, and what it is about there: a payment's intent,
# a refund, a dispute. A refund that left has a key of its own each time (":paid:0", ":back:0").
ABOUT = """
SELECT j.id AS journal_id, e.amount_satang, j.at,
       coalesce(t.intent_id, r.gateway_id, d.gateway_id) AS reference
FROM ledger_entry e
JOIN ledger_account a ON a.id = e.account_id AND a.kind = 'gateway'
JOIN ledger_journal j ON j.id = e.journal_id
    AND j.cause NOT IN ('fee', 'settlement', 'correction')
LEFT JOIN payments_attempt t ON j.cause = 'payment' AND t.idempotency_key = substr(j.key, 9)
LEFT JOIN refunds_refund r
    ON j.cause = 'refund' AND r.key = regexp_replace(j.key, ':(paid|back):[0-9]+$', '')
LEFT JOIN disputes_dispute d
    ON j.cause = 'dispute' AND split_part(j.key, ':', 2) IN (d.gateway_id, d.id::text)
"""
OURS = f"""
SELECT reference, sum(amount_satang) FROM ({ABOUT}) x
WHERE reference = ANY(%s) GROUP BY reference
"""  # noqa: S608 our own text
ALL_OURS = f"""
SELECT coalesce(reference, 'journal ' || journal_id), sum(amount_satang) FROM ({ABOUT}) x
GROUP BY 1
"""  # noqa: S608
ALONE = f"""
SELECT x.journal_id FROM ({ABOUT}) x
WHERE x.at >= %s AND x.at < %s AND NOT EXISTS (
    SELECT 1 FROM ledger_gatewaytransaction g WHERE g.reference = x.reference)
ORDER BY x.at
"""  # noqa: S608


def ours_about(references: Iterable[str]) -> dict[str, int]:
    """Return {reference: satang} that our journals moved at the gateway."""
    return _sums(OURS, [list(references)])


def all_ours() -> dict[str, int]:
    return _sums(ALL_OURS, [])


def ours_alone(start: datetime, end: datetime) -> list[int]:
    """Return our journals of a time that the gateway has nothing of."""
    with connection.cursor() as cursor:
        cursor.execute(ALONE, [start, end])
        return [journal_id for (journal_id,) in cursor.fetchall()]


def _sums(sql: str, values: list[Any]) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return {reference: int(satang) for reference, satang in cursor.fetchall()}


def states_of(theirs: dict[str, int], ours: dict[str, int]) -> dict[str, str]:
    """Return how each reference of the gateway's stands in our ledger."""
    unequal = [ref for ref, satang in theirs.items() if ours.get(ref, 0) != satang]
    under_way = refunds_under_way(unequal) | refunds_without_answer(
        {ref: theirs[ref] for ref in unequal}
    )
    return {
        reference: _state(reference, satang, ours, under_way)
        for reference, satang in theirs.items()
    }


def _state(reference: str, satang: int, ours: dict[str, int], under_way: set[str]) -> str:
    if ours.get(reference, 0) == satang:
        return State.MATCHED
    if reference in under_way:
        return State.UNDER_WAY
    return State.DIFFERENT if reference in ours else State.MISSING


def refunds_under_way(references: Iterable[str]) -> set[str]:
    """Return the refunds that the gateway took off at once and we book when they are done."""
    waiting = Refund.objects.filter(
        gateway_id__in=list(references), state__in=[Refund.State.SENT, Refund.State.PENDING]
    )
    return {str(gateway_id) for gateway_id in waiting.values_list("gateway_id", flat=True)}


def refunds_without_answer(theirs: Mapping[str, int]) -> set[str]:
    """Return what may be a refund whose answer we lost: sent, of that amount, id unknown."""
    lost = Refund.objects.filter(state=Refund.State.SENT, gateway_id=None)
    amounts = {-to_satang(amount) for amount in lost.values_list("amount", flat=True)}
    if not amounts:
        return set()
    known = Refund.objects.filter(gateway_id__in=list(theirs)).values_list("gateway_id", flat=True)
    return {ref for ref, satang in theirs.items() if satang in amounts} - set(known)


def explained() -> dict[str, int]:
    """Return {transaction's own id: satang} that posted corrections say of it."""
    sums: dict[str, int] = defaultdict(int)
    entries = Entry.objects.filter(
        account__kind="gateway", journal__correction__transaction__isnull=False
    )
    found = entries.values_list("journal__correction__transaction__gateway_id", "amount_satang")
    for gateway_id, satang in found:
        sums[gateway_id] += satang
    return sums
