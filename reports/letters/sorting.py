"""What an office is told of: each report in the compartment that fits it best.

A hundred offices cost the database no more than one.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Count, Min, Prefetch, QuerySet

from oversight.models import Installation, Office, Place
from projects.models import Asking, Machine, Project
from reports.deadlines import Deadlines
from reports.letters.digests import Digest, Sections, Waiting
from reports.models import Commitment, DigestIssue, Report, ReportQuerySet
from reports.workflow import State

WEEK = timedelta(days=7)
# What a letter tells: a country's reports are many, and their rows are wide.
_TOLD = (
    *("public_id", "office", "project", "machine", "place", "stage", "state", "needs_answer"),
    *("answer_due_on", "office_told"),
)
_WORKS = Project.objects.only("title_kk", "title_ru", "title_en")
_MACHINES = Machine.objects.only("name", "number")
_PLACES = Place.objects.only("kind", "name_kk", "name_ru", "name_en")


def weekly(offices: Iterable[Office], at: date) -> Iterator[Digest]:
    """Everything an office should know this week; a hundred cost the database no more than one."""
    offices = list(offices)
    sections = _sorted_in(offices, at, _owed(offices))
    for report in _thanked(offices, at):
        sections[report.office_id].thanked.append(report)
    yield from _digests(offices, at, sections, DigestIssue.Kind.WEEKLY)


def urgent(offices: Iterable[Office], at: date) -> Iterator[Digest]:
    """What is overdue, disputed or due within three working days."""
    offices = list(offices)
    sections = _sorted_in(offices, at, _owed(offices).filter(answer_due_on__lte=soon_on(at)))
    yield from _digests(offices, at, sections, DigestIssue.Kind.URGENT)


def first(offices: Iterable[Office], at: date) -> Iterator[Digest]:
    """What no letter has told of yet."""
    offices = list(offices)
    sections = {office.pk: Sections() for office in offices}
    for report in _owed(offices).filter(office_told=False):
        mine = sections[report.office_id]
        (mine.disputed if report.state == State.DISPUTED else mine.new).append(report)
    yield from _digests(offices, at, sections, DigestIssue.Kind.FIRST)


def soon_on(at: date) -> date:
    return Deadlines(at).soon()


def _digests(
    offices: list[Office], at: date, sections: dict[int, Sections], kind: str
) -> Iterator[Digest]:
    demonstration = Installation.current().demonstration
    requests = _waiting(Asking.objects.open(), offices, at, "desk:askings")
    commitments = _waiting(Commitment.objects.open(), offices, at, "desk:commitments")
    for office in offices:
        besides = (requests.get(office.pk), commitments.get(office.pk))
        yield Digest(office, at, sections[office.pk], demonstration, kind, *besides)


def _waiting(
    rows: QuerySet[Asking] | QuerySet[Commitment], offices: list[Office], at: date, room: str
) -> dict[int, Waiting]:
    """What of this kind waits for each office's word, in one query."""
    mine = rows.filter(office__in=offices).order_by().values_list("office")
    found = mine.annotate(Count("pk"), Min("answer_due_on"))
    return {office: Waiting(count, due, room, due < at) for office, count, due in found}


def _sorted_in(offices: list[Office], at: date, owed: ReportQuerySet) -> dict[int, Sections]:
    sections = {office.pk: Sections() for office in offices}
    soon = soon_on(at)
    for report in owed:
        _sort_in(sections[report.office_id], report, at, soon)
    return sections


def _owed(offices: list[Office]) -> ReportQuerySet:
    owed = Report.objects.owed().filter(office__in=offices)
    return _told(owed).order_by("answer_due_on", "public_id")


def _thanked(offices: list[Office], at: date) -> ReportQuerySet:
    resolved = Report.objects.public().filter(office__in=offices, state=State.RESOLVED)
    week = resolved.filter(decided_on__gte=at - WEEK)
    return _told(week).order_by("decided_on", "public_id")


def _told(reports: ReportQuerySet) -> ReportQuerySet:
    """Many reports share a work, a machine or a place: each is read once."""
    about = {"project": _WORKS, "machine": _MACHINES, "place": _PLACES}
    shared = (Prefetch(name, rows.all()) for name, rows in about.items())
    return reports.only(*_TOLD).prefetch_related(*shared)


def _sort_in(sections: Sections, report: Report, at: date, soon: date) -> None:
    if report.answer_due_on < at:
        sections.overdue.append(report)
    elif report.state == State.DISPUTED:
        sections.disputed.append(report)
    elif report.answer_due_on <= soon:
        sections.soon.append(report)
    else:
        sections.new.append(report)
