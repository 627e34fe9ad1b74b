"""What businesses promise to villages: kept with its history, and judged by residents' word."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, transaction

from oversight.models import DataSource, LogEntry
from projects import giving
from projects.models import Pledge
from tests import factories

DAY = date(2026, 10, 1)


def entries(pledge):
    found = LogEntry.objects.filter(object_id=pledge.public_id).order_by("pk")
    return [(entry.kind, entry.text.split("reason ")[1].split("\n")[0]) for entry in found]


def test_a_promise_enters_the_log_with_who_made_it_and_to_whom(aksu):
    pledge = factories.make_pledge(aksu, promised=Decimal(4_000_000))

    assert entries(pledge) == [("figure.changed", "pledge_entered")]
    parts = LogEntry.objects.get(object_id=pledge.public_id).text
    assert [line.split()[1] for line in parts.splitlines() if line.startswith("part")] == [
        *("firm", "place", "what", "promised", "sort", "promised_on", "entered_by")
    ]


def test_what_moves_stays_readable_and_is_logged(aksu):
    pledge = factories.make_pledge(aksu, promised=Decimal(4_000_000), due_on=date(2026, 12, 1))

    moved = giving.change(pledge, due_on=date(2027, 3, 1), promised=Decimal(4_000_000))

    assert moved == ["due_on"]
    change = pledge.changes.get()
    assert (change.before, change.after) == (date(2026, 12, 1), date(2027, 3, 1))
    assert LogEntry.objects.filter(object_id=change.public_id, kind="figure.changed").exists()


def test_another_work_source_or_address_stays_readable_too(aksu, project, client):
    pledge = factories.make_pledge(aksu)
    source = DataSource.objects.create(name="gov.kz", licence="CC0", imported_on=DAY)

    giving.change(pledge, project=project, source=source, source_url="https://gov.kz/7")

    told = list(pledge.changes.values_list("field", "old", "new"))
    assert told == [
        ("project", "", project.identifier),
        ("source", "", "gov.kz"),
        ("source_url", "", "https://gov.kz/7"),
    ]
    page = client.get(f"/en/pledges/{pledge.public_id}/").content.decode()
    assert "Address of the source: – → https://gov.kz/7" in page


def test_nothing_that_moved_leaves_nothing(aksu):
    pledge = factories.make_pledge(aksu)

    assert giving.change(pledge, what=pledge.what) == []
    assert not pledge.changes.exists()


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "open"),
        ({"due_on": date(2026, 12, 1)}, "open"),
        ({"due_on": date(2026, 9, 30)}, "overdue"),
        ({"due_on": DAY}, "open"),
        ({"paid_on": DAY}, "claimed"),
        ({"promised": 10, "paid": 4, "paid_on": DAY}, "under_way"),
        ({"promised": 10, "paid": 4, "paid_on": DAY, "due_on": date(2026, 9, 30)}, "overdue"),
        ({"promised": 10, "paid": 10, "paid_on": DAY, "due_on": date(2026, 9, 30)}, "claimed"),
        ({"promised": 10, "paid_on": DAY, "due_on": date(2026, 9, 30)}, "claimed"),
    ],
)
def test_how_a_promise_stands(aksu, fields, state):
    pledge = factories.make_pledge(aksu, **fields)

    with time_machine.travel(DAY, tick=False):
        assert pledge.state() == state
    assert Pledge.objects.overdue(DAY).exists() == (state == "overdue")


@pytest.mark.parametrize(
    "fields",
    [
        {"promised": 0},
        {"paid": 0, "paid_on": DAY},
        {"paid": 5},
        {"due_on": date(2026, 8, 31)},
    ],
)
def test_nonsense_is_not_kept(aksu, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_pledge(aksu, **fields)


def test_residents_are_counted_and_each_word_is_logged(aksu):
    pledge = factories.make_pledge(aksu)

    giving.say(pledge, came=True)
    giving.say(pledge, came=False)
    giving.say(pledge, came=False)

    pledge.refresh_from_db()
    assert (pledge.came_count, pledge.missing_count) == (1, 2)
    assert entries(pledge)[1:] == [
        ("confirmation.added", "pledge_came"),
        ("confirmation.added", "pledge_missing"),
        ("confirmation.added", "pledge_missing"),
    ]


def test_a_program_is_no_crowd(aksu, monkeypatch):
    monkeypatch.setattr(giving, "MOST_A_DAY", 2)
    pledge = factories.make_pledge(aksu)
    giving.say(pledge, came=False)
    giving.say(pledge, came=False)

    with pytest.raises(giving.Enough):
        giving.say(pledge, came=False)

    pledge.refresh_from_db()
    assert pledge.missing_count == 2
    giving.say(pledge, came=True)  # the other word has its own measure


def test_promises_are_found_from_every_place_above(aksu, other_office):
    factories.make_pledge(aksu)

    found = [
        Pledge.objects.below(place).count()
        for place in (aksu, aksu.parent, aksu.parent.parent, other_office.place)
    ]

    assert found == [1, 1, 1, 0]
