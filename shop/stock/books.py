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
    Promise(
        "nothing_is_on_sale_while_some_are_missing",
        "while goods are missing for open orders, none of the same kind is free to buy",
        rows_of(
            """
            SELECT p.id, p.stock_record_id, p.quantity, s.num_in_stock, s.num_allocated
            FROM stock_pending p JOIN partner_stockrecord s ON s.id = p.stock_record_id
            WHERE p.state = 'waiting' AND p.kind = 'short'
              AND (p.quantity = 0 OR p.quantity > s.num_in_stock
                   OR s.num_in_stock > coalesce(s.num_allocated, 0))
            """
        ),
    ),
    Promise(
        "what_waits_for_orders_has_open_ones",
        "a correction waits for orders only while one of them is open",
        rows_of(
            """
            SELECT p.id, p.stock_record_id, p.wanted FROM stock_pending p
            WHERE p.state = 'waiting' AND p.kind = 'after_orders'
              AND NOT EXISTS (
                  SELECT FROM stock_reservation r
                  WHERE r.stock_record_id = p.stock_record_id AND r.id <= p.last_reservation
                    AND r.draws_on_stock AND r.state IN ('held', 'claimed'))
              AND NOT EXISTS (
                  SELECT FROM stock_setaside a
                  WHERE a.stock_record_id = p.stock_record_id AND a.id <= p.last_set_aside
                    AND a.state = 'open')
            """
        ),
    ),
    Promise(
        "a_finished_stock_take_is_in_the_book",
        "every count of a finished stock-take is a line of the stock book, and of no other",
        rows_of(
            """
            SELECT c.id, t.state, c.counted, c.movement_id
            FROM stock_counted c JOIN stock_stocktake t ON t.id = c.stock_take_id
            WHERE (t.state = 'done' AND c.counted IS NOT NULL) <> (c.movement_id IS NOT NULL)
            """
        ),
    ),
]
