"""The akim's meetings with residents that the law asks for in each half-year: known of, or not."""

from dataclasses import dataclass
from datetime import date

from oversight.calendar import ONE_DAY, today
from oversight.models import Installation, Office, Place
from oversight.places.kato import Kind
from reports.models import Gathering

_HIGHER = {
    *(Kind.REGION, Kind.REPUBLICAN_CITY),
    *(Kind.DISTRICT, Kind.CITY_ADMINISTRATION, Kind.CITY_DISTRICT),
}


@dataclass(frozen=True)
class HalfYear:
    """Half a year, in which the law has an akim meet the residents, and the meeting known of.

    One that a moderator hid is no meeting known of, for nobody can read of it; that it was told of
    is said all the same.
    """

    first: date
    last: date
    meeting: Gathering | None
    hidden: Gathering | None = None

    @property
    def is_missed(self) -> bool:
        """Over, and no meeting is known of: that proves none."""
        return self.meeting is None and self.last < today()


@dataclass(frozen=True)
class Silence:
    """Where in a district or a region no meeting is known of in half a year."""

    first: date
    last: date
    silent: list[Place]
    whole: int

    @property
    def is_over(self) -> bool:
        return self.last < today()


def of(place: Place) -> list[HalfYear]:
    """The half-year that runs, and the one before it if the site was open then. None for what is
    above rural districts: the law asks for a meeting in each of these."""
    if place.kind in _HIGHER:
        return []
    meetings = Gathering.objects.filter(kind=Gathering.Kind.MEETING).around(place)
    halves = _halves()
    told = meetings.filter(held_on__range=(halves[-1][0], halves[0][1]))
    known = list(told.order_by("held_on"))
    return [_of_half(known, first, last) for first, last in halves]


def _of_half(known: list[Gathering], first: date, last: date) -> HalfYear:
    """The first meeting that everybody may read of, or else one that a moderator hid."""
    held = [meeting for meeting in known if first <= meeting.held_on <= last]
    shown = next((meeting for meeting in held if meeting.is_public), None)
    return HalfYear(first, last, shown, None if shown else next(iter(held), None))


def within(place: Place) -> list[Silence]:
    """The same of every rural district, town and settlement in a district or a region."""
    if place.kind not in _HIGHER:
        return []
    halves = _halves()
    units = Place.objects.current().below(place).filter(offices__kind=Office.Kind.AKIM).distinct()
    units = list(units.select_related("parent__parent__parent").order_by("code"))
    meetings = Gathering.objects.shown().filter(
        kind=Gathering.Kind.MEETING, held_on__range=(halves[-1][0], halves[0][1])
    )
    told = list(meetings.around(place).select_related("place"))
    return [_silence(units, told, first, last) for first, last in halves] if units else []


def _silence(units: list[Place], told: list[Gathering], first: date, last: date) -> Silence:
    """A meeting in a part of a unit is one of the unit, and so is one of all that it lies in."""
    where = [meeting.place for meeting in told if first <= meeting.held_on <= last]
    above = {code for place in where for code in place.ancestor_codes}
    own = {place.code for place in where}
    silent = [
        unit for unit in units if unit.code not in above and own.isdisjoint(unit.ancestor_codes)
    ]
    return Silence(first, last, silent, len(units))


def _halves() -> list[tuple[date, date]]:
    """The half-year that runs, and the one before it if the site was open then."""
    running = _half_year(today())
    before = _half_year(running[0] - ONE_DAY)
    opened_on = Installation.current().opened_on or today()
    return [running] if opened_on > before[0] else [running, before]


def _half_year(day: date) -> tuple[date, date]:
    """The first and the last day of the half-year of this day."""
    if day.month < 7:
        return date(day.year, 1, 1), date(day.year, 6, 30)
    return date(day.year, 7, 1), date(day.year, 12, 31)
