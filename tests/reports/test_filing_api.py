"""A phone files a report: once, whole, or with a sentence for each thing that is not right."""

import uuid
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from oversight.calendar import today
from oversight.log import hashing, keyring, notes
from oversight.models import Job, LogEntry
from projects import services as register
from reports import receipts
from reports.deadlines import Deadlines
from reports.models import Photo, Report
from reports.submission import MAX_TEXT
from tests import factories
from tests.reports.phone import HASH, REPORTS, WRONG, body, post


def test_a_report_is_filed(client, project, office, logged):
    sent = body(
        contact_email="aigul@example.test",
        near_site=True,
        same_day=True,
        photos=[{"n": 2, "sha256_original": HASH}, {"n": 1}],
    )

    response = post(client, sent)

    report = Report.objects.get()
    assert response.status_code == 201
    assert response.json() == {
        "id": report.public_id,
        "state": "open",
        "answer_due_on": report.answer_due_on.isoformat(),
        "promise": LogEntry.objects.get(kind="report.filed").promise,
        "waits_for": "",
        "url": f"{settings.SITE_URL}/kk/reports/{report.public_id}/",
    }
    assert (report.project, report.place, report.office) == (project, project.place, office)
    assert (report.stage, report.text, report.language) == ("stopped", sent["text"], "kk")
    assert (report.near_site, report.same_day) == (True, True)
    assert (report.contact_email, report.observed_on) == ("aigul@example.test", today())
    assert list(report.photos.values_list("number", "state", "sha256_original")) == [
        (1, "receiving", ""),
        (2, "receiving", HASH),
    ]
    assert logged() == [("report.filed", "citizen")]


def test_the_answer_is_kept_nowhere_and_sets_no_cookie(client, project):
    response = post(client, body())

    assert (response["Cache-Control"], response.cookies) == ("no-store", {})


def test_the_code_is_not_stored(client, project):
    sent = body()

    post(client, sent)

    code = receipts.fold(sent["receipt_code"])
    assert code not in str(list(Report.objects.values()) + list(LogEntry.objects.values()))


def test_a_report_on_a_place_needs_no_work(client, aksu, office):
    response = post(client, body(project=None, place="433636100"))

    assert response.status_code == 201
    assert (Report.objects.get().place, Report.objects.get().project) == (aksu, None)


def test_a_report_that_something_is_wrong_is_held(client, project):
    response = post(client, body(kind="misuse", stage=None, text=WRONG))

    told = response.json()
    assert (told["state"], told["answer_due_on"]) == ("held", None)
    assert told["promise"] == LogEntry.objects.get(kind="report.filed").promise
    assert Report.objects.get().stage == "cannot_tell"
    assert client.get(f"{REPORTS}{told['id']}/").status_code == 404


def test_the_promise_is_signed_for_the_entry_and_its_day(client, project):
    promise = post(client, body()).json()["promise"]

    entry = LogEntry.objects.get(kind="report.filed")
    said = notes.opened(promise, keyring.receipt().public)
    assert said.splitlines() == [
        "oversight-promise/1",
        keyring.origin(),
        b64encode(hashing.leaf(entry.text.encode())).decode(),
        today().isoformat(),
        "in the tree within 24 h",
    ]


def test_a_repeat_gives_the_same_again(client, project, logged):
    sent = body(photos=[{"n": 1}, {"n": 2}])
    first = post(client, sent)

    again = post(client, sent)
    other_order = post(client, {**sent, "photos": [{"n": 2}, {"n": 1}]})

    assert (first.status_code, again.status_code, other_order.status_code) == (201, 200, 200)
    assert first.json() == again.json() == other_order.json()
    assert (Report.objects.count(), Photo.objects.count()) == (1, 2)
    assert logged() == [("report.filed", "citizen")]


def test_a_repeat_tells_how_the_report_stands_by_now(client, project, daniyar):
    sent = body()
    post(client, sent)
    factories.make_reply(Report.objects.get(), daniyar)

    assert post(client, sent).json()["state"] == "answered"


def test_a_repeat_after_midnight_is_still_the_same(client, project):
    sent = body(observed_on=None)
    post(client, sent)
    Report.objects.update(observed_on=today() - timedelta(days=1))
    known = Report.objects.get()
    known.content_hash = content_hash_of(known, sent)
    known.save()

    assert post(client, sent).status_code == 200


def content_hash_of(report, sent):
    """The hash the report would have got on the day it was seen."""
    return factories.make_submission(
        report.project, stage=sent["stage"], text=sent["text"], observed_on=report.observed_on
    ).content_hash


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Басқа сөз."},
        {"stage": "under_way"},
        {"photos": [{"n": 1}]},
        {"contact_email": "other@example.test"},
        {"receipt_code": receipts.make_code()},
    ],
)
def test_the_same_draft_with_other_content_is_a_conflict(client, project, change):
    sent = body()
    post(client, sent)

    response = post(client, {**sent, **change})

    assert (response.status_code, response.json()["code"]) == (409, "draft_conflict")
    assert Report.objects.get().text == sent["text"]


def test_one_code_cannot_open_two_reports(client, project):
    sent = body()
    post(client, sent)

    response = post(client, {**sent, "draft_id": str(uuid.uuid4())})

    assert (response.status_code, response.json()["code"]) == (409, "draft_conflict")


def test_words_are_kept_without_what_nobody_sees(client, project):
    post(client, body(text="  Құ\u0306быр\r\nжа\u202eтыр\u200b \x07"))

    assert Report.objects.get().text == "Құ\u0306быр\nжатыр"


def test_the_longest_text_is_taken_in_any_spelling(client, project):
    assert post(client, body(text="и\u0306" * MAX_TEXT)).status_code == 201


def test_an_unseen_day_is_today(client, project):
    post(client, body(observed_on=None))

    assert Report.objects.get().observed_on == today()


def test_a_signed_in_clerk_is_nobody_special_here(signed_in, daniyar, project):
    assert post(signed_in(daniyar), body()).status_code == 201


def test_no_photo_job_waits_before_a_photo_is_there(client, project):
    post(client, body(photos=[{"n": 1}]))

    assert Job.objects.count() == 0


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_sentence_comes_in_the_readers_language(client, project, language):
    with translation.override(language):
        response = post(client, body(kind="praise"), **{"Accept-Language": language})

    assert response["Content-Language"] == language


@pytest.mark.parametrize(
    "sent",
    [
        {"photos": [{"n": n, "sha256_original": f"{n:064x}"} for n in range(1, 7)]},
        {"photos": [{"n": 1}], "observed_on": None},
        {"kind": "misuse", "text": WRONG},
        {"project": None, "place": "433636100", "observed_on": None},
        {"photos": [{"n": 1}], "observations": {"water_at_tap": "yes", "pressure": "weak"}},
    ],
)
def test_filing_asks_the_database_at_most_fifteen_times(client, project, sent):
    """Counted with everything the request does, but for the marks of transactions."""
    register.change_project(project, planned_end=date(2026, 9, 1))
    Deadlines(today()).answer_by()  # the site's rule is asked for once a minute, not per report
    with CaptureQueriesContext(connection) as queries:
        response = post(client, body(**sent))

    asked = [query["sql"] for query in queries if not is_mark(query["sql"])]
    assert response.status_code == 201
    assert len(asked) <= 15, "\n".join(asked)


def is_mark(sql):
    return sql.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT"))


@pytest.mark.django_db(transaction=True)
def test_five_copies_at_once_make_one_report(project):
    sent = body()

    def send(_number):
        try:
            response = post(Client(), sent)
            return response.status_code, response.json()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(5) as phones:
        answers = list(phones.map(send, range(5)))

    assert sorted(status for status, _body in answers) == [200, 200, 200, 200, 201]
    assert len({told["id"] for _status, told in answers}) == 1
    assert Report.objects.count() == 1
    assert LogEntry.objects.filter(kind="report.filed").count() == 1
