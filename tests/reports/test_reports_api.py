"""Public reports for other software: what everybody may know, and nothing else."""

import json
from datetime import date, timedelta

import pytest
from django.conf import settings

from oversight.calendar import today
from reports import services
from reports.models import Report, Visibility
from tests import factories

REPORTS = "/api/v1/reports/"
ENGLISH = {"Accept-Language": "en"}
PRIVATE = [
    *("receipt", "draft_id", "contact", "hash", "salt", "sha256", "held_because"),
    *("author", "moderator", "quarantine", "calendar_version"),
    *("aigul@", "Aigul", "Daniyar", "Madina"),
]


def listed(client, **query):
    response = client.get(REPORTS, query)
    assert response.status_code == 200, response.content
    return {report["id"] for report in response.json()["results"]}


def ids(*reports):
    return {report.public_id for report in reports}


def overdue(report):
    Report.objects.filter(pk=report.pk).update(answer_due_on=today() - timedelta(days=2))
    return report


def test_a_report_is_told_with_its_photos_answers_and_verdicts(client, project, daniyar, office):
    report = factories.make_stopped_report(project, contact_email="aigul@example.test")
    factories.make_reply(report, daniyar, reason="no_money", text="Қаражат жоқ.")

    told = client.get(f"{REPORTS}{report.public_id}/", headers=ENGLISH).json()

    assert told == {
        "id": report.public_id,
        "kind": "progress",
        "project": "kz-aksu-water",
        "machine": None,
        "place": "433636100",
        "subject": "Water pipe",
        "office": office.pk,
        "office_name": "Akim's office of Ақсу",
        "group": None,
        "stage": "stopped",
        "text": "Құбыр көшеде жатыр, жұмыс тоқтап қалды.",
        "masked_because": "",
        "masked_on": None,
        "language": "kk",
        "observed_on": today().isoformat(),
        "observations": {},
        "near_site": False,
        "same_day": False,
        "state": "answered",
        "state_words": "answered",
        "needs_answer": True,
        "confirmation_count": 0,
        "confirmations_changed_on": None,
        "filed_on": today().isoformat(),
        "public_on": today().isoformat(),
        "legal_status": "platform",
        "answer_due_on": report.answer_due_on.isoformat(),
        "days_left": None,
        "answered_on": today().isoformat(),
        "claimed_on": None,
        "decided_on": None,
        "withdrawn_on": None,
        "photos": [],
        "replies": [
            {
                "id": report.replies.get().public_id,
                "office": office.pk,
                "office_name": "Akim's office of Ақсу",
                "is_claim": False,
                "reason": "no_money",
                "reason_words": "There is no money for it.",
                "text": "Қаражат жоқ.",
                "language": "kk",
                "replied_on": today().isoformat(),
                "corrected_on": None,
                "masked_on": None,
                "photos": [],
                "documents": [],
            }
        ],
        "verdicts": [],
        "due_changes": [],
        "forwardings": [],
        "statements": [],
        "visit": None,
        "url": f"{settings.SITE_URL}/kk/reports/{report.public_id}/",
    }


def test_a_claim_is_told_with_its_proof_and_the_verdict(client, project, daniyar):
    report = factories.make_stopped_report(project)
    factories.make_claim(report, daniyar)
    services.give_verdict(report, is_done=False, text="Су жоқ.")
    factories.develop_all()

    told = client.get(f"{REPORTS}{report.public_id}/").json()

    proof = report.replies.get().photos.get()
    assert told["replies"][0]["photos"] == [
        {
            "id": proof.public_id,
            "n": 1,
            "width": proof.width,
            "height": proof.height,
            "thumb": f"{settings.SITE_URL}{proof.thumb_url}",
            "phone": f"{settings.SITE_URL}{proof.phone_url}",
            "large": f"{settings.SITE_URL}{proof.large_url}",
            "same_day": proof.same_day,
            "near_site": proof.near_site,
            "is_incomplete": False,
        }
    ]
    assert [(each["is_done"], each["text"]) for each in told["verdicts"]] == [(False, "Су жоқ.")]
    assert told["state"] == "disputed"


def test_a_photo_that_waits_or_is_hidden_is_not_told(client, project):
    report = factories.make_report(project)
    report.photos.create(number=1, state="processing", day=today())
    report.photos.create(number=2, state="ready", visibility="hidden", folder="x", day=today())

    assert client.get(f"{REPORTS}{report.public_id}/").json()["photos"] == []


def test_nothing_private_is_told(client, project, daniyar, madina):
    report = factories.make_misuse_report(project, contact_email="aigul@example.test")
    services.publish_report(report, moderator=madina, reason="fits", note="for Aigul alone")
    factories.make_claim(report, daniyar)

    told = (
        client.get(REPORTS).content.decode()
        + client.get(f"{REPORTS}{report.public_id}/").content.decode()
    )

    assert report.public_id in told
    assert [
        word for word in [*PRIVATE, "aigul@", "Aigul", "Daniyar", "Madina"] if word in told
    ] == []


def test_a_held_report_is_not_there(client, project):
    report = factories.make_misuse_report(project)

    assert client.get(f"{REPORTS}{report.public_id}/").status_code == 404
    assert listed(client) == set()
    assert client.get("/api/v1/projects/kz-aksu-water/").json()["observed"]["report_count"] == 0


def test_a_held_report_answers_as_one_that_never_was(client, project):
    report = factories.make_misuse_report(project)

    held = client.get(f"{REPORTS}{report.public_id}/").content
    unknown = client.get(f"{REPORTS}{'a' * 16}/").content

    assert held == unknown


def test_a_refused_report_is_not_there(client, project, madina):
    report = factories.make_misuse_report(project)
    services.refuse_report(report, moderator=madina, reason="insult")

    assert client.get(f"{REPORTS}{report.public_id}/").status_code == 404


@pytest.mark.parametrize("visibility", [Visibility.HIDDEN, Visibility.ERASED])
def test_a_hidden_or_erased_report_is_not_there(client, project, visibility):
    report = factories.make_report(project)
    Report.objects.filter(pk=report.pk).update(visibility=visibility)

    assert client.get(f"{REPORTS}{report.public_id}/").status_code == 404
    assert listed(client) == set()


@pytest.fixture
def told(project, aksu, other_office, madina):
    """Four public reports, each different in one way."""
    unlisted = factories.make_report(place=other_office.place)
    seen = factories.make_report(project)
    stopped = overdue(factories.make_stopped_report(project))
    misuse = factories.make_misuse_report(project)
    services.publish_report(misuse, moderator=madina, reason="fits")
    Report.objects.filter(pk=unlisted.pk).update(public_on=date(2026, 9, 1))
    return {"unlisted": unlisted, "seen": seen, "stopped": stopped, "misuse": misuse}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, "unlisted seen stopped misuse"),
        ({"place": "433636100"}, "seen stopped misuse"),
        ({"place": "433633000"}, "unlisted"),
        ({"place": "433600000"}, "unlisted seen stopped misuse"),
        ({"project": "kz-aksu-water"}, "seen stopped misuse"),
        ({"kind": "misuse"}, "misuse"),
        ({"state": "open", "kind": "progress"}, "unlisted seen stopped"),
        ({"state": "resolved"}, ""),
        ({"overdue": "true"}, "stopped"),
        ({"overdue": "false"}, "unlisted seen misuse"),
        ({"overdue": ""}, "unlisted seen stopped misuse"),
        ({"needs_answer": "True"}, "stopped misuse"),
        ({"needs_answer": "false"}, "unlisted seen"),
        ({"since": "2026-09-02"}, "seen stopped misuse"),
        ({"since": "2026-09-01"}, "unlisted seen stopped misuse"),
    ],
)
def test_the_list_is_narrowed(client, told, query, found):
    assert listed(client, **query) == ids(*(told[name] for name in found.split()))


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"place": "1"}, "place"),
        ({"project": "kz-nothing"}, "project"),
        ({"project": "kz\0"}, "project"),
        ({"place": "43363610\0"}, "place"),
        ({"kind": "praise"}, "kind"),
        ({"state": "held"}, "state"),
        ({"state": "refused"}, "state"),
        ({"overdue": "perhaps"}, "overdue"),
        ({"needs_answer": "null"}, "needs_answer"),
        ({"office": "x"}, "office"),
        ({"group": "nobody"}, "group"),
        ({"machine": "nothing"}, "machine"),
        ({"stage": "half"}, "stage"),
        ({"until": "never"}, "until"),
        ({"since": "yesterday"}, "since"),
        ({"since": "2026-02-30"}, "since"),
        ({"ordering": "text"}, "ordering"),
        ({"cursor": "W10"}, "cursor"),
    ],
)
def test_a_wish_that_makes_no_sense_is_named(client, project, query, field):
    response = client.get(REPORTS, query)

    assert response.status_code == 400
    assert list(response.json()["errors"]) == [field]


def test_the_newest_day_comes_first_and_no_time_of_day_shows(client, project):
    old = factories.make_report(project)
    Report.objects.filter(pk=old.pk).update(filed_on=date(2026, 9, 1))
    new = [factories.make_report(project).public_id for _ in range(3)]

    shown = [report["id"] for report in client.get(REPORTS).json()["results"]]

    assert shown == [*sorted(new, reverse=True), old.public_id]


@pytest.mark.parametrize("count", [1, 100])
def test_the_list_asks_as_often_for_one_as_for_a_hundred(
    client, project, daniyar, count, django_assert_max_num_queries
):
    first = factories.make_stopped_report(project)
    factories.make_claim(first, daniyar)
    services.give_verdict(first, is_done=True)
    copies = []
    for number in range(count - 1):
        copy = Report.objects.get(pk=first.pk)
        copy.pk, copy.receipt = None, f"{number}"
        copy.public_id, copy.draft_id = f"{number:016}", f"{number:032}"
        copies.append(copy)
    Report.objects.bulk_create(copies)

    with django_assert_max_num_queries(10):
        response = client.get(REPORTS)

    assert len(response.json()["results"]) == min(count, 50)


def test_the_list_is_json_that_says_nothing_more(client, project):
    factories.make_report(project)

    assert list(json.loads(client.get(REPORTS).content)) == ["next", "previous", "results"]
