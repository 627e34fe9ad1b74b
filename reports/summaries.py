"""Summary columns of projects, places and offices, in step with the reports they sum up."""

from collections import Counter
from datetime import date, timedelta

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, Count, F, JSONField, Max, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.db.models.sql.compiler import SQLCompiler

from oversight.calendar import today
from oversight.models import Place
from projects import services as register
from projects import tallies
from projects.machinery import keeping, spans
from projects.machinery.spans import Sighting
from projects.models import Machine, Project
from projects.models.project import Stage
from reports import checklists, statistics, workflow
from reports.models import Report
from reports.workflow import State

RECENT = timedelta(days=90)
_IS_OVERDUE = Q(needs_answer=True, state__in=workflow.OWED)


class Gathered(Aggregate):
    """All values of a JSON column as one list, so that they cost no query of their own."""

    function = "JSONB_AGG"
    output_field = JSONField()
    allow_distinct = False

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[object]]:
        other = self.copy()
        other.template = "JSON_GROUP_ARRAY(JSON(%(expressions)s))"
        return other.as_sql(compiler, connection)


def appeared(report: Report) -> None:
    """A report became public: everything that sums it up knows in the same transaction."""
    answered(report)
    seen = Greatest(Coalesce(F("last_seen_on"), report.observed_on), report.observed_on)
    Place.objects.above(report.place).update(report_count=F("report_count") + 1, last_seen_on=seen)


def disappeared(report: Report) -> None:
    """A report is public no more."""
    answered(report)
    for place in Place.objects.above(report.place):
        place.report_count, place.last_seen_on = _place_figures(place)
        place.save(update_fields=["report_count", "last_seen_on"])


def answered(report: Report) -> None:
    """The office spoke, or owes again: what the work and the office are told of may have moved."""
    if report.project:
        refresh_project(report.project)
    if report.machine:
        refresh_machine(report.machine)
    if report.needs_answer and report.office:
        statistics.refresh(report.office)


def refresh_project(project: Project) -> None:
    """Reckon the observed column from the public reports, then the flags."""
    public = project.reports.public()
    tells = ~Q(stage=Stage.CANNOT_TELL) & ~Q(state=State.WITHDRAWN)
    newest = public.filter(tells).order_by("-observed_on", "-public_id").values("stage")[:1]
    figures = public.annotate(newest=Subquery(newest)).aggregate(
        observed_stage=Coalesce(Max("newest"), Value("")),
        observed_count=Count("pk", filter=tells & Q(observed_on__gte=today() - RECENT)),
        last_seen_on=Max("observed_on"),
        report_count=Count("pk"),
        overdue_count=Count(
            "pk",
            filter=_IS_OVERDUE & Q(answer_due_on__lt=today()),
        ),
        answers=Gathered("observations", filter=_answers_of_late()),
        # Last: what follows a name in an aggregate sees the aggregate, not the column.
        observed_on=Max("observed_on", filter=tells),
    )
    figures["observed_answers"] = checklists.count(figures.pop("answers") or [])
    for name, value in figures.items():
        setattr(project, name, value)
    project.save(update_fields=figures.keys())
    register.refresh_flags(project)


def refresh_machine(machine: Machine) -> None:
    """Reckon from the public reports what residents saw of it, beside whoever held it then."""
    public = machine.reports.public()
    figures = public.aggregate(
        last_seen_on=Max("observed_on"),
        report_count=Count("pk"),
        overdue_count=Count("pk", filter=_IS_OVERDUE & Q(answer_due_on__lt=today())),
    )
    for name, value in figures.items():
        setattr(machine, name, value)
    machine.save(update_fields=figures.keys())
    standing = public.exclude(state=State.WITHDRAWN)
    keeping.count_sightings(machine, [_sighting(report) for report in standing])


def _sighting(report: Report) -> Sighting:
    hours = int(report.observations.get("hours", spans.USUAL))
    return Sighting(report.observed_on, report.stage, hours)


def _answers_of_late() -> Q:
    """Reports whose answers to the checklist are counted."""
    standing = ~Q(state=State.WITHDRAWN) & Q(observed_on__gte=today() - RECENT)
    return standing & ~Q(observations={})


def rebuild() -> list[str]:
    """Reckon every summary again; returns what did not agree, and mends it."""
    follow_places()
    wrong = [
        *_rebuild_projects(),
        *_rebuild_machines(),
        *tallies.rebuild(),
        *rebuild_places(),
        *statistics.rebuild(),
    ]
    return list(dict.fromkeys(wrong))


AREAS = ("in_region", "in_district", "in_rural")


def follow_places() -> None:
    """Let reports about places that are gone stand where those are counted now."""
    moved = []
    for report in Report.objects.exclude(place__valid_to=None).select_related("place"):
        before = [getattr(report, name) for name in AREAS]
        report.fill_keys()
        if before != [getattr(report, name) for name in AREAS]:
            moved.append(report)
    Report.objects.bulk_update(moved, AREAS, batch_size=500)


COLUMNS = (
    "observed_stage",
    "observed_on",
    "observed_count",
    "report_count",
    "last_seen_on",
    "overdue_count",
    "observed_answers",
)


def _rebuild_projects() -> list[str]:
    wrong = []
    for project in Project.objects.select_related("place").iterator():
        before = [getattr(project, name) for name in COLUMNS]
        refresh_project(project)
        if before != [getattr(project, name) for name in COLUMNS]:
            wrong.append(f"project {project.identifier}")
    return wrong


def _rebuild_machines() -> list[str]:
    wrong = []
    for machine in Machine.objects.prefetch_related("holdings").iterator(chunk_size=500):
        before = _of_machine(machine)
        refresh_machine(machine)
        if before != _of_machine(machine):
            wrong.append(f"machine {machine.number}")
    return wrong


def _of_machine(machine: Machine) -> list[object]:
    """All that is reckoned of it, and of those who held it."""
    holdings = sorted(machine.holdings.all(), key=lambda holding: holding.starts_on)
    own = [getattr(machine, name) for name in ("report_count", "overdue_count", "last_seen_on")]
    return own + [getattr(one, name) for one in holdings for name in keeping.SEEN]


def rebuild_places() -> list[str]:
    """How many reports a place has, and the last day seen; returns what did not agree."""
    counts, seen = _figures_above()
    wrong = []
    for place in Place.objects.current().only("code", "report_count", "last_seen_on").iterator():
        figures = counts[place.code], seen.get(place.code)
        if (place.report_count, place.last_seen_on) != figures:
            count, last = figures
            Place.objects.filter(pk=place.pk).update(report_count=count, last_seen_on=last)
            wrong.append(f"place {place.code}")
    return wrong


def _figures_above() -> tuple[Counter[str], dict[str, date]]:
    """How many public reports every place has with all inside it, and the last day seen."""
    counts: Counter[str] = Counter()
    seen: dict[str, date] = {}
    public = Report.objects.public().order_by()
    for path, count, last in public.values_list("place__path").annotate(
        Count("pk"), Max("observed_on")
    ):
        for code in path.split():
            counts[code] += count
            seen[code] = max(last, seen.get(code, last))
    return counts, seen


def _place_figures(place: Place) -> tuple[int, object]:
    figures = Report.objects.public().below(place).aggregate(Count("pk"), Max("observed_on"))
    return figures["pk__count"], figures["observed_on__max"]
