"""Groups that were listed before search knew them are found, too."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from oversight.places import names


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for group in apps.get_model("oversight", "InitiativeGroup").objects.all():
        group.search_key = names.search_key(group.name_kk, group.name_ru, group.name_en)
        group.save(update_fields=["search_key"])


class Migration(migrations.Migration):
    dependencies = [("oversight", "0032_find_groups")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
