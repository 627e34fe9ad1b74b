"""Counts what known works leave unpublished, and lets each work name the flags that are counted."""

from collections import Counter

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F

COUNTED = {
    "end_not_published": "no_end_count",
    "sum_not_published": "no_sum_count",
    "supplier_not_published": "no_supplier_count",
}
KEPT = ("late", "no_eyes", *COUNTED)
BATCH = 500


def count(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    project_model = apps.get_model("projects", "Project")
    place_model = apps.get_model("oversight", "Place")
    found, changed = Counter(), []
    works = project_model.objects.exclude(tallied=None).prefetch_related("flags")
    for project in works.iterator(chunk_size=BATCH):
        codes = sorted({flag.code for flag in project.flags.all()}.intersection(KEPT))
        held = {name: n for name, n in project.tallied.items() if name not in ("late", "unseen")}
        project.tallied = {**held, "flags": codes}
        changed.append(project)
        above = held["path"].split()
        found.update((at, COUNTED[code]) for at in above for code in codes if code in COUNTED)
    project_model.objects.bulk_update(changed, ["tallied"], batch_size=BATCH)
    for (code, column), number in found.items():
        place_model.objects.filter(code=code, valid_to=None).update(**{column: F(column) + number})


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0021_count_unpublished"),
        ("projects", "0014_list_imports"),
    ]

    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
