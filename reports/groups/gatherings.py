"""Gatherings: announced with an agenda, put in minutes, and their decisions answered by a day."""

from datetime import date
from functools import partial

from django.db import transaction

from oversight import jobs, public_log, told_later
from oversight.calendar import today
from oversight.models import Office
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
    gathering.announced_on = gathering.told_on = today()
    gathering.save()
    _log(gathering, "gathering_announced", _announced(gathering))
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
    gathering.minutes_on = gathering.told_on = today()
    gathering.save()
    _log(gathering, "minutes_kept", _kept(gathering))
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


# The log ------------------------------------------------------------------------------------


def catch_up() -> int:
    """Tell of gatherings what their entries of before did not commit to. Returns of how many."""
    rows = Gathering.objects.select_related("group", "place")
    return told_later.tell(rows, "form", _later)


def values(gathering: Gathering) -> dict[str, str]:
    """What the log commits to of a gathering, by name."""
    return _announced(gathering) | _kept(gathering)


def _announced(gathering: Gathering) -> dict[str, str]:
    """No part is called "kind": to an auditor that marks a report."""
    return {
        "place": gathering.place.code,
        "day": gathering.held_on.isoformat(),
        "agenda": gathering.agenda,
        "form": gathering.kind,
        "hours": gathering.hours,
        "venue": gathering.venue,
        "group": gathering.group.slug if gathering.group else "",
        "office": str(gathering.office_id or ""),
        "announced": gathering.announced_on.isoformat(),
    }


def _kept(gathering: Gathering) -> dict[str, str]:
    return {
        "attended": str(gathering.attended or ""),
        "delegates": gathering.delegates,
        "minutes": gathering.minutes,
        "kept": gathering.minutes_on.isoformat() if gathering.minutes_on else "",
    }


def _later(gathering: Gathering) -> dict[str, str]:
    """What entries of before did not commit to."""
    names = ("form", "hours", "venue", "group", "office", "announced", "kept")
    return {name: values(gathering)[name] for name in names}


def _log(gathering: Gathering, reason: str, said: dict[str, str]) -> None:
    public_log.append(
        "note.operator",
        gathering.public_id,
        role=gathering.voice,
        reason=reason,
        parts=public_log.parts(said),
    )
