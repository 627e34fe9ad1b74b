"""The list of reports as a file: what is filtered, all of it, and nothing a spreadsheet runs."""

import csv
import gc
import io
import json

import pytest

from oversight import streams
from oversight.calendar import today
from reports import services
from reports.models import Report
from reports.removals import hiding
from tests import factories

CSV = "/api/v1/reports.csv"
GEOJSON = "/api/v1/reports.geojson"


def read(response):
    return b"".join(response.streaming_content).decode()


def rows(client, **query):
    text = read(client.get(CSV, query)).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def features(client, **query):
    return json.loads(read(client.get(GEOJSON, query)))["features"]


def test_a_row_says_what_its_page_says(client, project, daniyar, office):
    report = factories.make_stopped_report(project)
    factories.make_reply(report, daniyar)

    [row] = rows(client)

    report.refresh_from_db()
    kept = ("id", "kind", "stage", "project", "kato", "office", "state", "answered_in_time")
    assert [row[name] for name in kept] == [
        *(report.public_id, "progress", "stopped", project.identifier, "433636100"),
        *(str(office.pk), "answered", "yes"),
    ]
    assert row["answer_due_on"] == report.answer_due_on.isoformat()
    assert row["url"].endswith(f"/kk/reports/{report.public_id}/")


@pytest.mark.parametrize("text", ["=1+1", "+7 күн", "-2", "@cmd", "\t=1", '=HYPERLINK("x")'])
def test_no_cell_is_taken_for_a_formula(client, project, text):
    factories.make_report(project, text=text)

    assert rows(client)[0]["text"] == f"'{text}"


@pytest.mark.parametrize("fetch", [rows, features])
def test_a_file_holds_exactly_what_is_filtered(client, project, daniyar, fetch):
    stopped = factories.make_stopped_report(project)
    factories.make_report(project)

    found = fetch(client, stage="stopped", needs_answer="true", office=stopped.office_id)

    ids = [row.get("id") for row in found]
    assert ids == [stopped.public_id]


@pytest.mark.parametrize("fetch", [rows, features])
def test_only_what_everybody_may_see_is_in_it(client, project, madina, fetch):
    shown = factories.make_report(project)
    factories.make_misuse_report(project)
    hiding.hide_report(factories.make_report(project), reason="insult")
    refused = factories.make_misuse_report(project)
    services.refuse_report(refused, moderator=madina, reason="insult")

    assert [row["id"] for row in fetch(client)] == [shown.public_id]


def test_a_feature_stands_at_its_work_or_its_village(client, project):
    project.latitude, project.longitude = "45.08", "64.67"
    project.save()
    factories.make_report(project)

    [feature] = features(client)

    assert feature["geometry"] == {"type": "Point", "coordinates": [64.67, 45.08]}
    assert feature["properties"]["project"] == project.identifier


@pytest.mark.parametrize("count", [1, 30])
def test_a_file_asks_as_often_for_many_as_for_one(
    client, project, count, django_assert_max_num_queries
):
    for _number in range(count):
        factories.make_report(project)

    with django_assert_max_num_queries(4):
        assert len(rows(client)) == count


@pytest.mark.parametrize("address", [CSV, GEOJSON])
def test_rows_that_left_hold_no_memory(client, project, monkeypatch, address):
    """No report is made of a row: reports hold their works and photos, and are held by them."""
    monkeypatch.setattr(streams, "AT_ONCE", 2)
    for _number in range(30):
        factories.make_report(project)
    gc.collect()
    gc.disable()
    before = {id(report) for report in reports_in_memory()}  # what other tests left there

    lines = iter(client.get(address).streaming_content)
    for _line in range(30):
        next(lines)
    alive = [report for report in reports_in_memory() if id(report) not in before]

    gc.enable()
    assert 1 <= len(list(lines)) <= 2
    assert alive == []


def reports_in_memory():
    return [thing for thing in gc.get_objects() if type(thing) is Report]


def test_what_stands_beyond_a_report_is_blank_where_there_is_nothing(client, aksu):
    factories.make_report(place=aksu)

    [row], [feature] = rows(client), features(client)

    for name in ("project", "machine", "group", "office_kk"):
        assert (row[name], feature["properties"][name]) == ("", ""), name
    assert (row["office"], feature["properties"]["office"]) == ("", None)
    assert row["kato"] == aksu.code


def test_only_photos_that_everybody_sees_are_counted(client, project):
    report, bare = factories.make_report(project), factories.make_report(project)
    for number, fields in enumerate(
        [{"state": "ready"}, {"state": "ready", "visibility": "hidden"}, {"state": "processing"}], 1
    ):
        report.photos.create(number=number, folder=f"{number}", day=today(), **fields)

    counted = {row["id"]: row["photos"] for row in rows(client)}

    assert counted == {report.public_id: "1", bare.public_id: "0"}


@pytest.mark.parametrize(
    "query", ["office=x", "office=999999", "group=nobody", "stage=half", "until=never"]
)
def test_a_wish_that_makes_no_sense_is_refused(client, site, query):
    response = client.get(f"{CSV}?{query}")

    assert (response.status_code, response.json()["code"]) == (400, "invalid")
