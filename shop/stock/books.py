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
        "held_is_open_reservations_and_set_asides",
        "what a stock record holds is the sum of its open reservations and of what is kept back",
        rows_of(
            """
            SELECT s.id, s.partner_sku, coalesce(s.num_allocated, 0) AS held,
                   coalesce(r.quantity, 0) AS reserved, coalesce(a.quantity, 0) AS set_aside
            FROM partner_stockrecord s
            LEFT JOIN (
                SELECT stock_record_id, sum(quantity) AS quantity FROM stock_reservation
                WHERE draws_on_stock AND state IN ('held', 'claimed') GROUP BY 1
            ) r ON r.stock_record_id = s.id
            LEFT JOIN (
                SELECT stock_record_id, sum(quantity) AS quantity FROM stock_setaside
                WHERE state = 'open' GROUP BY 1
            ) a ON a.stock_record_id = s.id
            WHERE coalesce(s.num_allocated, 0)
               <> coalesce(r.quantity, 0) + coalesce(a.quantity, 0)
            """
        ),
    ),
    Promise(
        "on_hand_is_the_stock_book",
        "what is on hand is the sum of the movements in the stock book",
        rows_of(
            """
            SELECT s.id, s.partner_sku, coalesce(s.num_in_stock, 0) AS on_hand,
                   coalesce(m.total, 0) AS moved
            FROM partner_stockrecord s
            LEFT JOIN (
                SELECT stock_record_id, sum(change) AS total FROM stock_movement GROUP BY 1
            ) m ON m.stock_record_id = s.id
            WHERE coalesce(s.num_in_stock, 0) <> coalesce(m.total, 0)
            """
        ),
    ),
    Promise(
        "the_stock_book_has_no_gap",
        "each line of the stock book begins where the line before it ended",
        rows_of(
            """
            SELECT id, stock_record_id, before, ended FROM (
                SELECT id, stock_record_id, before,
                       lag(after, 1, 0) OVER (PARTITION BY stock_record_id ORDER BY id) AS ended
                FROM stock_movement
            ) book WHERE before <> ended
            """
        ),
    ),
]
