"""What is told about a photo: coarse facts from its own notes, and a hash that hints."""

from datetime import date
from struct import pack

import pytest

from tests.reports import heic
from tests.reports.pictures import AKSU, developed, notes, raw_notes, saved, scene, with_segment

DAY = date(2026, 4, 15)


@pytest.mark.parametrize(
    ("taken", "asked", "same"),
    [
        ("2026:04:15 00:00:01", DAY, True),
        ("2026:04:14 23:59:59", DAY, False),
        ("2026:04:15 10:00:00", None, None),
        ("0000:00:00 00:00:00", DAY, None),
        ("yesterday", DAY, None),
        (None, DAY, None),
    ],
)
def test_of_the_cameras_clock_only_the_day_is_told(tmp_path, taken, asked, same):
    picture = developed(tmp_path, saved(scene(), exif=notes(taken=taken)), day=asked)

    assert picture.same_day is same


@pytest.mark.parametrize(
    ("camera", "site", "near"),
    [
        (AKSU, AKSU, True),
        ((AKSU[0] + 0.0044, AKSU[1]), AKSU, True),
        ((AKSU[0] + 0.0046, AKSU[1]), AKSU, False),
        ((AKSU[0], AKSU[1] + 0.0063), AKSU, True),
        ((AKSU[0], AKSU[1] + 0.0065), AKSU, False),
        ((-AKSU[0], AKSU[1]), AKSU, False),
        ((-AKSU[0], -AKSU[1]), (-AKSU[0], -AKSU[1]), True),
        (AKSU, None, None),
        ((0.0, 0.0), AKSU, None),
        ((95.0, 0.0), AKSU, None),
        (None, AKSU, None),
    ],
)
def test_of_the_place_only_near_or_not_is_told(tmp_path, camera, site, near):
    picture = developed(tmp_path, saved(scene(), exif=notes(place=camera)), site=site)

    assert picture.near_site is near


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_facts_are_found_in_every_format(tmp_path, kind):
    exif = notes(taken="2026:04:15 10:00:00", place=AKSU)

    picture = developed(tmp_path, saved(scene(), kind, exif=exif), day=DAY, site=AKSU)

    assert (picture.same_day, picture.near_site) == (True, True)


def test_facts_are_found_in_an_iphone_photo(tmp_path):
    exif = notes(taken="2026:04:15 10:00:00", place=AKSU).tobytes()

    picture = developed(tmp_path, heic.heic(scene(), exif=exif), day=DAY, site=AKSU)

    assert (picture.same_day, picture.near_site) == (True, True)


@pytest.mark.row(38)
@pytest.mark.parametrize(
    "exif",
    [
        pytest.param(b"Exif\0\0garbage", id="garbage"),
        pytest.param(b"Exif\0\0" + b"\xff" * 65_000, id="64 KB of garbage"),
        pytest.param(raw_notes(following=8), id="directory that follows itself"),
        pytest.param(
            raw_notes((0x8769, 4, 1, pack("<I", 8)), (0x8825, 4, 1, pack("<I", 8))),
            id="directory inside itself",
        ),
        pytest.param(raw_notes((0x8825, 5, 2**31, b"\xff" * 4)), id="two thousand million numbers"),
    ],
)
def test_notes_that_make_no_sense_cost_nothing_but_the_facts(tmp_path, exif):
    photo = with_segment(saved(scene()), 0xE1, exif)

    picture = developed(tmp_path, photo, day=DAY, site=AKSU)

    assert (picture.width, picture.same_day, picture.near_site) == (320, None, None)


def apart(one, other):
    return (int(one.dhash, 16) ^ int(other.dhash, 16)).bit_count()


def test_the_same_scene_sent_smaller_and_coarser_is_recognised(tmp_path):
    first = developed(tmp_path, saved(scene(1200, 900)))

    again = developed(tmp_path, saved(scene(1200, 900).resize((320, 240)), quality=30))

    assert apart(first, again) <= 4


def test_another_scene_is_not_taken_for_the_same(tmp_path):
    first = developed(tmp_path, saved(scene()))

    other = developed(tmp_path, saved(scene(seed=2)))

    assert apart(first, other) >= 16
    assert len(first.dhash) == 16
