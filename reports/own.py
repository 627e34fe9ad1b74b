"""A report as its author sees it: how it stands, what happens next, what may be done."""

import base64
from dataclasses import dataclass

from django.conf import settings

from oversight.calendar import today
from reports import covering, pressure, questions, workflow
from reports.models import Decision, Photo, Question, Removal, Report
from reports.photos import darkroom
from reports.removals import appeals
from reports.submission import MAX_PHOTOS
from reports.workflow import Role, State

CLOSED_TO_PHOTOS = {State.REFUSED, State.WITHDRAWN}


@dataclass(frozen=True)
class OwnPhoto:
    """One of the author's photos; shown to the author even while the report is held."""

    number: int
    state: str
    refusal: str
    is_incomplete: bool
    src: str


@dataclass(frozen=True)
class OwnReport:
    """What the receipt page shows beside the report itself."""

    photos: list[OwnPhoto]
    decisions: list[Decision]
    removal: Removal | None
    removals: list[Removal]
    covered: list[str]
    question: Question | None
    days_waiting: int
    days_to_decide: int | None
    days_late: int
    can_confirm: bool
    can_dispute: bool
    can_withdraw: bool
    can_appeal: bool
    can_take_back: bool
    can_say_pressed: bool
    can_add_photos: bool


def view(report: Report) -> OwnReport:
    photos = list(report.photos.all())
    decisions = list(report.decisions.all())
    removals = list(report.removals.select_related("photo"))
    said_on = pressure.said_on(report)
    steps = {
        state for state, step in workflow.NEXT[report.state].items() if Role.CITIZEN in step.by
    }
    return OwnReport(
        photos=[_own(photo, report) for photo in photos],
        decisions=decisions,
        removal=next((one for one in reversed(removals) if one.is_whole), None),
        removals=[one for one in removals if one.is_by_others],
        covered=covering.passages_of(report),
        question=questions.open_question(report),
        days_waiting=(today() - report.filed_on).days,
        days_to_decide=_days_to_decide(report),
        days_late=max(0, -(report.days_left() or 0)),
        can_confirm=State.RESOLVED in steps and not report.pressed_on,
        can_dispute=State.DISPUTED in steps and not _said_yes(report),
        can_withdraw=State.WITHDRAWN in steps and not report.pressed_on,
        can_appeal=_can_appeal(report, decisions),
        can_take_back=said_on is not None and pressure.is_recent(said_on),
        can_say_pressed=report.pressed_on is None and report.state != State.REFUSED,
        can_add_photos=report.state not in CLOSED_TO_PHOTOS and _there(photos) < MAX_PHOTOS,
    )


def _said_yes(report: Report) -> bool:
    """What a group confirmed may be disputed; an own yes is taken back instead."""
    return report.state == State.RESOLVED and pressure.own_yes(report) is not None


def _days_to_decide(report: Report) -> int | None:
    if report.state != State.HELD or report.decide_by is None:
        return None
    return (report.decide_by - today()).days


def _can_appeal(report: Report, decisions: list[Decision]) -> bool:
    """Once against a refusal, and once against each hiding or erasure by others."""
    refusals = [one for one in decisions if one.action == Decision.Action.REFUSE]
    is_first = report.state == State.REFUSED and len(refusals) == 1
    may_ask = is_first and refusals[0].may_be_appealed(today())
    return may_ask or appeals.against(report) is not None


def _there(photos: list[Photo]) -> int:
    return sum(photo.state in (Photo.State.PROCESSING, Photo.State.READY) for photo in photos)


def _own(photo: Photo, report: Report) -> OwnPhoto:
    refusal = str(darkroom.REASONS[photo.refusal]) if photo.refusal else ""
    return OwnPhoto(photo.number, photo.state, refusal, photo.is_incomplete, _src(photo, report))


def _src(photo: Photo, report: Report) -> str:
    """A public photo by its address; one that is not public travels inside the page."""
    if not photo.is_ready:
        return ""
    if report.is_public:
        return photo.thumb_url
    thumb = settings.MEDIA_ROOT / photo.folder / "thumb.jpg"
    if not thumb.exists():
        return ""
    return "data:image/jpeg;base64," + base64.b64encode(thumb.read_bytes()).decode()
