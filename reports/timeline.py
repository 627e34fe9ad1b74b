"""Public reports as pages tell them: each with its photos and what was answered, in time order."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.models import Machine, Project, Stage
from reports.models import (
    DueChange,
    Forwarding,
    Photo,
    Reply,
    Report,
    ReportQuerySet,
    Statement,
    Verdict,
    Visibility,
    Visit,
)
from reports.workflow import State

LOOKED_AT = 40  # newest reports among which the front page looks for photos
FIRST, LAST = 4, 8  # photos of a gallery: how it was before, and how it is now

_PHASES = {
    Stage.NOT_STARTED: _("Before"),
    Stage.FINISHED: _("After"),
    Stage.FINISHED_NOT_WORKING: _("After"),
}
_OF_VISIT = ("group", "report")
_ANSWERS = (
    Prefetch("replies", Reply.objects.select_related("office").prefetch_related("enclosures")),
    Prefetch("verdicts", Verdict.objects.select_related("group")),
)
_READY = Q(state=Photo.State.READY, visibility=Visibility.PUBLIC)


@dataclass(frozen=True)
class Word:
    """What followed a report: an answer of the office, a verdict on its claim, a step between."""

    day: date
    reply: Reply | None = None
    verdict: Verdict | None = None
    photos: tuple[Photo, ...] = ()
    forwarding: Forwarding | None = None
    due_change: DueChange | None = None
    statement: Statement | None = None
    visit: Visit | None = None


@dataclass(frozen=True)
class Told:
    """A report with its photos, and the words that followed it."""

    report: Report
    photos: list[Photo]
    words: list[Word]

    @property
    def verdict(self) -> Verdict | None:
        """What was said last of the office's claim, and stands."""
        given = (word.verdict for word in reversed(self.words) if word.verdict)
        return next((verdict for verdict in given if not verdict.taken_back_on), None)


@dataclass(frozen=True)
class Phase:
    """Photos of one while: before, during or after the work."""

    name: Promise
    photos: list[Photo]


@dataclass(frozen=True)
class Gallery:
    """How a work looked in the course of time; of many photos the first and the newest."""

    phases: list[Phase]
    shown: int
    count: int


def newest(reports: ReportQuerySet) -> ReportQuerySet:
    """Reports as cards show them, newest first: each with its public photos, in two queries."""
    ready = Prefetch("photos", Photo.objects.filter(_READY), to_attr="shown_photos")
    kept = reports.public().exclude(state=State.WITHDRAWN)
    return kept.newest_first().select_related("project", "machine", "place").prefetch_related(ready)


def pictured(reports: ReportQuerySet, count: int) -> list[Report]:
    """The newest reports of which a photo can be seen, looked for among the very newest only."""
    return [report for report in newest(reports)[:LOOKED_AT] if report.shown_photos][:count]


def of_thing(thing: Project | Machine) -> ReportQuerySet:
    """All public reports on a work or a machine, with what followed them, in four queries."""
    reports = thing.reports.public().select_related("group", "visit__about")
    return reports.prefetch_related(*_ANSWERS)


def photos_of(thing: Project | Machine) -> list[Photo]:
    """Every public photo of a work or a machine, residents' and offices', the oldest first."""
    shown = thing.reports.public().exclude(state=State.WITHDRAWN).values("pk")
    photos = Photo.objects.filter(_READY & (Q(report__in=shown) | Q(reply__report__in=shown)))
    return list(photos.select_related("report", "reply").order_by("day", "pk"))


def last_photo(thing: Project | Machine) -> Photo | None:
    """The newest public photo of it, for the next one to be taken from where it was."""
    shown = thing.reports.public().exclude(state=State.WITHDRAWN).values("pk")
    return Photo.objects.filter(_READY & Q(report__in=shown)).order_by("-day", "-pk").first()


def gallery(photos: list[Photo]) -> Gallery:
    """The first and the newest photos, parted where the work went over into its next phase."""
    kept = photos if len(photos) <= FIRST + LAST else photos[:FIRST] + photos[-LAST:]
    phases = [Phase(name, list(some)) for name, some in groupby(kept, _phase)]
    return Gallery(phases, len(kept), len(photos))


def _phase(photo: Photo) -> Promise:
    """What an office shows as its proof is how it is after."""
    if photo.reply:
        return _PHASES[Stage.FINISHED] if photo.reply.is_claim else _("During")
    return _PHASES.get(photo.report.stage, _("During"))


def tell(reports: Iterable[Report], photos: Iterable[Photo]) -> list[Told]:
    """The reports with what followed them; their photos are at hand already."""
    by_report, by_reply = defaultdict(list), defaultdict(list)
    for photo in photos:
        if photo.reply_id:
            by_reply[photo.reply_id].append(photo)
        else:
            by_report[photo.report_id].append(photo)
    return [Told(report, by_report[report.pk], _words(report, by_reply)) for report in reports]


def whole(report: Report) -> Told:
    """One report for a page of its own, in eight queries; photos still being prepared, or hidden,
    keep their place."""
    prefetch_related_objects([report], *_ANSWERS)
    kept = Photo.objects.filter(state__in=[Photo.State.READY, Photo.State.PROCESSING])
    photos = [*kept.filter(Q(report=report) | Q(reply__in=[*report.replies.all()]))]
    for photo in photos:
        photo.report = report if photo.report_id else None
    told = tell([report], photos)[0]
    told.words[:] = sorted([*told.words, *_steps(report)], key=lambda word: word.day)
    return told


def _steps(report: Report) -> list[Word]:
    """How the report went from office to office, how its day moved, who went there to look."""
    handed = report.forwardings.select_related("from_office", "to_office")
    moved = report.due_changes.select_related("office", "regime")
    seen = report.visits.exclude(report__state=State.WITHDRAWN).filter(
        report__visibility=Visibility.PUBLIC, report__public_on__isnull=False
    )
    return [
        *(Word(one.report.observed_on, visit=one) for one in seen.select_related(*_OF_VISIT)),
        *(Word(one.forwarded_on, forwarding=one) for one in handed),
        *(Word(one.changed_on, due_change=one) for one in moved),
        *(Word(one.shown_on, statement=one) for one in report.statements.all()),
    ]


def _words(report: Report, photos: dict[int, list[Photo]]) -> list[Word]:
    replies = [
        Word(reply.replied_on, reply=reply, photos=tuple(photos[reply.pk]))
        for reply in report.replies.all()
    ]
    verdicts = [Word(verdict.given_on, verdict=verdict) for verdict in report.verdicts.all()]
    # A verdict is on a claim, so on the same day it comes second.
    return sorted([*replies, *verdicts], key=lambda word: (word.day, word.verdict is not None))
