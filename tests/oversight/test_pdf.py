"""What can be read of a PDF: its names, and words as far as its fonts tell the letters."""

import zlib

import pytest

from oversight import pdf

# A font of which the codes 1 to 10 are the digits, and 11 is a letter.
DIGITS = b"1 beginbfrange <0001> <000A> <0030> endbfrange 1 beginbfchar <000B> <049A> endbfchar"


def made_of(*streams):
    objects = [
        b"%d 0 obj<</Filter/FlateDecode>>stream\n%s\nendstream endobj\n"
        % (number, zlib.compress(stream))
        for number, stream in enumerate(streams, start=1)
    ]
    return b"%PDF-1.5\n" + b"".join(objects) + b"%%EOF"


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (b"BT (Akt 900101300123) Tj ET", "Akt 900101300123"),
        (b"BT [(9001) -20 (01300123)] TJ ET", "900101300123"),
        (b"BT (a \\(b\\) \\101) Tj ET", "a (b) A"),
        (b"BT <416374> Tj ET", "Act"),
    ],
)
def test_words_in_plain_letters_are_read(page, words):
    assert pdf.words(made_of(page)) == words


def test_words_in_a_font_of_its_own_are_read_by_its_table():
    page = b"BT <000A000100010002> Tj <000B> Tj ET"

    assert "9001 Қ" in pdf.words(made_of(DIGITS, page))


def test_strings_that_no_operator_shows_are_no_words():
    assert pdf.words(made_of(b"(secret) /Name gs (shown) Tj")) == "shown"


@pytest.mark.parametrize("name", sorted(pdf.ACTIVE))
def test_an_active_name_is_found_inside_a_packed_stream(name):
    assert pdf.holds(made_of(b"<</S/%s>>" % name), pdf.ACTIVE)


def test_a_plain_page_holds_nothing_active():
    assert not pdf.holds(made_of(b"BT (JavaScript) Tj ET"), pdf.ACTIVE)
