"""The list of public reports as files: what a journalist counts, and a map shows."""

from collections.abc import Iterable, Iterator

from django.db.models import Count, OuterRef, QuerySet, Subquery

from oversight import streams
from reports.api.serializers import page_of
from reports.models import Photo, Report, Visibility

_OWN = streams.own(
    *("state", "needs_answer", "observed_on", "filed_on", "public_on", "answer_due_on"),
    *("answered_on", "answered_in_time", "claimed_on", "decided_on", "withdrawn_on"),
    *("forward_count", "confirmation_count", "near_site", "same_day", "language", "text"),
)
COLUMNS: streams.Columns = {
    "id": lambda report: report.public_id,
    "kind": lambda report: report.kind,
    "stage": lambda report: report.stage,
    "project": lambda report: report.project.identifier if report.project else "",
    "machine": lambda report: report.machine.public_id if report.machine else "",
    "kato": lambda report: report.place.code,
    "place_kk": lambda report: report.place.name_kk,
    "place_ru": lambda report: report.place.name_ru,
    "invented": lambda report: report.place.invented,
    "office": lambda report: report.office_id,
    "office_kk": lambda report: report.office.name_kk if report.office else "",
    "office_ru": lambda report: report.office.name_ru if report.office else "",
    "group": lambda report: report.group.slug if report.group else "",
    **_OWN,
    "photos": lambda report: report.photo_count or 0,
    "latitude": lambda report: _point(report)[0],
    "longitude": lambda report: _point(report)[1],
    "url": page_of,
}


# What the rows say and nothing else: wide rows are what memory goes to.
_READ = (
    *("public_id", "kind", "stage", "project", "machine", "place", "office", "group", *_OWN),
    "machine__public_id",
    *("project__identifier", "project__latitude", "project__longitude"),
    *("place__code", "place__name_kk", "place__name_ru", "place__invented"),
    *("place__latitude", "place__longitude"),
    *("office__name_kk", "office__name_ru", "group__slug"),
)
# Counted by the database: photos fetched for a report hold it and are held by it, and such rings
# stay in memory until the collector has a quarter of the whole process to go through.
_PHOTOS = (
    Photo.objects.filter(
        report=OuterRef("pk"), state=Photo.State.READY, visibility=Visibility.PUBLIC
    )
    .order_by()
    .values("report")
    .annotate(count=Count("pk"))
)


def whole(reports: QuerySet[Report]) -> Iterable[Report]:
    """The reports with what their rows say, a few at a time."""
    narrow = reports.only(*_READ).annotate(photo_count=Subquery(_PHOTOS.values("count")))
    return narrow.iterator(chunk_size=streams.AT_ONCE)


def csv_lines(reports: Iterable[Report]) -> Iterator[str]:
    return streams.csv_lines(COLUMNS, reports)


def geojson_lines(reports: Iterable[Report]) -> Iterator[str]:
    """A feature for each report: at its work's point, else at its village's, else nowhere."""
    return streams.geojson_lines(COLUMNS, reports, "id", _point)


def _point(report: Report) -> streams.Point:
    return streams.point_of(report.project, report.place)
