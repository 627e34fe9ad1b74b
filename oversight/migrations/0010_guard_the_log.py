from django.db import migrations

from oversight.log import triggers


class Migration(migrations.Migration):
    dependencies = [("oversight", "0009_log_alarm")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: triggers.install(editor.connection),
            lambda apps, editor: triggers.remove(editor.connection),
        )
    ]
