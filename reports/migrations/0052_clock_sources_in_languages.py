from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0051_disputed_by_residents")]

    operations = [
        migrations.RenameField("clockrule", "source", "source_kk"),
        migrations.AlterField(
            "clockrule",
            "source_kk",
            models.CharField("source in Kazakh", max_length=300, blank=True),
        ),
        migrations.AddField(
            "clockrule",
            "source_ru",
            models.CharField("source in Russian", max_length=300, blank=True),
        ),
        migrations.AddField(
            "clockrule",
            "source_en",
            models.CharField("source in English", max_length=300, blank=True),
        ),
    ]
