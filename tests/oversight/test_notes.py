"""Signed notes: what is signed opens with the key, and with nothing else."""

import pytest

from oversight.log import notes
from oversight.log.notes import BadNote, Head, Signer

KEY = Signer("baqylau.example/log/1", bytes(range(32)))
HEAD = Head(KEY.name, 7, bytes(range(32)))
NOTE = KEY.sign(HEAD.text)


def test_a_checkpoint_is_three_lines_an_empty_one_and_a_signature():
    first, size, root, gap, mark = NOTE.splitlines()

    assert (first, size, gap) == ("baqylau.example/log/1", "7", "")
    assert root == "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
    assert mark.startswith("— baqylau.example/log/1 ")


def test_the_golden_note_opens_for_ever():
    """Written down once: a change of the format would strand every note ever printed."""
    assert KEY.public == (
        "baqylau.example/log/1+ef05df3e+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
    )
    assert NOTE.splitlines()[-1].split(" ")[-1] == (
        "7wXfPsKYr0GVoeIC4VvaosaoZqWf8I+6x9M/10EK2+jOiKdRo0ddU1wt2F4z"
        "Fq0v1+O4EQ0HLTqBMzxqSxkKWKkFBwM="
    )


def test_what_was_signed_opens_with_the_key():
    assert notes.head(notes.opened(NOTE, KEY.public)) == HEAD


@pytest.mark.parametrize(
    ("note", "why"),
    [
        (NOTE.replace("\n7\n", "\n8\n"), "does not fit"),
        (NOTE.replace("log/1\n", "log/2\n"), "does not fit"),
        (NOTE.rstrip("\n"), "not a signed note"),
        (NOTE.replace("\n\n", "\n"), "not a signed note"),
        (NOTE.replace("— ", "- "), "not a line that signs"),
        (HEAD.text + "\n" + NOTE.splitlines()[-1] + "=\n", "not base64"),
        (Signer(KEY.name, bytes(32)).sign(HEAD.text), "not signed by this key"),
        (Signer("other.example/log/1", KEY.seed).sign(HEAD.text), "not signed by this key"),
        ("", "not a signed note"),
    ],
)
def test_anything_else_is_refused_by_name(note, why):
    with pytest.raises(BadNote, match=why):
        notes.opened(note, KEY.public)


@pytest.mark.parametrize(
    "public", ["", "a+b", "x+00000000+AQ==", KEY.public[:-4] + "AAA=", KEY.public.replace("6", "7")]
)
def test_what_is_no_public_key_is_refused(public):
    with pytest.raises(BadNote):
        notes.opened(NOTE, public)


@pytest.mark.parametrize("text", ["", "a\n1\n", "a\n-1\nAA==\n", "a\nx\nAA==\n", "a\n1\n!\n"])
def test_what_is_no_checkpoint_is_refused(text):
    with pytest.raises(BadNote):
        notes.head(text)


def test_a_file_of_notes_is_read_back():
    other = KEY.sign(Head(KEY.name, 9, bytes(32)).text)

    assert notes.notes_in(f"{NOTE}\n{other}\n") == [NOTE, other]
    assert notes.notes_in("") == []
