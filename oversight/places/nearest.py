"""The villages and towns nearest to somewhere. What is asked is kept nowhere."""

import math
from dataclasses import dataclass

from oversight.models import Place
from oversight.places.kato import Kind

LIVED_IN = (Kind.VILLAGE, Kind.TOWN, Kind.SETTLEMENT, Kind.REPUBLICAN_CITY)
EARTH_KM = 6371.0
MOST = 10

Position = tuple[float, float]


@dataclass(frozen=True)
class Near:
    """A place, and how far it is as a crow flies."""

    place: Place
    km: float


def position(latitude: object, longitude: object) -> Position:
    """Degrees as they were sent. Raises ValueError."""
    try:
        here = float(str(latitude)), float(str(longitude))
    except ValueError:
        raise ValueError("no numbers") from None
    if not (-90 <= here[0] <= 90 and -180 <= here[1] <= 180):
        raise ValueError("no position on Earth")
    return here


def places(here: Position, most: int = MOST) -> list[Near]:
    """The nearest places that people live in, of those whose point is known."""
    known = Place.objects.current().filter(kind__in=LIVED_IN, latitude__isnull=False)
    points = known.values_list("pk", "latitude", "longitude")
    far = sorted(
        (distance(here, (float(latitude), float(longitude))), key)
        for key, latitude, longitude in points
    )[:most]
    found = known.select_related("parent__parent__parent", "point_source").in_bulk(
        [key for _km, key in far]
    )
    return [Near(found[key], km) for km, key in far]


def distance(one: Position, other: Position) -> float:
    """Kilometres along the surface of the Earth."""
    latitude, to_latitude = math.radians(one[0]), math.radians(other[0])
    longitudes = math.radians(other[1] - one[1])
    half = (
        math.sin((to_latitude - latitude) / 2) ** 2
        + math.cos(latitude) * math.cos(to_latitude) * math.sin(longitudes / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(half))
