from django.db import migrations
from django.db.models import F

# Less than half a khit cannot be sold: who has such a limit meant kilograms.
LEAST_G, GRAMS = 50, 1000


def pieces_to_kilograms(apps, schema_editor):
    variants = apps.get_model("listings", "Variant").objects
    records = apps.get_model("partner", "StockRecord").objects.filter(
        pk__in=variants.filter(listing__is_weighed=True).values("stock_record"),
        low_stock_threshold__gt=0,
        low_stock_threshold__lt=LEAST_G,
    )
    records.update(low_stock_threshold=F("low_stock_threshold") * GRAMS)


class Migration(migrations.Migration):
    dependencies = [
        ("listings", "0006_asked_and_folded"),
        ("partner", "0007_partneraddress_code"),
        ("stock_news", "0001_first"),
    ]

    operations = [migrations.RunPython(pieces_to_kilograms, migrations.RunPython.noop)]
