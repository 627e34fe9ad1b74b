"""With the receipt code, and with nothing else, the reporter's own report."""

import uuid

import pytest

from oversight.calendar import today
from oversight.models import LogEntry
from reports import receipts, services
from reports.models import Report, StepTaken
from reports.removals import erasure
from tests import factories

RECEIPT = "/api/v1/receipt/"
STEPS = ["", "verdict/", "withdraw/", "appeal/", "take-back/", "pressed/", "erase/"]


def post(client, code, step="", **fields):
    sent = {"receipt_code": code, **fields}
    return client.post(
        f"{RECEIPT}{step}", sent, content_type="application/json", headers={"Accept-Language": "en"}
    )


@pytest.fixture
def claimed(project, daniyar):
    """Aigul's report, of which the office says that it is done."""
    report = factories.make_stopped_report(project)
    factories.make_claim(report, daniyar)
    return report


def test_the_code_shows_the_report_and_what_happens_next(client, project):
    report = factories.make_misuse_report(project)

    response = post(client, receipts.spell(report.code).lower().replace("-", " "))

    told = response.json()
    assert response.status_code == 200
    assert (told["report"]["id"], told["report"]["text"]) == (report.public_id, report.text)
    assert told["report"]["state_words"] == "waiting for a moderator"
    assert (told["is_public"], told["visibility"]) == (False, "public")
    assert told["decide_by"] == report.decide_by.isoformat()
    assert told["days_to_decide"] == (report.decide_by - today()).days
    assert (told["days_waiting"], told["decisions"], told["photos"]) == (0, [], [])
    assert told["can"] == {
        "confirm": False,
        "dispute": False,
        "withdraw": True,
        "appeal": False,
        "take_back": False,
        "say_pressed": True,
        "add_photos": True,
    }


def test_a_public_report_waits_for_no_moderator(client, project):
    report = factories.make_stopped_report(project)

    told = post(client, report.code).json()

    assert (told["is_public"], told["decide_by"], told["days_to_decide"]) == (True, None, None)
    assert told["report"]["days_left"] == (report.answer_due_on - today()).days


def test_the_reporter_reads_why_the_report_was_refused(client, project, madina):
    report = factories.make_misuse_report(project)
    services.refuse_report(report, moderator=madina, reason="insult", note="Say it without names.")

    told = post(client, report.code).json()

    assert [(each["reason_words"], each["note"]) for each in told["decisions"]] == [
        ("It insults somebody.", "Say it without names.")
    ]
    assert told["can"]["appeal"]
    assert "Madina" not in str(told)


def test_the_reporter_sees_photos_that_nobody_else_sees(client, project):
    report = factories.make_misuse_report(project)
    report.photos.create(number=1, state="receiving", day=today())
    report.photos.create(number=2, state="refused", refusal="not_image", day=today())

    photos = post(client, report.code).json()["photos"]

    assert [(photo["n"], photo["status"], photo["thumb"]) for photo in photos] == [
        (1, "receiving", ""),
        (2, "refused", ""),
    ]
    assert photos[1]["reason_words"].startswith("This file is not a photo.")


def test_the_reporter_never_reads_what_the_site_keeps_of_the_code(client, project):
    report = factories.make_stopped_report(project, contact_email="aigul@example.test")

    told = post(client, report.code).content.decode()

    assert report.receipt not in told
    assert str(report.draft_id) not in told
    assert "aigul@example.test" not in told


@pytest.mark.parametrize("step", STEPS)
def test_wrong_unknown_and_erased_codes_answer_alike(client, project, step):
    erased = factories.make_report(project)
    erasure.erase_own(erased)
    codes = [receipts.make_code(), "AAAA", "ҚАТЕ" * 6, erased.code, "x" * 10_000]

    answers = [post(client, code, step, is_done=True) for code in codes]

    assert {answer.status_code for answer in answers} == {404}
    assert {answer.content for answer in answers} == {answers[0].content}
    assert answers[0].json()["code"] == "receipt_unknown"


def test_a_forgotten_code_opens_nothing(client, project):
    report = factories.make_report(project)
    Report.objects.filter(pk=report.pk).update(receipt=None)

    assert post(client, report.code).status_code == 404


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("code", [None, "", True, ["x"], {}])
def test_without_a_code_the_field_is_named(client, project, step, code):
    response = post(client, code, step, is_done=True)

    assert (response.status_code, list(response.json()["errors"])) == (400, ["receipt_code"])


@pytest.mark.parametrize("step", STEPS)
def test_answers_are_kept_nowhere(client, claimed, step):
    right = post(client, claimed.code, step, is_done=False)
    wrong = post(client, receipts.make_code(), step, is_done=False)

    assert (right["Cache-Control"], wrong["Cache-Control"]) == ("no-store", "no-store")


@pytest.mark.parametrize("step", STEPS)
def test_the_code_never_comes_by_the_address(client, claimed, step):
    response = client.get(f"{RECEIPT}{step}", {"receipt_code": claimed.code})

    assert response.status_code == 405


@pytest.mark.parametrize("step", STEPS)
def test_another_sites_page_cannot_use_a_code(client, claimed, step):
    response = client.post(
        f"{RECEIPT}{step}",
        {"receipt_code": claimed.code, "is_done": True},
        content_type="application/json",
        headers={"Origin": "https://evil.example"},
    )

    assert (response.status_code, response.json()["code"]) == (403, "foreign_origin")
    assert Report.objects.get().state == "claimed"


def test_a_yes_resolves_the_report(client, claimed, logged):
    response = post(client, claimed.code, "verdict/", is_done=True, text=" Рақмет!\r\n")

    assert response.status_code == 200
    assert response.json()["report"]["state"] == "resolved"
    assert [verdict["text"] for verdict in response.json()["report"]["verdicts"]] == ["Рақмет!"]
    assert logged()[-1] == ("verdict.given", "citizen")


def test_a_no_makes_the_office_answer_again(client, claimed):
    told = post(client, claimed.code, "verdict/", is_done=False, text="Су жоқ.").json()

    assert told["report"]["state"] == "disputed"
    assert told["report"]["days_left"] > 0


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "is_done"),
        ({"is_done": "perhaps"}, "is_done"),
        ({"is_done": True, "text": "а" * 1001}, "text"),
    ],
)
def test_a_verdict_that_makes_no_sense_is_named(client, claimed, fields, field):
    response = post(client, claimed.code, "verdict/", **fields)

    assert (response.status_code, list(response.json()["errors"])) == (400, [field])
    assert Report.objects.get().state == "claimed"


def test_a_report_is_withdrawn(client, project, logged):
    report = factories.make_stopped_report(project)

    told = post(client, report.code, "withdraw/").json()

    assert told["report"]["state"] == "withdrawn"
    assert told["can"]["add_photos"] is False
    assert logged()[-1] == ("report.withdrawn", "citizen")


def test_a_refusal_is_appealed_once(client, project, madina, baurzhan):
    report = factories.make_misuse_report(project)
    services.refuse_report(report, moderator=madina, reason="insult")

    first = post(client, report.code, "appeal/")
    services.refuse_report(Report.objects.get(), moderator=baurzhan, reason="insult")
    second = post(client, report.code, "appeal/")

    assert (first.status_code, first.json()["report"]["state"]) == (200, "held")
    assert (second.status_code, second.json()["code"]) == (409, "not_allowed")


@pytest.mark.parametrize("step", ["verdict/", "appeal/"])
def test_a_step_that_the_state_does_not_allow_is_refused(client, project, step):
    report = factories.make_stopped_report(project)
    entries = LogEntry.objects.count()

    response = post(client, report.code, step, is_done=True)

    assert (response.status_code, response.json()["code"]) == (409, "not_allowed")
    assert (Report.objects.get().state, LogEntry.objects.count()) == ("open", entries)
    assert report.verdicts.count() == 0


def test_what_was_claimed_is_no_longer_withdrawn(client, claimed):
    assert post(client, claimed.code, "withdraw/").status_code == 409


def test_one_code_opens_no_other_report(client, project):
    mine, other = factories.make_stopped_report(project), factories.make_stopped_report(project)

    post(client, mine.code, "withdraw/")

    other.refresh_from_db()
    assert other.state == "open"


# Sent again after a lost answer -----------------------------------------------------------------


@pytest.fixture
def asked(project, daniyar):
    """Aigul's report, about which the office asks her something."""
    report = factories.make_stopped_report(project)
    factories.make_question(report, daniyar)
    return report


@pytest.mark.parametrize(
    ("case", "step", "fields", "state"),
    [
        ("claimed", "verdict/", {"is_done": True}, "resolved"),
        ("claimed", "verdict/", {"is_done": False, "text": "Су жоқ."}, "disputed"),
        ("asked", "message/", {"text": "Иә, құбыр әлі жатыр."}, "open"),
        ("asked", "withdraw/", {}, "withdrawn"),
    ],
)
def test_the_same_step_sent_again_is_answered_the_same(client, request, case, step, fields, state):
    report = request.getfixturevalue(case)
    fields |= {"step_id": str(uuid.uuid4())}
    first = post(client, report.code, step, **fields)
    entries = LogEntry.objects.count()

    again = post(client, report.code, step, **fields)

    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
    assert (Report.objects.get().state, LogEntry.objects.count()) == (state, entries)


def test_a_withdrawal_that_comes_late_again_undoes_no_taking_back(client, asked):
    sent = {"step_id": str(uuid.uuid4())}
    post(client, asked.code, "withdraw/", **sent)
    post(client, asked.code, "take-back/", step_id=str(uuid.uuid4()))

    again = post(client, asked.code, "withdraw/", **sent)

    assert (again.status_code, again.json()["report"]["state"]) == (200, "open")


def test_a_refused_step_is_refused_again_and_not_remembered(client, asked):
    sent = {"step_id": str(uuid.uuid4())}

    answers = [post(client, asked.code, "take-back/", **sent) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert StepTaken.objects.count() == 0


def test_the_id_of_another_reports_step_takes_none(client, project):
    mine, other = factories.make_stopped_report(project), factories.make_stopped_report(project)
    sent = {"step_id": str(uuid.uuid4())}
    post(client, mine.code, "withdraw/", **sent)

    response = post(client, other.code, "withdraw/", **sent)

    other.refresh_from_db()
    assert (response.status_code, other.state) == (409, "open")


def test_a_step_id_that_is_none_is_named(client, asked):
    response = post(client, asked.code, "withdraw/", step_id="perhaps")

    assert (response.status_code, list(response.json()["errors"])) == (400, ["step_id"])
