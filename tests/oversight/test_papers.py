"""Papers: looked at before they are believed, stored under a random name, swept when nobody's."""

import io
import os
import zlib

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from oversight import papers
from tests import factories

PDF = factories.PDF


def png():
    file = io.BytesIO()
    Image.new("RGB", (8, 6), (10, 120, 60)).save(file, "PNG", dpi=(72, 72))
    return file.getvalue()


PNG = png()


def upload(content, name="акт.pdf"):
    return SimpleUploadedFile(name, content)


def with_stream(content, filters=b"/Filter/FlateDecode"):
    stream = b"2 0 obj<<%s/Length %d>>stream\n%s\nendstream endobj\n"
    return PDF.replace(b"trailer", stream % (filters, len(content), content) + b"trailer")


def packed(words):
    return with_stream(zlib.compress(words))


@pytest.mark.parametrize(
    ("content", "expected"),
    [(PDF, "pdf"), (PNG, "png"), (factories.picture(), "jpeg")],
)
def test_the_content_says_what_it_is(content, expected):
    assert papers.look_at(upload(content, "virus.exe")).format == expected


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00 a program", "wrong_kind"),
        (b"<html><script>alert(1)</script>%%EOF", "wrong_kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "wrong_kind"),
        (b"PK\x03\x04 a workbook", "wrong_kind"),
        (PDF[:30], "damaged"),
        (factories.picture()[:-40], "damaged"),
        (PDF.replace(b"<<>>endobj", b"<</S/JavaScript/JS(app.alert(1))>>endobj"), "active"),
        (PDF.replace(b"<<>>endobj", b"<</S/Launch>>endobj"), "active"),
        (PDF.replace(b"<<>>endobj", b"<</S/J#61vaScript>>endobj"), "active"),
        (packed(b"<</S/JavaScript/JS(app.alert(1))>>"), "active"),
        (PDF.replace(b"trailer<<>>", b"trailer<</Encrypt 3 0 R>>"), "locked"),
        (with_stream(b"not packed at all"), "unreadable"),
        (with_stream(b"<~87cURD]~>", b"/Filter/ASCII85Decode"), "unreadable"),
        (packed(bytes(65 * 1024 * 1024)), "unreadable"),
    ],
)
def test_what_is_no_paper_is_refused_with_its_reason(content, code):
    with pytest.raises(papers.Refused) as refusal:
        papers.look_at(upload(content))

    assert refusal.value.code == code


def test_too_large_a_file_is_refused_by_its_size():
    with pytest.raises(papers.Refused) as refusal:
        papers.look_at(upload(PDF), most=len(PDF) - 1)

    assert refusal.value.code == "too_large"


def test_a_scanned_page_is_taken(settings):
    scan = with_stream(factories.picture(), b"/Filter/DCTDecode")

    assert papers.look_at(upload(scan)).format == "pdf"


def test_what_is_asked_for_is_all_that_is_taken():
    with pytest.raises(papers.Refused) as refusal:
        papers.look_at(upload(PNG), formats=("pdf",))

    assert refusal.value.code == "wrong_kind"


def test_what_no_row_names_is_swept_after_days():
    kept, old, fresh = (papers.store(papers.Paper("pdf", PDF)) for _ in range(3))
    folder = settings.MEDIA_ROOT / "documents"
    for name in (kept, old):
        os.utime(folder / name, (1, 1))

    assert papers.sweep({kept}) == 1

    assert sorted(path.name for path in folder.iterdir()) == sorted([kept, fresh])
