from django.db import migrations


class Migration(migrations.Migration):
    """By itself, since `mfa` needs our users first: the tables before it can be made at once."""

    dependencies = [
        ("mfa", "0003_authenticator_type_uniq"),
        ("oversight", "0035_note_the_clock"),
    ]

    operations = [
        migrations.CreateModel(
            name="SecondFactor",
            fields=[],
            options={
                "verbose_name": "second factor",
                "verbose_name_plural": "second factors",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("mfa.authenticator",),
        ),
    ]
