"""Outlines of places from GeoJSON: checked, thinned to what a screen shows, kept with a source."""

import json
import math
from collections.abc import Iterator
from pathlib import Path as FilePath

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from oversight import restating
from oversight.models import Place, PlaceOutline
from oversight.places.details import LATITUDES, LONGITUDES
from oversight.places.sourced import Entry, Filling, Given, Places, Unusable
from oversight.tables import Row, TableRefused

LARGEST_FILE = 64 * 2**20
FINENESS = 1000  # no detail smaller than this part of the whole outline is kept
CODES = ("kato", "code", "te", "id")

Position = tuple[float, float]
Ring = list[Position]
Geometry = dict[str, object]


class Outline:
    """A geometry that a plan can show without printing a thousand corners."""

    def __init__(self, geometry: Geometry) -> None:
        self.geometry = geometry

    def __str__(self) -> str:
        return f"{sum(map(len, _rings(self.geometry)))} corners"


def plan_outlines(path: FilePath, source: Given) -> Filling:
    """Compare the outlines of a GeoJSON file with those known. Raises tables.TableRefused.

    Each feature names its place by the KATO code: in `kato` or `code`, or as its id.
    """
    places = Places(Place.objects.current())
    rows = PlaceOutline.objects.select_related("source")
    known = {outline.place_id: outline for outline in rows}
    filling, seen = Filling(source), set()
    geometries: dict[int, object] = {}

    def read(row: Row) -> Entry:
        code = next((row.values[name] for name in CODES if row.values.get(name)), "")
        place = places.of(row, code)
        if place in seen:
            raise Unusable(_("The file outlines this place twice."))
        seen.add(place)
        outline = Outline(_thinned(geometries[row.number]))
        before = known.get(place.pk)
        if before is None:
            return Entry(place, outline)
        is_same = before.geometry == outline.geometry and source.is_of(before.source)
        return Entry(place, outline, Outline(before.geometry), is_same)

    filling.sort_in(_features(path, geometries), read)
    return filling


def apply_outlines(filling: Filling) -> int:
    """Write the plan. Returns how many places got their outline."""
    with transaction.atomic():
        entries = list(filling)
        source = filling.source.save() if entries else None
        PlaceOutline.objects.bulk_create(
            [
                PlaceOutline(place=entry.place, geometry=entry.value.geometry, source=source)
                for entry in entries
            ],
            update_conflicts=True,
            unique_fields=["place"],
            update_fields=["geometry", "source"],
            batch_size=200,
        )
        restating.tell(PlaceOutline.objects.filter(place__in=[entry.place for entry in entries]))
    return len(entries)


# The file -------------------------------------------------------------------------------------


def _features(path: FilePath, geometries: dict[int, object]) -> Iterator[Row]:
    """Each feature as a row of its properties; its geometry is put aside by its number."""
    for number, feature in enumerate(_loaded(path), 1):
        given = feature if isinstance(feature, dict) else {}
        properties = given.get("properties") or {}
        values = {"id": given.get("id"), **(properties if isinstance(properties, dict) else {})}
        geometries[number] = given.get("geometry")
        yield Row(number, {name: _plain(value) for name, value in values.items()})


def _loaded(path: FilePath) -> list[object]:
    if path.stat().st_size > LARGEST_FILE:
        raise TableRefused(_("The file is too large for outlines. Simplify it first."))
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        raise TableRefused(_("The file is no JSON in UTF-8.")) from None
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise TableRefused(_("The file is no GeoJSON with a list of features."))
    return features


def _plain(value: object) -> str:
    return "" if value is None else str(value)


# The geometry ---------------------------------------------------------------------------------


def _thinned(geometry: object) -> Geometry:
    """The outline without detail that no screen shows. Raises Unusable."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise Unusable(_("An outline must be a Polygon or a MultiPolygon."))
    polygons = geometry.get("coordinates")
    polygons = [polygons] if kind == "Polygon" else polygons
    read = [[_ring(ring) for ring in _listed(polygon)] for polygon in _listed(polygons)]
    tolerance = _extent([ring for polygon in read for ring in polygon]) / FINENESS
    kept = [[_simplified(ring, tolerance) for ring in polygon] for polygon in read]
    return {"type": kind, "coordinates": kept[0] if kind == "Polygon" else kept}


def _listed(value: object) -> list[object]:
    if not isinstance(value, list) or not value:
        raise Unusable(_("The outline is damaged."))
    return value


def _ring(ring: object) -> Ring:
    positions = [_position(position) for position in _listed(ring)]
    if len(positions) < 4 or positions[0] != positions[-1]:
        raise Unusable(_("The outline is not closed."))
    return positions


def _position(position: object) -> Position:
    pair = _listed(position)[:2]
    if len(pair) < 2 or not all(type(value) in (int, float) for value in pair):
        raise Unusable(_("The outline is damaged."))
    longitude, latitude = (float(value) for value in pair)
    inside = LATITUDES[0] <= latitude <= LATITUDES[1]
    if not (inside and LONGITUDES[0] <= longitude <= LONGITUDES[1]):
        raise Unusable(_("The outline lies outside Kazakhstan. Are its coordinates swapped?"))
    return longitude, latitude


def _extent(rings: list[Ring]) -> float:
    xs, ys = zip(*(position for ring in rings for position in ring), strict=True)
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _simplified(ring: Ring, tolerance: float) -> list[list[float]]:
    """Douglas and Peucker's lines, from the first corner to the farthest and back."""
    middle = max(range(len(ring)), key=lambda at: math.dist(ring[0], ring[at]))
    keep = {0, middle, len(ring) - 1}
    waiting = [(0, middle), (middle, len(ring) - 1)]
    while waiting:
        start, end = waiting.pop()
        inner = range(start + 1, end)
        far = max(inner, key=lambda at: _off(ring[at], ring[start], ring[end]), default=start)
        if far != start and _off(ring[far], ring[start], ring[end]) > tolerance:
            keep.add(far)
            waiting += [(start, far), (far, end)]
    # An outline of two corners is a line: a small island keeps its own ones.
    kept = [ring[at] for at in sorted(keep)] if len(keep) > 3 else ring
    digits = max(3, math.ceil(-math.log10(tolerance or 1)) + 1)
    return [[round(x, digits), round(y, digits)] for x, y in kept]


def _off(point: Position, start: Position, end: Position) -> float:
    """How far the point lies from the line."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = math.dist(start, end)
    if not length:
        return math.dist(point, start)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def _rings(geometry: Geometry) -> Iterator[list]:
    coordinates = geometry["coordinates"]
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    yield from (ring for polygon in polygons for ring in polygon)
