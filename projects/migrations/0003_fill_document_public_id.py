from django.db import migrations

from oversight.ids import public_id


def fill(apps, schema_editor):
    for document in apps.get_model("projects", "Document").objects.filter(public_id=None):
        document.public_id = public_id()
        document.save(update_fields=["public_id"])


class Migration(migrations.Migration):
    dependencies = [("projects", "0002_documents_kept_here")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
