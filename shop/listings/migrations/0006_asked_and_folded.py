from __future__ import annotations

from django.db import migrations, models

# KN-01 and kn-01 are one thing to whoever reads a label: one of them for each seller.
FOLDED = """
CREATE UNIQUE INDEX partner_sku_folded ON partner_stockrecord (partner_id, upper(partner_sku))
"""


class Migration(migrations.Migration):
    dependencies = [
        ("listings", "0005_listing_details"),
        ("partner", "0006_auto_20200724_0909"),
    ]

    operations = [
        migrations.AddField(
            model_name="categorywords",
            name="needs_certificate",
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.RunSQL(FOLDED, "DROP INDEX partner_sku_folded"),
    ]
