from django.db import migrations
from django.db.models import Count


def fill(apps, schema_editor):
    """Count the contracts of each work; the sums of today are the first that are known."""
    projects = apps.get_model("projects", "Project").objects
    for project in projects.annotate(found=Count("contracts")).iterator():
        projects.filter(pk=project.pk).update(
            supplier_count=project.found, first_budget_amount=project.budget_amount
        )


class Migration(migrations.Migration):
    dependencies = [("projects", "0007_first_budget_and_suppliers")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
