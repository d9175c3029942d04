"""77 provinces, 928 districts, 7,436 sub-districts and their postcodes."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from community.places.loading import rows, thai_sort_key


def load(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    province, district, subdistrict = (
        apps.get_model("places", name) for name in ("Province", "District", "Subdistrict")
    )
    table = list(rows())
    province.objects.bulk_create(
        {
            row["province_code"]: province(
                code=row["province_code"],
                name_th=row["province_th"],
                name_en=row["province_en"],
                sort_key=thai_sort_key(row["province_th"]),
            )
            for row in table
        }.values()
    )
    district.objects.bulk_create(
        {
            row["district_code"]: district(
                code=row["district_code"],
                province_id=row["province_code"],
                name_th=row["district_th"].removeprefix("เขต"),
                name_en=row["district_en"].removeprefix("Khet "),
            )
            for row in table
        }.values()
    )
    subdistrict.objects.bulk_create(
        [
            subdistrict(
                code=row["subdistrict_code"],
                district_id=row["district_code"],
                name_th=row["subdistrict_th"],
                name_en=row["subdistrict_en"],
                postcodes=row["postal_codes"].split(),
            )
            for row in table
        ],
        batch_size=2000,
    )


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
