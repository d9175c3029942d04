from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sellers", "0003_begins_joining")]

    operations = [migrations.RemoveField(model_name="seller", name="commission_percent")]
