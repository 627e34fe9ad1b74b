from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("oversight", "0004_place_flag_counts")]

    operations = [
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                (
                    "size",
                    models.PositiveBigIntegerField(
                        primary_key=True, serialize=False, verbose_name="entries"
                    ),
                ),
                ("root", models.BinaryField(max_length=32)),
                ("note", models.TextField(editable=False, verbose_name="signed note")),
                ("key", models.CharField(editable=False, max_length=200, verbose_name="key")),
                ("sealed_on", models.DateField(verbose_name="sealed on")),
            ],
            options={
                "verbose_name": "checkpoint",
                "verbose_name_plural": "checkpoints",
                "ordering": ["-size"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="LogTile",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("root", models.BinaryField(max_length=32)),
            ],
            options={"abstract": False, "base_manager_name": "objects"},
        ),
    ]
