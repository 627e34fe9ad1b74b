"""What a map of a place shows: where works are, how many, and the outlines that are known."""

from collections.abc import Iterator

from django.db.models import Avg, Count, Q, QuerySet
from django.db.models.functions import Left
from django.urls import reverse

from oversight.models import Place, PlaceOutline
from projects.models import Project

Feature = dict[str, object]

EXACT = 4  # digits after the point: ten metres


def of_place(place: Place) -> Feature:
    """Every village and town inside that has works, and the outlines of the place's parts."""
    outlines = PlaceOutline.objects.filter(Q(place=place) | Q(place__parent=place))
    return _collection([*_outlines(outlines), *_villages(place)])


def of_country() -> Feature:
    """Every district that has works, and the outlines of the regions."""
    outlines = PlaceOutline.objects.filter(place__in=Place.objects.regions().values("pk"))
    return _collection([*_outlines(outlines), *_districts()])


def _collection(features: list[Feature]) -> Feature:
    return {"type": "FeatureCollection", "features": features}


def _villages(place: Place) -> Iterator[Feature]:
    where = [f"place__{name}" for name in ("code", "kind", "name_kk", "name_ru", "name_en")]
    rows = (
        Project.objects.below(place)
        .filter(place__latitude__isnull=False)
        .values("place__latitude", "place__longitude", *where)
        .annotate(works=Count("pk"), grave=Count("pk", filter=Q(is_grave=True)))
        .order_by("place__code")
    )
    for row in rows:
        there = Place(**{name.removeprefix("place__"): row[name] for name in where})
        point = row["place__latitude"], row["place__longitude"]
        yield _bubble(there, point, row["works"], row["grave"])


def _districts() -> Iterator[Feature]:
    """A district without a point of its own lies in the middle of its villages."""
    middles = _middles()
    districts = Place.objects.current().filter(
        parent__in=Place.objects.regions(), project_count__gt=0
    )
    for place in districts.order_by("code"):
        own = (place.latitude, place.longitude) if place.has_point else None
        if point := own or middles.get(place.code[:4]):
            yield _bubble(place, point, place.project_count, place.grave_count)


def _middles() -> dict[str, tuple[float, float]]:
    known = Place.objects.current().filter(latitude__isnull=False)
    rows = known.annotate(district=Left("code", 4)).values_list("district").order_by()
    return {
        district: (latitude, longitude)
        for district, latitude, longitude in rows.annotate(Avg("latitude"), Avg("longitude"))
    }


def _bubble(place: Place, point: tuple[object, object], works: int, grave: int) -> Feature:
    latitude, longitude = (round(float(part), EXACT) for part in point)
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": {
            "name": place.spoken,
            "url": reverse("place", args=[place.code]),
            "works": works,
            "grave": grave,
        },
    }


def _outlines(outlines: QuerySet[PlaceOutline]) -> Iterator[Feature]:
    for outline in outlines.select_related("source").order_by("place__code"):
        yield {
            "type": "Feature",
            "geometry": outline.geometry,
            "properties": {"source": str(outline.source)},
        }
