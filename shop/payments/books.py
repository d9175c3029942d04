from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from shop.books.proof import Promise, Row, rows_of
from shop.gateways.registry import gateway_named
from shop.money import from_satang
from shop.payments.models import Attempt

ON_ITS_WAY = timedelta(minutes=5)

PAYMENT_PROMISES = [
    Promise(
        "paid_once_and_in_full",
        "a paid purchase kept exactly one payment of its total; no other kept any",
        rows_of(
            """
            WITH kept AS (  -- received, and not due back
                SELECT a.payment_id, count(*) AS times, sum(a.received) AS received
                FROM payments_attempt a LEFT JOIN payments_refunddue d ON d.attempt_id = a.id
                WHERE a.state = 'succeeded' AND d.id IS NULL GROUP BY 1
            )
            SELECT p.number, p.state, y.state AS payment, p.total, k.times, k.received
            FROM purchases_purchase p
            LEFT JOIN payments_payment y ON y.purchase_id = p.id
            LEFT JOIN kept k ON k.payment_id = y.id
            WHERE CASE WHEN p.state = 'paid' AND p.total = 0
                THEN y.state IS DISTINCT FROM 'paid' OR k.times IS NOT NULL
                WHEN p.state = 'paid'
                THEN (y.state, k.times, k.received) IS DISTINCT FROM ('paid', 1, p.total)
                ELSE k.times IS NOT NULL OR y.state = 'paid' END
            """
        ),
    ),
    Promise(
        "refund_due_is_what_came",
        "what is due back is what was received",
        rows_of(
            """
            SELECT a.idempotency_key, a.received, d.amount FROM payments_refunddue d
            JOIN payments_attempt a ON a.id = d.attempt_id
            WHERE a.state <> 'succeeded' OR a.received IS DISTINCT FROM d.amount
            """
        ),
    ),
]


def not_as_the_gateway_says() -> Iterator[Row]:
    """Compare what we booked with every payment that the gateway received for us."""
    theirs = dict(gateway_named("stripe").received())
    ours = {
        attempt.intent_id or "": attempt.received
        for attempt in Attempt.objects.filter(state=Attempt.State.SUCCEEDED)
    }
    for intent_id in sorted({*theirs, *ours} - _on_its_way()):
        at_gateway = theirs.get(intent_id)
        booked = ours.get(intent_id)
        if at_gateway is None or booked is None or from_satang(at_gateway) != booked:
            yield {"intent": intent_id, "booked": booked, "satang_at_gateway": at_gateway}


def _on_its_way() -> set[str]:
    """Return the intents that may have been paid so lately that the news is on its way."""
    lately = timezone.now() - ON_ITS_WAY
    live = Attempt.objects.filter(state__in=Attempt.LIVE, changed_at__gte=lately)
    return {attempt.intent_id for attempt in live if attempt.intent_id}


GATEWAY_PROMISES = [
    Promise(
        "one_gateway_object_each",
        "each payment received is one object in the gateway's own books, and the other way round",
        not_as_the_gateway_says,
    )
]
