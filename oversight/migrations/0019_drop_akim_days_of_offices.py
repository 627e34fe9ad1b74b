from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("oversight", "0018_fill_akim_terms")]

    operations = [
        migrations.RemoveField(model_name="office", name="akim_elected_on"),
        migrations.RemoveField(model_name="office", name="akim_term_ends_on"),
    ]
