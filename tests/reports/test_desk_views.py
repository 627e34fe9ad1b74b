"""The desk: own reports only, the most urgent first, nothing that hides or names anybody."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from oversight.calendar import today
from reports import services
from reports.models import Reply, Report
from reports.workflow import State
from tests import factories

QUEUE = "/desk/"


def address(report):
    return reverse("desk:report", args=[report.public_id])


def photo(name="done.jpg", content=None):
    return SimpleUploadedFile(name, content or factories.picture(), "image/jpeg")


def answer(**fields):
    return {
        "reason": "under_way",
        "text": "Жұмыс дүйсенбіде қайта басталады.",
        "language": "kk",
        **fields,
    }


def test_daniyar_sees_what_he_must_answer_the_most_urgent_first(signed_in, daniyar, project):
    late = factories.make_stopped_report(project)
    new = factories.make_stopped_report(project)
    Report.objects.filter(pk=late.pk).update(answer_due_on=today() - timedelta(days=2))

    response = signed_in(daniyar).get(QUEUE)

    assert list(response.context["reports"]) == [late, new]
    assert response.context["counts"]["overdue"] == 1
    assert response.context["counts"]["owed"] == 2


def test_serik_sees_nothing_of_another_office(signed_in, serik, project):
    report = factories.make_stopped_report(project)
    browser = signed_in(serik)

    assert list(browser.get(QUEUE).context["reports"]) == []
    assert browser.get(address(report)).status_code == 404
    assert browser.post(address(report), answer()).status_code == 404
    assert Reply.objects.count() == 0


def test_a_report_that_needs_no_answer_never_enters_the_desk(signed_in, daniyar, project):
    factories.make_report(project)

    response = signed_in(daniyar).get(QUEUE)

    assert list(response.context["reports"]) == []
    assert set(response.context["counts"].values()) == {0}


def test_a_held_report_does_not_exist_for_the_office(signed_in, daniyar, project):
    held = factories.make_misuse_report(project)
    browser = signed_in(daniyar)

    page = browser.get(QUEUE)

    assert list(page.context["reports"]) == []
    assert set(page.context["counts"].values()) == {0}
    assert browser.get(address(held)).status_code == 404
    assert held.text not in page.content.decode()


def test_daniyar_answers(signed_in, daniyar, project):
    report = factories.make_stopped_report(project)

    response = signed_in(daniyar).post(address(report), answer())

    report.refresh_from_db()
    assert response.status_code == 302
    assert report.state == State.ANSWERED
    assert report.replies.get().office == report.office


def test_after_one_answer_the_next_report_comes(signed_in, daniyar, project):
    first, second = factories.make_stopped_report(project), factories.make_stopped_report(project)

    response = signed_in(daniyar).post(address(first), answer())

    assert response.url == address(second)


def test_done_without_a_photo_is_refused_and_the_words_stay(signed_in, daniyar, project):
    report = factories.make_stopped_report(project)

    response = signed_in(daniyar).post(address(report), answer(reason="done", is_claim="on"))

    assert response.status_code == 400
    assert "Show with a photo that it is done." in response.content.decode()
    assert "Жұмыс дүйсенбіде қайта басталады." in response.content.decode()
    assert Reply.objects.count() == 0


def test_done_with_a_photo_is_a_claim(signed_in, daniyar, project):
    report = factories.make_stopped_report(project)

    signed_in(daniyar).post(
        address(report), answer(reason="done", is_claim="on", photos=[photo(), photo()])
    )

    report.refresh_from_db()
    assert report.state == State.CLAIMED
    assert [proof.number for proof in report.replies.get().photos.all()] == [1, 2]


@pytest.mark.parametrize("content", [b"<?php echo 1;", b"%PDF-1.7", b""])
def test_what_is_no_picture_is_refused_with_a_sentence(signed_in, daniyar, project, content):
    report = factories.make_stopped_report(project)
    file = SimpleUploadedFile("proof.jpg", content, "image/jpeg")

    response = signed_in(daniyar).post(
        address(report), answer(reason="done", is_claim="on", photos=[file])
    )

    assert response.status_code == 400
    assert response.context["form"].errors["photos"]
    assert factories.all_files() == []


def test_a_withdrawn_report_can_no_longer_be_answered(signed_in, daniyar, project):
    report = factories.make_stopped_report(project)
    services.withdraw_report(report)

    response = signed_in(daniyar).post(address(report), answer())

    assert response.status_code == 400
    assert Reply.objects.count() == 0


def test_the_desk_never_learns_who_wrote(signed_in, daniyar, project):
    report = factories.make_stopped_report(project, contact_email="aigul@example.test")

    page = signed_in(daniyar).get(address(report)).content.decode()

    assert "aigul@example.test" not in page
    assert report.code not in page
    assert str(report.draft_id) not in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_queue_asks_the_database_ten_times_at_most(
    signed_in, daniyar, project, django_assert_max_num_queries, count
):
    for _ in range(count):
        factories.make_stopped_report(project)
    browser = signed_in(daniyar)

    with django_assert_max_num_queries(10):
        response = browser.get(QUEUE)

    assert len(response.context["reports"]) == count


def test_a_moderator_and_an_operator_have_no_desk(signed_in, madina, olzhas):
    assert signed_in(madina).get(QUEUE).status_code == 404
    assert signed_in(olzhas).get(QUEUE).status_code == 404


def test_a_password_alone_opens_nothing(client, daniyar):
    client.force_login(daniyar)

    response = client.get(QUEUE)

    assert response.status_code == 302
    assert response.url.startswith("/accounts/")


def test_a_stranger_is_sent_to_sign_in(client, site):
    assert client.get(QUEUE).url == "/accounts/login/?next=%2Fdesk%2F"
