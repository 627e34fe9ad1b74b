from django.db import migrations

LAW = {
    "source_kk": "«Қоғамдық бақылау туралы» заң, 13-бап",
    "source_ru": "Закон «Об общественном контроле», статья 13",
    "source_en": "Law on public control, article 13",
}


def fill(apps, schema_editor):
    """The law of the rule that came with the tables, also in Russian and English."""
    rules = apps.get_model("reports", "ClockRule").objects
    rules.filter(code="public-control", source_kk=LAW["source_kk"]).update(**LAW)


class Migration(migrations.Migration):
    dependencies = [("reports", "0052_clock_sources_in_languages")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
