"""The digests of an office: what to do, from a letter alone.

It holds titles, stages, days and links, never a citizen's words or picture: an erasure leaves
nothing to recall.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import chain

from django.conf import settings
from django.db.models import Count, Min, Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oversight.models import Installation, Office, Place
from projects.models import Asking, Machine, Project
from projects.models.project import Stage
from reports.deadlines import Deadlines
from reports.models import Commitment, DigestIssue, Report, ReportQuerySet
from reports.workflow import State

WEEK = timedelta(days=7)
SHOWN = 40  # rows of one section; a letter stays under 100 KB


@dataclass(frozen=True)
class Line:
    """One report as a letter tells it."""

    title: str
    place: str
    seen: str
    when: str
    url: str


@dataclass
class Sections:
    """The reports of one office, each in the compartment that fits it best."""

    overdue: list[Report] = field(default_factory=list)
    soon: list[Report] = field(default_factory=list)
    disputed: list[Report] = field(default_factory=list)
    new: list[Report] = field(default_factory=list)
    thanked: list[Report] = field(default_factory=list)


@dataclass(frozen=True)
class Requests:
    """How many figures residents ask the office to publish, and by when it should answer next."""

    count: int
    due: date

    @property
    def url(self) -> str:
        return settings.SITE_URL + reverse("desk:askings")


@dataclass(frozen=True)
class Commitments:
    """How many recommendations and decisions wait for the office's word, and until when."""

    count: int
    due: date

    @property
    def url(self) -> str:
        return settings.SITE_URL + reverse("desk:commitments")


@dataclass(frozen=True)
class Digest:
    """What one office is told on one day, before it is put into words."""

    office: Office
    at: date
    sections: Sections
    demonstration: bool = False
    kind: str = DigestIssue.Kind.WEEKLY
    requests: Requests | None = None
    commitments: Commitments | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no report is told of; requests to publish wait for the weekly letter."""
        return not any(vars(self.sections).values())

    @property
    def told(self) -> list[int]:
        """The reports that this letter is the first to tell of and that wait for an answer."""
        waiting = (self.sections.overdue, self.sections.soon, self.sections.disputed)
        reports = chain(*waiting, self.sections.new)
        return [report.pk for report in reports if not report.office_told]

    @property
    def desk_url(self) -> str:
        return settings.SITE_URL + reverse("desk:queue")

    def rows(self) -> list[dict[str, object]]:
        """The sections that hold something, worst first, each with its lines."""
        words = Words(self.at)
        titles = {
            "overdue": _("Overdue"),
            "disputed": _("Not done, say the residents"),
            "soon": _("Due within 3 working days"),
            "new": _("New") if self.kind == DigestIssue.Kind.FIRST else _("Still in time"),
            "thanked": _("Residents confirm that it is done, thank you"),
        }
        named = [name for name in titles if self._reports(name)]
        return [self._section(titles[name], name, words) for name in named]

    def _reports(self, name: str) -> list[Report]:
        return getattr(self.sections, name)

    def _section(self, title: str, name: str, words: "Words") -> dict[str, object]:
        reports = self._reports(name)
        return {
            "name": name,
            "title": title,
            "count": len(reports),
            "lines": [words.line(report) for report in reports[:SHOWN]],
            "left_out": max(0, len(reports) - SHOWN),
        }

    def subject(self) -> str:
        """The worst case in words, with its days."""
        if self.kind == DigestIssue.Kind.FIRST and self.sections.new:
            return self._newest()
        for name in ("overdue", "disputed", "soon", "new"):
            reports = self._reports(name)
            if reports:
                return self._worst(name, reports)
        if self.requests:
            return _("Residents ask you to publish figures: answer by %(day)s") % {
                "day": self.requests.due.strftime("%d.%m")
            }
        return _("Nothing waits for your answer this week")

    def _newest(self) -> str:
        """What has come since the last letter."""
        reports = self.sections.new
        return ngettext(
            "%(count)d new report: %(title)s", "%(count)d new reports: %(title)s", len(reports)
        ) % {"count": len(reports), "title": reports[0].subject[:90]}

    def _worst(self, name: str, reports: list[Report]) -> str:
        title, count = reports[0].subject[:90], len(reports)
        if name == "overdue":
            days = -reports[0].days_left(self.at)
            return ngettext(
                "Overdue by %(days)d day: %(title)s", "Overdue by %(days)d days: %(title)s", days
            ) % {"days": days, "title": title}
        if name == "disputed":
            return _("Residents say it is not done: %(title)s") % {"title": title}
        if name == "soon":
            day = reports[0].answer_due_on.strftime("%d.%m")
            return _("Answer by %(day)s: %(title)s") % {"day": day, "title": title}
        return ngettext(
            "%(count)d report waits for your answer",
            "%(count)d reports wait for your answer",
            count,
        ) % {"count": count}


def _when(days: int | None) -> str:
    """How much time is left, in words."""
    if days is None:
        return ""
    if days < 0:
        return ngettext("Overdue by %(days)d day", "Overdue by %(days)d days", -days) % {
            "days": -days
        }
    if days == 0:
        return _("The answer is due today")
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


class Words:
    """Puts reports into the words of one letter; what many have in common is said once."""

    def __init__(self, at: date) -> None:
        self.at = at
        self.seen = {code: _seen(stage) for code, stage in Stage.choices}
        self.when = cache(_when)
        self.place = cache(_spoken)
        self.desk = settings.SITE_URL + reverse("desk:report", args=["0"]).removesuffix("0/")

    def line(self, report: Report) -> Line:
        place = self.place(report.place)
        return Line(
            title=report.thing.title if report.thing else place,
            place=place,
            seen=self.seen[report.stage],
            when=self.when(report.days_left(self.at)),
            url=f"{self.desk}{report.public_id}/",
        )


def _spoken(place: Place) -> str:
    return place.spoken


def _seen(stage: str) -> str:
    return _("Residents see: %(stage)s") % {"stage": stage}


# What a letter tells: a country's reports are many, and their rows are wide.
_TOLD = (
    *("public_id", "office", "project", "machine", "place", "stage", "state", "needs_answer"),
    *("answer_due_on", "office_told"),
)
_WORKS = Project.objects.only("title_kk", "title_ru", "title_en")
_MACHINES = Machine.objects.only("name", "number")
_PLACES = Place.objects.only("kind", "name_kk", "name_ru", "name_en")


# Reckoning ----------------------------------------------------------------------------------


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
    requests, asked = _requests(offices), _commitments(offices)
    for office in offices:
        besides = (requests.get(office.pk), asked.get(office.pk))
        yield Digest(office, at, sections[office.pk], demonstration, kind, *besides)


def _requests(offices: list[Office]) -> dict[int, Requests]:
    """What residents ask each office to publish and it has not answered, in one query."""
    waiting = Asking.objects.open().filter(office__in=offices).order_by()
    rows = waiting.values_list("office").annotate(Count("pk"), Min("answer_due_on"))
    return {office: Requests(count, due) for office, count, due in rows}


def _commitments(offices: list[Office]) -> dict[int, Commitments]:
    """What final documents and gatherings ask of each office, in one query."""
    waiting = Commitment.objects.open().filter(office__in=offices).order_by()
    rows = waiting.values_list("office").annotate(Count("pk"), Min("answer_due_on"))
    return {office: Commitments(count, due) for office, count, due in rows}


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
