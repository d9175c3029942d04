from __future__ import annotations

from shop.books.proof import Promise, rows_of

REFUND_PROMISES = [
    Promise(
        "refunds_are_counted",
        "what goes back of a payment, a seller order and a line is the sum of its refunds",
        rows_of(
            """
            WITH booked AS (
                SELECT * FROM refunds_refund WHERE state NOT IN ('requested', 'refused')
            )
            SELECT 'attempt' AS what, a.idempotency_key AS number, a.refunded,
                   coalesce(sum(b.amount), 0) AS refunds
            FROM payments_attempt a LEFT JOIN booked b ON b.attempt_id = a.id
            GROUP BY a.id HAVING a.refunded <> coalesce(sum(b.amount), 0)
            UNION ALL
            SELECT 'seller order', s.number, s.refunded, coalesce(sum(b.amount), 0)
            FROM purchases_sellerorder s
            LEFT JOIN booked b ON b.seller_order_id = s.id AND b.reason <> 'weight'
            GROUP BY s.id HAVING s.refunded <> coalesce(sum(b.amount), 0)
            UNION ALL
            SELECT 'line', l.id::text, l.refunded, coalesce(sum(r.amount), 0)
            FROM purchases_sellerorderline l
            LEFT JOIN (
                SELECT rl.* FROM refunds_refundline rl JOIN booked b ON b.id = rl.refund_id
            ) r ON r.line_id = l.id
            GROUP BY l.id HAVING l.refunded <> coalesce(sum(r.amount), 0)
            UNION ALL
            SELECT 'refund', f.key, f.goods, coalesce(sum(r.amount), 0) FROM refunds_refund f
            LEFT JOIN refunds_refundline r ON r.refund_id = f.id
            WHERE f.seller_order_id IS NOT NULL AND f.reason <> 'weight'
            GROUP BY f.id HAVING f.goods <> coalesce(sum(r.amount), 0)
            """
        ),
    ),
    Promise(
        "nothing_cancelled_stays_paid",
        "of a seller order that was paid and is not sent nothing stays with anybody",
        rows_of(
            """
            SELECT number, state, total, refunded FROM purchases_sellerorder
            WHERE state = 'cancelled' AND paid_at IS NOT NULL AND refunded <> total
            """
        ),
    ),
]
