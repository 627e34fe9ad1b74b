"""A list as a file that leaves row by row, so that all rows cost no more memory than a few."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from django.db.models import Model

from oversight import tables

Cell = str | int | float | None
Columns = Mapping[str, Callable[[Model], object]]
Point = tuple[float | None, float | None]

AT_ONCE = 100  # rows held in memory


def own(*names: str) -> Columns:
    """Columns that are called as the fields of a row are."""
    return {name: (lambda row, name=name: getattr(row, name)) for name in names}


def found(ways: Mapping[str, str]) -> Columns:
    """Columns that lie beyond a row, by the way that leads there; blank where there is nothing."""
    return {name: (lambda row, way=way: _or_blank(getattr(row, way))) for name, way in ways.items()}


def csv_lines(columns: Columns, rows: Iterable[Model]) -> Iterator[str]:
    """A table for a spreadsheet; no text in it is taken for a formula. Blank is not published."""
    writer = csv.writer(_Echo())
    cells = list(columns.values())
    yield "\ufeff" + writer.writerow(columns)
    for row in rows:
        yield writer.writerow([_cell(cell(row)) for cell in cells])


def geojson_lines(
    columns: Columns, rows: Iterable[Model], key: str, point: Callable[[Model], Point]
) -> Iterator[str]:
    """A feature for each row, named by its column `key`; without a point it has no geometry."""
    yield '{"type":"FeatureCollection","features":['
    for number, row in enumerate(rows):
        properties = {name: plain(column(row)) for name, column in columns.items()}
        feature = {
            "type": "Feature",
            "id": properties[key],
            "geometry": _geometry(point(row)),
            "properties": properties,
        }
        yield ("," if number else "") + "\n" + json.dumps(feature, ensure_ascii=False)
    yield "\n]}\n"


def _or_blank(value: object) -> object:
    return "" if value is None else value


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _cell(value: object) -> Cell:
    """Only words are kept from being formulas: a sum below zero is a number."""
    if isinstance(value, str):
        return tables.escaped(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain(value)


def plain(value: object) -> Cell:
    """Days and sums as ISO and digits, in no reader's language."""
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value)


def point_of(*subjects: Model | None) -> Point:
    """The first of these whose point is known."""
    for subject in subjects:
        if subject and subject.latitude is not None and subject.longitude is not None:
            return float(subject.latitude), float(subject.longitude)
    return None, None


def _geometry(point: Point) -> dict[str, object] | None:
    latitude, longitude = point
    return latitude and {"type": "Point", "coordinates": [longitude, latitude]}
