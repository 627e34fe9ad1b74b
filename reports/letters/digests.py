"""The digests of an office: what to do, from a letter alone.

It holds titles, stages, days and links, never a citizen's words or picture: an erasure leaves
nothing to recall.
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oversight.models import Office
from reports.letters.lines import Words
from reports.models import DigestIssue, Report

SHOWN = 40  # rows of one section; a letter stays under 100 KB


@dataclass
class Sections:
    """The reports of one office, each in the compartment that fits it best."""

    overdue: list[Report] = field(default_factory=list)
    soon: list[Report] = field(default_factory=list)
    disputed: list[Report] = field(default_factory=list)
    new: list[Report] = field(default_factory=list)
    thanked: list[Report] = field(default_factory=list)


@dataclass(frozen=True)
class Waiting:
    """What besides reports waits for the office's word: how many, by when the first, and in which
    room of the desk."""

    count: int
    due: date
    room: str
    is_late: bool

    @property
    def url(self) -> str:
        return settings.SITE_URL + reverse(self.room)

    @property
    def nearest(self) -> str:
        """By when the first should be answered, in words."""
        day = {"day": date_format(self.due)}
        if self.is_late:
            return _("The day of the first has passed: %(day)s") % day
        return _("Nearest answer by: %(day)s") % day

    def subject(self) -> str:
        day = {"day": self.due.strftime("%d.%m")}
        if self.room == "desk:askings":
            if self.is_late:
                return _("The day for figures that residents ask for has passed: %(day)s") % day
            return _("Residents ask you to publish figures: answer by %(day)s") % day
        if self.is_late:
            return _("The day to answer a recommendation has passed: %(day)s") % day
        return _("Recommendations wait for your word: answer by %(day)s") % day


@dataclass(frozen=True)
class Digest:
    """What one office is told on one day, before it is put into words."""

    office: Office
    at: date
    sections: Sections
    demonstration: bool = False
    kind: str = DigestIssue.Kind.WEEKLY
    requests: Waiting | None = None
    commitments: Waiting | None = None

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
        besides = [waiting for waiting in (self.requests, self.commitments) if waiting]
        late = [waiting for waiting in besides if waiting.is_late]
        for name in ("overdue", "disputed", "soon"):
            if reports := self._reports(name):
                return self._worst(name, reports)
        if late:
            return late[0].subject()
        if self.sections.new:
            return self._worst("new", self.sections.new)
        return besides[0].subject() if besides else _("Nothing waits for your answer this week")

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
