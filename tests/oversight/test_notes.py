"""Signed notes: what is signed opens with the key, and with nothing else."""

import pytest

from oversight.log import notes
from oversight.log.notes import BadNote, Head, Signer
from oversight.outside import audit

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


# The example of the reference implementation of signed notes (golang.org/x/mod/sumdb/note).
THEIR_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
THEIR_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb"
    "6KE6RyyBwJnAM=\n"
)


def test_the_public_example_of_a_signed_note_opens_here_and_for_the_auditor():
    text = THEIR_NOTE.rpartition("\n\n")[0] + "\n"

    assert notes.opened(THEIR_NOTE, THEIR_KEY) == text
    assert audit.opened(THEIR_NOTE, THEIR_KEY, "theirs") == text
    with pytest.raises(BadNote):
        notes.opened(THEIR_NOTE.replace("answer", "Answer"), THEIR_KEY)
    with pytest.raises(audit.Refused):
        audit.opened(THEIR_NOTE.replace("answer", "Answer"), THEIR_KEY, "theirs")


# RFC 8032, section 7.1: public key, message, signature.
ED25519 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9"
        "b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f1"
        "1d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984d"
        "c6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("public", "message", "signature"), ED25519)
def test_the_auditor_s_own_arithmetic_knows_the_signatures_of_the_standard(
    public, message, signature
):
    key, text, mark = map(bytes.fromhex, (public, message, signature))

    assert audit.signature_fits(key, text, mark)
    assert not audit.signature_fits(key, text + b"x", mark)
    assert not audit.signature_fits(key, text, mark[:-1] + b"\x10")
    assert not audit.signature_fits(key, text, mark[:32] + bytes(32))
