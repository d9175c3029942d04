"""Accounts that come back to zero: what is in them is what is really open, and no satang else."""

from __future__ import annotations

from shop.books.proof import Promise, rows_of

OPEN_PROMISES = [
    Promise(
        "buyers_money_is_given_on",
        "money that was kept is the sellers' at once: nothing of a purchase stays between",
        rows_of(
            """
            SELECT p.number, sum(e.amount_satang) AS satang FROM ledger_entry e
            JOIN ledger_account a ON a.id = e.account_id
            JOIN ledger_journal j ON j.id = e.journal_id
            LEFT JOIN purchases_purchase p ON p.id = j.purchase_id
            WHERE a.kind = 'buyers' GROUP BY 1 HAVING sum(e.amount_satang) <> 0
            """
        ),
    ),
    Promise(
        "refunds_due_is_what_is_owed",
        "what the ledger owes the buyer of a purchase is the sum of the refunds that are due",
        rows_of(
            """
            WITH booked AS (
                SELECT j.purchase_id AS id, -sum(e.amount_satang) AS satang
                FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
                JOIN ledger_journal j ON j.id = e.journal_id
                WHERE a.kind = 'refunds_due' GROUP BY 1
            ), due AS (
                SELECT purchase_id AS id, sum(amount - by_bank) * 100 AS satang
                FROM refunds_refund
                WHERE state IN ('approved', 'sent', 'pending', 'manual', 'failed') GROUP BY 1
            )
            SELECT p.number, d.satang AS due, b.satang AS booked
            FROM booked b FULL JOIN due d ON d.id = b.id
            LEFT JOIN purchases_purchase p ON p.id = coalesce(b.id, d.id)
            WHERE coalesce(b.satang, 0) <> coalesce(d.satang, 0)
            """
        ),
    ),
    Promise(
        "sellers_hold_only_what_goes_back",
        "money that came straight to a seller is taken off the balance, all but what came in vain "
        "and has not gone back yet",
        rows_of(
            """
            WITH booked AS (
                SELECT a.seller_id AS id, sum(e.amount_satang) AS satang
                FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
                WHERE a.kind IN ('held_by_seller', 'cod') GROUP BY 1
            ), open AS (
                SELECT s.seller_id AS id, sum(r.amount) * 100 AS satang FROM refunds_refund r
                JOIN payments_attempt t ON t.id = r.attempt_id
                JOIN payments_payment y ON y.id = t.payment_id
                JOIN purchases_sellerorder s ON s.id = y.seller_order_id
                WHERE r.reason IN ('late', 'duplicate', 'amount')
                  AND r.state IN ('approved', 'sent', 'pending', 'manual', 'failed') GROUP BY 1
            )
            SELECT v.slug AS seller, o.satang AS open, b.satang AS booked
            FROM booked b FULL JOIN open o ON o.id = b.id
            LEFT JOIN sellers_seller v ON v.id = coalesce(b.id, o.id)
            WHERE coalesce(b.satang, 0) <> coalesce(o.satang, 0)
            """
        ),
    ),
    Promise(
        "disputed_money_is_in_open_disputes",
        "what banks took back and nobody bears yet is what the running disputes say",
        rows_of(
            """
            WITH booked AS (
                SELECT substring(j.key FROM '^dispute:([0-9]+):') AS id,
                       sum(e.amount_satang) AS satang
                FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
                JOIN ledger_journal j ON j.id = e.journal_id
                WHERE a.kind = 'disputed' GROUP BY 1
            ), open AS (
                SELECT id::text AS id, amount * 100 AS satang FROM disputes_dispute
                WHERE is_withdrawn AND state IN ('open', 'answered')
            )
            SELECT coalesce(b.id, o.id) AS dispute, o.satang AS open, b.satang AS booked
            FROM booked b FULL JOIN open o ON o.id = b.id
            WHERE coalesce(b.satang, 0) <> coalesce(o.satang, 0)
            """
        ),
    ),
    Promise(
        "unmatched_money_is_open_bank_lines",
        "what came to the bank and nobody knows for what is the statement's lines that wait; what "
        "two people corrected is left out",
        rows_of(
            """
            WITH booked AS (
                SELECT split_part(j.key, ':', 2) AS id, -sum(e.amount_satang) AS satang
                FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
                JOIN ledger_journal j ON j.id = e.journal_id
                WHERE a.kind = 'unmatched' AND j.cause <> 'correction' GROUP BY 1
            ), open AS (
                SELECT id::text AS id, amount * 100 AS satang FROM slips_bankline
                WHERE state IN ('matched', 'no_match') OR state = 'discarded' AND what = 'other'
            )
            SELECT coalesce(b.id, o.id) AS line, o.satang AS open, b.satang AS booked
            FROM booked b FULL JOIN open o ON o.id = b.id
            WHERE coalesce(b.satang, 0) <> coalesce(o.satang, 0)
            """
        ),
    ),
]
