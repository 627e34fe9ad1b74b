"""Gatherings: announced with an agenda, put in minutes, and their decisions answered by a day."""

from datetime import date
from functools import partial

from django.db import transaction

from oversight import jobs, public_log
from oversight.calendar import today
from oversight.models import Office
from oversight.public_log import Part
from reports.deadlines import Deadlines
from reports.groups import commitments
from reports.models import Commitment, Gathering, Photo, Report, Visibility
from reports.photos import public_files
from reports.removals import erasure


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
