from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("oversight", "0022_guard_numbers_too")]

    operations = [
        migrations.AddField(
            model_name="installation",
            name="log_verified_on",
            field=models.DateField(blank=True, editable=False, null=True),
        )
    ]
