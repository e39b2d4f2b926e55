"""The running number of matters."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("matters", "0002_initial")]
    operations = [migrations.RunSQL("CREATE SEQUENCE matters_number", "DROP SEQUENCE matters_number")]
