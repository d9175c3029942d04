from django.db import migrations


class Migration(migrations.Migration):
    """What was due is copied to shop.refunds first."""

    dependencies = [
        ("payments", "0003_many_payments"),
        ("refunds", "0002_from_refunds_due"),
    ]

    operations = [migrations.DeleteModel(name="RefundDue")]
