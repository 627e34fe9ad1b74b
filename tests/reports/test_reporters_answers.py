"""The office asks, Aigul answers through the receipt, and stays unknown."""

import pytest
from django.urls import reverse

from reports import questions
from reports.models import Question
from reports.removals import erasure
from tests import factories

MESSAGE = "/api/v1/receipt/message/"
ANSWER = "Иә, құбыр әлі көшеде жатыр."


@pytest.fixture
def report(project, daniyar):
    """Asked by the office: is it still so?"""
    report = factories.make_stopped_report(project)
    questions.ask(report, author=daniyar, office=report.office, about="still_so", language="kk")
    return report


def test_the_receipt_shows_the_question_and_takes_the_answer(client, report):
    url = reverse("receipt")
    asked = client.post(url, {"receipt_code": report.code}).content.decode()
    assert "Is it still so today?" in asked

    response = client.post(url, {"receipt_code": report.code, "action": "answer", "text": ANSWER})

    page = response.content.decode()
    assert "Only those who asked read your answer; it is not public." in page
    assert "Is it still so today?" not in page
    assert Question.objects.get().told_answer == ANSWER


def test_an_empty_answer_is_asked_for_again(client, report):
    sent = {"receipt_code": report.code, "action": "answer", "text": " "}

    response = client.post(reverse("receipt"), sent)

    assert response.status_code == 400
    assert "Write your answer." in response.content.decode()
    assert Question.objects.get().state == Question.State.ASKED


def test_the_api_shows_the_question_and_takes_the_answer_once(client, report):
    sent = {"receipt_code": report.code}
    told = client.post("/api/v1/receipt/", sent, content_type="application/json").json()
    assert told["question"]["about"] == "still_so"

    answers = [
        client.post(MESSAGE, sent | {"text": ANSWER}, content_type="application/json")
        for _time in range(2)
    ]

    assert [answer.status_code for answer in answers] == [200, 409]
    assert answers[0].json()["question"] is None
    assert Question.objects.get().told_answer == ANSWER


def test_nobody_else_reads_question_or_answer(client, report):
    questions.answer(report, ANSWER)

    page = client.get(reverse("report-detail", args=[report.public_id])).content.decode()

    assert ANSWER not in page
    assert "Is it still so today?" not in page


def test_an_erasure_takes_the_answer_too(report):
    questions.answer(report, ANSWER)

    erasure.erase_own(report)

    assert Question.objects.get().answer == ""
