"""Whatever somebody does to a file that people keep, the auditor refuses it, and says what it is.

Every byte altered, left out and doubled; every line left out, doubled and changed for another; the
file cut off anywhere, and something put before or behind it.
"""

from hashlib import sha256

import pytest

from oversight.log import hashing, merkle, notes
from oversight.log.notes import BadNote, Head, Signer
from oversight.outside import audit

KEY = Signer("baqylau.example/log/1", bytes(range(32)))
ENTRIES = [
    f"oversight-entry/1\nkind report.filed\nobject abcdefghijklmno{number}\nref -\nrole citizen\n"
    f"day 2026-11-23\nreason -\npart text {'A' * 43}=\n".encode()
    for number in range(7)
]
LEAVES = [hashing.leaf(entry) for entry in ENTRIES]


def note_of(size):
    return KEY.sign(Head(KEY.name, size, merkle.root(LEAVES[:size])).text)


def proof_of(index):
    path = merkle.inclusion(index, 7, lambda start, end: merkle.root(LEAVES[start:end]))
    told = map(notes._base64, [ENTRIES[index], *path])
    first, *rest = told
    lines = [audit.PROOF, f"extra {first}", f"index {index}", *rest]
    return "\n".join([*lines, "", note_of(7)])


PROMISE = KEY.sign(f"{audit.PROMISE}\n{KEY.name}\n{notes._base64(LEAVES[0])}\n2026-11-23\nkept\n")
FIRST_STATE = f"{audit.FIRST_STATE}\nkey {KEY.public}\n\n{note_of(3)}\n{note_of(7)}\n"
AWAITED = (
    f"waits 2026-11-23 {LEAVES[0].hex()} part.hidden abcdefghijklmno1\n"
    f"shown 2026-11-23 7 unit-17 {'0' * 16} figure.changed unit_stated\n"
    f"shown 2026-11-24 7 unit-18 {'1' * 16} name_kk\n"
)


def summed(text):
    return f"{text}sum {sha256(text.encode()).hexdigest()}\n"


STATE = summed(FIRST_STATE.replace(audit.FIRST_STATE, audit.STATE) + AWAITED)


def altered(raw):
    """Every small thing that can happen to a file; by name."""
    for at, byte in enumerate(raw):
        yield f"byte {at} altered", raw[:at] + bytes([byte ^ 1]) + raw[at + 1 :]
        yield f"byte {at} left out", raw[:at] + raw[at + 1 :]
        yield f"cut off at {at}", raw[:at]
    for more in (b"\n", b" ", b"x", b"\r\n", b"\x00", b"\xff"):
        yield f"{more!r} behind", raw + more
        yield f"{more!r} before", more + raw
    yield "other line ends", raw.replace(b"\n", b"\r\n")
    yield from reordered(raw.splitlines(keepends=True))


def reordered(lines):
    for at, line in enumerate(lines):
        yield f"line {at} left out", b"".join(lines[:at] + lines[at + 1 :])
        yield f"line {at} doubled", b"".join(lines[: at + 1] + lines[at:])
        for other in range(at):
            swapped = [*lines]
            swapped[at], swapped[other] = lines[other], line
            yield f"lines {other} and {at} swapped", b"".join(swapped)


READERS = {
    "proof": (proof_of(4), lambda path: audit.check_proof(path, KEY.public, "", [])),
    "state": (STATE, audit.State),
    "first state": (FIRST_STATE, audit.State),
    "promise": (PROMISE, lambda path: audit.opened(audit.read(path), KEY.public, path)),
}


@pytest.fixture
def quick_signatures(monkeypatch):
    """The auditor's own arithmetic has tests of its own; here a thousand signatures are checked."""

    def fits(public, text, signature):
        try:
            notes._checked(text.decode(), signature, public)
        except BadNote:
            return False
        return True

    monkeypatch.setattr(audit, "signature_fits", fits)


@pytest.mark.parametrize("what", READERS)
def test_no_altered_file_passes_and_each_is_refused_by_name(what, quick_signatures, tmp_path):
    text, take = READERS[what]
    path = tmp_path / what
    path.write_text(text)
    take(str(path))
    passed = {}
    with path.open("r+b", buffering=0) as file:
        for change, raw in altered(text.encode()):
            file.seek(0)
            file.truncate(file.write(raw))
            if not is_refused(take, str(path)) and raw != text.encode():
                passed[change] = raw

    assert [change for change, raw in passed.items() if not is_earlier(what, raw)] == []


def is_refused(take, path):
    try:
        take(path)
    except audit.Refused as refused:
        return len(str(refused)) > 10 and refused.code in (audit.UNUSABLE, audit.REWRITTEN)
    return False


def is_earlier(what, raw):
    """A state file of the first version without its last checkpoints is that of an earlier day."""
    is_cut = FIRST_STATE.encode().startswith(raw) and raw.endswith(b"\n\n")
    return what == "first state" and is_cut


def test_no_altered_checkpoint_opens_for_the_site_itself():
    note = note_of(7)
    opened = []
    for change, raw in altered(note.encode()):
        try:
            text = notes.opened(raw.decode(), KEY.public)
            notes.head(text)
        except (BadNote, UnicodeDecodeError):
            continue
        opened += [change] if raw != note.encode() else []

    assert opened == []


def test_a_state_file_is_read_as_it_was_written(tmp_path):
    path = tmp_path / "state"
    path.write_text(STATE)

    state = audit.State(str(path))

    assert [head.size for head in state.heads] == [3, 7]
    assert (len(state.waits), len(state.shown)) == (1, 2)
    state.keep(KEY.public, state.heads[-1], KEY.public)
    assert path.read_text() == STATE
