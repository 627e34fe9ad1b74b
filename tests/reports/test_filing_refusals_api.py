"""What a report sent by a program must not be, with a sentence at its field."""

from datetime import date, timedelta

import pytest

from oversight.calendar import today
from oversight.models import Installation, LogEntry
from reports.models import Report
from reports.submission import MAX_TEXT, OLDEST
from tests import factories
from tests.reports.phone import HASH, WRONG, body, post


def errors(response):
    assert response.status_code == 400, response.content
    return sorted(response.json()["errors"])


def test_a_site_that_is_not_open_takes_nothing(client, project):
    Installation.objects.update(opened_on=None)

    response = post(client, body())

    assert (response.status_code, response.json()["code"]) == (503, "not_open")
    assert response["Retry-After"] == "3600"
    assert Report.objects.count() == 0


def test_a_demonstration_takes_reports(client, project):
    Installation.objects.update(opened_on=None, demonstration=True)

    assert post(client, body()).status_code == 201


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"draft_id": None}, "draft_id"),
        ({"draft_id": "7"}, "draft_id"),
        ({"draft_id": -1}, "draft_id"),
        ({"receipt_code": None}, "receipt_code"),
        ({"receipt_code": "AAAA-BBBB"}, "receipt_code"),
        ({"receipt_code": 12}, "receipt_code"),
        ({"kind": None}, "kind"),
        ({"kind": "praise"}, "kind"),
        ({"kind": ["misuse"]}, "kind"),
        ({"stage": None}, "stage"),
        ({"stage": "half"}, "stage"),
        ({"stage": ""}, "stage"),
        ({"project": "kz-nothing"}, "project"),
        ({"project": 7}, "project"),
        ({"project": {"identifier": "kz-aksu-water"}}, "project"),
        ({"project": "a\0"}, "project"),
        ({"project": None}, "project"),
        ({"place": "433636100"}, "place"),
        ({"project": None, "place": "999999999"}, "place"),
        ({"project": None, "place": "Aksu"}, "place"),
        ({"project": None, "place": "43363610\0"}, "place"),
        ({"text": "а" * (MAX_TEXT + 1)}, "text"),
        ({"text": ["a"]}, "text"),
        ({"kind": "misuse", "text": ""}, "text"),
        ({"kind": "misuse", "text": "Жаман."}, "text"),
        ({"kind": "misuse", "text": "\u200b" * 50}, "text"),
        ({"language": None}, "language"),
        ({"language": "fr"}, "language"),
        ({"observed_on": (today() + timedelta(days=1)).isoformat()}, "observed_on"),
        ({"observed_on": (today() - OLDEST - timedelta(days=1)).isoformat()}, "observed_on"),
        ({"observed_on": "soon"}, "observed_on"),
        ({"observed_on": "2026-02-30"}, "observed_on"),
        ({"contact_email": "aigul"}, "contact_email"),
        ({"contact_email": "a@b.kz\nBcc: c@d.kz"}, "contact_email"),
        ({"contact_email": "a" * 250 + "@b.kz"}, "contact_email"),
        ({"near_site": "perhaps"}, "near_site"),
        ({"photos": "many"}, "photos"),
        ({"photos": [{"n": n} for n in range(1, 8)]}, "photos"),
        ({"photos": [{"n": 1}, {"n": 1}]}, "photos"),
        ({"photos": [{"n": 0}]}, "photos.0.n"),
        ({"photos": [{"n": 1}, {"n": 7}]}, "photos.1.n"),
        ({"photos": [{}]}, "photos.0.n"),
        ({"photos": [{"n": 1, "sha256_original": "xyz"}]}, "photos.0.sha256_original"),
        ({"photos": [{"n": 1, "sha256_original": HASH + "\n0"}]}, "photos.0.sha256_original"),
    ],
)
def test_each_thing_that_is_not_right_is_named_at_its_field(client, project, change, field):
    response = post(client, body(**change))

    assert errors(response) == [field]
    assert (Report.objects.count(), LogEntry.objects.filter(kind="report.filed").count()) == (0, 0)


def test_everything_wrong_is_told_at_once(client, project):
    response = post(client, {})

    assert errors(response) == ["draft_id", "kind", "language", "receipt_code"]


def test_a_place_that_is_gone_names_what_it_became(client, aksu):
    factories.make_place("433634100", successor=aksu, valid_to=date(2026, 7, 17))

    response = post(client, body(project=None, place="433634100"))

    assert errors(response) == ["place"]
    assert "433636100" in response.json()["detail"]


def test_a_place_that_is_gone_without_a_successor_takes_no_report(client, aksu):
    factories.make_place("433634100", valid_to=today() - timedelta(days=1))

    assert errors(post(client, body(project=None, place="433634100"))) == ["place"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "null"},
    ],
)
def test_another_sites_page_cannot_file(client, project, headers):
    response = post(client, body(), **headers)

    assert (response.status_code, response.json()["code"]) == (403, "foreign_origin")
    assert Report.objects.count() == 0


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}, {}]
)
def test_our_own_page_and_a_program_can_file(client, project, headers):
    assert post(client, body(), **headers).status_code == 201


@pytest.mark.parametrize(
    "field",
    ["id", "state", "visibility", "public_on", "needs_answer", "office", "answer_due_on"],
)
def test_nobody_sets_what_is_not_asked(client, project, field):
    post(client, {**body(kind="misuse", text=WRONG), field: "open"})

    report = Report.objects.get()
    assert (report.state, report.visibility) == ("held", "public")
    assert (report.public_on, report.needs_answer) == (None, True)
