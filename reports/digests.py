"""The digest of an akim's office: what to do this week, from a letter alone.

It holds titles, stages, days and links, never a citizen's words or picture: an erasure leaves
nothing to recall.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oversight import calendar, jobs
from oversight.models import Installation, Office
from reports.deadlines import Deadlines
from reports.models import DigestIssue, Report
from reports.workflow import State

WEEK = timedelta(days=7)
SHOWN = 40  # rows of one section; a letter stays under 100 KB
BATCH = 100


@dataclass(frozen=True)
class Line:
    """One report as a letter tells it."""

    title: str
    place: str
    stage: str
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
class Digest:
    """What one office is told on one day, before it is put into words."""

    office: Office
    at: date
    sections: Sections
    demonstration: bool = False

    @property
    def is_empty(self) -> bool:
        return not any(vars(self.sections).values())

    @property
    def desk_url(self) -> str:
        return settings.SITE_URL + reverse("desk:queue")

    def rows(self) -> list[dict[str, object]]:
        """The sections that hold something, worst first, each with its lines."""
        titles = {
            "overdue": _("Overdue"),
            "disputed": _("Not done, say the residents"),
            "soon": _("Due this week"),
            "new": _("New"),
            "thanked": _("Confirmed as done: thank you"),
        }
        return [self._section(titles[name], name) for name in titles if self._reports(name)]

    def _reports(self, name: str) -> list[Report]:
        return getattr(self.sections, name)

    def _section(self, title: str, name: str) -> dict[str, object]:
        reports = self._reports(name)
        return {
            "name": name,
            "title": title,
            "count": len(reports),
            "lines": [self._line(report) for report in reports[:SHOWN]],
            "left_out": max(0, len(reports) - SHOWN),
        }

    def _line(self, report: Report) -> Line:
        return Line(
            title=report.subject,
            place=report.place.spoken,
            stage=report.get_stage_display(),
            when=_when(report.days_left(self.at)),
            url=settings.SITE_URL + reverse("desk:report", args=[report.public_id]),
        )

    def subject(self) -> str:
        """The worst case in words, with its days."""
        for name in ("overdue", "disputed", "soon", "new"):
            reports = self._reports(name)
            if reports:
                return self._worst(name, reports)
        return _("Nothing waits for your answer this week")

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
            "%(count)d new report waits for your answer",
            "%(count)d new reports wait for your answer",
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


# Reckoning ----------------------------------------------------------------------------------


def digests_of(offices: Iterable[Office], at: date) -> Iterator[Digest]:
    """The digests of these offices; a hundred cost the database no more than one."""
    offices = list(offices)
    sections = {office.pk: Sections() for office in offices}
    soon = Deadlines(at).soon()
    for report in _owed(offices):
        _sort_in(sections[report.office_id], report, at, soon)
    for report in _thanked(offices, at):
        sections[report.office_id].thanked.append(report)
    demonstration = Installation.current().demonstration
    for office in offices:
        yield Digest(office, at, sections[office.pk], demonstration)


def _owed(offices: list[Office]) -> Iterator[Report]:
    owed = Report.objects.owed().filter(office__in=offices)
    return owed.select_related("project", "place").order_by("answer_due_on", "public_id")


def _thanked(offices: list[Office], at: date) -> Iterator[Report]:
    resolved = Report.objects.public().filter(office__in=offices, state=State.RESOLVED)
    week = resolved.filter(decided_on__gte=at - WEEK)
    return week.select_related("project", "place").order_by("decided_on", "public_id")


def _sort_in(sections: Sections, report: Report, at: date, soon: date) -> None:
    if report.answer_due_on < at:
        sections.overdue.append(report)
    elif report.state == State.DISPUTED:
        sections.disputed.append(report)
    elif report.answer_due_on <= soon:
        sections.soon.append(report)
    else:
        sections.new.append(report)


# Freezing -----------------------------------------------------------------------------------


def make_weekly(at: date) -> int:
    """Freeze this week's issue of every office with a confirmed address that has none yet.

    Returns how many were made. Two beats at once, or one that slept for days, still make one
    issue per office and week: a constraint says so.
    """
    week = calendar.week_start(at)
    offices = (
        Office.objects.filter(contact=Office.Contact.CONFIRMED)
        .exclude(digests__kind=DigestIssue.Kind.WEEKLY, digests__period_start=week)
        .order_by("pk")
        .iterator(chunk_size=BATCH)
    )
    made = 0
    while batch := list(islice(offices, BATCH)):
        made += _freeze(batch, week, at)
    return made


def _freeze(offices: list[Office], week: date, at: date) -> int:
    issues = [_issue(digest, week) for digest in digests_of(offices, at)]
    with transaction.atomic():
        DigestIssue.objects.bulk_create(issues, ignore_conflicts=True)
        waiting = DigestIssue.objects.filter(
            office__in=offices, kind=DigestIssue.Kind.WEEKLY, period_start=week
        )
        jobs.put("send_issue", *waiting.values_list("pk", flat=True))
    return len(issues)


def _issue(digest: Digest, week: date) -> DigestIssue:
    with translation.override(digest.office.language):
        context = {"digest": digest, "sections": digest.rows(), "week": week}
        return DigestIssue(
            office=digest.office,
            kind=DigestIssue.Kind.WEEKLY,
            period_start=week,
            recipient=digest.office.email,
            subject=digest.subject(),
            text=render_to_string("reports/email/digest.txt", context),
            html=render_to_string("reports/email/digest.html", context),
        )
