"""Reports filed before know where they are, too."""

from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Left


def fill(apps, schema_editor):
    code = apps.get_model("oversight", "Place").objects.filter(pk=OuterRef("place"))
    apps.get_model("reports", "Report").objects.update(
        **{
            column: Subquery(code.values_list(Left("code", length))[:1])
            for column, length in (("in_region", 2), ("in_district", 4), ("in_rural", 6))
        }
    )


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_where_reports_are")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
