from django.db import migrations

from oversight.log import triggers


class Migration(migrations.Migration):
    """Triggers set before they kept an entry's number are set anew; elsewhere nothing changes."""

    dependencies = [("oversight", "0021_count_unpublished")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: triggers.install(editor.connection),
            migrations.RunPython.noop,
        )
    ]
