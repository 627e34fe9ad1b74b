from django.db import migrations, models


class Migration(migrations.Migration):
    # The next night weighs them: until then search takes words that weigh alike as they come.

    dependencies = [
        ("oversight", "0040_tell_of_groups"),
    ]

    operations = [
        migrations.AddField(
            model_name="nameword",
            name="weight",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
