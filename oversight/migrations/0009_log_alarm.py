from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("oversight", "0008_drop_log_part")]

    operations = [
        migrations.AddField(
            model_name="installation",
            name="log_alarm",
            field=models.CharField(
                blank=True,
                choices=[
                    ("no_key", "The key of the public log cannot be read."),
                    ("rewritten", "The public log no longer fits its last signed checkpoint."),
                    (
                        "behind",
                        "The public log is shorter than checkpoints that were signed before.",
                    ),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="installation",
            name="log_due_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="installation",
            name="log_epoch",
            field=models.PositiveSmallIntegerField(default=1, editable=False),
        ),
    ]
