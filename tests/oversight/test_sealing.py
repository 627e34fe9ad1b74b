"""The seal: everything that waits gets a number once, and rewritten history is never signed."""

import os
from datetime import timedelta

import pytest
import time_machine
from celery.schedules import crontab
from django.db import connection, transaction
from django.utils import timezone

from config.celery import app
from oversight import ids, public_log
from oversight.log import anchor, hashing, keyring, merkle, notes, sealing, triggers
from oversight.models import Checkpoint, Installation, Job, LogEntry, LogTile


def write(count=1):
    with transaction.atomic():
        for _number in range(count):
            public_log.append("note.operator", ids.public_id(), role="operator")


def rewritten(sql, *values):
    """As somebody does who may do everything in the database."""
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def alarm():
    return Installation.current().log_alarm


def test_what_waits_is_numbered_in_order_and_signed(db):
    write(7)

    checkpoint = sealing.seal()

    entries = list(LogEntry.objects.order_by("index"))
    assert [entry.index for entry in entries] == list(range(7))
    assert [entry.pk for entry in entries] == sorted(entry.pk for entry in entries)
    head = notes.head(notes.opened(checkpoint.note, keyring.head().public))
    assert (head.origin, head.size) == (keyring.origin(), 7)
    assert head.root == merkle.root([hashing.leaf(entry.text.encode()) for entry in entries])


def test_each_checkpoint_goes_on_from_the_one_before(db):
    for count in (5, 300, 6):
        write(count)
        sealing.seal()

    sizes = list(Checkpoint.objects.order_by("size").values_list("size", flat=True))
    leaves = list(LogEntry.objects.order_by("index").values_list("leaf_hash", flat=True))
    assert sizes == [5, 305, 311]
    for checkpoint in Checkpoint.objects.all():
        assert bytes(checkpoint.root) == merkle.root(leaves[: checkpoint.size])
    assert bytes(LogTile.objects.get().root) == merkle.root(leaves[:256])


def test_a_few_entries_wait_so_that_no_head_tells_when_one_came(db):
    write(4)

    assert sealing.seal() is None
    assert LogEntry.objects.sealed().count() == 0


def test_nothing_waits_longer_than_a_day(db):
    write(1)
    sealing.seal()

    with time_machine.travel(timezone.now() + timedelta(hours=19, minutes=59), tick=False):
        assert sealing.seal() is None
    with time_machine.travel(timezone.now() + timedelta(hours=23, minutes=1), tick=False):
        assert sealing.seal().size == 1
    assert Installation.current().log_due_at is None


def test_a_second_sealer_finds_nothing(db):
    write(5)

    assert [sealing.seal() is None, sealing.seal() is None] == [False, True]


@pytest.mark.parametrize("table", ["logentry", "logtile", "checkpoint"])
def test_another_sealer_that_was_quicker_is_no_rewritten_history(db, table):
    """While this one reads, the other seals; what it reads is half of before, half of after."""
    write(250)
    sealing.seal()
    write(10)
    others = [lambda: sealing.seal(at_once=True)]

    def be_quicker(execute, sql, *rest):
        if f'FROM "oversight_{table}"' in sql and others:
            others.pop()()
        return execute(sql, *rest)

    with connection.execute_wrapper(be_quicker):
        sealing.seal(at_once=True)

    assert (others, alarm(), Checkpoint.objects.first().size) == ([], "", 260)


def test_each_checkpoint_is_kept_beside_the_database(db):
    write(5)
    checkpoint = sealing.seal()

    assert anchor.kept() == [checkpoint.note]


def test_a_seal_that_died_before_the_file_was_written_is_caught_up(db):
    write(5)
    first = sealing.seal()
    anchor.path().unlink()
    write(5)

    second = sealing.seal()

    assert anchor.kept() == [first.note, second.note]


def test_a_note_torn_by_a_power_cut_is_written_anew(db):
    write(5)
    first = sealing.seal()
    text = anchor.path().read_text()
    anchor.path().write_text(text + text[:40])
    write(5)

    second = sealing.seal()

    assert anchor.kept() == [first.note, second.note]
    anchor.keep(second.note)
    assert anchor.kept() == [first.note, second.note]


CHANGES = {
    "a leaf": ('UPDATE oversight_logentry SET leaf_hash = %s WHERE "index" = 3', bytes(32)),
    "a dropped entry": ('DELETE FROM oversight_logentry WHERE "index" = 3',),
    "the last entries": ('DELETE FROM oversight_logentry WHERE "index" > 2',),
    "a smuggled entry": ('UPDATE oversight_logentry SET "index" = 9999 WHERE "index" = 3',),
    "a root": ("UPDATE oversight_checkpoint SET root = %s", bytes(32)),
    "every head": ("DELETE FROM oversight_checkpoint",),
    "a tile": ("UPDATE oversight_logtile SET root = %s", bytes(32)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_rewritten_history_freezes_the_log(db, change):
    write(260)
    sealing.seal()
    rewritten(*CHANGES[change])
    write(5)
    heads = Checkpoint.objects.count()

    assert sealing.seal() is None
    assert alarm() in ("rewritten", "behind")
    assert Checkpoint.objects.count() == heads
    assert Job.objects.get(kind="tell_log_alarm").done_at is None


def test_a_waiting_entry_that_was_edited_is_not_sealed(db):
    write(5)
    rewritten("UPDATE oversight_logentry SET text = %s WHERE id %% 2 = 0", "other")

    assert sealing.seal() is None
    assert (alarm(), LogEntry.objects.sealed().count()) == ("rewritten", 0)


def test_swapped_entries_freeze_the_log(db):
    write(3)
    with transaction.atomic():
        public_log.append("note.operator", "bbcdefghij234567", role="operator")
        public_log.append("note.operator", "cbcdefghij234567", role="operator")
    sealing.seal()
    for old, new in ((3, 99), (4, 3), (99, 4)):
        rewritten('UPDATE oversight_logentry SET "index" = %s WHERE "index" = %s', new, old)

    sealing.seal()

    assert alarm() == "rewritten"


def test_yesterdays_backup_freezes_the_log(db):
    write(5)
    sealing.seal()
    write(5)
    sealing.seal()
    rewritten('DELETE FROM oversight_logentry WHERE "index" > 4')
    rewritten("DELETE FROM oversight_checkpoint WHERE size = 10")

    sealing.seal()

    assert alarm() == "behind"


def test_a_frozen_log_stays_frozen(db):
    Installation.note(log_alarm="rewritten")
    write(5)

    assert sealing.seal() is None
    assert LogEntry.objects.sealed().count() == 0


def test_without_its_key_the_log_waits_and_goes_on_when_it_is_back(db, settings):
    write(5)
    key = settings.LOG_KEY_FILE.read_bytes()
    settings.LOG_KEY_FILE.unlink()

    assert sealing.seal() is None
    assert alarm() == "no_key"
    settings.LOG_KEY_FILE.write_bytes(key)
    assert sealing.seal().size == 5
    assert alarm() == ""


def test_a_promise_is_signed_by_another_key_than_the_heads(db, settings):
    """Web servers promise without ever reading the key of the sealer."""
    head = keyring.head().public
    settings.LOG_KEY_FILE.unlink()

    with transaction.atomic():
        entry = public_log.append("note.operator", "a" * 16, role="operator", promised=True)

    assert notes.opened(entry.promise, keyring.receipt().public).startswith(public_log.PROMISE)
    with pytest.raises(notes.BadNote):
        notes.opened(entry.promise, head)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_key_closed_to_the_sealer_is_no_key(db, settings):
    write(5)
    settings.LOG_KEY_FILE.chmod(0)

    assert sealing.seal() is None
    assert alarm() == "no_key"


def test_the_beat_seals_every_quarter_of_an_hour(db):
    line = app.conf.beat_schedule["seal-log"]
    app.loader.import_default_modules()
    write(sealing.ENOUGH)

    app.tasks[line["task"]].apply(throw=True)

    assert line == {"task": "oversight.seal_log", "schedule": crontab(minute="*/15")}
    assert Checkpoint.objects.get().size == sealing.ENOUGH
