"""The database has the last word on Oscar's own table: never more held than there is."""

from django.db import migrations

ADD = """
ALTER TABLE partner_stockrecord
    ADD CONSTRAINT stock_never_below_zero CHECK (num_in_stock >= 0),
    ADD CONSTRAINT stock_held_is_there
        CHECK (coalesce(num_allocated, 0) BETWEEN 0 AND coalesce(num_in_stock, 0));
"""
DROP = """
ALTER TABLE partner_stockrecord
    DROP CONSTRAINT stock_never_below_zero, DROP CONSTRAINT stock_held_is_there;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("stock", "0001_initial"),
        ("partner", "0006_auto_20200724_0909"),
    ]
    operations = [migrations.RunSQL(ADD, DROP)]
