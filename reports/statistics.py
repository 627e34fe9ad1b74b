"""How offices answer, in numbers that always stand beside what they are counted of."""

from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import Self

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, QuerySet, Subquery, Sum

from oversight.calendar import today
from oversight.models import Office, Place
from oversight.places import kato
from reports import workflow
from reports.models import OfficeAnswers, Report
from reports.workflow import State

LEAST = 5  # cases below which a share says nothing about anybody

DECIDED = (State.RESOLVED, State.DISPUTED, State.CLOSED_UNOPPOSED)


def percent(part: int | Decimal, whole: int | Decimal) -> int:
    """Half a percent is rounded up, as a spreadsheet does it."""
    return int((200 * part + whole) // (2 * whole))


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def is_telling(self) -> bool:
        """Whether there are enough cases to say a percentage at all."""
        return self.whole >= LEAST

    @property
    def percent(self) -> int | None:
        return percent(self.part, self.whole) if self.is_telling else None


@dataclass(frozen=True)
class Answers:
    """What was asked of an office, or of several, and what became of it."""

    asked: int = 0
    answered: int = 0
    in_time: int = 0
    overdue: int = 0
    settled: int = 0
    resolved: int = 0
    disputed: int = 0
    unopposed: int = 0

    @property
    def answered_in_time(self) -> Share:
        """Of the reports that were answered, or should have been: how many in time."""
        return Share(self.in_time, self.answered + self.overdue)

    @property
    def fixed(self) -> Share:
        """Confirmed by residents, of all past due or decided; unopposed ones are not fixed."""
        return Share(self.resolved, self.settled)

    def __add__(self, other: Self) -> Self:
        names = [field.name for field in fields(self)]
        return type(self)(*(getattr(self, name) + getattr(other, name) for name in names))


COLUMNS = tuple(field.name for field in fields(Answers))


@dataclass(frozen=True)
class OfficeRow:
    """An office of a place with its answers."""

    office: Office
    answers: Answers


def asked(reports: QuerySet[Report]) -> QuerySet[Report]:
    """The public reports that asked for an answer and were not taken back."""
    return reports.public().needing_answer().exclude(state=State.WITHDRAWN)


def counts(at: date) -> dict[str, Count]:
    """The columns of `Answers` as aggregates over reports that were `asked`."""
    return {"asked": Count("pk")} | {
        name: Count("pk", filter=condition) for name, condition in conditions(at).items()
    }


def conditions(at: date) -> dict[str, Q]:
    """Which of the reports that were `asked` each column counts.

    An answer whose report is overdue again, since its claim was disputed, is no answer.
    """
    owed = Q(state__in=workflow.OWED)
    overdue = owed & Q(answer_due_on__lt=at)
    answered = Q(answered_on__isnull=False) & ~overdue
    return {
        "answered": answered,
        "in_time": answered & Q(answered_in_time=True),
        "overdue": overdue,
        "settled": Q(state__in=DECIDED) | Q(answer_due_on__lt=at),
        "resolved": Q(state=State.RESOLVED),
        "disputed": Q(state=State.DISPUTED),
        "unopposed": Q(state=State.CLOSED_UNOPPOSED),
    }


def reckon(reports: QuerySet[Report], at: date | None = None) -> Answers:
    """From the reports themselves."""
    return Answers(**asked(reports).aggregate(**counts(at or today())))


def median_days(reports: QuerySet[Report]) -> int | None:
    """The days from publication to the first answer that half of the answers kept within; nothing
    below five. Asks for as many rows as there are different numbers of days."""
    answered = asked(reports).exclude(answered_on=None)
    took = ExpressionWrapper(F("answered_on") - F("public_on"), output_field=DurationField())
    rows = answered.annotate(took=took).order_by("took").values_list("took")
    counted = list(rows.annotate(count=Count("pk")))
    total = sum(count for _took, count in counted)
    passed = accumulate(count for _took, count in counted)
    within = zip(counted, passed, strict=True)
    half = (took.days for (took, _n), seen in within if 2 * seen >= total)
    return next(half) if total >= LEAST else None


# The summary of each office -------------------------------------------------------------------


def refresh(office: Office) -> None:
    """Bring the summary of one office in step with its reports."""
    _keep({office.pk: reckon(Report.objects.filter(office=office))})


def rebuild(at: date | None = None) -> list[str]:
    """Reckon every summary again; returns what did not agree, and mends it."""
    reports = asked(Report.objects.exclude(office=None)).order_by()
    rows = reports.values("office").annotate(**counts(at or today()))
    found = {row.pop("office"): Answers(**row) for row in rows}
    stored = {row.pk: _of_summary(row) for row in OfficeAnswers.objects.all()}
    due = {pk: found.get(pk, Answers()) for pk in sorted(found.keys() | stored)}
    wrong = {pk: answers for pk, answers in due.items() if stored.get(pk) != answers}
    _keep(wrong)
    return [f"office {pk}" for pk in wrong]


def _keep(found: dict[int, Answers]) -> None:
    OfficeAnswers.objects.bulk_create(
        [OfficeAnswers(pk=pk, **asdict(answers)) for pk, answers in found.items()],
        update_conflicts=True,
        unique_fields=["office"],
        update_fields=COLUMNS,
    )


def _of_summary(row: OfficeAnswers) -> Answers:
    return Answers(*(getattr(row, name) for name in COLUMNS))


@dataclass(frozen=True)
class PlaceAnswers:
    """How the offices of a place answer: those nearest by name, all inside it together. Of a
    village whose office sits in the rural district, `together` knows what is overdue alone."""

    together: Answers
    offices: list[OfficeRow]


def of_place(place: Place) -> PlaceAnswers:
    """In one query. The offices stand in the order of their places: they are never ranked."""
    if place.kind == Place.Kind.VILLAGE:
        return _of_village(place)
    asked_of = OfficeAnswers.objects.filter(
        office__place__code__range=kato.below(place.code), asked__gt=0
    )
    rows = asked_of.select_related("office__place").order_by(
        "office__place__code", "office__kind", "pk"
    )
    answers = [(row.office, _of_summary(row)) for row in rows]
    return PlaceAnswers(
        together=sum((found for _office, found in answers), Answers()),
        offices=[
            OfficeRow(office, found)
            for office, found in answers
            if place.pk in (office.place_id, office.place.parent_id)
        ],
    )


def _of_village(place: Place) -> PlaceAnswers:
    """The akim's office that answers for the village, wherever it sits, nearest first."""
    late = Report.objects.overdue().filter(place=place).order_by().values("place")
    counted = Subquery(late.annotate(count=Count("pk")).values("count"))
    above = OfficeAnswers.objects.filter(office__place__code__in=place.ancestor_codes, asked__gt=0)
    rows = above.annotate(late=counted).select_related("office__place")
    rows = list(rows.order_by("-office__place__code", "office__kind", "pk"))
    if rows and rows[0].office.place_id == place.pk:
        found = _of_summary(rows[0])
        return PlaceAnswers(found, [OfficeRow(rows[0].office, found)])
    akims = [row for row in rows if row.office.kind == Office.Kind.AKIM][:1]
    return PlaceAnswers(
        together=Answers(overdue=rows[0].late or 0) if rows else Answers(),
        offices=[OfficeRow(row.office, _of_summary(row)) for row in akims],
    )


def of_country() -> Answers:
    """All offices together, in one query. An invented office is no part of the country."""
    real = OfficeAnswers.objects.filter(office__place__invented=False)
    summed = real.aggregate(**{f"{name}_": Sum(name) for name in COLUMNS})
    return Answers(*(summed[f"{name}_"] or 0 for name in COLUMNS))
