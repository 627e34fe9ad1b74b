"""A firm that a report names writes by itself; a moderator asks it, and then everybody reads it."""

import uuid
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from oversight import calendar
from oversight.models import GroupMember
from projects import services as register
from projects.models import Contract
from reports import services, statements
from reports.letters import mailing
from reports.models import Statement, StatementRequest
from reports.workflow import NotAllowed
from tests import factories

FRIDAY = date(2026, 11, 27)
WORDS = {
    "firm": "«Құрылыс» ЖШС",
    "bin": "990140001234",
    "text": "Құбыр зауыттан екі апта кеш келді, жұмыс дүйсенбіде басталады.",
    "contact_name": "Болат, директор",
    "contact_email": "bolat@qurylys.test",
    "contact_phone": "8 701 555 12 34",
}
SHOW = {"decision": "show", "is_confirmed": "on"}


@pytest.fixture(autouse=True)
def _today():
    with calendar.as_of(FRIDAY):
        yield


@pytest.fixture
def report(project):
    return factories.make_stopped_report(project)


@pytest.fixture
def url(report):
    return f"/kk/reports/{report.public_id}/statement/"


@pytest.fixture
def sent(report):
    return factories.make_firms_words(report)


def words(**fields):
    return WORDS | {"draft_id": str(uuid.uuid4()), **fields}


def decide(browser, sent, answer):
    return browser.post(f"/moderation/statements/{sent.public_id}/", answer)


def test_a_firm_sends_its_words_and_is_told_the_day(client, url, report):
    page = client.post(url, words())

    kept = StatementRequest.objects.get()
    assert (page.status_code, kept.state, kept.language) == (200, "waiting", "kk")
    assert (kept.received_on, kept.show_by) == (FRIDAY, date(2026, 12, 2))
    assert "2 желтоқсан" in page.content.decode()
    assert "Set-Cookie" not in page.headers


def test_nobody_reads_it_before_a_moderator_has_decided(client, url, report):
    client.post(url, words())

    page = client.get(f"/kk/reports/{report.public_id}/").content.decode()
    told = client.get(f"/api/v1/reports/{report.public_id}/").json()
    assert WORDS["text"] not in page
    assert (told["statements"], Statement.objects.count()) == ([], 0)


def test_a_form_sent_twice_is_one_statement(client, url):
    once = words()

    answers = [client.post(url, once).status_code for _ in range(2)]

    assert (answers, StatementRequest.objects.count()) == ([200, 200], 1)


@pytest.mark.parametrize(
    "change",
    [
        {"firm": ""},
        {"bin": "12"},
        {"text": "Жоқ."},
        {"contact_email": "nobody"},
        {"contact_phone": ""},
        {"draft_id": "nothing"},
        {"text": "Сұрақ болса хабарласыңыз: 8 701 555 12 34, біз жауап береміз."},
    ],
)
def test_what_is_incomplete_is_asked_again_and_nothing_is_lost(client, url, change):
    page = client.post(url, words(**change))

    assert (page.status_code, StatementRequest.objects.count()) == (400, 0)
    assert "Болат, директор" in page.content.decode()


def test_the_one_contractor_of_the_work_need_not_write_its_name(client, url, report):
    supplier = register.supplier_named("«Мысал Су» ЖШС")
    register.add_line(Contract(project=report.project, supplier=supplier))

    assert "«Мысал Су» ЖШС" in client.get(url).content.decode()


def test_beside_a_report_that_was_taken_back_nobody_is_heard(client, url, report):
    services.withdraw_report(report)

    assert client.get(url).status_code == client.post(url, words()).status_code == 404


def test_who_sends_too_many_is_asked_to_come_tomorrow(client, url, report):
    for _ in range(statements.MOST_WAITING):
        factories.make_firms_words(report)

    page = client.post(url, words())

    assert (page.status_code, page["Retry-After"]) == (503, "86400")
    assert WORDS["text"] in page.content.decode()
    assert StatementRequest.objects.count() == statements.MOST_WAITING


def test_a_moderator_who_asked_the_firm_shows_its_words(
    client, signed_in, madina, report, sent, logged
):
    browser = signed_in(madina)
    assert "Statements of firms (1)" in browser.get("/moderation/").content.decode()
    assert (
        "8 701 555 12 34"
        in browser.get(f"/moderation/statements/{sent.public_id}/").content.decode()
    )

    answer = decide(browser, sent, SHOW)

    page = client.get(f"/kk/reports/{report.public_id}/").content.decode()
    statement = Statement.objects.get()
    assert answer.url == "/moderation/statements/"
    assert (statement.received_on, statement.shown_on) == (FRIDAY, FRIDAY)
    assert sent.text in page
    assert "bolat@qurylys.test" not in page
    assert logged()[-1] == ("statement.added", "moderator")


def test_who_has_not_asked_the_firm_shows_nothing(signed_in, madina, sent):
    answer = decide(signed_in(madina), sent, {"decision": "show"})

    assert (answer.status_code, Statement.objects.count()) == (400, 0)


def test_a_refusal_needs_its_reason(signed_in, madina, sent):
    browser = signed_in(madina)

    assert decide(browser, sent, {"decision": "refuse"}).status_code == 400
    assert decide(browser, sent, {"decision": "refuse", "reason": "insult"}).status_code == 302
    sent.refresh_from_db()
    assert (sent.state, sent.reason, Statement.objects.count()) == ("refused", "insult", 0)


def test_it_is_decided_once(signed_in, madina, baurzhan, sent):
    decide(signed_in(madina), sent, SHOW)

    assert decide(signed_in(baurzhan), sent, SHOW).status_code == 404
    with pytest.raises(NotAllowed):
        statements.refuse_request(sent, reason="insult", moderator=baurzhan)
    assert Statement.objects.count() == 1


def test_a_moderator_decides_nothing_on_a_report_of_the_own_group(
    signed_in, madina, baurzhan, project, dostyk
):
    GroupMember.objects.create(group=dostyk, user=madina)
    sent = factories.make_firms_words(factories.make_stopped_report(project, group=dostyk))
    browser = signed_in(madina)

    assert sent.text not in browser.get("/moderation/statements/").content.decode()
    assert decide(browser, sent, SHOW).status_code == 404
    with pytest.raises(NotAllowed):
        statements.show_request(sent, moderator=madina)
    assert decide(signed_in(baurzhan), sent, SHOW).status_code == 302


def test_on_a_report_that_is_hidden_meanwhile_nothing_is_decided(signed_in, madina, report, sent):
    report.visibility = "hidden"
    report.save()

    assert decide(signed_in(madina), sent, SHOW).status_code == 404


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (SHOW, "хабарламаның жанында сол күйінде жарияланды"),
        ({"decision": "refuse", "reason": "not_reached"}, "ешкім растамады"),
    ],
)
def test_the_firm_is_told_in_its_language(signed_in, madina, sent, answer, says):
    decide(signed_in(madina), sent, answer)

    mailing.send_waiting()

    [letter] = mail.outbox
    assert letter.to == ["bolat@qurylys.test"]
    assert says in " ".join(letter.body.split())


def test_whom_to_reach_is_forgotten_after_a_month(signed_in, madina, sent):
    decide(signed_in(madina), sent, SHOW)

    kept = [statements.forget_contacts(FRIDAY + timedelta(days=days)) for days in (30, 31)]

    sent.refresh_from_db()
    assert kept == [0, 1]
    assert (sent.contact_name, sent.contact_email, sent.contact_phone) == ("", "", "")


@pytest.mark.parametrize("fields", [{"state": "shown"}, {"state": "refused", "decided_on": FRIDAY}])
def test_the_database_knows_no_decision_without_its_day_and_reason(sent, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        StatementRequest.objects.update(**fields)


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_asks_alike_for_one_and_many(
    signed_in, madina, report, count, django_assert_max_num_queries
):
    for _ in range(count):
        factories.make_firms_words(report)
    browser = signed_in(madina)

    with django_assert_max_num_queries(11):
        page = browser.get("/moderation/statements/").content.decode()

    assert page.count("queue__title") == count


@pytest.mark.parametrize(("days", "status"), [(5, 200), (6, 503)])
def test_a_firm_that_waits_too_long_is_an_alarm(client, sent, days, status):
    with calendar.as_of(FRIDAY + timedelta(days=days)):
        answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["firms_unheard"]) == (status, int(status == 503))
