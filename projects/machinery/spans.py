"""From when to when a machine is held, and how long it was seen at work. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

ONE_DAY = timedelta(days=1)
USUAL = 1  # hours, where a resident does not say how long


@dataclass(frozen=True)
class Span:
    """From one day to another; the last day may be that of handing over. No end is known: None."""

    starts_on: date
    ends_on: date | None

    def meets(self, other: "Span") -> bool:
        """Whether both have the machine on a day that is not the one of handing over."""
        first, second = sorted((self, other), key=lambda span: span.starts_on)
        return first.ends_on is None or first.ends_on > second.starts_on


def first_meeting(spans: Iterable[Span]) -> tuple[Span, Span] | None:
    """The first two that have the machine at once."""
    in_order = sorted(spans, key=lambda span: span.starts_on)
    return next(((one, two) for one, two in pairwise(in_order) if one.meets(two)), None)


def said(one: Span, two: Span) -> Promise:
    """That two would have the machine at once, with the days; the earlier one first."""
    if one.ends_on is None:
        words = _(
            "Two would hold it at once: one since {first} without an end, one since {second}."
        )
        return format_lazy(words, first=one.starts_on, second=two.starts_on)
    words = _("Two would hold it at once: one until {end}, one since {second}.")
    return format_lazy(words, end=one.ends_on, second=two.starts_on)


def gaps(spans: Iterable[Span], at: date) -> list[Span]:
    """The whiles between, and since the last one, in which nobody is known to have it."""
    in_order = sorted(spans, key=lambda span: span.starts_on)
    edges = [*(span.starts_on for span in in_order[1:]), at + ONE_DAY]
    return [
        Span(span.ends_on + ONE_DAY, edge - ONE_DAY)
        for span, edge in zip(in_order, edges, strict=False)
        if span.ends_on and span.ends_on + ONE_DAY < edge
    ]


@dataclass(frozen=True)
class Sighting:
    """What one resident saw a machine do on one day."""

    day: date
    stage: str
    hours: int = USUAL


@dataclass(frozen=True)
class Seen:
    """What residents saw of a machine together."""

    served_hours: int
    served_days: int
    elsewhere_count: int
    refused_count: int


def together(sightings: Iterable[Sighting]) -> Seen:
    """Two who saw it on one day saw the same work: the longer time counts, once."""
    served: dict[date, int] = defaultdict(int)
    elsewhere, refused = 0, 0
    for one in sightings:
        if one.stage == "serves_village":
            served[one.day] = max(served[one.day], one.hours)
        elsewhere += one.stage == "works_elsewhere"
        refused += one.stage == "refused_us"
    return Seen(sum(served.values()), len(served), elsewhere, refused)


def hours_due(promised: int | None, days: int) -> int | None:
    """Hours promised a year, for so many days; None when none are published."""
    return None if promised is None else round(promised * days / 365)
