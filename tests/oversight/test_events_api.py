"""The feed of changes: in the order of the seal, and without a gap whatever transactions do."""

import threading

import pytest
from django.db import connection, transaction

from oversight import ids, public_log
from reports import services
from tests import factories
from tests.oversight.log import seal, write

EVENTS = "/api/v1/events/"


def told(client, **query):
    response = client.get(EVENTS, query)
    assert response.status_code == 200, response.content
    return response.json()


def numbers(answer):
    return [event["number"] for event in answer["results"]]


def test_a_change_is_told_with_its_day_and_role(client, project, daniyar):
    report = factories.make_stopped_report(project)
    reply = factories.make_reply(report, daniyar, reason="no_money")
    seal()

    _work, filed, replied = told(client)["results"]

    assert (filed["kind"], filed["object"], filed["ref"]) == (
        "report.filed",
        report.public_id,
        None,
    )
    assert replied == {
        "number": 2,
        "kind": "reply.added",
        "object": reply.public_id,
        "ref": report.public_id,
        "role": "office",
        "day": reply.replied_on.isoformat(),
        "reason": "no_money",
        "is_held": False,
    }


def test_next_leads_on_and_at_the_end_waits_for_more(client, db):
    write(5)
    seal()

    first = told(client, count=3)
    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()

    assert (numbers(first), first["is_complete"]) == ([0, 1, 2], False)
    assert (numbers(second), second["is_complete"]) == ([3, 4], True)
    assert (numbers(third), third["is_complete"]) == ([], True)
    write(1)
    seal()
    assert numbers(client.get(third["next"]).json()) == [5]


def test_what_waits_for_the_seal_is_not_told(client, db):
    write(3)

    assert told(client)["results"] == []


def test_a_narrowed_feed_goes_on_behind_what_it_left_out(client, project, madina):
    held = factories.make_misuse_report(project)
    services.publish_report(held, moderator=madina, reason="fits")
    write(3)
    seal()

    answer = told(client, kind="report.published")

    assert numbers(answer) == [2]
    assert "after=5" in answer["next"]
    assert "kind=report.published" in answer["next"]
    assert numbers(told(client, object=held.public_id)) == [1, 2]
    assert [event["is_held"] for event in told(client)["results"]][1:3] == [True, False]
    assert told(client, kind="", object="", after="", count="") == told(client)


@pytest.mark.parametrize(
    "query",
    ["after=x", "after=-2", "count=0", "count=501", "kind=nothing", "after=99999999999999999999"],
)
def test_a_question_that_makes_no_sense_is_refused(client, site, query):
    response = client.get(f"{EVENTS}?{query}")

    assert (response.status_code, response.json()["code"]) == (400, "invalid")


def test_it_asks_the_database_as_often_for_many_as_for_one(
    client, site, django_assert_max_num_queries
):
    write(300)
    seal()

    with django_assert_max_num_queries(3):
        assert len(told(client)["results"]) == 300


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_a_transaction_that_commits_late_is_not_skipped(client):
    """The first writer gets the lower id and commits last; nobody who polls meanwhile misses it."""
    early, late = ids.public_id(), ids.public_id()
    written, may_commit = threading.Event(), threading.Event()

    def write_early_commit_late():
        with transaction.atomic():
            public_log.append("note.operator", early, role="operator")
            written.set()
            may_commit.wait(10)
        connection.close()

    writer = threading.Thread(target=write_early_commit_late)
    writer.start()
    written.wait(10)
    with transaction.atomic():
        public_log.append("note.operator", late, role="operator")
    seal()
    first = told(client)
    may_commit.set()
    writer.join()
    seal()
    second = client.get(first["next"]).json()

    assert [event["object"] for event in first["results"]] == [late]
    assert [event["object"] for event in second["results"]] == [early]
    assert numbers(first) + numbers(second) == [0, 1]
