"""verify_log: the whole log is read, and whatever does not fit is named."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from oversight import ids, public_log
from oversight.log import anchor, sealing, triggers, verifying
from oversight.models import Installation


@pytest.fixture
def log(db):
    for count in (5, 6):
        with transaction.atomic():
            for _number in range(count):
                public_log.append("note.operator", ids.public_id(), role="operator")
        sealing.seal()


def rewrite(sql, *values):
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_log_that_fits_is_said_to_fit(log):
    told = StringIO()

    call_command("verify_log", stdout=told)

    assert told.getvalue() == "11 entries and 2 checkpoints fit.\n"


@pytest.mark.parametrize(
    ("sql", "problems"),
    [
        (
            """UPDATE oversight_logentry SET text = 'x' WHERE "index" = 3""",
            ["entry 3 is not what was hashed"],
        ),
        (
            """UPDATE oversight_logentry SET kind = 'part.hidden' WHERE "index" = 3""",
            ["entry 3 is kept under another kind or object than it names"],
        ),
        (
            """UPDATE oversight_logentry SET object_id = 'x' WHERE "index" = 3""",
            ["entry 3 is kept under another kind or object than it names"],
        ),
        ("""DELETE FROM oversight_logentry WHERE "index" = 3""", ["entry 3 is missing"]),
        (
            """DELETE FROM oversight_logentry WHERE "index" = 10""",
            ["checkpoint 11 is longer than the log"],
        ),
        (
            """UPDATE oversight_checkpoint SET note = replace(note, 'log/1', 'log/2')
            WHERE size = 5""",
            [
                "a checkpoint kept beside the database is not in it: 5 entries",
                "checkpoint 5: not signed by this key",
            ],
        ),
        (
            "DELETE FROM oversight_checkpoint WHERE size = 5",
            ["a checkpoint kept beside the database is not in it: 5 entries"],
        ),
    ],
)
def test_what_was_changed_is_named(log, sql, problems):
    rewrite(sql)

    assert verifying.verify().problems == problems


def test_a_key_that_the_log_does_not_name_is_noticed(log, settings):
    settings.LOG_KEY_FILE.write_bytes(bytes([7]) * 32)
    with transaction.atomic():
        for _number in range(5):
            public_log.append("note.operator", ids.public_id(), role="operator")
    sealing.seal()

    assert verifying.verify().problems == [
        "checkpoint 16 is signed by a key that the log does not name"
    ]


def test_the_command_says_that_it_does_not_fit(log):
    anchor.path().write_text(anchor.path().read_text().replace("\n5\n", "\n4\n"))

    with pytest.raises(CommandError, match="1 things do not fit"):
        call_command("verify_log", stderr=StringIO())


def test_seal_log_says_what_it_signed_or_why_it_did_not(db):
    told = StringIO()
    with transaction.atomic():
        public_log.append("note.operator", ids.public_id(), role="operator")

    call_command("seal_log", stdout=told)
    call_command("seal_log", "--now", stdout=told)
    Installation.note(log_alarm="rewritten")

    assert told.getvalue().splitlines()[0] == "Nothing is due."
    assert told.getvalue().splitlines()[2] == "1"
    with pytest.raises(CommandError, match="no longer fits"):
        call_command("seal_log", stdout=told)


MONDAY = date(2026, 11, 23)


def nights(count):
    return [verifying.watch(MONDAY + timedelta(days=night)) for night in range(count)]


def test_within_a_week_every_text_is_read_at_night(log):
    rewrite("""UPDATE oversight_logentry SET text = 'x' WHERE "index" = 10""")

    assert nights(7) == [[]] * 6 + [["entry 10 is not what was hashed"]]
    assert Installation.current().log_alarm == "rewritten"
    assert Installation.current().log_verified_on == MONDAY + timedelta(days=5)


def test_each_text_is_read_once_a_week(log):
    rewrite("UPDATE oversight_logentry SET text = 'x'")

    assert sorted(problem for night in nights(7) for problem in night) == sorted(
        f"entry {index} is not what was hashed" for index in range(11)
    )


def test_a_night_notices_a_checkpoint_that_was_changed(log):
    rewrite(
        "UPDATE oversight_checkpoint SET root = zeroblob(32) WHERE size = 11"
        if connection.vendor == "sqlite"
        else "UPDATE oversight_checkpoint SET root = decode('00', 'hex') WHERE size = 11"
    )

    assert nights(7)[6] == ["checkpoint 11 does not fit the entries"]


def test_a_log_that_fits_again_is_sealed_again(log):
    Installation.note(log_alarm="rewritten")

    call_command("verify_log", stdout=StringIO())

    assert Installation.current().log_alarm == ""


def test_readyz_says_when_it_was_last_found_to_fit(log, client):
    verifying.watch(MONDAY)

    assert client.get("/readyz").json()["log_verified_on"] == "2026-11-23"
