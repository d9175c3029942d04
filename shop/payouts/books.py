"""What payouts promise of their books."""

from __future__ import annotations

from shop.books.proof import Promise, rows_of

PAYOUT_PROMISES = [
    Promise(
        "payouts_are_their_entries",
        "a payout that waits is the sum of the entries it claims, its reserve included; one that "
        "was released has claimed its own row too and sums to zero; one left out claims nothing",
        rows_of(
            """
            SELECT p.id AS payout, p.state, p.amount, p.reserve, coalesce(c.satang, 0) AS claimed
            FROM payouts_payout p
            LEFT JOIN (
                SELECT c.payout_id, -sum(e.amount_satang) AS satang
                FROM payouts_claim c JOIN ledger_entry e ON e.id = c.entry_id GROUP BY 1
            ) c ON c.payout_id = p.id
            WHERE coalesce(c.satang, 0) <>
                  CASE WHEN p.state IN ('ready', 'held') THEN (p.amount + p.reserve) * 100
                       ELSE 0 END
            """
        ),
    ),
    Promise(
        "payouts_claim_what_is_their_sellers",
        "a payout claims entries of its own seller's balance alone, and every row of a payout "
        "and of a reserve that was taken off is claimed",
        rows_of(
            """
            SELECT c.payout_id AS payout, e.id AS entry, a.code
            FROM payouts_claim c JOIN ledger_entry e ON e.id = c.entry_id
            JOIN ledger_account a ON a.id = e.account_id
            JOIN payouts_payout p ON p.id = c.payout_id
            WHERE a.kind <> 'seller' OR a.seller_id <> p.seller_id
            UNION ALL
            SELECT NULL, e.id, a.code FROM ledger_entry e
            JOIN ledger_account a ON a.id = e.account_id AND a.kind = 'seller'
            LEFT JOIN payouts_claim c ON c.entry_id = e.id
            WHERE e.what IN ('payout', 'reserve') AND e.amount_satang > 0 AND c.id IS NULL
            """
        ),
    ),
    Promise(
        "payouts_are_booked",
        "what is on its way to banks is what was released and has not ended, payout by payout",
        rows_of(
            """
            SELECT p.id AS payout, p.state, p.amount, coalesce(b.satang, 0) AS on_its_way
            FROM payouts_payout p
            FULL JOIN (
                SELECT split_part(j.key, ':', 2) AS number, -sum(e.amount_satang) AS satang
                FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
                JOIN ledger_journal j ON j.id = e.journal_id
                WHERE a.kind = 'on_its_way' GROUP BY 1
            ) b ON b.number = 'P' || lpad(p.id::text, 6, '0')
            WHERE coalesce(b.satang, 0) <> CASE WHEN p.state = 'sent' THEN p.amount * 100 ELSE 0 END
            """
        ),
    ),
    Promise(
        "sellers_got_what_was_paid",
        "a seller's payouts less what came back are the rows of its balance",
        rows_of(
            """
            SELECT seller, payouts, booked FROM (
                SELECT seller_id AS seller, sum(amount) * 100 AS payouts FROM payouts_payout
                WHERE state IN ('sent', 'paid') GROUP BY 1
            ) p FULL JOIN (
                SELECT a.seller_id AS seller, sum(e.amount_satang) AS booked FROM ledger_entry e
                JOIN ledger_account a ON a.id = e.account_id AND a.kind = 'seller'
                WHERE e.what IN ('payout', 'payout_back') GROUP BY 1
            ) b USING (seller)
            WHERE coalesce(payouts, 0) <> coalesce(booked, 0)
            """
        ),
    ),
]
