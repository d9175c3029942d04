from django.db import migrations

COPY = """
INSERT INTO refunds_refund (
    purchase_id, attempt_id, seller_order_id, key, amount, goods, delivery, fee, commission,
    commission_vat, commission_fund, reason, way, state, note, answer, error_code, bank_code,
    bank_number, bank_holder, bank_reference, created_at, approved_at, changed_at, done_at
)
SELECT y.purchase_id, d.attempt_id, d.seller_order_id,
       'refund:' || coalesce(s.number, a.idempotency_key) || ':' || d.reason,
       d.amount, CASE WHEN s.id IS NULL THEN 0 ELSE d.amount END, 0, 0, 0, 0, 0, d.reason, d.way,
       CASE d.state WHEN 'due' THEN 'approved' ELSE 'done' END,
       '', '', '', '', '', '', '', d.created_at, d.created_at, d.created_at,
       CASE d.state WHEN 'done' THEN d.created_at END
FROM payments_refunddue d
JOIN payments_attempt a ON a.id = d.attempt_id
JOIN payments_payment y ON y.id = a.payment_id
LEFT JOIN purchases_sellerorder s ON s.id = d.seller_order_id;
UPDATE payments_attempt a SET refunded = d.amount
FROM (SELECT attempt_id, sum(amount) AS amount FROM payments_refunddue GROUP BY 1) d
WHERE d.attempt_id = a.id;
"""


class Migration(migrations.Migration):
    dependencies = [("refunds", "0001_initial"), ("payments", "0003_many_payments")]

    operations = [migrations.RunSQL(COPY, migrations.RunSQL.noop)]
