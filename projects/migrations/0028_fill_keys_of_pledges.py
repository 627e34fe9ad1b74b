"""Pledges that were entered before search knew them are found, too."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from oversight.places import names


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for pledge in apps.get_model("projects.Pledge").objects.select_related("firm"):
        pledge.search_key = names.search_key(pledge.what, pledge.firm.name)
        pledge.save(update_fields=["search_key"])


class Migration(migrations.Migration):
    dependencies = [("projects", "0027_find_pledges")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
