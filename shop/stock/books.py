from __future__ import annotations

from shop.books.proof import Promise, rows_of

STOCK_PROMISES = [
    Promise(
        "stock_not_negative",
        "nothing on hand is below zero, and no more is held than is there",
        rows_of(
            """
            SELECT id, partner_sku, num_in_stock, num_allocated FROM partner_stockrecord
            WHERE num_in_stock < 0 OR coalesce(num_allocated, 0) < 0
               OR coalesce(num_allocated, 0) > coalesce(num_in_stock, 0)
            """
        ),
    ),
    Promise(
        "reserved_is_open_reservations",
        "what a stock record holds is the sum of its open reservations",
        rows_of(
            """
            SELECT s.id, s.partner_sku, coalesce(s.num_allocated, 0) AS held,
                   coalesce(r.quantity, 0) AS reserved
            FROM partner_stockrecord s
            LEFT JOIN (
                SELECT stock_record_id, sum(quantity) AS quantity FROM stock_reservation
                WHERE draws_on_stock AND state IN ('held', 'claimed') GROUP BY 1
            ) r ON r.stock_record_id = s.id
            WHERE coalesce(s.num_allocated, 0) <> coalesce(r.quantity, 0)
            """
        ),
    ),
]
