"""Oscar's addresses need a country; VAT is 7 % at the time of writing, by yearly decree."""

from datetime import date
from decimal import Decimal

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def create(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("address", "Country").objects.get_or_create(
        iso_3166_1_a2="TH",
        defaults={
            "iso_3166_1_a3": "THA",
            "iso_3166_1_numeric": "764",
            "printable_name": "Thailand",
            "name": "Kingdom of Thailand",
            "is_shipping_country": True,
        },
    )
    apps.get_model("purchases", "VatRate").objects.get_or_create(
        valid_from=date(1999, 4, 1), defaults={"percent": Decimal("7.00")}
    )


class Migration(migrations.Migration):
    dependencies = [("purchases", "0001_initial"), ("address", "0006_auto_20181115_1953")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
