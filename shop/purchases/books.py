from __future__ import annotations

from shop.books.proof import Promise, rows_of

PURCHASE_PROMISES = [
    Promise(
        "purchase_is_its_seller_orders",
        "a purchase is the sum of its seller orders, to the satang",
        rows_of(
            """
            SELECT p.number, p.goods, p.discount, p.delivery, p.fee, p.total,
                   s.total AS seller_orders
            FROM purchases_purchase p
            LEFT JOIN (
                SELECT purchase_id, sum(goods) AS goods, sum(discount) AS discount,
                       sum(delivery) AS delivery, sum(fee) AS fee, sum(total) AS total
                FROM purchases_sellerorder GROUP BY 1
            ) s ON s.purchase_id = p.id
            WHERE (p.goods, p.discount, p.delivery, p.fee, p.total)
                  IS DISTINCT FROM (s.goods, s.discount, s.delivery, s.fee, s.total)
            """
        ),
    ),
    Promise(
        "seller_order_is_its_lines",
        "a seller order's goods and discount are the sums of its lines",
        rows_of(
            """
            SELECT s.number, s.goods, s.discount, l.goods AS lines, l.discount AS line_discounts
            FROM purchases_sellerorder s
            LEFT JOIN (
                SELECT seller_order_id, sum(goods) AS goods, sum(discount) AS discount
                FROM purchases_sellerorderline GROUP BY 1
            ) l ON l.seller_order_id = s.id
            WHERE (s.goods, s.discount) IS DISTINCT FROM (l.goods, l.discount)
            """
        ),
    ),
    Promise(
        "shares_follow_the_frozen_rates",
        "VAT, VAT on commission and the fund's part are what the frozen rates make of them",
        rows_of(
            """
            SELECT s.number, s.total, vat_percent, vat, commission, commission_vat_percent,
                   commission_vat, commission_fund
            FROM purchases_sellerorder s
            JOIN purchases_purchase p ON p.id = s.purchase_id
            WHERE vat <> round((s.total - CASE p.collect_by  -- who collects has the fee
                    WHEN 'platform' THEN s.fee ELSE 0 END) * vat_percent
                    / (100 + vat_percent), 2)
               OR commission_vat <> round(commission * commission_vat_percent / 100, 2)
               OR commission_terms <> '[]' AND commission_fund <> CASE
                    WHEN fund_community_id IS NULL THEN 0 ELSE round(commission
                    * (commission_terms -> 0 ->> 'fund_percent')::numeric / 100, 2) END
            """
        ),
    ),
    Promise(
        "oscars_order_agrees",
        "Oscar's order has the purchase's total and state",
        rows_of(
            """
            SELECT p.number, p.total, o.total_incl_tax, p.state, o.status
            FROM purchases_purchase p JOIN order_order o ON o.id = p.order_id
            WHERE o.total_incl_tax <> p.total OR o.status <> p.state OR o.number <> p.number
            """
        ),
    ),
    Promise(
        "oscars_lines_agree",
        "Oscar's lines say what ours say; goods by weight are one thing at their whole price",
        rows_of(
            """
            SELECT s.number, l.title_th, l.goods - l.discount AS paid, o.line_price_incl_tax,
                   o.quantity, o.unit_price_incl_tax
            FROM purchases_sellerorderline l
            JOIN purchases_sellerorder s ON s.id = l.seller_order_id
            JOIN order_line o ON o.id = l.order_line_id
            WHERE (o.line_price_incl_tax, o.line_price_before_discounts_incl_tax)
                  IS DISTINCT FROM (l.goods - l.discount, l.goods)
               OR (o.quantity, o.unit_price_incl_tax) IS DISTINCT FROM
                  CASE WHEN l.per = 1 THEN (l.quantity, l.unit_price) ELSE (1, l.goods) END
            """
        ),
    ),
    Promise(
        "weighed_as_it_left",
        "goods by weight leave weighed; until then they count as ordered, and lighter goods take "
        "their share of the discount with them",
        rows_of(
            """
            SELECT s.number, s.state, l.title_th, l.ordered_quantity, l.weighed_g, l.quantity,
                   l.discount
            FROM purchases_sellerorderline l
            JOIN purchases_sellerorder s ON s.id = l.seller_order_id
            LEFT JOIN (
                SELECT rl.line_id, sum(rl.quantity) AS quantity FROM refunds_refundline rl
                JOIN refunds_refund f ON f.id = rl.refund_id
                WHERE rl.not_sent AND f.state NOT IN ('requested', 'refused') GROUP BY 1
            ) n ON n.line_id = l.id  -- cancelled before it left
            WHERE l.per <> 1 AND (
                l.quantity IS DISTINCT FROM
                    CASE WHEN s.state IN ('shipped', 'returned')
                          AND coalesce(n.quantity, 0) < l.quantity
                    THEN l.weighed_g + coalesce(n.quantity, 0) ELSE l.ordered_quantity END
                OR l.discount <> coalesce(round(l.ordered_discount * l.goods / nullif(
                    round(l.unit_price * l.ordered_quantity / l.per, 2), 0), 2), 0)
            )
            """
        ),
    ),
    Promise(
        "discounts_are_what_offers_took_off",
        "a purchase's discount is the sum of what each offer took off, lighter goods too",
        rows_of(
            """
            SELECT p.number, p.discount, coalesce(d.amount, 0) AS offers
            FROM purchases_purchase p
            LEFT JOIN (
                SELECT order_id, sum(amount) AS amount FROM order_orderdiscount GROUP BY 1
            ) d ON d.order_id = p.order_id
            WHERE p.discount <> coalesce(d.amount, 0)
            """
        ),
    ),
    Promise(
        "goods_follow_the_purchase",
        "goods are held while a share waits, claimed until it leaves, free when it is over",
        rows_of(
            """
            SELECT p.number, p.state, s.state AS share, r.state AS reservation, r.stock_record_id
            FROM purchases_purchase p JOIN stock_reservation r ON r.reference = p.number
            JOIN purchases_sellerorder s ON s.purchase_id = p.id
            JOIN purchases_sellerorderline l
              ON l.seller_order_id = s.id AND l.stock_record_id = r.stock_record_id
            LEFT JOIN (
                SELECT rl.line_id, sum(rl.quantity) AS quantity FROM refunds_refundline rl
                JOIN refunds_refund f ON f.id = rl.refund_id
                WHERE rl.not_sent AND f.state NOT IN ('requested', 'refused') GROUP BY 1
            ) n ON n.line_id = l.id  -- cancelled before it left
            WHERE NOT CASE
                WHEN coalesce(n.quantity, 0) = l.quantity THEN r.state = 'released'
                WHEN s.state = 'awaiting_payment' THEN r.state = 'held'
                WHEN s.state IN ('to_pack', 'packed') THEN r.state = 'claimed'
                WHEN s.state IN ('shipped', 'returned') THEN r.state = 'consumed'
                ELSE r.state = 'released' END
            """
        ),
    ),
    Promise(
        "every_line_is_reserved",
        "each line sold has a reservation of what is to be sent of it",
        rows_of(
            """
            SELECT s.number, l.stock_record_id, l.quantity, r.quantity AS reserved
            FROM purchases_sellerorderline l
            JOIN purchases_sellerorder s ON s.id = l.seller_order_id
            JOIN purchases_purchase p ON p.id = s.purchase_id
            LEFT JOIN stock_reservation r
                   ON r.reference = p.number AND r.stock_record_id = l.stock_record_id
            LEFT JOIN (
                SELECT rl.line_id, sum(rl.quantity) AS quantity FROM refunds_refundline rl
                JOIN refunds_refund f ON f.id = rl.refund_id
                WHERE rl.not_sent AND f.state NOT IN ('requested', 'refused') GROUP BY 1
            ) n ON n.line_id = l.id  -- cancelled before it left
            WHERE r.quantity IS DISTINCT FROM l.quantity - coalesce(n.quantity, 0)
              AND (coalesce(n.quantity, 0) < l.quantity OR r.state <> 'released')
            """
        ),
    ),
    Promise(
        "shipped_goods_left_the_shelf",
        "goods of a shipped seller order are off the shelf, and of no other",
        rows_of(
            """
            SELECT s.number, s.state, r.state AS reservation, l.stock_record_id
            FROM purchases_sellerorderline l
            JOIN purchases_sellerorder s ON s.id = l.seller_order_id
            JOIN purchases_purchase p ON p.id = s.purchase_id
            JOIN stock_reservation r
              ON r.reference = p.number AND r.stock_record_id = l.stock_record_id
            WHERE r.state <> 'released'
              AND (s.state IN ('shipped', 'returned')) <> (r.state = 'consumed')
            """
        ),
    ),
    Promise(
        "seller_orders_follow_the_purchase",
        "sellers pack only what is paid for",
        rows_of(
            """
            SELECT s.number, s.state, p.state AS purchase
            FROM purchases_sellerorder s JOIN purchases_purchase p ON p.id = s.purchase_id
            WHERE NOT CASE p.state
                WHEN 'awaiting_payment' THEN
                    s.state = 'awaiting_payment' OR s.paid_at IS NOT NULL
                WHEN 'paid' THEN s.paid_at IS NOT NULL AND s.state <> 'awaiting_payment'
                    OR s.state IN ('cancelled', 'returned')
                WHEN 'agreed' THEN s.state <> 'awaiting_payment'
                WHEN 'cancelled' THEN s.state IN ('cancelled', 'returned')
                ELSE s.state = 'cancelled' END
            """
        ),
    ),
]
