"""The list of works as files, row by row, so that twenty thousand cost no more memory than one."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from oversight import tables
from projects.models import Contract, Project

Cell = str | int | float | None
Column = Callable[[Project], object]

AT_ONCE = 500  # works held in memory

_OWN = {
    name: (lambda work, name=name: getattr(work, name))
    for name in (
        *("planned_start", "planned_end", "budget_amount", "budget_kind", "budget_shared"),
        *("declared_percent", "declared_on", "paid_amount", "actual_start", "actual_end"),
        *("observed_stage", "observed_on", "last_seen_on", "report_count", "overdue_count"),
        *("source_url", "source_date"),
    )
}
COLUMNS: dict[str, Column] = {
    "identifier": lambda work: work.identifier,
    "title_kk": lambda work: work.title_kk,
    "title_ru": lambda work: work.title_ru,
    "title_en": lambda work: work.title_en,
    "kato": lambda work: work.place.code,
    "place_kk": lambda work: work.place.name_kk,
    "place_ru": lambda work: work.place.name_ru,
    "invented": lambda work: work.place.invented,
    "programme": lambda work: work.programme.code if work.programme else "",
    "sector": lambda work: work.sector,
    "type": lambda work: work.type,
    "status": lambda work: work.status,
    **_OWN,
    "suppliers": lambda work: "; ".join(_suppliers(work)),
    "flags": lambda work: " ".join(_flags(work)),
    "latitude": lambda work: _point(work)[0],
    "longitude": lambda work: _point(work)[1],
    "url": lambda work: settings.SITE_URL + reverse("project", args=[work.identifier]),
}


def whole(works: QuerySet[Project]) -> Iterable[Project]:
    """The works with what their rows say, a few hundred at a time."""
    contracts = Prefetch("contracts", Contract.objects.select_related("supplier"))
    return works.prefetch_related(contracts).iterator(chunk_size=AT_ONCE)


def csv_lines(works: Iterable[Project]) -> Iterator[str]:
    """A table for a spreadsheet; no text in it is taken for a formula. Blank is not published."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(COLUMNS)
    for work in works:
        yield writer.writerow([_cell(column(work)) for column in COLUMNS.values()])


def geojson_lines(works: Iterable[Project]) -> Iterator[str]:
    """A feature for each work: at its own point, else at its village's, else nowhere."""
    yield '{"type":"FeatureCollection","features":['
    for number, work in enumerate(works):
        feature = {
            "type": "Feature",
            "id": work.identifier,
            "geometry": _geometry(work),
            "properties": {name: _plain(column(work)) for name, column in COLUMNS.items()},
        }
        yield ("," if number else "") + "\n" + json.dumps(feature, ensure_ascii=False)
    yield "\n]}\n"


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _cell(value: object) -> Cell:
    plain = _plain(value)
    if isinstance(plain, bool):
        return "yes" if plain else "no"
    return tables.escaped(plain) if isinstance(plain, str) else plain


def _plain(value: object) -> Cell:
    """Days and sums as ISO and digits, in no reader's language."""
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value)


def _suppliers(work: Project) -> Iterator[str]:
    for contract in work.contracts.all():
        yield f"{contract.supplier.name} {contract.supplier.bin}".strip()


def _flags(work: Project) -> Iterator[str]:
    return (flag.code for flag in work.flags.all())


def _point(work: Project) -> tuple[float | None, float | None]:
    for subject in (work, work.place):
        if subject.latitude is not None and subject.longitude is not None:
            return float(subject.latitude), float(subject.longitude)
    return None, None


def _geometry(work: Project) -> dict[str, object] | None:
    latitude, longitude = _point(work)
    return latitude and {"type": "Point", "coordinates": [longitude, latitude]}
