"""Which files the darkroom refuses and why, how little memory that takes, and what it forgives."""

import random
import sys
from struct import pack

import pytest
from PIL import Image

from bench import peak
from reports.photos import darkroom, images
from reports.photos.darkroom import REASONS, Refused, sniff
from tests.reports import heic
from tests.reports.pictures import (
    chunk,
    developed,
    difference,
    flipped,
    forged,
    lossless,
    many_scans,
    png,
    refusal,
    saved,
    scene,
    shown,
    zeros,
)

SMALL = 50 * 1024  # KB a refused bomb may take
BIG = 400 * 1024  # KB the largest photo may take


@pytest.fixture
def weighed(tmp_path, monkeypatch):
    """Returns a function that tells the kilobytes the child needed at most."""
    note = tmp_path / "peak"
    weigher = [sys.executable, "-S", "-E", peak.__file__, str(note)]
    monkeypatch.setattr(darkroom, "CHILD", [*weigher, *darkroom.CHILD])
    return lambda: int(note.read_text())


# By the first bytes


def drawn(kind):
    return saved(scene(64, 64).convert("P" if kind in ("GIF", "ICO") else "RGB"), kind)


FOREIGN = {
    "PHP": b"<?php system($_GET['c']); ?>",
    "HTML": b"<!doctype html><script>alert(1)</script>",
    "SVG": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "MP4": b"\0\0\0\x18ftypisom\0\0\2\0isomiso2",
    "QuickTime": b"\0\0\0\x14ftypqt  \0\0\0\0qt  ",
    "CR3": b"\0\0\0\x18ftypcrx \0\0\0\1crx isom",
    "GIF": drawn("GIF"),
    "animated GIF": saved(scene(64, 64), "GIF", save_all=True, append_images=[scene(64, 64, 2)]),
    "TIFF": drawn("TIFF"),
    "big-endian TIFF": b"MM\0*" + bytes(60),
    "BMP": drawn("BMP"),
    "PSD": b"8BPS\0\1" + bytes(60),
    "EPS": b"%!PS-Adobe-3.0 EPSF-3.0\n",
    "JPEG 2000": drawn("JPEG2000"),
    "ICO": drawn("ICO"),
    "FITS": b"SIMPLE  =                    T" + bytes(60),
    "JPEG XL": b"\xff\x0a" + bytes(60),
    "JPEG XL in a box": b"\0\0\0\x0cJXL \r\n\x87\n" + bytes(60),
    "DNG": b"II*\0" + bytes(60),
    "WAVE": b"RIFF\x24\0\0\0WAVEfmt " + bytes(60),
    "ZIP": b"PK\3\4\x14\0\0\0\x08\0" + bytes(60),
    "gzip": b"\x1f\x8b\x08\0" + bytes(60),
}


@pytest.mark.row(10, 11, 12, 29, 42, 54)
@pytest.mark.parametrize("data", FOREIGN.values(), ids=FOREIGN)
def test_what_is_no_photo_reaches_no_decoder(tmp_path, monkeypatch, data):
    monkeypatch.setattr(darkroom, "CHILD", ["/no/decoder/may/run"])

    assert refusal(tmp_path, data) == "not_image"


@pytest.mark.row(7)
@pytest.mark.parametrize("data", [b"", b"\xff", b"\xff\xd8\xff"])
def test_an_empty_file_is_called_empty(tmp_path, data):
    assert refusal(tmp_path, data) == "empty"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (saved(scene(64, 64)), "jpeg"),
        (saved(scene(64, 64), "PNG"), "png"),
        (saved(scene(64, 64), "WEBP"), "webp"),
        (saved(scene(64, 64), "AVIF"), "heif"),
        (heic.heic(scene(64, 64)), "heif"),
        (b"RIFF\0\0\0\0WEB", None),
        (b"", None),
    ],
)
def test_the_first_twelve_bytes_tell_the_format(data, kind):
    assert sniff(data[:12]) == kind


@pytest.mark.row(26)
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("photo.jpg", heic.heic(scene())),
        ("photo.heic", saved(scene())),
        ("../../public/photo.php", saved(scene())),
    ],
)
def test_the_name_of_the_file_decides_nothing(tmp_path, name, data):
    folder = tmp_path / "one" / "two"
    (folder / "public").mkdir(parents=True)
    (tmp_path / "public").mkdir()

    picture = developed(folder, data, name)

    names = sorted(path.name for path in (folder / "public").iterdir())
    assert names == ["large.jpg", "phone.jpg", "thumb.jpg"]
    assert sorted(picture.files) == ["large", "phone", "thumb"]


# By the size it claims


@pytest.mark.row(30, 31)
@pytest.mark.parametrize(
    ("size", "code"),
    [
        ((1, 1), "too_small"),
        ((16, 16), "too_small"),
        ((63, 640), "too_small"),
        ((1, 60_000), "too_small"),
        ((20_000, 20), "too_small"),
        ((16_385, 64), "too_many_pixels"),
    ],
)
def test_pictures_too_small_or_too_long_are_refused(tmp_path, size, code):
    assert refusal(tmp_path, lossless(Image.new("1", size))) == code


@pytest.mark.row(14, 15, 16)
@pytest.mark.parametrize(
    ("size", "bits"),
    [((30_000, 30_000), 8), ((2**31 - 1, 2**31 - 1), 8), ((8000, 7999), 1)],
)
def test_a_png_bomb_is_refused_unopened(tmp_path, weighed, size, bits):
    assert refusal(tmp_path, png(*size, bits, 0, b"")) == "too_many_pixels"
    assert weighed() < SMALL


def test_a_large_webp_is_refused_unopened(tmp_path, weighed):
    canvas = pack("<I", 0) + (16_000).to_bytes(3, "little") * 2
    webp = b"RIFF" + pack("<I", 22) + b"WEBPVP8X" + pack("<I", 10) + canvas

    assert refusal(tmp_path, webp) == "too_many_pixels"
    assert weighed() < SMALL


@pytest.mark.row(33)
def test_a_photo_of_200_megapixels_is_asked_to_be_smaller(tmp_path):
    assert refusal(tmp_path, forged(saved(scene()), 14_142, 14_142)) == "too_many_pixels"
    assert "Make the photo smaller" in str(REASONS["too_many_pixels"])


def test_an_iphone_photo_of_51_megapixels_is_asked_to_be_smaller(tmp_path):
    assert refusal(tmp_path, heic.grid(scene(512, 512), 14, 14)) == "too_many_pixels"


def test_a_file_above_the_limit_is_refused_unopened(tmp_path, settings):
    assert refusal(tmp_path, saved(scene()) + bytes(16 * 2**20)) == "too_large"
    assert images.MAX_BYTES == settings.PHOTO_MAX_BYTES


@pytest.mark.row(32)
@pytest.mark.parametrize(
    ("size", "progressive", "most"),
    [
        ((4000, 3000), True, 250 * 1024),
        ((8160, 6120), True, BIG),
        ((12_000, 9000), False, 150 * 1024),
    ],
)
def test_a_phones_largest_photos_fit_into_little_memory(tmp_path, weighed, size, progressive, most):
    photo = Image.new("RGB", size, "tan")

    picture = developed(tmp_path, saved(photo, progressive=progressive))

    assert (picture.width, picture.height) == (1600, 1200)
    assert weighed() < most


@pytest.mark.row(36)
def test_a_jpeg_that_claims_the_largest_size_there_is_is_refused(tmp_path, weighed):
    assert refusal(tmp_path, forged(saved(scene()), 65_500, 65_500)) == "too_many_pixels"
    assert weighed() < SMALL


def test_an_iphones_48_megapixels_are_taken(tmp_path):
    photo = heic.grid(scene(1008, 992), 8, 6)

    assert developed(tmp_path, photo).width == 1600


# Broken, in many ways


def wrong_sum():
    """A PNG whose picture chunk does not match its check sum."""
    good = lossless(scene())
    return good[:-13] + bytes([good[-13] ^ 1]) + good[-12:]


def with_chunk(name, content, times=1):
    return png(64, 64, 8, 0, bytes(65 * 64), *[chunk(name, content)] * times)


@pytest.mark.row(5, 18, 27, 35)
@pytest.mark.parametrize(
    "data",
    [
        pytest.param(lambda: saved(scene(640, 480))[:2000], id="cut at a tenth"),
        pytest.param(lambda: saved(scene())[:150], id="header alone"),
        pytest.param(
            lambda: b"\xff\xd8\xff\xe0" + random.Random(1).randbytes(5000), id="random bytes"
        ),
        pytest.param(wrong_sum, id="png with a wrong sum"),
        pytest.param(lambda: lossless(scene())[:20_000], id="png cut"),
        pytest.param(lambda: saved(scene(), "WEBP")[:1000], id="webp cut"),
        pytest.param(lambda: saved(scene(), "AVIF")[:1000], id="avif cut"),
        pytest.param(lambda: heic.heic(scene())[:60_000], id="half an HEIC"),
        pytest.param(lambda: heic.grid(scene(64, 64), 3, 3, missing=2), id="HEIC lacking tiles"),
    ],
)
def test_a_broken_file_is_refused_in_bounded_memory(tmp_path, weighed, data):
    assert refusal(tmp_path, data()) == "broken"
    assert weighed() < BIG


@pytest.mark.row(36)
def test_a_jpeg_that_claims_a_larger_size_ends_in_grey_within_400_megabytes(tmp_path, weighed):
    picture = developed(tmp_path, forged(saved(scene()), 7900, 7900))

    assert shown(picture.files["large"]).getpixel((1500, 1500)) == (128, 128, 128)
    assert weighed() < BIG


@pytest.mark.row(36)
def test_a_jpeg_whose_passes_do_not_fit_into_memory_is_refused(tmp_path, weighed):
    photo = forged(saved(scene(), progressive=True, subsampling=0), 10_900, 10_900)

    assert refusal(tmp_path, photo) == "broken"
    assert weighed() < BIG


@pytest.mark.row(17)
@pytest.mark.parametrize(
    "bomb",
    [
        pytest.param(lambda: with_chunk(b"zTXt", b"a\0\0" + zeros(60), times=5), id="text"),
        pytest.param(lambda: with_chunk(b"iCCP", b"a\0\0" + zeros(200)), id="profile"),
    ],
)
def test_a_packed_bomb_is_refused_unpacked(tmp_path, weighed, bomb):
    assert refusal(tmp_path, bomb()) == "broken"
    assert weighed() < SMALL


@pytest.mark.row(37)
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "photo",
    [
        pytest.param(saved(scene()), id="JPEG"),
        pytest.param(saved(scene(), "WEBP"), id="WebP"),
        pytest.param(heic.heic(scene(64, 64)), id="HEIC"),
    ],
)
def test_forty_spoilt_bytes_give_a_picture_or_a_refusal_and_never_a_fault(tmp_path, photo, seed):
    try:
        outcome = shown(developed(tmp_path, flipped(photo, seed)).files["thumb"]).format
    except Refused as refused:
        outcome = refused.code

    assert outcome in {"JPEG", "broken", "too_many_pixels", "too_small"}


# Forgiven


@pytest.mark.row(4)
@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("kept", [0.9, 0.7])
def test_a_photo_cut_near_its_end_is_shown_as_incomplete(tmp_path, progressive, kept):
    photo = saved(scene(640, 480), quality=95, progressive=progressive)

    picture = developed(tmp_path, photo[: int(len(photo) * kept)])

    assert (picture.width, picture.height, picture.incomplete) == (640, 480, True)


@pytest.mark.row(6)
def test_a_photo_without_its_last_two_bytes_loses_nothing(tmp_path):
    picture = developed(tmp_path, saved(scene(), quality=95)[:-2])

    assert difference(shown(picture.files["large"]), scene()) < 40


def test_a_whole_photo_is_not_called_incomplete(tmp_path):
    assert developed(tmp_path, saved(scene())).incomplete is False


@pytest.mark.row(41)
def test_a_photo_of_many_passes_is_taken_when_it_is_quick(tmp_path):
    photo = many_scans(saved(scene(), progressive=True), 200)

    assert developed(tmp_path, photo).width == 320
