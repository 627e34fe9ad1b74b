"""What stands on paper: the works of a place, and what one month changed there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.db.models import Count, F, Q, QuerySet

from oversight.calendar import today
from oversight.models import Place
from projects import changes
from projects.models import FigureChange, Project
from reports.models import Reply, Report
from reports.workflow import State

WORKS = 6  # on one sheet of a place; the page behind the code has them all
LINES, LATE = 3, 4  # of each kind on the sheet of a month, so that it stays one page


@dataclass(frozen=True)
class Few:
    """The first of many, and how many more there are."""

    shown: list
    more: int

    @classmethod
    def of(cls, rows: QuerySet, most: int) -> Self:
        """In one query when they are few, in two when they are many."""
        found = list(rows[: most + 1])
        return cls(found[:most], rows.count() - most if len(found) > most else 0)


@dataclass(frozen=True)
class Month:
    """A month by its first day."""

    first: date

    @classmethod
    def read(cls, text: str) -> Self:
        """From "2026-11". Raises ValueError."""
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
            raise ValueError(text)
        return cls(date.fromisoformat(f"{text}-01"))

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.replace(day=1))

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def last(self) -> date:
        return (self.first + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    @property
    def days(self) -> tuple[date, date]:
        return self.first, self.last

    @property
    def until(self) -> date:
        """The day for which the sheet speaks: the last of the month, or today."""
        return min(self.last, today())

    @property
    def before(self) -> Self:
        return self.of(self.first - timedelta(days=1))


def works(place: Place) -> Few:
    """Works that are not over, those in question first, then those to be finished first."""
    going_on = Project.objects.below(place).exclude(status__in=Project.OVER)
    ends = F("planned_end").asc(nulls_last=True)
    return Few.of(going_on.select_related("place").order_by("-is_grave", ends, "identifier"), WORKS)


@dataclass(frozen=True)
class MonthSheet:
    """What changed in a place in a month, and what was overdue when it ended."""

    place: Place
    month: Month

    @property
    def works(self) -> QuerySet[Project]:
        return Project.objects.below(self.place).select_related("place").order_by("identifier")

    def added(self) -> Few:
        """Works that the register came to know."""
        return Few.of(self.works.filter(added_on__range=self.month.days), LINES)

    def finished(self) -> Few:
        """Works whose published end lies in the month."""
        over = self.works.filter(actual_end__range=self.month.days)
        return Few.of(over.exclude(status=Project.Status.CANCELLED), LINES)

    def moved(self) -> Few:
        """Official figures that were changed."""
        rows = (
            FigureChange.objects.filter(
                project__in=self.works.values("pk"), changed_on__range=self.month.days
            )
            .exclude(field__in=changes.WITH_HISTORY)
            .select_related("project")
            .order_by("project__identifier", "pk")
        )
        return Few.of(rows, LINES)

    def late(self) -> Few:
        """Works that should have been finished and are not."""
        return Few.of(self.works.late(self.month.until).order_by("planned_end", "pk"), LATE)

    def reports(self) -> dict[str, int]:
        """How many reports became public, were answered and are still owed an answer."""
        public = Report.objects.below(self.place).public().exclude(state=State.WITHDRAWN)
        until = self.month.until
        unanswered = Q(answered_on=None) | Q(answered_on__gt=until)
        replies = Reply.objects.filter(report__in=public, replied_on__range=self.month.days)
        return public.aggregate(
            new=Count("pk", filter=Q(public_on__range=self.month.days)),
            overdue=Count("pk", filter=unanswered & Q(needs_answer=True, answer_due_on__lt=until)),
        ) | replies.aggregate(answered=Count("report", distinct=True))


def said(moved: Few) -> Iterator[tuple[Project, changes.Moved]]:
    """Changes in the language of the moment: asked for once for each language of the sheet."""
    for change in moved.shown:
        yield change.project, changes.read(change, change.project)
