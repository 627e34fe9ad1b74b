"""The pages behind "if you cannot answer yet": own reports only, and a sentence for each no."""

from datetime import timedelta

import pytest
from django.urls import reverse

from reports.models import Question, Reply, ReplyTemplate, Report
from tests import factories

WHY = "Маман барып көруі керек."


@pytest.fixture
def report(project):
    return factories.make_stopped_report(project)


def page(name, report):
    return reverse(f"desk:{name}", args=[report.public_id])


def test_daniyar_asks_for_more_time(signed_in, daniyar, report):
    until = report.answer_due_on + timedelta(days=10)
    words = {"reason": "visit", "text": WHY, "until": until.isoformat()}

    response = signed_in(daniyar).post(page("extend", report), words)

    report.refresh_from_db()
    assert (response.status_code, report.answer_due_on) == (302, until)


def test_more_than_two_months_are_refused_with_a_sentence(signed_in, daniyar, report):
    until = report.answer_due_on + timedelta(days=90)
    words = {"reason": "visit", "text": WHY, "until": until.isoformat()}

    response = signed_in(daniyar).post(page("extend", report), words)

    assert response.status_code == 400
    assert "at most two months later" in response.content.decode()


def test_everybody_sees_who_handed_it_to_whom(signed_in, client, daniyar, other_office, report):
    words = {"to_office": other_office.pk, "text": WHY}

    signed_in(daniyar).post(page("forward", report), words)

    public = client.get(f"/en/reports/{report.public_id}/").content.decode()
    assert "Handed to another office" in public
    assert WHY in public
    assert "Handed from office to office 1 time." in public
    assert "Daniyar" not in public


def test_after_handing_on_the_report_is_on_the_other_desk_alone(
    signed_in, daniyar, serik, other_office, report
):
    words = {"to_office": other_office.pk, "text": WHY}

    signed_in(daniyar).post(page("forward", report), words)

    assert signed_in(daniyar).get(page("report", report)).status_code == 404
    assert signed_in(serik).get(page("report", report)).status_code == 200


def test_an_office_that_is_not_near_is_not_taken(signed_in, daniyar, aksu, report):
    far = factories.make_place("110000000", "region", "Ақмола", "Акмолинская")
    office = factories.make_office(far, kind="region_akim")

    response = signed_in(daniyar).post(
        page("forward", report), {"to_office": office.pk, "text": WHY}
    )

    assert response.status_code == 400
    assert Report.objects.get().forward_count == 0


def test_daniyar_asks_the_reporter_and_reads_the_answer(signed_in, daniyar, report):
    browser = signed_in(daniyar)

    browser.post(page("ask", report), {"about": "still_so"})
    Question.objects.update(state="answered", answer="Иә, сол қалпында.")

    assert "Иә, сол қалпында." in browser.get(page("report", report)).content.decode()


def test_a_question_in_own_words_needs_words(signed_in, daniyar, report):
    response = signed_in(daniyar).post(page("ask", report), {"about": "own_words"})

    assert response.status_code == 400
    assert Question.objects.count() == 0


def test_a_held_answer_is_not_shown_to_the_office(signed_in, daniyar, report):
    factories.make_question(report, daniyar)
    Question.objects.update(state="held", answer="secret")

    assert "secret" not in signed_in(daniyar).get(page("report", report)).content.decode()


def test_a_correction_shows_both_wordings(signed_in, client, daniyar, report):
    reply = factories.make_reply(report, daniyar)
    words = {"reason": "season", "text": "Көктемде аяқталады.", "language": "kk"}

    response = signed_in(daniyar).post(page("correct", reply), words)

    public = client.get(f"/en/reports/{report.public_id}/").content.decode()
    assert response.status_code == 302
    assert "Көктемде аяқталады." in public
    assert "Жұмыс жалғасып жатыр." in public


def test_serik_corrects_no_answer_of_another_office(signed_in, daniyar, serik, report):
    reply = factories.make_reply(report, daniyar)

    assert signed_in(serik).get(page("correct", reply)).status_code == 404
    assert Reply.objects.get().earlier == []


def test_an_answer_is_kept_changed_and_forgotten(signed_in, daniyar, office):
    browser = signed_in(daniyar)
    words = {"office": office.pk, "name": "Құбыр", "reason": "season", "language": "kk"}

    browser.post("/desk/answers/", words | {"text": "Қыста қазылмайды."})
    template = ReplyTemplate.objects.get()
    browser.post(f"/desk/answers/{template.pk}/", words | {"text": "Көктемде қазылады."})
    template.refresh_from_db()
    browser.post(f"/desk/answers/{template.pk}/", {"action": "forget"})

    assert template.text == "Көктемде қазылады."
    assert ReplyTemplate.objects.count() == 0


def test_nothing_is_kept_for_another_office(signed_in, daniyar, other_office):
    words = {"office": other_office.pk, "name": "Құбыр", "reason": "season", "language": "kk"}

    response = signed_in(daniyar).post("/desk/answers/", words | {"text": "Қыста қазылмайды."})

    assert response.status_code == 400
    assert ReplyTemplate.objects.count() == 0


def test_a_moderator_covers_a_number_and_everybody_reads_the_rule(
    signed_in, client, daniyar, madina, report
):
    reply = factories.make_reply(report, daniyar, text="Асқар: 8 701 555 12 34, соған айтыңыз.")
    sent = {"kind": "reply", "public_id": reply.public_id, "action": "mask"}

    signed_in(madina).post(
        "/moderation/words/", sent | {"words": "8 701 555 12 34", "reason": "private_data"}
    )

    public = client.get(f"/en/reports/{report.public_id}/").content.decode()
    assert "8 701" not in public
    assert "It tells a private person" in public


def test_what_waits_is_listed_and_a_stale_decision_is_said(signed_in, daniyar, madina, report):
    asked = factories.make_question(report, daniyar, about="own_words", text="Қай бөлігі?")
    browser = signed_in(madina)
    sent = {"kind": "question", "public_id": asked.public_id, "action": "pass"}

    listed = browser.get("/moderation/words/").content.decode()
    first, second = (browser.post("/moderation/words/", sent, follow=True) for _ in range(2))

    assert "Қай бөлігі?" in listed
    assert "Done." in first.content.decode()
    assert "This can no longer be done." in second.content.decode()
