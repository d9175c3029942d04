from __future__ import annotations

from shop.books.proof import Promise, rows_of

# What shop.commission.terms.count does, said once more in SQL.
FROM_TERMS = """
WITH sold AS (
    SELECT l.seller_order_id, l.stock_record_id, l.goods - l.discount + coalesce((
        SELECT sum(d.amount) FROM vouchers_linediscount d
        WHERE d.line_id = l.id AND d.bearer <> 'seller'
    ), 0) AS goods
    FROM purchases_sellerorderline l
), part AS (
    SELECT s.id, t.*, s.commission_vat_percent AS vat_percent, coalesce((
        SELECT sum(sold.goods) FROM sold
        WHERE sold.seller_order_id = s.id
          AND t.stock_records @> to_jsonb(sold.stock_record_id)
    ), 0) AS goods, CASE WHEN t.delivery THEN s.delivery ELSE 0 END AS carried
    FROM purchases_sellerorder s
    CROSS JOIN LATERAL jsonb_to_recordset(s.commission_terms) AS t(
        percent numeric, fixed numeric, least numeric, most numeric, delivery boolean,
        stock_records jsonb
    )
), counted AS (
    SELECT id, sum(least(
        CASE WHEN goods > 0
            THEN greatest(least, least(most, round((goods + carried) * percent / 100, 2) + fixed))
            ELSE round((goods + carried) * percent / 100, 2) END,
        trunc((goods + carried) * 100 / (100 + vat_percent), 2)
    )) AS commission
    FROM part GROUP BY id
)
SELECT s.number, s.commission, coalesce(
    c.commission,
    round((s.goods - s.discount + s.discount_elsewhere) * s.commission_percent / 100, 2)
) AS by_its_terms
FROM purchases_sellerorder s LEFT JOIN counted c ON c.id = s.id
WHERE s.commission <> coalesce(
    c.commission,
    round((s.goods - s.discount + s.discount_elsewhere) * s.commission_percent / 100, 2)
)
"""

COMMISSION_PROMISES = [
    Promise(
        "commission_follows_its_terms",
        "a seller order's commission is what the terms make of it that were frozen at its sale",
        rows_of(FROM_TERMS),
    ),
    Promise(
        "no_commission_eats_a_sale",
        "commission and the VAT on it are never more than what the seller gets",
        rows_of(
            """
            SELECT number, commission, commission_vat, goods - discount + discount_elsewhere
                   AS sellers_goods, delivery
            FROM purchases_sellerorder
            WHERE commission + commission_vat > goods - discount + discount_elsewhere + delivery
               OR commission < 0
            """
        ),
    ),
]
