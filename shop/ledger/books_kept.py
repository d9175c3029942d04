"""What the gateway told of its own: fees, and money that it sent to the bank."""

from __future__ import annotations

from shop.books.proof import Promise, rows_of

KEPT_PROMISES = [
    Promise(
        "fees_and_settlements_are_booked",
        "each fee and each transfer to the bank that the gateway told of is in the ledger once",
        rows_of(
            """
            WITH told AS (
                SELECT 'gateway_fee:' || gateway_id AS key,
                       CASE kind WHEN 'fee' THEN fee_satang - amount_satang ELSE fee_satang END
                           AS satang
                FROM ledger_gatewaytransaction WHERE currency = 'thb'
                UNION ALL
                SELECT 'settlement:' || gateway_id, -amount_satang
                FROM ledger_gatewaytransaction WHERE currency = 'thb' AND kind = 'settlement'
            ), booked AS (
                SELECT j.key, -sum(e.amount_satang) AS satang
                FROM ledger_journal j JOIN ledger_entry e ON e.journal_id = j.id
                JOIN ledger_account a ON a.id = e.account_id AND a.kind = 'gateway'
                WHERE j.cause IN ('fee', 'settlement') GROUP BY 1
            )
            SELECT coalesce(t.key, b.key) AS key, t.satang AS told, b.satang AS booked
            FROM told t FULL JOIN booked b ON b.key = t.key
            WHERE coalesce(t.satang, 0) <> coalesce(b.satang, 0)
            """
        ),
    ),
]
