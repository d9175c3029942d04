"""What breaks a promise of the papers, where no paper was issued yet."""

from __future__ import annotations

# Papers over one baht of the first seller order that nobody issued.
PAPERS = """
INSERT INTO papers_paper (issuer, kind, year, sequence, number, issued_at, seller_id,
    seller_order_id, net, vat, total, data)
SELECT 'seller:0', k.kind, 2026, 1, k.kind, now(), o.seller_id, o.id, 1, 0, 1, '{{}}'
FROM (SELECT seller_id, id FROM purchases_sellerorder ORDER BY id LIMIT 1) o,
    unnest(ARRAY[{kinds}]) AS k(kind);
"""
CREDITED = """
WITH r AS (
    INSERT INTO refunds_refund (key, purchase_id, attempt_id, amount, goods, delivery, fee,
        commission, commission_vat, commission_fund, voucher, reason, way, state, note, answer,
        error_code, bank_code, bank_number, bank_holder, bank_reference, paid_from, came_back,
        created_at, changed_at)
    SELECT 'of nobody', y.purchase_id, a.id, 9, 0, 0, 0, 0, 0, 0, 0, 'other', 'manual',
        'requested', '', '', '', '', '', '', '', '', 0, now(), now()
    FROM payments_attempt a JOIN payments_payment y ON y.id = a.payment_id LIMIT 1
    RETURNING id
)
INSERT INTO papers_paper (issuer, kind, year, sequence, number, issued_at, seller_id,
    refund_id, credits_id, net, vat, total, data)
SELECT issuer, 'refund', 2026, 1, 'back', now(), seller_id, r.id, p.id, 9, 0, 9, '{}'
FROM papers_paper p, r
"""

PAPER_BREAKS = {
    "papers_have_no_gap": (
        "INSERT INTO papers_series (issuer, kind, year, last) VALUES ('seller:0', 'full', 2026, 1)"
    ),
    "papers_say_what_was_paid": PAPERS.format(kinds="'receipt'"),
    "one_paper_counts_for_a_sale": PAPERS.format(kinds="'short', 'full'"),
    "credit_notes_stay_within_their_paper": PAPERS.format(kinds="'receipt'") + CREDITED,
}
