from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("papers", "0002_papers_are_kept"),
        ("purchases", "0005_shares_and_ways"),
        ("refunds", "0004_photos_and_not_sent"),
        ("sellers", "0004_commission_is_a_rule"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="paper",
            name="papers_one_of_a_kind_for_a_sale",
        ),
        migrations.RemoveConstraint(
            model_name="paper",
            name="papers_one_for_a_month",
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.UniqueConstraint(
                condition=models.Q(("refund", None), ("replaces", None)),
                fields=("seller_order", "kind"),
                name="papers_one_of_a_kind_for_a_sale",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.UniqueConstraint(
                condition=models.Q(("issuer", "marketplace"), ("kind__in", ["full", "receipt"])),
                fields=("seller", "month"),
                name="papers_one_for_a_month",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.UniqueConstraint(
                condition=models.Q(("issuer", "marketplace"), ("kind__in", ["credit", "refund"])),
                fields=("seller", "month", "credits"),
                name="papers_one_back_for_a_month",
            ),
        ),
    ]
