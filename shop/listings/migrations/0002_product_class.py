"""Oscar wants a class for every product: ours are goods that are shipped and counted."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def create(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("catalogue", "ProductClass").objects.get_or_create(
        slug="goods", defaults={"name": "Goods", "requires_shipping": True, "track_stock": True}
    )


class Migration(migrations.Migration):
    dependencies = [("listings", "0001_initial")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
