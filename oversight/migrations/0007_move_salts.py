from django.db import migrations


def into_the_entries(apps, schema_editor):
    entries, parts = (apps.get_model("oversight", name) for name in ("LogEntry", "LogPart"))
    for entry in entries.objects.iterator():
        known = parts.objects.filter(entry=entry).exclude(salt=None)
        entry.salts = {part.name: bytes(part.salt).hex() for part in known}
        entries.objects.filter(pk=entry.pk).update(salts=entry.salts)


def into_rows_of_their_own(apps, schema_editor):
    parts = apps.get_model("oversight", "LogPart")
    for entry in apps.get_model("oversight", "LogEntry").objects.iterator():
        for name, salt in entry.salts.items():
            parts.objects.filter(entry=entry, name=name).update(salt=bytes.fromhex(salt))


class Migration(migrations.Migration):
    dependencies = [("oversight", "0006_entry_salts")]

    operations = [migrations.RunPython(into_the_entries, into_rows_of_their_own)]
