"""Pictures of papers lose what they say of their maker, and look as they looked."""

import io

import pytest
from PIL import Image, PngImagePlugin

from oversight import stripping
from tests import factories

GPS = 0x8825


def jpeg(side=1, **kept):
    picture = Image.frombytes("RGB", (40, 24), bytes(range(240)) * 12)
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Phone of Aigul", side
    exif.get_ifd(GPS)[2] = (45.0, 4.0, 48.0)
    file = io.BytesIO()
    picture.save(file, "JPEG", exif=exif, comment=b"by Aigul", **kept)
    return file.getvalue()


def opened(content):
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kept", [{}, {"progressive": True}, {"restart_marker_rows": 1}])
def test_a_jpeg_keeps_its_picture_and_loses_its_maker(kept):
    content = jpeg(**kept)

    clean = stripping.stripped("jpeg", content)

    assert b"Aigul" in content
    assert b"Aigul" not in clean
    assert dict(opened(clean).getexif()) == {}
    assert opened(clean).tobytes() == opened(content).tobytes()


def test_which_side_is_up_stays():
    clean = stripping.stripped("jpeg", jpeg(side=6))

    assert dict(opened(clean).getexif()) == {0x0112: 6}


def test_how_colours_are_meant_stays():
    profile = b"a profile of colours" * 10

    clean = stripping.stripped("jpeg", jpeg(icc_profile=profile))

    assert opened(clean).info["icc_profile"] == profile


def test_what_follows_the_picture_is_left_out():
    assert b"secret" not in stripping.stripped("jpeg", jpeg() + b"secret \xff\xd9")


def test_a_png_loses_its_texts():
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "Aigul")
    said.add_itxt("Comment", "Ақсу", "kk", "Пікір")
    file = io.BytesIO()
    Image.new("RGB", (8, 6), (10, 120, 60)).save(file, "PNG", pnginfo=said, exif=b"Exif\0\0MM")

    clean = stripping.stripped("png", file.getvalue())

    assert b"Aigul" in file.getvalue()
    assert b"Aigul" not in clean
    assert b"eXIf" not in clean
    assert opened(clean).tobytes() == opened(file.getvalue()).tobytes()


def test_a_pdf_is_left_as_it_is():
    assert stripping.stripped("pdf", b"%PDF-1.4\n%%EOF") == b"%PDF-1.4\n%%EOF"


@pytest.mark.parametrize("cut", [3, 20, -20, -3])
@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_a_picture_that_breaks_off_is_refused(kind, cut):
    content = factories.picture(64, 48)
    if kind == "png":
        file = io.BytesIO()
        opened(content).save(file, "PNG")
        content = file.getvalue()

    with pytest.raises(stripping.Broken):
        stripping.stripped(kind, content[:cut])


@pytest.mark.parametrize("tiff", [b"", b"II", b"MM\0*\xff\xff\xff\xff", b"II*\0\x08\0\0\0\xff\xff"])
def test_exif_that_makes_no_sense_says_nothing(tiff):
    segment = stripping.EXIF + tiff
    broken = b"\xff\xe1" + (len(segment) + 2).to_bytes(2, "big") + segment

    content = factories.picture(64, 48)
    clean = stripping.stripped("jpeg", content[:2] + broken + content[2:])

    assert dict(opened(clean).getexif()) == {}
