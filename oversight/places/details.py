"""Points, populations and pupils of places, read from lists. Each keeps its source and licence."""

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from itertools import islice
from pathlib import Path as FilePath
from typing import NamedTuple

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from oversight import restating, tables
from oversight.models import DataSource, Place, PlacePopulation, PlacePupils
from oversight.places.sourced import Entry, Filling, Given, Places, Unusable
from oversight.tables import Row, Table

BATCH = 500
YEARS = range(1900, 2101)
MOST_PEOPLE = 30_000_000
# Kazakhstan with a little around it: outside, latitude and longitude are usually swapped.
LATITUDES, LONGITUDES = (40, 56), (46, 88)
ALIASES = {"code": "kato", "te": "kato"}
POINT_ALIASES = ALIASES | {"lat": "latitude", "lon": "longitude", "lng": "longitude"}
POPULATION_ALIASES = ALIASES | {"people": "population", "total": "population"}
PUPIL_ALIASES = ALIASES | {"count": "pupils", "total": "pupils"}


# Place and year to a count and where it is from.
Known = dict[tuple[int, int], tuple[int, DataSource]]


class Point(NamedTuple):
    latitude: Decimal
    longitude: Decimal

    def __str__(self) -> str:
        return f"{self.latitude}, {self.longitude}"


class Count(NamedTuple):
    year: int
    people: int

    def __str__(self) -> str:
        return f"{self.people} ({self.year})"


# Points ---------------------------------------------------------------------------------------


def plan_points(path: FilePath, source: Given) -> Filling:
    """Compare a list of points with those known. Raises tables.TableRefused.

    Columns: kato, latitude, longitude; name_kk or name_ru guard against codes of an old edition;
    of several points of a place, `is_primary` picks one; `match` may say that a row is unsure.
    """
    table = tables.read_table(path, ("kato", "latitude", "longitude"), POINT_ALIASES)
    places = Places(Place.objects.current().select_related("point_source"))
    filling, seen = Filling(source), {}

    def read(row: Row) -> Entry | None:
        if row.values.get("is_primary") == "0":
            return None
        place = places.of(row, row.values["kato"])
        _once(seen, place, row)
        point = Point(
            _coordinate(row.values["latitude"], LATITUDES),
            _coordinate(row.values["longitude"], LONGITUDES),
        )
        if row.values.get("match") == "ambiguous":
            raise Unusable(_("The list itself is not sure that this point is this place."))
        before = Point(place.latitude, place.longitude) if place.has_point else None
        is_same = before == point and source.is_of(place.point_source)
        return Entry(place, point, before, is_same)

    filling.sort_in(table, read)
    return filling


def _once(seen: dict[object, int], key: object, row: Row) -> None:
    if key in seen:
        words = _("Row {number} is about the same place already.")
        raise Unusable(format_lazy(words, number=seen[key]))
    seen[key] = row.number


def _coordinate(text: str, limits: tuple[int, int]) -> Decimal:
    try:
        value = Decimal(text.replace(",", "."))
        is_inside = limits[0] <= value <= limits[1]
    except InvalidOperation:
        words = _("“{text}” is not a coordinate in degrees.")
        raise Unusable(format_lazy(words, text=text)) from None
    if not is_inside:
        raise Unusable(_("The point lies outside Kazakhstan. Are its coordinates swapped?"))
    return round(value, 5)


def apply_points(filling: Filling) -> int:
    """Write the plan in batches. Returns how many places got their point."""
    for batch in _batches(filling):
        with transaction.atomic():
            source = filling.source.save()
            for entry in batch:
                entry.place.latitude, entry.place.longitude = entry.value
                entry.place.point_source = source
            fields = ["latitude", "longitude", "point_source"]
            Place.objects.bulk_update([entry.place for entry in batch], fields)
            restating.tell(Place.objects.filter(pk__in=[entry.place.pk for entry in batch]))
    return len(filling.new) + len(filling.changed)


# Populations ----------------------------------------------------------------------------------


def plan_populations(path: FilePath, source: Given) -> Filling:
    """Compare a list of populations by year with those known. Raises tables.TableRefused.

    Columns: kato, year, population; name_kk or name_ru guard against codes of an old edition.
    """
    table = tables.read_table(path, ("kato", "year", "population"), POPULATION_ALIASES)
    rows = PlacePopulation.objects.select_related("source")
    known = {(row.place_id, row.year): (row.people, row.source) for row in rows}
    return _plan_years(table, "population", known, source)


def _plan_years(table: Table, column: str, known: Known, source: Given) -> Filling:
    """Compare counts by place and year with those known."""
    places = Places(Place.objects.current())
    filling, seen = Filling(source), {}

    def read(row: Row) -> Entry:
        place = places.of(row, row.values["kato"])
        count = Count(
            _whole(row.values["year"], YEARS), _whole(row.values[column], range(MOST_PEOPLE + 1))
        )
        _once(seen, (place, count.year), row)
        before, its_source = known.get((place.pk, count.year), (None, None))
        if before is None:
            return Entry(place, count)
        is_same = before == count.people and source.is_of(its_source)
        return Entry(place, count, Count(count.year, before), is_same)

    filling.sort_in(table, read)
    return filling


def _whole(text: str, limits: range) -> int:
    """A number as lists write it, also with spaces between the thousands."""
    digits = "".join(text.split())
    if not (digits.isascii() and digits.isdecimal()):
        raise Unusable(format_lazy(_("“{text}” is not a whole number."), text=text))
    if len(digits) > 9 or int(digits) not in limits:
        raise Unusable(format_lazy(_("The number {text} makes no sense here."), text=text))
    return int(digits)


def apply_populations(filling: Filling) -> int:
    """Write the plan in batches. Returns how many figures were written."""
    for batch in _batches(filling):
        _save_populations(batch, filling.source)
    return len(filling.new) + len(filling.changed)


@transaction.atomic
def _save_populations(batch: list[Entry], given: Given) -> None:
    source = given.save()
    rows = [
        PlacePopulation(place=entry.place, **entry.value._asdict(), source=source)
        for entry in batch
    ]
    PlacePopulation.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["place", "year"],
        update_fields=["people", "source"],
    )
    places = {row.place_id for row in rows}
    _show_newest(places)
    restating.tell(PlacePopulation.objects.filter(place__in=places))
    restating.tell(Place.objects.filter(pk__in=places))


def _show_newest(places: set[int]) -> None:
    """The place itself carries the figure of its newest year."""
    rows = PlacePopulation.objects.filter(place__in=places).order_by("year")
    newest = {row.place_id: row for row in rows.select_related("place")}
    for row in newest.values():
        row.place.population, row.place.population_year = row.people, row.year
        row.place.population_source_id = row.source_id
    fields = ["population", "population_year", "population_source"]
    Place.objects.bulk_update([row.place for row in newest.values()], fields)


# Pupils ---------------------------------------------------------------------------------------


def plan_pupils(path: FilePath, source: Given) -> Filling:
    """Compare a list of pupils by year with those known. Raises tables.TableRefused.

    Columns: kato, year, pupils; name_kk or name_ru guard against codes of an old edition.
    """
    table = tables.read_table(path, ("kato", "year", "pupils"), PUPIL_ALIASES)
    rows = PlacePupils.objects.select_related("source")
    known = {(row.place_id, row.year): (row.pupils, row.source) for row in rows}
    return _plan_years(table, "pupils", known, source)


@transaction.atomic
def apply_pupils(filling: Filling) -> int:
    """Write the plan. Returns how many figures were written."""
    source = filling.source.save()
    rows = [
        PlacePupils(
            place=entry.place, year=entry.value.year, pupils=entry.value.people, source=source
        )
        for entry in filling
    ]
    PlacePupils.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["place", "year"],
        update_fields=["pupils", "source"],
    )
    restating.tell(PlacePupils.objects.filter(place__in={row.place_id for row in rows}))
    return len(rows)


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    pieces = iter(entries)
    while batch := list(islice(pieces, BATCH)):
        yield batch
