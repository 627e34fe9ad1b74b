from django.db import migrations


def fill(apps, schema_editor):
    Office, AkimTerm = (
        apps.get_model("oversight", "Office"),
        apps.get_model("oversight", "AkimTerm"),
    )
    known = Office.objects.exclude(akim_elected_on=None)
    AkimTerm.objects.bulk_create(
        AkimTerm(office=office, elected_on=office.akim_elected_on, ends_on=office.akim_term_ends_on)
        for office in known
    )


def back(apps, schema_editor):
    for term in apps.get_model("oversight", "AkimTerm").objects.order_by("elected_on"):
        term.office.akim_elected_on, term.office.akim_term_ends_on = term.elected_on, term.ends_on
        term.office.save(update_fields=["akim_elected_on", "akim_term_ends_on"])


class Migration(migrations.Migration):
    dependencies = [("oversight", "0017_akim_terms_and_access_log")]

    operations = [migrations.RunPython(fill, back)]
