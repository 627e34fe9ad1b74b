"""What is being built in a place: works by how far they are, with the sums that may be added."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Self

from django.db.models import Case, F, QuerySet, Sum, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oversight.models import Place
from projects.models import PlaceTally, Programme, Project

# Works of one group, and of the one that people come for; the list of works has them all.
SHOWN, SHOWN_UNDER_WAY = 3, 6
_NEVER = 9999  # a year that is not published comes last

Status = Project.Status
GROUPS: dict[str, tuple[Promise, tuple[str, ...]]] = {
    "under_way": (_("Under construction"), (Status.IMPLEMENTATION,)),
    "planned": (_("Planned"), (Status.IDENTIFICATION, Status.PREPARATION)),
    "finished": (
        _("Finished"),
        (Status.COMPLETION, Status.MAINTENANCE, Status.DECOMMISSIONED),
    ),
    "cancelled": (_("Cancelled"), (Status.CANCELLED,)),
}
_OF_STATUS = {status: code for code, (_name, some) in GROUPS.items() for status in some}
_GROUP = Case(
    *(When(status__in=statuses, then=Value(code)) for code, (_name, statuses) in GROUPS.items())
)
_PROGRAMME = ("programme__code", "programme__name_kk", "programme__name_ru", "programme__name_en")
_TALLIED = ("count", "grave", "priced", "total", "shared", "unpublished")


@dataclass(frozen=True)
class Figures:
    """How many works, and the sums that may be added; what is shared or unpublished adds none."""

    count: int = 0
    grave: int = 0
    priced: int = 0
    summed: Decimal = Decimal(0)
    shared: int = 0
    unpublished: int = 0

    def __add__(self, other: Self) -> Self:
        pairs = zip(astuple(self), astuple(other), strict=True)
        return type(self)(*(one + two for one, two in pairs))

    @property
    def total(self) -> Decimal | None:
        """None where no work has a published sum of its own: that is no zero."""
        return self.summed if self.priced else None


@dataclass(frozen=True)
class Tally:
    """Works of one status, programme and year."""

    status: str
    programme: Programme | None
    year: int | None
    figures: Figures


@dataclass(frozen=True)
class Group:
    """Works that are equally far: how many, for how much, and the most urgent of them."""

    code: str
    name: Promise
    works: list[Project]
    figures: Figures

    @property
    def is_whole(self) -> bool:
        """Whether every work of the group is shown."""
        return len(self.works) == self.figures.count


@dataclass(frozen=True)
class Money:
    """What a programme pays for in a place, and in which years that is to be finished."""

    programme: Programme | None
    figures: Figures
    years: list[tuple[int | None, Figures]]


def tallies(places: Iterable[Place]) -> list[Tally]:
    """What the places hold together, in one query however many works there are."""
    rows = PlaceTally.objects.filter(place__in=places, count__gt=0).order_by()
    programmes: dict[int | None, Programme | None] = {None: None}
    found = []
    for status, year, pk, code, kk, ru, en, *sums in rows.values_list(
        "status", "year", "programme", *_PROGRAMME
    ).annotate(*(Sum(name) for name in _TALLIED)):
        if pk not in programmes:
            programmes[pk] = Programme(pk=pk, code=code, name_kk=kk, name_ru=ru, name_en=en)
        found.append(Tally(status, programmes[pk], year, Figures(*sums)))
    return found


def together(held: Iterable[Tally]) -> Figures:
    return sum((tally.figures for tally in held), Figures())


def groups(place: Place, held: Iterable[Tally]) -> list[Group]:
    """The works of the place and everything inside it, in one query and one for their flags."""
    shown: dict[str, list[Project]] = defaultdict(list)
    for work in _most_urgent(place):
        shown[work.group].append(work)
    return [replace(group, works=shown[group.code]) for group in bare_groups(held)]


def bare_groups(held: Iterable[Tally]) -> list[Group]:
    """Each group without its works, for a page that lists none."""
    figures: dict[str, Figures] = defaultdict(Figures)
    for tally in held:
        figures[_OF_STATUS[tally.status]] += tally.figures
    return [
        Group(code, name, [], figures[code])
        for code, (name, _statuses) in GROUPS.items()
        if code in figures
    ]


def money(held: Iterable[Tally]) -> list[Money]:
    """Works that are not cancelled by programme and year, programmes by their code, none last."""
    kept = [tally for tally in held if tally.status != Status.CANCELLED]
    kept.sort(key=lambda tally: (tally.programme is None, _code(tally), tally.year or _NEVER))
    return [
        Money(
            programme=tallied[0].programme,
            figures=together(tallied),
            years=[(year, together(some)) for year, some in groupby(tallied, lambda t: t.year)],
        )
        for tallied in (list(some) for _key, some in groupby(kept, _code))
    ]


def _code(tally: Tally) -> str:
    return tally.programme.code if tally.programme else ""


def _most_urgent(place: Place) -> QuerySet:
    """The first works of each group: flagged ones, then those to be finished first.

    Ranked by their keys alone: whole rows of a thousand works are slow to sort.
    """
    order = [F("is_grave").desc(), F("planned_end").asc(nulls_last=True), F("identifier").asc()]
    at = Window(RowNumber(), partition_by=_GROUP, order_by=order)
    most = Case(When(status=Status.IMPLEMENTATION, then=SHOWN_UNDER_WAY), default=SHOWN)
    first = Project.objects.below(place).annotate(at=at).filter(at__lte=most)
    works = Project.objects.filter(pk__in=first.values("pk")).for_lists()
    return works.annotate(group=_GROUP).order_by(*order)
