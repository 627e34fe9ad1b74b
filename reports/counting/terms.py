"""The sheets of akims' terms: reckoned once, kept as they were, and shown when no vote is near."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Self

from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery

from oversight import public_log
from oversight.calendar import today
from oversight.models import AkimTerm, Election, Place
from oversight.places import kato
from oversight.public_log import Part
from reports import statistics
from reports.models import Report, TermSheet
from reports.workflow import Role, State


@dataclass(frozen=True)
class Votes:
    """Where elections run on one day: read once, and asked about many offices."""

    is_everywhere: bool
    codes: list[str]  # of places, in order

    @classmethod
    def on(cls, at: date | None = None) -> Self:
        running = Election.objects.running(at or today()).values_list("place__code", flat=True)
        codes = set(running)
        return cls(None in codes, sorted(codes - {None}))

    def touch(self, place: Place) -> bool:
        """Whether one runs in the place, in a part of it, or in what contains it."""
        first, last = kato.below(place.code)
        inside = bisect_left(self.codes, first)
        return (
            self.is_everywhere
            or any(code <= last for code in self.codes[inside : inside + 1])
            or not set(place.ancestor_codes).isdisjoint(self.codes)
        )


def freeze_due(at: date) -> int:
    """Sheets of terms that have ended, or whose next election is called; returns how many."""
    made = 0
    for term in _due(at):
        with transaction.atomic():
            sheet, is_new = TermSheet.objects.get_or_create(term=term, defaults=_reckon(term, at))
            if is_new:
                _log(sheet)
            made += is_new
    return made


def _log(sheet: TermSheet) -> None:
    """Fix the numbers on the day they are reckoned; nobody can read them before they are shown."""
    public_log.append(
        "note.operator",
        sheet.log_id,
        role=Role.SYSTEM,
        reason="term_sheet",
        state=State.HELD,
        parts=[Part(name, value.encode()) for name, value in sheet.said.items()],
    )


def show_due(at: date) -> None:
    """Open to everybody what no election keeps back any more; what was shown once stays open."""
    votes = Votes.on(at)
    for sheet in TermSheet.objects.filter(shown_on=None).select_related("term__office__place"):
        if not votes.touch(sheet.term.office.place):
            _open(sheet, at)


@transaction.atomic
def _open(sheet: TermSheet, at: date) -> None:
    if TermSheet.objects.filter(pk=sheet.pk, shown_on=None).update(shown_on=at):
        public_log.append("part.shown", sheet.log_id, role=Role.SYSTEM)


def shown(term: AkimTerm, votes: Votes) -> TermSheet | None:
    """The sheet, once it is there and no election is under way for the office."""
    sheet = getattr(term, "sheet", None)
    return None if sheet is None or votes.touch(term.office.place) else sheet


def _due(at: date) -> Iterator[AkimTerm]:
    """Told apart here, not by the database: in a year of votes hundreds of elections run at once,
    and a condition for each is more than it takes."""
    called: defaultdict[str | None, list[date]] = defaultdict(list)
    for code, day in Election.objects.running(at).values_list("place__code", "called_on"):
        called[code].append(day)
    waiting = AkimTerm.objects.filter(sheet=None).annotate(next_on=_next_on())
    for term in waiting.select_related("office__place"):
        here = (called.get(code, ()) for code in (None, *term.office.place.ancestor_codes))
        if _has_ended(term, at) or any(_is_under_way(term, day) for day in chain(*here)):
            yield term


def _next_on() -> Subquery:
    """The day on which the next term of the office begins."""
    later = AkimTerm.objects.filter(
        office=OuterRef("office"), elected_on__gt=OuterRef("elected_on")
    )
    return Subquery(later.order_by("elected_on").values("elected_on")[:1])


def _last_day(term: AkimTerm) -> date | None:
    """A term without a known end ends when the next one begins."""
    return term.ends_on or term.next_on


def _has_ended(term: AkimTerm, at: date) -> bool:
    last = _last_day(term)
    return last is not None and last < at


def _is_under_way(term: AkimTerm, called_on: date) -> bool:
    """A term that began after the call of an election is the next one."""
    last = _last_day(term)
    return term.elected_on < called_on and (last is None or last >= called_on)


def _first_day(term: AkimTerm) -> date:
    """The day of handing over is the former akim's: what came on it is taken over."""
    former = AkimTerm.objects.filter(
        Q(ends_on=term.elected_on) | Q(ends_on=None, elected_on__lt=term.elected_on),
        office=term.office_id,
    )
    return term.elected_on + timedelta(days=1) if former.exists() else term.elected_on


def _reckon(term: AkimTerm, at: date) -> dict[str, object]:
    """A case is a public report that asked for an answer; it is closed once it is confirmed as
    done, or nobody objected. What came equals what was closed and what is left."""
    first = _first_day(term)
    until = min(_last_day(term) or at, at)
    asked = statistics.asked(Report.objects.filter(office=term.office_id))
    before = Q(public_on__lt=first)
    closed = Q(state__in=(State.RESOLVED, State.CLOSED_UNOPPOSED), decided_on__lte=until)
    mine = Q(public_on__range=(first, until)) | before & ~(closed & Q(decided_on__lt=first))
    first_answer = Q(answered_on__range=(first, until))
    numbers = asked.aggregate(
        inherited=Count("pk", filter=mine & before),
        opened=Count("pk", filter=mine & ~before),
        confirmed=Count("pk", filter=mine & closed & Q(state=State.RESOLVED)),
        unopposed=Count("pk", filter=mine & closed & Q(state=State.CLOSED_UNOPPOSED)),
        answered=Count("pk", filter=mine & first_answer),
        in_time=Count("pk", filter=mine & first_answer & Q(answered_in_time=True)),
    )
    came = numbers["inherited"] + numbers["opened"]
    left = came - numbers["confirmed"] - numbers["unopposed"]
    return {"frozen_on": at, "until": until, "left": left, **numbers}
