from django.db import migrations, models


def bound(name):
    return migrations.AddField(
        model_name="outline",
        name=name,
        field=models.FloatField(default=0, **({"help_text": "bounds of the shape, to look it up by"} if name == "west" else {})),
        preserve_default=False,
    )


class Migration(migrations.Migration):
    dependencies = [("places", "0002_structure")]

    operations = [
        *(bound(name) for name in ("west", "south", "east", "north")),
        migrations.AddIndex(
            model_name="outline", index=models.Index(fields=["south", "north"], name="outline_bounds")
        ),
        migrations.AddField(
            model_name="gridplan",
            name="base",
            field=models.CharField(
                default="", help_text="digest of the buildings and grids it was made from", max_length=64
            ),
            preserve_default=False,
        ),
    ]
