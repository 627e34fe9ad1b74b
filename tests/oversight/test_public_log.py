"""append(): a fact and its entry are saved together, in words that anybody can rebuild."""

import base64
from datetime import date

import pytest
from django.db import transaction

from oversight import public_log
from oversight.log import hashing
from oversight.models import LogEntry
from oversight.models.log import Unchangeable

OBJECT = "abcdefghij234567"


def append(**fields):
    return public_log.append(
        "reply.added",
        OBJECT,
        **{"role": "office", "ref": "zzzzzzzzzz234567", "day": date(2026, 11, 23), **fields},
    )


@pytest.mark.django_db(transaction=True)
def test_it_refuses_to_run_outside_a_transaction():
    with pytest.raises(public_log.OutsideTransaction):
        append()

    assert LogEntry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_entry_goes_with_its_fact():
    with transaction.atomic():
        append()
        transaction.set_rollback(True)

    assert LogEntry.objects.count() == 0


def test_the_entry_is_the_fixed_lines_of_version_1(db):
    salt = bytes(range(32))

    entry = append(reason="under_way", parts=[public_log.Part("text", b"words", salt)])

    commitment = base64.b64encode(hashing.commitment(salt, "text", b"words")).decode()
    assert entry.text == (
        "oversight-entry/1\n"
        "kind reply.added\n"
        f"object {OBJECT}\n"
        "ref zzzzzzzzzz234567\n"
        "role office\n"
        "day 2026-11-23\n"
        "reason under_way\n"
        f"part text {commitment}\n"
    )
    assert entry.leaf_hash == hashing.leaf(entry.text.encode())
    assert entry.index is None


def test_the_entry_of_a_held_report_says_so(db):
    assert "state held\n" in append(state="held").text


def test_parts_without_a_salt_get_a_random_one(db):
    first, second = (
        append(parts=[public_log.Part("text", b"a")]),
        append(parts=[public_log.Part("text", b"a")]),
    )

    assert first.salts["text"] != second.salts["text"]


@pytest.mark.parametrize(
    "fields",
    [
        {"role": "akim"},
        {"reason": "two words"},
        {"reason": "a\nkind report.filed"},
        {"reason": "a\nb"},
    ],
)
def test_what_does_not_fit_the_format_is_refused(db, fields):
    with pytest.raises(ValueError, match="Not one line|knows no"):
        append(**fields)

    assert LogEntry.objects.count() == 0


def test_entries_are_never_changed_or_deleted(db):
    entry = append()

    for forbidden in (
        entry.save,
        entry.delete,
        LogEntry.objects.all().delete,
        lambda: LogEntry.objects.update(kind="x"),
    ):
        with pytest.raises(Unchangeable):
            forbidden()

    assert LogEntry.objects.get().text == entry.text


def test_an_entry_costs_its_writer_one_insert_and_no_lock(db, django_assert_num_queries):
    parts = [public_log.Part(f"part{number}", b"words") for number in range(6)]

    with django_assert_num_queries(1) as asked:
        append(parts=parts, promised=True)

    assert asked.captured_queries[0]["sql"].startswith("INSERT")
