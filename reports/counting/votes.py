"""The figures of whole elections as sources give them: conflicts are shown, none is chosen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from oversight.models import ElectionFigure

Subject = ElectionFigure.Subject
ORDER = {subject: rank for rank, subject in enumerate(Subject)}


@dataclass(frozen=True)
class Counted:
    """One thing that is counted, with what each source says of it."""

    title: str
    said: list[ElectionFigure]

    @property
    def is_in_conflict(self) -> bool:
        return len({figure.value for figure in self.said}) > 1


@dataclass(frozen=True)
class Gap:
    """A source whose parts do not make its own total."""

    source: str
    parts: int
    total: int


@dataclass(frozen=True)
class Vote:
    """One election."""

    voted: str
    counted: list[Counted]
    gaps: list[Gap]

    @property
    def first(self) -> date:
        """The first day of the month, or of the year where no month is known."""
        year, _dash, month = self.voted.partition("-")
        return date(int(year), int(month or 1), 1)

    @property
    def precision(self) -> str:
        return "month" if "-" in self.voted else "year"


def all_votes() -> list[Vote]:
    """The newest first, in one query."""
    figures = ElectionFigure.objects.order_by("-voted")
    return [_vote(voted, list(own)) for voted, own in groupby(figures, lambda one: one.voted)]


def _vote(voted: str, figures: list[ElectionFigure]) -> Vote:
    figures.sort(key=lambda one: (ORDER[one.subject], one.name, one.source))
    counted = [
        Counted(said[0].title, said)
        for said in (list(own) for _what, own in groupby(figures, lambda one: one.identity[1:3]))
    ]
    return Vote(voted, counted, list(_gaps(figures)))


def _gaps(figures: list[ElectionFigure]) -> Iterable[Gap]:
    """Only of sources that state a total and some of its parts."""
    for source in sorted({figure.source for figure in figures}):
        own = [figure for figure in figures if figure.source == source]
        total = next((one.value for one in own if one.subject == Subject.TOTAL), None)
        parts = [one.value for one in own if one.subject in ElectionFigure.PARTS]
        if total is not None and parts and sum(parts) != total:
            yield Gap(source, sum(parts), total)
