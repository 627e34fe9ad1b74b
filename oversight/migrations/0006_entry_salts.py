from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("oversight", "0005_checkpoints")]

    operations = [
        migrations.AlterModelOptions(
            name="logentry",
            options={
                "base_manager_name": "objects",
                "verbose_name": "log entry",
                "verbose_name_plural": "log entries",
            },
        ),
        migrations.AddField(
            model_name="logentry",
            name="promise",
            field=models.TextField(blank=True, editable=False, verbose_name="promise"),
        ),
        migrations.AddField(
            model_name="logentry",
            name="salts",
            field=models.JSONField(default=dict, editable=False),
        ),
    ]
