"""The list of public reports as files: what a journalist counts, and a map shows."""

from collections.abc import Iterable, Iterator

from django.db.models import Count, OuterRef, QuerySet, Subquery

from oversight import streams
from reports.api.serializers import page_of
from reports.models import Photo, Report, Visibility

# A row is a tuple of what is said, named by the way that leads to it: making a report, a work, a
# place and an office of each takes twice as long, and more memory.
Row = tuple[object, ...]

_OWN = (
    *("state", "needs_answer", "observed_on", "filed_on", "public_on", "answer_due_on"),
    *("answered_on", "answered_in_time", "claimed_on", "decided_on", "withdrawn_on"),
    *("forward_count", "confirmation_count", "near_site", "same_day", "language", "text"),
)
# What stands beyond the report itself, by the name of its column.
_PLACED = {
    "project": "project__identifier",
    "machine": "machine__public_id",
    "kato": "place__code",
    "place_kk": "place__name_kk",
    "place_ru": "place__name_ru",
    "invented": "place__invented",
}
_OFFICE = {"office_kk": "office__name_kk", "office_ru": "office__name_ru", "group": "group__slug"}
_POINTS = (("project__latitude", "project__longitude"), ("place__latitude", "place__longitude"))
COLUMNS: streams.Columns = {
    "id": lambda row: row.public_id,
    **streams.own("kind", "stage"),
    **streams.found(_PLACED),
    "office": lambda row: row.office_id,
    **streams.found(_OFFICE),
    **streams.own(*_OWN),
    "photos": lambda row: row.photo_count or 0,
    "latitude": lambda row: _point(row)[0],
    "longitude": lambda row: _point(row)[1],
    "url": page_of,
}
_READ = ("public_id", "kind", "stage", *_PLACED.values(), "office_id", *_OFFICE.values(), *_OWN)
_READ += (*_POINTS[0], *_POINTS[1])
_PHOTOS = (
    Photo.objects.filter(
        report=OuterRef("pk"), state=Photo.State.READY, visibility=Visibility.PUBLIC
    )
    .order_by()
    .values("report")
    .annotate(count=Count("pk"))
)


def whole(reports: QuerySet[Report]) -> Iterable[Row]:
    """What the rows of these reports say, a few at a time."""
    counted = reports.annotate(photo_count=Subquery(_PHOTOS.values("count")))
    rows = counted.values_list(*_READ, "photo_count", named=True)
    return rows.iterator(chunk_size=streams.AT_ONCE)


def csv_lines(rows: Iterable[Row]) -> Iterator[str]:
    return streams.csv_lines(COLUMNS, rows)


def geojson_lines(rows: Iterable[Row]) -> Iterator[str]:
    """A feature for each report: at its work's point, else at its village's, else nowhere."""
    return streams.geojson_lines(COLUMNS, rows, "id", _point)


def _point(row: Row) -> streams.Point:
    for names in _POINTS:
        latitude, longitude = (getattr(row, name) for name in names)
        if latitude is not None and longitude is not None:
            return float(latitude), float(longitude)
    return None, None
