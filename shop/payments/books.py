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
        "what is paid, a purchase or a seller's share of it, kept exactly one payment of its "
        "total, the weight that was missing taken off; nothing else kept any",
        rows_of(
            """
            WITH part AS (  -- due back because it came lighter
                SELECT attempt_id, sum(amount) AS amount FROM refunds_refund
                WHERE reason = 'weight' GROUP BY 1
            ), kept AS (  -- received, and not due back
                SELECT a.payment_id, count(*) AS times,
                       sum(a.received - coalesce(part.amount, 0)) AS received
                FROM payments_attempt a LEFT JOIN part ON part.attempt_id = a.id
                LEFT JOIN refunds_refund d ON d.attempt_id = a.id
                     AND d.reason IN ('late', 'duplicate', 'amount')
                WHERE a.state = 'succeeded' AND d.id IS NULL GROUP BY 1
            )
            SELECT p.number, s.number AS share, p.state, y.state AS payment, y.amount,
                   k.times, k.received
            FROM purchases_purchase p
            LEFT JOIN payments_payment y ON y.purchase_id = p.id
            LEFT JOIN purchases_sellerorder s ON s.id = y.seller_order_id
            LEFT JOIN kept k ON k.payment_id = y.id
            WHERE CASE WHEN y.state = 'paid' AND y.amount > 0
                THEN (k.times, k.received) IS DISTINCT FROM (1, coalesce(s.total, p.total))
                ELSE k.times IS NOT NULL END
               OR (y.state IS NOT DISTINCT FROM 'paid') <> CASE WHEN s.id IS NULL
                THEN p.state = 'paid' ELSE s.paid_at IS NOT NULL END
            """
        ),
    ),
    Promise(
        "refund_due_is_what_came",
        "what is due back is what was received",
        rows_of(
            """
            SELECT a.idempotency_key, a.received, d.amount FROM refunds_refund d
            JOIN payments_attempt a ON a.id = d.attempt_id
            WHERE a.state <> 'succeeded' OR d.reason IN ('late', 'duplicate', 'amount')
               AND a.received IS DISTINCT FROM d.amount
            """
        ),
    ),
    Promise(
        "missing_weight_goes_back",
        "what a seller order that was paid first came to less is due back, once",
        rows_of(
            """
            SELECT s.number, l.less, d.amount FROM purchases_sellerorder s
            JOIN purchases_purchase p ON p.id = s.purchase_id AND p.way NOT IN ('cod', 'cash')
            LEFT JOIN (
                SELECT seller_order_id,
                       sum(round(unit_price * ordered_quantity / per, 2) - ordered_discount
                           - goods + discount) AS less
                FROM purchases_sellerorderline WHERE per <> 1 GROUP BY 1
            ) l ON l.seller_order_id = s.id
            LEFT JOIN refunds_refund d ON d.seller_order_id = s.id AND d.reason = 'weight'
            WHERE coalesce(l.less, 0) <> coalesce(d.amount, 0)
            """
        ),
    ),
]


def not_as_the_gateway_says() -> Iterator[Row]:
    """Compare what we booked with every payment that the gateway received for us."""
    theirs = dict(gateway_named("stripe").received())
    ours = {
        attempt.intent_id or "": attempt.received
        for attempt in Attempt.objects.filter(state=Attempt.State.SUCCEEDED, gateway="stripe")
    }
    for intent_id in sorted({*theirs, *ours} - on_its_way()):
        at_gateway = theirs.get(intent_id)
        booked = ours.get(intent_id)
        if at_gateway is None or booked is None or from_satang(at_gateway) != booked:
            yield {"intent": intent_id, "booked": booked, "satang_at_gateway": at_gateway}


def on_its_way() -> set[str]:
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
