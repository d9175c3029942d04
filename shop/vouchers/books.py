from __future__ import annotations

from shop.books.proof import Promise, rows_of

VOUCHER_PROMISES = [
    Promise(
        "every_discount_has_a_bearer",
        "what was taken off a line is the sum of its parts, each borne by somebody",
        rows_of(
            """
            SELECT s.number, l.title_th, l.discount, coalesce(d.amount, 0) AS parts
            FROM purchases_sellerorderline l
            JOIN purchases_sellerorder s ON s.id = l.seller_order_id
            LEFT JOIN (
                SELECT line_id, sum(amount) AS amount FROM vouchers_linediscount GROUP BY 1
            ) d ON d.line_id = l.id
            WHERE l.discount <> coalesce(d.amount, 0)
            """
        ),
    ),
    Promise(
        "sellers_get_what_others_bear",
        "a seller order's discount that others bear is the sum of their parts",
        rows_of(
            """
            SELECT s.number, s.discount_elsewhere, coalesce(d.amount, 0) AS parts
            FROM purchases_sellerorder s
            LEFT JOIN (
                SELECT seller_order_id, sum(amount) AS amount FROM vouchers_linediscount
                WHERE bearer <> 'seller' GROUP BY 1
            ) d ON d.seller_order_id = s.id
            WHERE s.discount_elsewhere <> coalesce(d.amount, 0)
            """
        ),
    ),
    Promise(
        "no_voucher_is_spent_twice",
        "a voucher takes off no more than its budget, and is used no more often than it says",
        rows_of(
            """
            SELECT name, total_discount, max_discount, num_applications, max_global_applications
            FROM offer_conditionaloffer
            WHERE total_discount > max_discount OR num_applications > max_global_applications
            """
        ),
    ),
]
