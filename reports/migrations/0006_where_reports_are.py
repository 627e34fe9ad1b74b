from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_office_answers")]

    operations = [
        migrations.AddField(
            model_name="report",
            name="in_district",
            field=models.CharField(default="", editable=False, max_length=4),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="report",
            name="in_region",
            field=models.CharField(default="", editable=False, max_length=2),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="report",
            name="in_rural",
            field=models.CharField(default="", editable=False, max_length=6),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                fields=["in_region", "-filed_on", "-public_id"], name="report_in_region"
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                fields=["in_district", "-filed_on", "-public_id"], name="report_in_district"
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                fields=["in_rural", "-filed_on", "-public_id"], name="report_in_rural"
            ),
        ),
    ]
