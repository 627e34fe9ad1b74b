"""Gatherings: announced with an agenda, put in minutes, and their decisions answered by a day."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db import transaction

from oversight import jobs, public_log
from oversight.calendar import ONE_DAY, today
from oversight.models import Installation, Office, Place
from oversight.public_log import Part
from reports.deadlines import Deadlines
from reports.groups import commitments
from reports.models import Commitment, Gathering, Photo, Report, Visibility
from reports.photos import public_files
from reports.removals import erasure


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


def half_years(place: Place) -> list[HalfYear]:
    """The half-year that runs, and the one before it if the site was open then."""
    meetings = Gathering.objects.filter(
        place__in=Place.objects.above(place), kind=Gathering.Kind.MEETING
    )
    running = _half_year(today())
    before = _half_year(running[0] - ONE_DAY)
    opened_on = Installation.current().opened_on or today()
    known = list(meetings.filter(held_on__range=(before[0], running[1])).order_by("held_on"))
    halves = [running] if opened_on > before[0] else [running, before]
    return [_of_half(known, first, last) for first, last in halves]


def _of_half(known: list[Gathering], first: date, last: date) -> HalfYear:
    """The first meeting that everybody may read of, or else one that a moderator hid."""
    within = [meeting for meeting in known if first <= meeting.held_on <= last]
    shown = next((meeting for meeting in within if meeting.is_public), None)
    return HalfYear(first, last, shown, None if shown else next(iter(within), None))


def _half_year(day: date) -> tuple[date, date]:
    """The first and the last day of the half-year of this day."""
    if day.month < 7:
        return date(day.year, 1, 1), date(day.year, 6, 30)
    return date(day.year, 7, 1), date(day.year, 12, 31)


class NotReady(Exception):
    """Minutes are kept once, after the gathering, and decisions come with them."""


@transaction.atomic
def announce(gathering: Gathering) -> Gathering:
    """Tell everybody when and what about; in public from now on."""
    gathering.announced_on = today()
    gathering.save()
    _log(
        gathering,
        "gathering_announced",
        place=gathering.place.code,
        day=gathering.held_on.isoformat(),
        agenda=gathering.agenda,
    )
    return gathering


@transaction.atomic
def decide(
    gathering: Gathering, *, office: Office, text: str, promised_by: date | None = None
) -> Commitment:
    """Write a decision down, before the minutes are published. Raises NotReady afterwards."""
    _require_open(gathering)
    return gathering.decisions.create(office=office, text=text, promised_by=promised_by)


@transaction.atomic
def drop(gathering: Gathering, one: Commitment) -> None:
    """Take a decision out again. Raises NotReady when the minutes are published."""
    _require_open(gathering)
    one.delete()


@transaction.atomic
def keep_minutes(gathering: Gathering, pages: list[Photo] | None = None) -> Gathering:
    """Publish the minutes; from today each decision waits for its office. Raises NotReady."""
    _require_open(gathering)
    if gathering.held_on > today() or not gathering.minutes:
        raise NotReady
    gathering.minutes_on = today()
    gathering.save()
    _log(
        gathering,
        "minutes_kept",
        attended=str(gathering.attended or ""),
        delegates=gathering.delegates,
        minutes=gathering.minutes,
    )
    add_pages(gathering, pages or [])
    decided = list(gathering.decisions.select_related("office"))
    commitments.start(decided, Deadlines(today()).rule_of(Report()), reason="decision")
    return gathering


def add_pages(gathering: Gathering, pages: list[Photo]) -> None:
    """Photos of the minutes on paper, whose files wait in quarantine."""
    for page in pages:
        page.gathering = gathering
        page.save()
        jobs.put("develop_photo", page.pk)


@transaction.atomic
def take_away(page: Photo) -> None:
    """A page that should not be seen is gone for good; that it was there stays."""
    if Photo.objects.filter(pk=page.pk, visibility=Visibility.PUBLIC).exists():
        erasure.empty_photo(page, page.gathering.voice, "private_data")
        transaction.on_commit(partial(public_files.remove, page))


def _require_open(gathering: Gathering) -> None:
    waiting = Gathering.objects.select_for_update().filter(pk=gathering.pk, minutes_on=None)
    if not waiting.exists():
        raise NotReady


def _log(gathering: Gathering, reason: str, **values: str) -> None:
    public_log.append(
        "note.operator",
        gathering.public_id,
        role=gathering.voice,
        reason=reason,
        parts=[Part(name, value.encode()) for name, value in values.items() if value],
    )
