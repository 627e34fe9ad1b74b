"""Summary columns of projects and places, kept in step with the reports they sum up."""

from datetime import timedelta

from django.db.models import Count, F, Max, Q
from django.db.models.functions import Coalesce, Greatest

from oversight.calendar import today
from oversight.models import Place
from projects import services as register
from projects.models import Project
from projects.models.project import Stage
from reports import workflow
from reports.models import Report
from reports.workflow import State

RECENT = timedelta(days=90)


def appeared(report: Report) -> None:
    """A report became public: everything that sums it up knows in the same transaction."""
    if report.project:
        refresh_project(report.project)
    seen = Greatest(Coalesce(F("last_seen_on"), report.observed_on), report.observed_on)
    Place.objects.above(report.place).update(report_count=F("report_count") + 1, last_seen_on=seen)


def disappeared(report: Report) -> None:
    """A report is public no more."""
    if report.project:
        refresh_project(report.project)
    for place in Place.objects.above(report.place):
        place.report_count, place.last_seen_on = _place_figures(place)
        place.save(update_fields=["report_count", "last_seen_on"])


def answered(report: Report) -> None:
    """The office spoke, or owes again: the project's overdue count may have moved."""
    if report.project:
        refresh_project(report.project)


def refresh_project(project: Project) -> None:
    """Reckon the observed column from the public reports, then the flags."""
    public = project.reports.public()
    recent = Q(observed_on__gte=today() - RECENT) & ~Q(stage=Stage.CANNOT_TELL)
    recent &= ~Q(state=State.WITHDRAWN)
    figures = public.aggregate(
        report_count=Count("pk"),
        last_seen_on=Max("observed_on"),
        observed_count=Count("pk", filter=recent),
        overdue_count=Count(
            "pk",
            filter=Q(needs_answer=True, state__in=workflow.OWED) & Q(answer_due_on__lt=today()),
        ),
    )
    telling = public.exclude(stage=Stage.CANNOT_TELL).exclude(state=State.WITHDRAWN)
    newest = telling.order_by("-observed_on", "-public_id").first()
    figures["observed_stage"] = newest.stage if newest else ""
    figures["observed_on"] = newest.observed_on if newest else None
    for name, value in figures.items():
        setattr(project, name, value)
    project.save(update_fields=figures.keys())
    register.refresh_flags(project)


def rebuild() -> list[str]:
    """Reckon every summary again; returns what did not agree, and mends it."""
    return [*_rebuild_projects(), *_rebuild_places()]


COLUMNS = (
    "observed_stage",
    "observed_on",
    "observed_count",
    "report_count",
    "last_seen_on",
    "overdue_count",
)


def _rebuild_projects() -> list[str]:
    wrong = []
    for project in Project.objects.iterator():
        before = [getattr(project, name) for name in COLUMNS]
        refresh_project(project)
        if before != [getattr(project, name) for name in COLUMNS]:
            wrong.append(f"project {project.identifier}")
    return wrong


def _rebuild_places() -> list[str]:
    wrong = []
    for place in Place.objects.current().iterator():
        reports, seen = _place_figures(place)
        works = Project.objects.below(place).count()
        if (place.report_count, place.last_seen_on, place.project_count) != (reports, seen, works):
            place.report_count, place.last_seen_on, place.project_count = reports, seen, works
            place.save(update_fields=["report_count", "last_seen_on", "project_count"])
            wrong.append(f"place {place.code}")
    return wrong


def _place_figures(place: Place) -> tuple[int, object]:
    figures = Report.objects.public().below(place).aggregate(Count("pk"), Max("observed_on"))
    return figures["pk__count"], figures["observed_on__max"]
