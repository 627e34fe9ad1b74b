"""What comes out of the darkroom: upright, plain and clean pictures."""

from struct import pack

import pytest
from PIL import Image

from tests.reports import heic
from tests.reports.pictures import (
    AKSU,
    developed,
    difference,
    large,
    lossless,
    moving_png,
    moving_webp,
    notes,
    png,
    raw_notes,
    red_is_green,
    saved,
    scene,
    segments,
    shown,
    stored,
    with_segment,
    written_by,
    ycck,
)

CLEAN = {"E0", "DB", "C2", "C4", "DA"}  # JFIF, tables, picture: no Exif, no profile, no comment


@pytest.fixture(scope="session")
def plain(tmp_path_factory):
    """The public bytes of the scene sent as a plain picture."""
    folder = tmp_path_factory.mktemp("plain")
    return developed(folder, lossless(scene())).files["large"].read_bytes()


def secrets_in(picture):
    content = b"".join(path.read_bytes() for path in picture.files.values())
    return [word for word in (b"Tattle", b"Aigul", b"<?php", b"a.jar", b"c2pa") if word in content]


# Clean


@pytest.mark.row(1)
def test_a_phones_photo_comes_out_upright_and_without_a_word_about_its_author(tmp_path):
    told = notes(orientation=6, taken="2026:04:15 10:00:00", place=AKSU)
    photo = saved(
        stored(scene(480, 640), 6), exif=told, comment=b"Aigul", icc_profile=red_is_green()
    )

    picture = developed(tmp_path, photo)

    assert (picture.width, picture.height) == (480, 640)
    assert {frozenset(segments(path.read_bytes())) for path in picture.files.values()} == {
        frozenset(CLEAN)
    }
    assert secrets_in(picture) == []


@pytest.mark.row(8, 9, 19, 25, 51)
@pytest.mark.parametrize(
    "photo",
    [
        pytest.param(lambda: saved(scene()) + b"PK\3\4 a.jar <html>", id="archive after the end"),
        pytest.param(lambda: saved(scene(), comment=b"<?php evil(); ?>"), id="script in a comment"),
        pytest.param(
            lambda: with_segment(saved(scene()), 0xEB, b"JP\0\1\0\0\0\1jumb c2pa Aigul"), id="C2PA"
        ),
        pytest.param(
            lambda: lossless(scene(), exif=notes(), pnginfo=written_by("Aigul")), id="png notes"
        ),
        pytest.param(lambda: saved(scene(), "WEBP", exif=notes()), id="webp exif"),
        pytest.param(lambda: saved(scene(), "AVIF", speed=10, exif=notes()), id="avif exif"),
        pytest.param(lambda: heic.heic(scene(), exif=notes().tobytes()), id="heic exif"),
    ],
)
def test_nothing_but_the_picture_is_published(tmp_path, photo):
    picture = developed(tmp_path, photo())

    assert set(segments(picture.files["large"].read_bytes())) == CLEAN
    assert secrets_in(picture) == []


@pytest.mark.row(40)
def test_the_preview_that_still_shows_what_was_cut_away_is_dropped(tmp_path):
    preview = saved(scene(160, 120, seed=2))
    directory = raw_notes(following=14)[:-4] + pack("<I", 14)
    offset = 14 + 2 + 2 * 12 + 4
    entries = [(0x201, 4, 1, pack("<I", offset)), (0x202, 4, 1, pack("<I", len(preview)))]
    rows = pack("<H", 2) + b"".join(pack("<HHI4s", *entry) for entry in entries) + bytes(4)
    photo = with_segment(saved(scene()), 0xE1, directory + rows + preview)

    picture = developed(tmp_path, photo)

    assert preview in photo
    assert picture.files["large"].read_bytes().count(b"\xff\xd8\xff") == 1


# Upright


@pytest.mark.row(2)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_way_to_hold_the_phone_gives_the_same_picture(tmp_path, plain, orientation):
    photo = lossless(stored(scene(), orientation), exif=notes(orientation))

    picture = developed(tmp_path, photo)

    assert picture.files["large"].read_bytes() == plain


@pytest.mark.row(3)
@pytest.mark.parametrize(
    "exif",
    [
        pytest.param(notes(99), id="99"),
        pytest.param(notes(0), id="0"),
        pytest.param(raw_notes((274, 2, 4, b"left")), id="text"),
    ],
)
def test_an_orientation_that_makes_no_sense_turns_nothing(tmp_path, plain, exif):
    picture = developed(tmp_path, lossless(scene(), exif=exif))

    assert picture.files["large"].read_bytes() == plain


@pytest.mark.row(25)
@pytest.mark.parametrize(
    ("turn", "shown"),
    [
        (heic.turned(1), Image.Transpose.ROTATE_90),
        (heic.turned(3), Image.Transpose.ROTATE_270),
        (heic.mirrored(1), Image.Transpose.FLIP_LEFT_RIGHT),
        (heic.mirrored(0), Image.Transpose.FLIP_TOP_BOTTOM),
    ],
)
def test_an_iphone_photo_is_turned_once_and_not_twice(tmp_path, turn, shown):
    photo = heic.heic(scene(), turn, exif=notes(6).tobytes())

    assert difference(large(tmp_path, photo), scene().transpose(shown)) < 40


def test_an_avif_photo_is_turned_once(tmp_path):
    photo = saved(stored(scene(), 6), "AVIF", quality=95, speed=10, exif=notes(6))

    assert difference(large(tmp_path, photo), scene()) < 40


# Only the first picture


@pytest.mark.row(13)
@pytest.mark.parametrize("moving", [moving_png, moving_webp])
def test_of_an_animation_only_the_first_frame_is_decoded(tmp_path, plain, moving):
    picture = developed(tmp_path, moving(scene(), 1000))

    assert picture.files["large"].read_bytes() == plain


@pytest.mark.row(24, 28)
@pytest.mark.parametrize(
    "photo",
    [
        pytest.param(
            lambda: saved(scene(), "MPO", save_all=True, append_images=[scene(seed=2)]), id="3D"
        ),
        pytest.param(lambda: saved(scene()) + saved(scene(seed=2)), id="gain map"),
        pytest.param(
            lambda: heic.heic(
                scene(),
                beside=(
                    heic.picture(scene(64, 64, seed=2), role=b"thmb"),
                    heic.picture(scene(64, 64, seed=3), heic.auxiliary(heic.DEPTH), role=b"auxl"),
                    heic.picture(scene(seed=4)),
                ),
            ),
            id="heic with preview, depth and another picture",
        ),
    ],
)
def test_second_pictures_in_the_file_are_left_behind(tmp_path, photo):
    picture = developed(tmp_path, photo())

    assert picture.files["large"].read_bytes().count(b"\xff\xd8\xff") == 1
    assert difference(shown(picture.files["large"]), scene()) < 40


# Colours


@pytest.mark.row(20)
def test_deep_grey_is_neither_black_nor_white(tmp_path):
    row = b"\0" + b"".join(pack(">H", level * 257) for level in range(256))

    picture = large(tmp_path, png(256, 64, 16, 0, row * 64))

    assert [picture.getpixel((x, 32))[0] for x in (0, 64, 128, 255)] == pytest.approx(
        [0, 64, 128, 255], abs=3
    )


@pytest.mark.row(20)
def test_deep_colours_keep_their_shades(tmp_path):
    row = b"\0" + b"".join(pack(">3H", 40_000, level * 257, 10_000) for level in range(256))

    picture = large(tmp_path, png(256, 64, 16, 2, row * 64))

    assert picture.getpixel((128, 32)) == pytest.approx((156, 128, 39), abs=6)


def half_clear(mode, **options):
    """Red on the left, nothing on the right."""
    image = Image.new("RGBA", (128, 64))
    image.paste((200, 0, 0, 255), (0, 0, 64, 64))
    return lossless(image.convert(mode), **options)


@pytest.mark.row(21)
@pytest.mark.parametrize(
    ("photo", "left"),
    [
        pytest.param(half_clear("RGBA"), (200, 0, 0), id="RGBA"),
        pytest.param(half_clear("LA"), (60, 60, 60), id="LA"),
        pytest.param(half_clear("P"), (200, 0, 0), id="palette"),
        pytest.param(half_clear("RGB", transparency=(0, 0, 0)), (200, 0, 0), id="clear colour"),
        pytest.param(half_clear("L", transparency=0), (60, 60, 60), id="clear grey"),
    ],
)
def test_what_is_clear_becomes_white(tmp_path, photo, left):
    picture = large(tmp_path, photo)

    assert picture.getpixel((30, 30)) == pytest.approx(left, abs=6)
    assert picture.getpixel((100, 30)) == pytest.approx((255, 255, 255), abs=3)


@pytest.mark.row(22)
@pytest.mark.parametrize("encoded", [lambda image: saved(image, quality=95), ycck])
def test_a_print_shops_jpeg_keeps_its_colours(tmp_path, encoded):
    colours = Image.merge("CMYK", (*scene().split(), scene(seed=2).getchannel(0)))
    colours = colours.point(lambda value: value // 2)

    assert difference(large(tmp_path, encoded(colours)), colours) <= 12


@pytest.mark.row(23)
def test_a_grey_jpeg_stays_grey(tmp_path):
    grey = scene().convert("L")

    assert difference(large(tmp_path, saved(grey, quality=95)), grey) <= 12


def test_a_colour_profile_is_obeyed(tmp_path):
    photo = lossless(Image.new("RGB", (64, 64), (200, 0, 0)), icc_profile=red_is_green())

    red, green, blue = large(tmp_path, photo).getpixel((32, 32))

    assert (red < 30, green > 170, blue < 30) == (True, True, True)


@pytest.mark.row(39)
@pytest.mark.parametrize("profile", [b"no profile at all", bytes(2**20), red_is_green()[:200]])
def test_a_bogus_colour_profile_is_ignored(tmp_path, plain, profile):
    picture = developed(tmp_path, lossless(scene(), icc_profile=profile))

    assert picture.files["large"].read_bytes() == plain


# Sizes


@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        ((2400, 1800), [(1600, 1200), (800, 600), (320, 240)]),
        ((900, 1200), [(900, 1200), (600, 800), (240, 320)]),
        ((200, 100), [(200, 100), (200, 100), (200, 100)]),
        ((8000, 64), [(1600, 13), (800, 6), (320, 2)]),
    ],
)
def test_three_sizes_are_made_and_none_is_enlarged(tmp_path, size, sizes):
    picture = developed(tmp_path, saved(scene(*size)))

    assert [shown(picture.files[name]).size for name in ("large", "phone", "thumb")] == sizes
    assert (picture.width, picture.height) == sizes[0]


def test_a_twelve_megapixel_photo_weighs_little_and_still_looks_the_same(tmp_path):
    picture = developed(tmp_path, saved(scene(4000, 3000)))

    assert picture.files["large"].stat().st_size < 200_000
    assert difference(shown(picture.files["large"]), scene().resize((1600, 1200))) < 40
