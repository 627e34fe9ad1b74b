"""A moderator asks before deciding: read and answered with the receipt code, and no public fact."""

import pytest
from django.urls import reverse

from reports import questions, services
from reports.models import Question
from reports.removals import erasure
from reports.workflow import NotAllowed
from tests import factories

RECEIPT = "/api/v1/receipt/"
PHONE = "Иә. Телефоным 8 701 555 12 34."


@pytest.fixture
def held(project):
    return factories.make_misuse_report(project)


@pytest.fixture
def asked(held, madina):
    return ask(held, madina)


def ask(report, author, about="own_words", text="Қай күні көрдіңіз?"):
    return questions.ask_held(report, author=author, about=about, language="kk", text=text)


def address(report, page="ask"):
    return reverse(f"moderation:{page}", args=[report.public_id])


def test_madina_asks_in_own_words_and_reads_the_answer(signed_in, madina, held, client):
    browser = signed_in(madina)
    sent = {"about": "own_words", "text": "Қай күні көрдіңіз?"}

    assert browser.post(address(held), sent).url == address(held, "decide")
    page = client.post(reverse("receipt"), {"receipt_code": held.code}).content.decode()
    answer = {"receipt_code": held.code, "action": "answer", "text": PHONE}
    told = client.post(reverse("receipt"), answer).content.decode()

    assert "A moderator asks you" in page
    assert "Қай күні көрдіңіз?" in page
    assert "Only those who asked read your answer" in told
    assert PHONE in browser.get(address(held, "decide")).content.decode()
    assert "The reporter answered a question." in browser.get("/moderation/").content.decode()


def test_one_of_the_list_is_read_in_the_reporters_language(client, held, madina):
    ask(held, madina, about="since_when", text="")

    sent = {"receipt_code": held.code}
    told = client.post(RECEIPT, sent, content_type="application/json").json()["question"]

    assert (told["about"], told["office_name"]) == ("since_when", None)


def test_own_words_must_be_written(signed_in, madina, held):
    answer = signed_in(madina).post(address(held), {"about": "own_words", "text": ""})

    assert answer.status_code == 400
    assert "Write your question." in answer.content.decode()
    assert not Question.objects.exists()


def test_one_question_at_a_time(signed_in, madina, asked, held):
    with pytest.raises(NotAllowed):
        ask(held, madina)

    answer = signed_in(madina).post(address(held), {"about": "still_so"})
    assert answer.status_code == 400
    assert "Another question is open" in answer.content.decode()


def test_it_is_no_public_fact_and_moves_no_clock(asked, held, logged):
    due = held.decide_by
    before = logged()

    questions.answer(held, "Иә.")

    held.refresh_from_db()
    assert logged() == before == [("report.filed", "citizen")]
    assert held.decide_by == due


def test_the_office_never_learns_of_it(signed_in, daniyar, madina, asked, held):
    questions.answer(held, PHONE)
    services.publish_report(held, moderator=madina, reason="fits")
    browser = signed_in(daniyar)

    case = browser.get(reverse("desk:report", args=[held.public_id])).content.decode()
    queue = browser.get(reverse("desk:queue")).content.decode()

    assert asked.text not in case
    assert PHONE not in case
    assert "The reporter answered your question." not in queue


def test_the_operators_admin_does_not_list_it(signed_in, olzhas, asked):
    page = signed_in(olzhas).get("/admin/reports/question/")

    assert asked.public_id not in page.content.decode()


@pytest.mark.parametrize("decide", [services.publish_report, services.refuse_report])
def test_a_decision_ends_the_question(held, asked, madina, daniyar, decide):
    decide(held, moderator=madina, reason="insult")

    asked.refresh_from_db()
    assert asked.state == Question.State.CLOSED
    assert questions.open_question(held) is None
    with pytest.raises(NotAllowed):
        questions.answer(held, "Иә.")


def test_after_it_the_office_may_ask(held, asked, madina, daniyar):
    services.publish_report(held, moderator=madina, reason="fits")

    assert factories.make_question(held, daniyar).office == held.office


def test_once_withdrawn_nothing_is_asked(held, asked):
    services.withdraw_report(held)

    assert questions.open_question(held) is None


def test_what_is_public_is_not_asked_by_moderators(project, madina):
    with pytest.raises(NotAllowed):
        ask(factories.make_stopped_report(project), madina)


def test_an_erasure_takes_question_and_answer(held, asked):
    questions.answer(held, PHONE)

    erasure.erase_own(held)

    assert not Question.objects.exists()


def test_clerks_operators_and_groups_cannot_ask(signed_in, daniyar, olzhas, held):
    for user in (daniyar, olzhas):
        assert signed_in(user).post(address(held), {"about": "still_so"}).status_code == 404
    assert not Question.objects.exists()
