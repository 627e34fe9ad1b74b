"""A new key is named in the log, and the checkpoint that seals its name is still the old key's."""

import pytest

from oversight.log import keyring, notes, rotation, verifying
from oversight.models import Checkpoint, Installation, LogEntry
from oversight.outside import audit
from tests.oversight.log import audited, seal, write


def test_the_old_key_signs_the_name_of_the_new_one(db):
    write(3)
    seal()
    old = keyring.head().public

    new = rotation.rotate()

    assert keyring.head().public == new != old
    entry = LogEntry.objects.get(kind="key.rotated")
    assert entry.word("reason") == new
    assert notes.head(notes.opened(Checkpoint.objects.first().note, old)).size == entry.index + 1


def test_the_chain_of_keys_is_followed_from_inside_and_from_outside(site, client, tmp_path):
    write(3)
    seal()
    state = tmp_path / "heads.txt"
    audited(client, state)

    rotation.rotate()
    write(3)
    seal()

    assert verifying.verify().problems == []
    assert audited(client, state) == audit.FITS
    assert audited(client, state) == audit.FITS


def test_a_key_that_nobody_named_is_found(site, client, tmp_path, settings, capsys):
    write(3)
    seal()
    state = tmp_path / "heads.txt"
    audited(client, state)

    settings.LOG_KEY_FILE.write_bytes(bytes([9]) * 32)
    write(3)
    seal()

    assert audited(client, state) == audit.REWRITTEN
    assert "a key that the one before did not name" in capsys.readouterr().out


def test_what_was_killed_in_the_middle_goes_on(db, settings):
    write(3)
    Installation.note(log_alarm="rewritten")
    with pytest.raises(rotation.NotSealed):
        rotation.rotate()
    Installation.note(log_alarm="")

    new = rotation.rotate()

    assert LogEntry.objects.filter(kind="key.rotated").count() == 1
    assert keyring.head().public == new
    assert settings.LOG_KEY_FILE.stat().st_mode & 0o777 == 0o600
