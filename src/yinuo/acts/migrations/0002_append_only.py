"""Triggers that refuse update, delete and truncate of the ledger."""

from django.db import migrations

from yinuo.acts.triggers import CREATE, DROP


class Migration(migrations.Migration):
    dependencies = [("acts", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
