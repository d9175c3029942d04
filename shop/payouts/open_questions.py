"""What keeps an order's money back: somebody has asked for it, and nobody has decided."""

from __future__ import annotations

# In SQL, of the seller order `s`.
OPEN_QUESTION = """EXISTS (
    SELECT 1 FROM refunds_refund q WHERE q.seller_order_id = s.id AND q.state = 'requested'
)"""
