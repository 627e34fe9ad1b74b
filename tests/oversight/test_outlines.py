"""Outlines from GeoJSON: checked, thinned, kept with their source."""

import json
import math
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from oversight.models import PlaceOutline
from oversight.places import outlines
from oversight.places.sourced import Given
from tests import factories

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
GEOKZ = Given("geokz", "CC BY 4.0")
DISTRICT = "433600000"
SQUARE = [[64, 45], [65, 45], [65, 46], [64, 46], [64, 45]]


def feature(ring=SQUARE, code=DISTRICT, kind="Polygon", **properties):
    coordinates = [ring] if kind == "Polygon" else [[ring]]
    return {
        "type": "Feature",
        "properties": {"kato": code, **properties},
        "geometry": {"type": kind, "coordinates": coordinates},
    }


@pytest.fixture
def file(tmp_path):
    def write(*features):
        path = tmp_path / "outlines.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        return path

    return write


def load(path):
    filling = outlines.plan_outlines(path, GEOKZ)
    outlines.apply_outlines(filling)
    return filling


def test_an_outline_is_kept_with_its_source(aksu, file):
    load(file(feature()))

    kept = PlaceOutline.objects.get()
    assert (kept.place.code, kept.source.name) == (DISTRICT, "geokz")
    assert kept.geometry == {"type": "Polygon", "coordinates": [SQUARE]}


def test_the_place_may_also_be_named_by_the_features_id(aksu, file):
    plain = {**feature(), "properties": None, "id": DISTRICT}

    assert [entry.place.code for entry in load(file(plain))] == [DISTRICT]


def test_a_second_run_of_the_same_outlines_changes_nothing(aksu, file):
    circle = [
        [64 + math.cos(math.radians(at % 360)), 45 + math.sin(math.radians(at % 360))]
        for at in range(361)
    ]
    load(file(feature(circle)))

    again = outlines.plan_outlines(file(feature(circle)), GEOKZ)

    assert (list(again), again.unchanged) == ([], 1)


def test_what_no_screen_shows_is_left_out(aksu, file):
    straight = [[64 + at / 1000, 45 + (at % 2) / 10000] for at in range(1001)]
    load(file(feature([*straight, [65, 46], [64, 46], [64, 45]])))

    assert PlaceOutline.objects.get().geometry["coordinates"] == [SQUARE]


def test_an_island_too_small_to_thin_keeps_its_corners(aksu, file):
    island = [[64.5, 45.5], [64.5001, 45.5], [64.5001, 45.5001], [64.5, 45.5]]
    both = {"type": "MultiPolygon", "coordinates": [[SQUARE], [island]]}

    load(file({**feature(), "geometry": both}))

    assert [len(ring) for [ring] in PlaceOutline.objects.get().geometry["coordinates"]] == [5, 4]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (feature(code="999999999"), "No place has this code."),
        (feature(name_kk="Арал ауданы"), "The code belongs to another place: Жалағаш."),
        ({**feature(), "geometry": None}, "An outline must be a Polygon or a MultiPolygon."),
        (
            {**feature(), "geometry": {"type": "Point", "coordinates": [64, 45]}},
            "An outline must be a Polygon or a MultiPolygon.",
        ),
        (feature(SQUARE[:-1]), "The outline is not closed."),
        (feature([[64, 45], ["a", 45], [65, 46], [64, 45]]), "The outline is damaged."),
        (feature([[64, 45], [True, 45], [65, 46], [64, 45]]), "The outline is damaged."),
        (
            feature([[y, x] for x, y in SQUARE]),
            "The outline lies outside Kazakhstan. Are its coordinates swapped?",
        ),
        ("no feature", "No place has this code."),
    ],
)
def test_an_outline_that_makes_no_sense_is_refused(aksu, file, wrong, reason):
    filling = load(file(wrong))

    assert [str(refusal.reason) for refusal in filling.refused] == [reason]
    assert PlaceOutline.objects.count() == 0


def test_a_place_outlined_twice_is_refused_the_second_time(aksu, file):
    filling = load(file(feature(), feature()))

    assert (len(filling.new), len(filling.refused)) == (1, 1)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b'{"features": {}}', b"\xff\xfe", b"[" * 9999]
)
def test_a_file_that_is_no_geojson_is_refused_in_one_sentence(aksu, tmp_path, content):
    path = tmp_path / "outlines.geojson"
    path.write_bytes(content)

    with pytest.raises(CommandError):
        call_command("import_outlines", path, source="x", licence="y", apply=True)

    assert PlaceOutline.objects.count() == 0


@pytest.mark.real_data
@pytest.mark.skipif(not DATA.exists(), reason="the real outlines are not beside the project")
def test_the_outlines_of_all_regions_go_in(site):
    path = DATA / "regions.geojson"
    for each in json.loads(path.read_text())["features"]:
        properties = each["properties"]
        factories.make_place(each["id"], "region", properties["name_kk"], properties["name_ru"])

    filling = load(path)

    assert (len(filling.new), filling.refused) == (20, [])
    assert outlines.plan_outlines(path, GEOKZ).unchanged == 20
