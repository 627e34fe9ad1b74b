"""What residents report of a work or a place, for pages that know nothing of reports."""

import base64
from dataclasses import dataclass
from datetime import date

import segno
from django import template
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from oversight import paging
from oversight.calendar import today
from oversight.models import Place
from projects import changes
from projects.models import Machine, Project
from reports import checklists, sheets, statistics, timeline
from reports.models import Decision, Joining, Photo, Report

register = template.Library()

PAGE = 5  # reports told in full on the page of their work
NEWEST = 5  # reports shown as cards on the page of their place
ORDER = paging.Order("-filed_on", "public_id")


@dataclass(frozen=True)
class Timeline:
    """One page of the reports on a work, newest first, and the gallery of all their photos."""

    told: list[timeline.Told]
    gallery: timeline.Gallery
    next: str
    previous: str


@register.simple_tag(takes_context=True)
def timeline_of(context: Context, thing: Project | Machine) -> Timeline:
    """`{% timeline_of project as reports %}`: what residents saw of it, in four queries.

    The head of the page and its body ask for it alike; the work keeps it."""
    if not hasattr(thing, "timeline"):
        thing.timeline = _timeline_of(context["request"], thing)
    return thing.timeline


def _timeline_of(request: HttpRequest, thing: Project | Machine) -> Timeline:
    page = _page(thing, request.GET.get("cursor", ""))
    photos = timeline.photos_of(thing)
    return Timeline(
        told=timeline.tell(page.rows, photos),
        gallery=timeline.gallery(photos),
        next=page.next and paging.query_with(request, cursor=page.next),
        previous=page.previous and paging.query_with(request, cursor=page.previous),
    )


def _page(thing: Project | Machine, cursor: str) -> paging.Page:
    """A cursor that this list did not make leads to its first page."""
    reports = timeline.of_thing(thing)
    try:
        return paging.page(reports, ORDER, cursor, PAGE)
    except paging.BadCursor:
        return paging.page(reports, ORDER, size=PAGE)


@register.simple_tag
def joinings_of(project: Project) -> QuerySet[Joining]:
    """`{% joinings_of project as joinings %}`: which reports on an unlisted work it took in."""
    return project.joinings.select_related("report", "project", "group")


@register.simple_tag
def newest_reports(place: Place) -> list[Report]:
    """`{% newest_reports place as reports %}`: from the place and everything inside it; kept
    with the place, since the head of its page asks for them too."""
    if not hasattr(place, "newest_reports"):
        place.newest_reports = list(timeline.newest(Report.objects.below(place))[:NEWEST])
    return place.newest_reports


@register.simple_tag
def answers_of(place: Place) -> statistics.PlaceAnswers:
    """`{% answers_of place as answers %}`: how the offices there answer, in one query; kept with
    the place, since the head of its page asks for it too."""
    if not hasattr(place, "answers"):
        place.answers = statistics.of_place(place)
    return place.answers


@register.simple_tag
def answers_of_country() -> statistics.Answers:
    return statistics.of_country()


@register.filter
def newest_photo(shown: Timeline | list[Report]) -> Photo | None:
    """The newest public photo of a timeline, or of cards of reports."""
    if isinstance(shown, Timeline):
        phases = shown.gallery.phases
        return phases[-1].photos[-1] if phases else None
    return next((photo for report in shown for photo in report.shown_photos), None)


@register.filter
def first_ready(photos: list[Photo]) -> Photo | None:
    """The first photo that everybody may see."""
    return next((photo for photo in photos if photo.is_ready), None)


@register.filter
def spelled(counts: checklists.Counts) -> list[checklists.Spelled]:
    """`{{ project.observed_answers|spelled }}`: what most residents answer of late, in words."""
    return checklists.tally(counts)


@register.simple_tag
def qr(address: str) -> SafeString:
    """`{% qr address %}`: the address as a square that a phone reads, drawn into the page."""
    code = segno.make(address, error="m", micro=False)
    # The drawing is ours from end to end: segno escapes what it is given.
    return mark_safe(code.svg_inline(svgclass="sheet__qr", lineclass=None, omitsize=True, border=2))


@register.filter
def said(moved: sheets.Few) -> list[tuple[Project, changes.Moved]]:
    """`{% for work, change in moved|said %}`: changes in the language of this part of the page."""
    return list(sheets.said(moved))


@register.filter
def embedded(photo: Photo) -> str:
    """A photo inside the page, for the moderator of a report that is not public yet."""
    picture = settings.MEDIA_ROOT / photo.folder / "phone.jpg"
    return "data:image/jpeg;base64," + base64.b64encode(picture.read_bytes()).decode()


@register.filter
def pressing(due: date, soon_on: date) -> str:
    """The code of the mark of a day in the queue; `soon_on` is three working days ahead."""
    if due < today():
        return "overdue"
    return "soon" if due <= soon_on else "later"


@register.filter
def rule(code: str) -> str:
    """The written rule behind a code, as a sentence."""
    return Decision.Reason(code).label
