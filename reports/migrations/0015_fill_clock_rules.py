from django.db import migrations
from django.db.models import Case, F, When

RULES = [
    {
        "code": "platform",
        "name_kk": "Сайттың тәртібі",
        "name_ru": "Порядок сайта",
        "name_en": "Rule of this site",
        "days": 15,
        "unit": "working",
        "source": "",
    },
    {
        "code": "public-control",
        "name_kk": "Қоғамдық бақылаудың қорытынды құжаты",
        "name_ru": "Итоговый документ общественного контроля",
        "name_en": "Final document of public control",
        "days": 10,
        "unit": "working",
        "source": "«Қоғамдық бақылау туралы» заң, 13-бап",
    },
]


def fill(apps, schema_editor):
    rules = apps.get_model("reports", "ClockRule")
    for rule in RULES:
        rules.objects.get_or_create(code=rule["code"], defaults=rule)
    reports = apps.get_model("reports", "Report").objects
    asked = reports.exclude(answer_due_on=None).filter(clock_started_on=None)
    disputed = When(state="disputed", decided_on__isnull=False, then=F("decided_on"))
    asked.update(clock_started_on=Case(disputed, default=F("public_on")))
    answered = reports.exclude(answered_on=None).exclude(answer_due_on=None)
    answered.filter(answered_on__lte=F("answer_due_on")).update(answered_in_time=True)
    answered.filter(answered_on__gt=F("answer_due_on")).update(answered_in_time=False)


class Migration(migrations.Migration):
    dependencies = [("reports", "0014_clock_rules")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
