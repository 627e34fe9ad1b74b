from django.db import migrations

from oversight import log_guard


class Migration(migrations.Migration):
    dependencies = [("oversight", "0009_log_alarm")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: log_guard.install(editor.connection),
            lambda apps, editor: log_guard.remove(editor.connection),
        )
    ]
