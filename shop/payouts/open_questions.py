"""What keeps an order's money back: somebody wants it back, and nobody has decided."""

from __future__ import annotations

# In SQL, of the seller order `s`. A chargeback may be of the whole purchase.
OPEN_QUESTION = """(
    EXISTS (
        SELECT 1 FROM refunds_refund q WHERE q.seller_order_id = s.id AND q.state = 'requested'
    ) OR EXISTS (
        SELECT 1 FROM disputes_dispute q JOIN purchases_sellerorder o ON o.id = s.id
        WHERE q.purchase_id = o.purchase_id AND q.state IN ('open', 'answered')
          AND (q.seller_order_id = s.id OR q.seller_order_id IS NULL)
    )
)"""
