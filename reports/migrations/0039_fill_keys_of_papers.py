"""Final documents and gatherings of before are found, too."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from oversight.places import names

WORDS = {"Dossier": ("tasks", "conclusions"), "Gathering": ("agenda", "minutes")}


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for name, words in WORDS.items():
        for paper in apps.get_model("reports", name).objects.select_related("group"):
            said = [getattr(paper, word) for word in words]
            group = paper.group
            said += [group.name_kk, group.name_ru, group.name_en]
            paper.search_key = names.search_key(*said)
            paper.save(update_fields=["search_key"])


class Migration(migrations.Migration):
    dependencies = [("reports", "0038_hosts_and_hidden_papers")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
