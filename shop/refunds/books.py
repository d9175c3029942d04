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
            SELECT s.number, s.state, s.total, s.refunded FROM purchases_sellerorder s
            WHERE s.state = 'cancelled' AND s.paid_at IS NOT NULL AND s.refunded <> s.total
              AND s.total - s.refunded > (
                SELECT coalesce(sum(d.amount), 0) FROM disputes_dispute d
                WHERE d.purchase_id = s.purchase_id AND d.kind = 'chargeback'
                  AND d.state = 'lost' AND d.is_withdrawn)  -- the bank gave it to the buyer
            """
        ),
    ),
    Promise(
        "no_buyer_gets_money_back_twice",
        "nothing was sent back beside what a bank took of a payment where it is more than it was; "
        "what was on its way when the bank asked is the market's loss",
        rows_of(
            """
            SELECT a.idempotency_key, a.received, r.amount AS refunds, d.amount AS taken
            FROM payments_attempt a
            JOIN (
                SELECT attempt_id, sum(amount) AS amount, min(opened_at) AS since
                FROM disputes_dispute
                WHERE kind = 'chargeback' AND state = 'lost' AND is_withdrawn GROUP BY 1
            ) d ON d.attempt_id = a.id
            JOIN (
                SELECT attempt_id, sum(amount - by_bank) AS amount,
                       max(coalesce(CASE way WHEN 'gateway' THEN sent_at ELSE done_at END,
                                    created_at)) FILTER (WHERE amount > by_bank) AS last
                FROM refunds_refund WHERE state IN ('sent', 'pending', 'done') GROUP BY 1
            ) r ON r.attempt_id = a.id
            WHERE r.amount + d.amount > a.received AND r.last >= d.since
            """
        ),
    ),
]
