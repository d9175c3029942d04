"""What was taken off before was the seller's: the commission was of what was left."""

from django.db import migrations

FILL = """
INSERT INTO vouchers_linediscount
    (line_id, seller_order_id, offer_id, code, bearer, amount, ordered_amount)
SELECT id, seller_order_id, NULL, '', 'seller', discount, greatest(discount, ordered_discount)
FROM purchases_sellerorderline WHERE discount > 0
"""


class Migration(migrations.Migration):
    dependencies = [("vouchers", "0001_whose_it_is")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
