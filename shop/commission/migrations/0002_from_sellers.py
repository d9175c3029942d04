"""A seller's own percent becomes a rule for that seller."""

from django.db import migrations

FILL = """
INSERT INTO commission_rule
    (seller_id, percent, fixed, on_delivery, fund_percent, valid_from, note, created_at)
SELECT id, commission_percent, 0, false, 0, current_date, '', now()
FROM sellers_seller WHERE commission_percent IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("commission", "0001_rules"), ("sellers", "0003_begins_joining")]
    run_before = [("sellers", "0004_commission_is_a_rule")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
