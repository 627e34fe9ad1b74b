import django.db.models.deletion
from django.db import migrations, models

import oversight.calendar


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0030_correct_documents"),
    ]

    operations = [
        migrations.AddField(
            model_name="machine",
            name="told_on",
            field=models.DateField(default=oversight.calendar.today, editable=False),
        ),
        migrations.AddField(
            model_name="holding",
            name="told_on",
            field=models.DateField(default=oversight.calendar.today, editable=False),
        ),
        migrations.AddField(
            model_name="machinechange",
            name="hire",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="changes",
                to="projects.hire",
                verbose_name="payment for one's own machine",
            ),
        ),
    ]
