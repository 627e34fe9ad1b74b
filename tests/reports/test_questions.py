"""Questions to a reporter whom nobody knows: by the receipt, and nobody is fished out."""

import pytest

from oversight.models import Job
from reports import questions, services
from reports.models import Question
from reports.workflow import NotAllowed
from tests import factories


@pytest.fixture
def report(project):
    return factories.make_stopped_report(project, contact_email="aigul@example.test")


def test_a_question_of_the_list_is_asked_at_once(report, daniyar):
    asked = factories.make_question(report, daniyar)

    assert questions.open_question(report) == asked
    assert str(asked.words) == "Is it still so today?"
    assert [job.key for job in Job.objects.all()] == [f"tell_question:{asked.pk}"]


def test_own_words_are_read_by_a_moderator_first(report, daniyar):
    factories.make_question(report, daniyar, about="own_words", text="Үйіңіз қайсы?")

    assert questions.open_question(report) is None
    assert Job.objects.count() == 0


def test_words_beside_a_question_of_the_list_are_not_passed(report, daniyar):
    asked = factories.make_question(report, daniyar, text="Үйіңіз қайсы?")

    assert asked.text == ""


def test_one_question_at_a_time(report, daniyar):
    factories.make_question(report, daniyar)

    with pytest.raises(NotAllowed):
        factories.make_question(report, daniyar, about="since_when")

    assert Question.objects.count() == 1


def test_the_office_reads_the_answer(report, daniyar):
    factories.make_question(report, daniyar)

    answered = questions.answer(report, "Иә, әлі сол қалпында.")

    assert answered.told_answer == "Иә, әлі сол қалпында."
    assert questions.open_question(report) is None


def test_an_answer_with_private_data_is_read_by_a_moderator_first(report, daniyar):
    factories.make_question(report, daniyar)

    answered = questions.answer(report, "Маған қоңырау шалыңыз: 8 701 555 12 34")

    assert (answered.state, answered.told_answer) == (Question.State.HELD, "")


def test_nobody_answers_what_was_not_asked(report):
    with pytest.raises(NotAllowed):
        questions.answer(report, "Иә.")


def test_a_second_answer_is_refused(report, daniyar):
    factories.make_question(report, daniyar)
    questions.answer(report, "Иә.")

    with pytest.raises(NotAllowed):
        questions.answer(report, "Жоқ.")

    assert Question.objects.get().answer == "Иә."


def test_a_withdrawn_report_is_asked_nothing(report, daniyar):
    services.withdraw_report(report)

    with pytest.raises(NotAllowed):
        factories.make_question(report, daniyar)


def test_a_question_is_no_public_fact(report, daniyar, logged):
    factories.make_question(report, daniyar)
    questions.answer(report, "Иә.")

    assert logged() == [("report.filed", "citizen")]
