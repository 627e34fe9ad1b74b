"""verify_log: the whole log is read, and whatever does not fit is named."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from oversight import anchor, ids, log_guard, public_log, sealing, verifying
from oversight.models import Installation


@pytest.fixture
def log(db):
    for count in (5, 6):
        with transaction.atomic():
            for _number in range(count):
                public_log.append("note.operator", ids.public_id(), role="operator")
        sealing.seal()


def rewrite(sql, *values):
    log_guard.remove(connection)
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
