"""Counts over reports and works, reckoned in the database in one pass each.

Reports are counted by the month in which they became public, works as they stand today.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.core.cache import caches
from django.db.models import CharField, Count, F, Max, Q, Sum
from django.db.models.functions import Cast, Coalesce, Substr

from oversight.models import LogEntry
from oversight.places import kato
from projects import flags
from projects.models import Project
from reports import statistics
from reports.counting.periods import Period
from reports.counting.scopes import Scope
from reports.models import ReportQuerySet
from reports.statistics import Answers, Share
from reports.workflow import State

KEPT = 300  # seconds: of two facts the one with the smaller key may be committed last


@dataclass(frozen=True)
class Counted(Answers):
    """Of a set of reports: all of them, those that asked, and what became of these."""

    total: int = 0
    first_answers: int = 0
    claims: int = 0

    @property
    def confirmed_claims(self) -> Share:
        return Share(self.resolved, self.claims)

    @property
    def disputed_claims(self) -> Share:
        return Share(self.disputed, self.claims)

    @property
    def unopposed_claims(self) -> Share:
        return Share(self.unopposed, self.claims)

    @property
    def late(self) -> int:
        """Answered after the day, or overdue."""
        return self.answered + self.overdue - self.in_time


@dataclass(frozen=True)
class Works:
    """Of a set of works, today."""

    under_way: int
    unseen: int
    priced: int
    in_question: int
    money: Decimal
    money_in_question: Decimal

    @property
    def silence(self) -> Share:
        return Share(self.unseen, self.under_way)

    @property
    def money_percent(self) -> int | None:
        """Of the money of works that have a sum of their own; nothing below five of them."""
        if self.priced < statistics.LEAST or not self.money:
            return None
        return statistics.percent(self.money_in_question, self.money)


@dataclass(frozen=True)
class Sheet:
    """All numbers of one scope and period."""

    scope: Scope
    period: Period
    at: date
    together: Counted
    by_month: dict[str, Counted]
    by_part: dict[str, Counted]
    median_days: int | None
    works: Works


def counted(scope: Scope, period: Period) -> ReportQuerySet:
    """The reports that are counted: public in the period, and not taken back."""
    reports = scope.reports.public().exclude(state=State.WITHDRAWN)
    if period.first:
        reports = reports.filter(public_on__range=(period.first, period.last))
    return reports


def reckon(scope: Scope, period: Period, at: date) -> Sheet:
    """In four queries, however many reports and works there are. While no public fact is added,
    the reports are counted once for many readers."""
    reports = counted(scope, period)
    name = f"counted:{scope.kind}:{scope.key}:{period.code}:{at}:{_newest_fact()}"
    rows, median_days = caches["process"].get_or_set(
        name,
        lambda: (_rows(reports, scope.part, at), statistics.median_days(reports)),
        KEPT,
    )
    by_month: dict[str, Counted] = defaultdict(Counted)
    by_part: dict[str, Counted] = defaultdict(Counted)
    for part, month, numbers in rows:
        by_month[month] += numbers
        by_part[part] += numbers
    return Sheet(
        scope=scope,
        period=period,
        at=at,
        together=sum(by_month.values(), Counted()),
        by_month=dict(by_month),
        by_part=dict(by_part),
        median_days=median_days,
        works=works(scope, at),
    )


def _newest_fact() -> int:
    """Every public fact adds an entry to the log, so the newest one tells whether any came."""
    return LogEntry.objects.aggregate(newest=Max("pk"))["newest"] or 0


def _rows(reports: ReportQuerySet, part: str, at: date) -> list[tuple[str, str, Counted]]:
    """One row for each part and month. The month is cut from the text of the day: SQLite would
    call Python for each row otherwise."""
    month = Substr(Cast("public_on", CharField()), 1, 7)
    names = [part, "month"] if part else ["month"]
    rows = reports.order_by().annotate(month=month).values(*names).annotate(**_counts(at))
    return [(row.pop(part) if part else "", row.pop("month"), Counted(**row)) for row in rows]


def _counts(at: date) -> dict[str, Count]:
    asked = Q(needs_answer=True)
    conditions = {
        **statistics.conditions(at),
        "asked": Q(),
        "first_answers": Q(answered_on__isnull=False),
        "claims": Q(claimed_on__isnull=False),
    }
    return {"total": Count("pk")} | {
        name: Count("pk", filter=asked & condition) for name, condition in conditions.items()
    }


def works(scope: Scope, at: date) -> Works:
    """How many works under construction nobody looks at, and how much money stands in question.

    A sum for several works together is nobody's, and is left out."""
    under_way = Q(status=Project.Status.IMPLEMENTATION)
    unseen = under_way & Q(seen__lt=at - timedelta(days=flags.UNSEEN_DAYS))
    priced = Q(budget_amount__isnull=False, budget_shared=False)
    seen = Coalesce(F("last_seen_on"), F("added_on"))
    numbers = (
        scope.works.order_by()
        .annotate(seen=seen)
        .aggregate(
            under_way=Count("pk", filter=under_way),
            unseen=Count("pk", filter=unseen),
            priced=Count("pk", filter=priced),
            in_question=Count("pk", filter=priced & Q(is_grave=True)),
            money=Sum("budget_amount", filter=priced, default=Decimal(0)),
            money_in_question=Sum(
                "budget_amount", filter=priced & Q(is_grave=True), default=Decimal(0)
            ),
        )
    )
    return Works(**numbers)


def part_code(part: str) -> str:
    """The whole code of a place from the beginning by which its reports are told apart."""
    return part.ljust(9, "0") if kato.level(part.ljust(9, "0")) else part
