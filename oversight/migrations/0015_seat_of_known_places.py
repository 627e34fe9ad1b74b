"""Places that are known already are counted under their own codes."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("oversight", "Place").objects.update(seat=F("code"))


class Migration(migrations.Migration):
    dependencies = [("oversight", "0014_editions_and_questions")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
