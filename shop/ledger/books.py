"""What the ledger promises: of itself, of what it was told, and of what is still open."""

from __future__ import annotations

from shop.books.proof import Promise, rows_of
from shop.ledger.books_kept import KEPT_PROMISES
from shop.ledger.books_open import OPEN_PROMISES
from shop.ledger.books_statements import STATEMENT_PROMISES

OWN_PROMISES = [
    Promise(
        "every_journal_sums_to_zero",
        "a journal has two entries or more, they sum to zero and carry its time: so the ledger "
        "sums to zero",
        rows_of(
            """
            SELECT j.key, count(e.id) AS entries, coalesce(sum(e.amount_satang), 0) AS satang
            FROM ledger_journal j LEFT JOIN ledger_entry e ON e.journal_id = j.id
            GROUP BY j.id, j.key
            HAVING count(e.id) < 2 OR sum(e.amount_satang) <> 0 OR bool_or(e.at <> j.at)
            """
        ),
    ),
    Promise(
        "every_journal_is_sealed",
        "each journal has its link in the chain, and none waits for one",
        rows_of(
            """
            SELECT j.key FROM ledger_journal j
            LEFT JOIN ledger_seal s ON s.journal_id = j.id
            LEFT JOIN ledger_unsealed u ON u.journal_id = j.id
            WHERE s.id IS NULL OR u.journal_id IS NOT NULL
            """
        ),
    ),
    Promise(
        "the_chain_holds",
        "each seal is the hash of its journal, its entries and the seal before",
        rows_of(
            """
            SELECT s.id AS seal, j.key FROM (
                SELECT id, journal_id, previous, hash, lag(hash) OVER (ORDER BY id) AS before
                FROM ledger_seal
            ) s LEFT JOIN ledger_journal j ON j.id = s.journal_id
            WHERE s.previous <> coalesce(s.before, '')
               OR s.hash IS DISTINCT FROM ledger_hash(s.previous, s.journal_id)
            """
        ),
    ),
    Promise(
        "sellers_rows_have_a_column",
        "each entry of a seller's balance stands in a column of the statement; what is only moved "
        "takes nothing off it",
        rows_of(
            """
            SELECT j.key, a.code, sum(e.amount_satang) AS satang FROM ledger_entry e
            JOIN ledger_account a ON a.id = e.account_id
            JOIN ledger_journal j ON j.id = e.journal_id
            WHERE a.kind = 'seller' AND (e.what = 'move' OR a.seller_id IS NULL)
            GROUP BY j.key, a.code HAVING sum(e.amount_satang) <> 0
            """
        ),
    ),
]

TOLD_PROMISES = [
    Promise(
        "payments_are_booked_once",
        "money that came is in the ledger to the satang: for sellers where it was kept, owed back "
        "where it came in vain; and nothing else is",
        rows_of(
            """
            WITH booked AS (
                SELECT substr(j.key, 9) AS key,
                       sum(e.amount_satang) FILTER (WHERE e.amount_satang > 0) AS came,
                       -sum(e.amount_satang) FILTER (WHERE a.kind = 'buyers') AS kept
                FROM ledger_journal j JOIN ledger_entry e ON e.journal_id = j.id
                JOIN ledger_account a ON a.id = e.account_id
                WHERE j.cause = 'payment' AND j.key LIKE 'payment:%' GROUP BY 1
            ), received AS (
                SELECT t.idempotency_key AS key, t.received * 100 AS came,
                       CASE WHEN d.id IS NULL THEN t.received * 100 ELSE 0 END AS kept
                FROM payments_attempt t LEFT JOIN refunds_refund d
                  ON d.attempt_id = t.id AND d.reason IN ('late', 'duplicate', 'amount')
                WHERE t.state = 'succeeded'
            )
            SELECT coalesce(b.key, r.key) AS attempt, r.came, r.kept, b.came AS booked,
                   b.kept AS booked_as_kept
            FROM booked b FULL JOIN received r ON r.key = b.key
            WHERE (coalesce(b.came, 0), coalesce(b.kept, 0))
                  <> (coalesce(r.came, 0), coalesce(r.kept, 0))
            """
        ),
    ),
    Promise(
        "sales_are_booked_once",
        "each seller order that was paid is booked once as it was frozen, commission too; weight "
        "that was missing counts as it was ordered; no unpaid one is booked",
        rows_of(
            """
            WITH booked AS (
                SELECT e.seller_order_id AS id,
                       sum(e.amount_satang) FILTER (WHERE a.kind = 'buyers') AS total,
                       -sum(e.amount_satang) FILTER (WHERE e.what = 'sale') AS goods,
                       -sum(e.amount_satang) FILTER (WHERE e.what = 'delivery') AS delivery,
                       -sum(e.amount_satang) FILTER (WHERE e.what = 'buyer_fee') AS fee,
                       sum(e.amount_satang) FILTER (WHERE e.what = 'commission') AS commission,
                       sum(e.amount_satang) FILTER (WHERE e.what = 'commission_vat') AS vat,
                       -sum(e.amount_satang) FILTER (
                           WHERE a.kind = 'fund' AND j.cause = 'commission') AS fund
                FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
                JOIN ledger_journal j ON j.id = e.journal_id
                WHERE j.cause IN ('sale', 'commission') GROUP BY 1
            ), weight AS (
                SELECT seller_order_id AS id, sum(amount) AS amount, sum(commission) AS commission,
                       sum(commission_vat) AS vat, sum(commission_fund) AS fund,
                       sum(voucher) AS voucher
                FROM refunds_refund WHERE reason = 'weight' GROUP BY 1
            ), frozen AS (
                SELECT s.id, s.number, s.total + coalesce(w.amount, 0) AS total,
                       s.goods - s.discount + s.discount_elsewhere
                           + coalesce(w.amount + w.voucher, 0) AS goods,
                       s.delivery, s.fee,
                       s.commission + coalesce(w.commission, 0) AS commission,
                       s.commission_vat + coalesce(w.vat, 0) AS vat,
                       s.commission_fund + coalesce(w.fund, 0) AS fund,
                       coalesce(own.state, whole.state, '') = 'paid' AS is_paid
                FROM purchases_sellerorder s LEFT JOIN weight w ON w.id = s.id
                LEFT JOIN payments_payment own ON own.seller_order_id = s.id
                LEFT JOIN payments_payment whole
                  ON whole.purchase_id = s.purchase_id AND whole.seller_order_id IS NULL
            )
            SELECT f.number, f.is_paid, f.total, f.goods, f.commission, f.vat, f.fund,
                   b.total AS booked_total, b.goods AS booked_goods,
                   b.commission AS booked_commission, b.vat AS booked_vat, b.fund AS booked_fund
            FROM frozen f LEFT JOIN booked b ON b.id = f.id
            WHERE (f.total, f.goods, f.delivery, f.fee, f.commission, f.vat,
                   f.fund, true) IS DISTINCT FROM
                  (coalesce(b.total, 0) / 100.0, coalesce(b.goods, 0) / 100.0,
                   coalesce(b.delivery, 0) / 100.0,
                   coalesce(b.fee, 0) / 100.0, coalesce(b.commission, 0) / 100.0,
                   coalesce(b.vat, 0) / 100.0, coalesce(b.fund, 0) / 100.0, f.is_paid)
              AND (f.is_paid OR b.id IS NOT NULL)
              AND NOT (f.total = 0 AND f.goods = 0 AND b.id IS NULL)
            """
        ),
    ),
]

LEDGER_PROMISES = [
    *OWN_PROMISES,
    *TOLD_PROMISES,
    *OPEN_PROMISES,
    *KEPT_PROMISES,
    *STATEMENT_PROMISES,
]
