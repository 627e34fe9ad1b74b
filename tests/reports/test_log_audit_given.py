"""What an auditor is given by others, and what a site answers instead of what it was asked."""

import hashlib
import json

import pytest

from oversight.log import anchor, keyring, rotation
from oversight.log.notes import Head, Signer
from oversight.outside import audit
from tests import factories
from tests.oversight.log import audited, rewritten, seal, write
from tests.reports.test_log_audit import REPORTS
from tests.reports.test_log_audit import past as past  # noqa: PLC0414
from tests.reports.test_log_audit import state as state  # noqa: PLC0414


def kept_by(signer, size):
    """A file of checkpoints, of which this signer made one."""
    note = signer.sign(Head(signer.name, size, b"x" * 32).text)
    text = f"{audit.STATE}\nkey {signer.public}\n\n{note}\n"
    return f"{text}sum {hashlib.sha256(text.encode()).hexdigest()}\n"


@pytest.fixture
def impostor():
    """Anybody can make a key of this name."""
    return Signer(keyring.origin(), b"impostor" * 4)


@pytest.mark.parametrize("size", [2, 9_000])
def test_a_witness_of_another_key_accuses_nobody(past, client, state, impostor, size, capsys):
    state.write_text(kept_by(impostor, size))

    assert audited(client, witnesses=[state]) == audit.UNUSABLE
    assert f"signed by {impostor.public}, which this log never named" in capsys.readouterr().out


@pytest.mark.parametrize("size", [2, 9_000])
def test_a_witness_of_the_key_that_was_given_is_heard(past, client, state, impostor, size):
    """The site may have another key since: whoever kept the first one gives it."""
    state.write_text(kept_by(impostor, size))

    assert audited(client, witnesses=[state], key=impostor.public) == audit.REWRITTEN


@pytest.mark.parametrize("size", [2, 9_000])
def test_a_witness_of_before_the_key_was_changed_is_heard(past, client, state, size):
    state.write_text(kept_by(keyring.head(), size))
    rotation.rotate()
    write()
    seal()

    assert audited(client, witnesses=[state]) == audit.REWRITTEN


def test_both_checkpoints_of_a_fork_are_shown(past, client, state, capsys):
    theirs = kept_by(keyring.head(), 2)
    state.write_text(theirs)

    assert audited(client, witnesses=[state]) == audit.REWRITTEN
    told = capsys.readouterr().out
    assert theirs.split("\n\n", 1)[1].partition("\n\n")[0] in told
    assert anchor.kept()[-1] in told


def test_a_checkpoint_that_is_not_told_any_more_is_found(past, client, state, project, capsys):
    audited(client, state)
    first = anchor.kept()[0]
    factories.make_report(project)
    seal()
    rewritten("DELETE FROM oversight_checkpoint WHERE note = %s", first)

    assert audited(client, state) == audit.REWRITTEN
    told = capsys.readouterr().out
    assert f"does not tell its checkpoint of {first.splitlines()[1]} entries any more" in told


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--witness", "nobody.txt"], "cannot read nobody.txt"),
        (["--key", "hello"], "the key is not an Ed25519 key line"),
    ],
)
def test_what_cannot_be_used_is_named_before_anything_is_asked(words, says, capsys):
    assert audit.main(["http://127.0.0.1:9", *words]) == audit.UNUSABLE
    assert says in capsys.readouterr().out


def test_a_state_file_that_cannot_be_written_is_named(past, client, tmp_path, capsys):
    path = tmp_path / "nowhere" / "heads.txt"

    assert audited(client, path) == audit.UNUSABLE
    assert f"cannot write {path}" in capsys.readouterr().out


def without(name):
    """A list whose rows lack something."""

    def change(raw):
        page = json.loads(raw)
        page["results"] = [{key: row[key] for key in row if key != name} for row in page["results"]]
        return json.dumps(page).encode()

    return change


BROKEN = {
    "a row without its photos": without("photos"),
    "photos that are none": lambda raw: raw.replace(b'"photos":[]', b'"photos":null'),
    "rows that are numbers": lambda raw: b'{"next": null, "results": [1, 2]}',
    "no list": lambda raw: b'{"next": null, "results": {"id": 1}}',
    "another page": lambda raw: b"<html>",
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_list_of_another_form_is_named(past, client, what, capsys):
    assert audited(client, changed={REPORTS: BROKEN[what]}) == audit.MISSING
    assert "the list of reports cannot be read" in capsys.readouterr().out


def test_what_was_found_is_told_although_a_list_cannot_be_read(past, client, state, capsys):
    """Whoever cuts the log off does not get away with breaking a list."""
    state.write_text(kept_by(keyring.head(), 9_000))

    answer = audited(client, state, changed={REPORTS: lambda raw: b"<html>"})

    told = capsys.readouterr().out
    assert (answer, "the log had 9000 entries" in told) == (audit.REWRITTEN, True)
    assert "the list of reports cannot be read" in told


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("hello\n\n", audit.REWRITTEN, "does not begin with its version"),
        ("oversight-entry/2\n\n", audit.UNUSABLE, "is of a version this program does not know"),
    ],
)
def test_a_waiting_entry_of_another_form_is_named(past, client, text, code, says, capsys):
    assert audited(client, changed={"waiting.txt": lambda _same: text}) == code
    assert f"an entry that waits for the seal {says}" in capsys.readouterr().out
