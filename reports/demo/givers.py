"""What invented farms received and promised, and what their neighbours say came of it."""

from oversight import restating
from oversight.models import DataSource, Place
from projects import giving
from projects.models import Pledge, Subsidy
from reports.demo.stage import Demonstration, Table

SOURCE = "Үлгі ауданының әкімдігі (ойдан шығарылған)"
ENTERED_BY = "Олжас, сайт операторы"


def promise(demo: Demonstration) -> None:
    source = DataSource.objects.get(name=SOURCE)
    for row in demo.data["subsidy"]:
        _subsidy(demo, source, dict(row))
    for row in demo.data["pledge"]:
        _pledge(demo, source, dict(row))


def _subsidy(demo: Demonstration, source: DataSource, row: Table) -> None:
    row["firm"], row["place"] = demo.suppliers[row["firm"]], Place.objects.at(row["place"])
    made = Subsidy.objects.create(year=demo.day.year - row.pop("years_ago"), source=source, **row)
    restating.tell(Subsidy.objects.filter(pk=made.pk))


def _pledge(demo: Demonstration, source: DataSource, row: Table) -> None:
    came, missing = row.pop("came"), row.pop("missing")
    row = demo.dated(row, "promised_on", "due_on", "paid_on")
    row["firm"], row["place"] = demo.suppliers[row["firm"]], Place.objects.at(row["place"])
    pledge = giving.enter(Pledge(source=source, entered_by=ENTERED_BY, **row))
    for said, times in ((True, came), (False, missing)):
        for _time in range(times):
            giving.say(pledge, came=said)
