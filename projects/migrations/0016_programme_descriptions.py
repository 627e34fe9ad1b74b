from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0015_count_unpublished"),
    ]

    operations = [
        migrations.AddField(
            model_name="programme",
            name="description_kk",
            field=models.TextField(blank=True, verbose_name="description in Kazakh"),
        ),
        migrations.AddField(
            model_name="programme",
            name="description_ru",
            field=models.TextField(blank=True, verbose_name="description in Russian"),
        ),
        migrations.AlterField(
            model_name="programme",
            name="description_en",
            field=models.TextField(blank=True, verbose_name="description in English"),
        ),
    ]
