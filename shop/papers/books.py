"""What the papers promise: no gap in a series, and that they say what the books say."""

from __future__ import annotations

from shop.books.proof import Promise, rows_of

PAPER_PROMISES = [
    Promise(
        "papers_have_no_gap",
        "the papers of a series are numbered from 1 to its last number, each once",
        rows_of(
            """
            SELECT coalesce(s.issuer, p.issuer) AS issuer, coalesce(s.kind, p.kind) AS kind,
                   coalesce(s.year, p.year) AS year, s.last, p.papers, p.highest
            FROM papers_series s FULL JOIN (
                SELECT issuer, kind, year, count(*) AS papers, max(sequence) AS highest
                FROM papers_paper GROUP BY issuer, kind, year
            ) p ON (p.issuer, p.kind, p.year) = (s.issuer, s.kind, s.year)
            WHERE s.last IS DISTINCT FROM p.papers OR s.last IS DISTINCT FROM p.highest
            """
        ),
    ),
    Promise(
        "papers_say_what_was_paid",
        "a sale's paper is over what was paid: its seller order, and what weighing gave back",
        rows_of(
            """
            SELECT p.number, o.number AS seller_order, p.total, o.total + r.back AS paid
            FROM papers_paper p JOIN purchases_sellerorder o ON o.id = p.seller_order_id
            CROSS JOIN LATERAL (
                SELECT coalesce(sum(amount), 0) AS back FROM refunds_refund
                WHERE seller_order_id = o.id AND reason = 'weight'
                  AND state NOT IN ('requested', 'refused')
            ) r
            WHERE p.refund_id IS NULL AND p.total <> o.total + r.back
            """
        ),
    ),
    Promise(
        "one_paper_counts_for_a_sale",
        "of the papers of a sale all but one are replaced",
        rows_of(
            """
            SELECT p.seller_order_id, count(*) AS papers FROM papers_paper p
            WHERE p.seller_order_id IS NOT NULL AND p.refund_id IS NULL
              AND NOT EXISTS (SELECT 1 FROM papers_paper q WHERE q.replaces_id = p.id)
            GROUP BY p.seller_order_id HAVING count(*) <> 1
            """
        ),
    ),
    Promise(
        "credit_notes_stay_within_their_paper",
        "a credit note is over its refund, and all of them together over no more than the paper",
        rows_of(
            """
            SELECT p.number, p.total, n.total AS given_back, n.vat FROM papers_paper p
            JOIN (
                SELECT c.credits_id, sum(c.total) AS total, sum(c.vat) AS vat,
                       bool_or(c.total <> coalesce(r.amount, c.total)) AS differs
                FROM papers_paper c LEFT JOIN refunds_refund r ON r.id = c.refund_id
                WHERE c.credits_id IS NOT NULL GROUP BY c.credits_id
            ) n ON n.credits_id = p.id
            WHERE n.total > p.total OR n.vat > p.vat OR n.differs
            """
        ),
    ),
]
