"""A report as everybody reads it: whose word it is, how long it has waited, nothing private."""

from datetime import timedelta

import pytest
from django.urls import reverse

from oversight.calendar import today
from reports import services
from reports.models import Report, Visibility
from reports.photos import uploads
from tests import factories
from tests.reports.pictures import saved, scene


def address(report):
    return reverse("report-detail", args=[report.public_id])


def page_of(client, report):
    return client.get(address(report)).content.decode()


def test_a_report_says_what_was_seen_where_and_when(client, project):
    report = factories.make_stopped_report(project, observed_on=today() - timedelta(days=12))

    page = page_of(client, report)

    for part in (report.text, "Stopped", "Water pipe", "Aksu village", "12 days since then"):
        assert part in page


def test_the_clock_of_the_office_is_shown(client, project):
    report = factories.make_stopped_report(project)

    page = page_of(client, report)

    assert "The office has not answered yet." in page
    assert f'<time datetime="{report.answer_due_on.isoformat()}">' in page
    assert "days left" in page


def test_an_overdue_answer_is_said_with_its_days(client, project):
    report = factories.make_stopped_report(project)
    Report.objects.update(answer_due_on=today() - timedelta(days=4))

    page = page_of(client, report)

    assert "No answer in time" in page
    assert "4 days overdue" in page


def test_a_report_that_asks_nothing_has_no_clock(client, project):
    page = page_of(client, factories.make_report(project))

    assert "asks nothing of the office" in page
    assert "Answer expected by" not in page


def test_a_claim_is_the_word_of_the_office(client, project, daniyar):
    report = factories.make_stopped_report(project)
    factories.make_claim(report, daniyar)

    page = page_of(client, report)

    assert "The office says: it is done." in page
    assert "Whether that is true, only the reporter or an independent group can say." in page


@pytest.mark.parametrize(
    ("is_done", "sentence"),
    [(True, "The reporter confirms: it is done."), (False, "The reporter says: it is not done.")],
)
def test_a_verdict_is_the_word_of_the_reporter(client, project, daniyar, is_done, sentence):
    report = factories.make_stopped_report(project)
    factories.make_claim(report, daniyar)
    services.give_verdict(report, is_done=is_done)

    assert sentence in page_of(client, report)


def test_a_group_that_was_there_is_named(client, project, daniyar, dostyk):
    report = factories.make_stopped_report(project)
    factories.make_claim(report, daniyar)
    services.give_verdict(report, is_done=True, group=dostyk)

    page = page_of(client, report)

    assert "The group Dostyk was there and confirms: it is done." in page
    assert "An independent group was there and confirmed it." in page


def test_what_nobody_opposed_is_not_called_done(client, project, daniyar):
    report = factories.make_stopped_report(project)
    factories.make_claim(report, daniyar)
    services.close_unopposed(report)

    assert "It is closed, but not counted as done." in page_of(client, report)


def test_a_report_that_was_taken_back_is_a_tombstone(client, project):
    report = factories.make_stopped_report(project)
    services.withdraw_report(report)

    response = client.get(address(report))

    assert response.status_code == 200
    assert "Withdrawn by the reporter" in response.content.decode()
    assert report.text not in response.content.decode()


@pytest.mark.parametrize("visibility", [Visibility.HIDDEN, Visibility.ERASED])
def test_a_report_that_is_not_public_is_a_tombstone_without_its_words(client, project, visibility):
    report = factories.make_report(project)
    Report.objects.update(visibility=visibility)

    response = client.get(address(report))

    assert response.status_code == 410
    assert report.text not in response.content.decode()


def test_held_and_refused_reports_are_not_there(client, project, madina):
    held = factories.make_misuse_report(project)
    refused = factories.make_misuse_report(project)
    services.refuse_report(refused, moderator=madina, reason="insult")

    assert client.get(address(held)).status_code == 404
    assert client.get(address(refused)).status_code == 404


def test_nothing_private_is_on_the_page(client, project, madina):
    report = factories.make_misuse_report(project, contact_email="aigul@example.test")
    services.publish_report(report, moderator=madina, reason="fits", note="Рахмет, Айгүл!")

    page = page_of(client, report)

    for secret in ("example.test", report.code, str(report.draft_id), "Айгүл", "Madina"):
        assert secret not in page


def test_words_are_escaped_and_keep_their_lines(client, project):
    report = factories.make_report(project, text="Бірінші <b>жол</b>\nЕкінші жол")

    assert "Бірінші &lt;b&gt;жол&lt;/b&gt;\nЕкінші жол" in page_of(client, report)


def test_photos_are_large_and_say_what_they_show(client, project):
    report = factories.make_stopped_report(project)
    factories.add_photo(report)
    factories.develop_all()

    page = page_of(client, report)

    assert page.count('class="photo photo--whole"') == 1
    assert 'alt="Photo of a resident, who says: stopped"' in page


@pytest.mark.row(4)
def test_of_a_picture_that_was_cut_it_is_said(client, project):
    report = factories.make_stopped_report(project)
    whole = saved(scene(), quality=95)
    uploads.add(report, [whole[: len(whole) * 9 // 10]], report.code)
    factories.develop_all()

    assert "a part of the picture is missing" in page_of(client, report)
    receipt = client.post("/en/receipt/", {"receipt_code": report.code}).content.decode()
    assert "A part of it is missing: it was damaged on the phone already." in receipt


def test_a_report_on_an_unlisted_work_is_about_its_place(client, aksu, office):
    report = factories.make_report(place=aksu)

    page = page_of(client, report)

    assert "a work that is not listed" in page
    assert f'href="{reverse("office", args=[office.pk])}"' in page


def test_an_unknown_report_is_not_there(client, site):
    assert client.get("/en/reports/aaaaaaaaaaaaaaaa/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_report_asks_the_database_equally_often(
    client, project, daniyar, dostyk, django_assert_num_queries, count
):
    report = factories.make_stopped_report(project)
    for number in range(count):
        factories.add_photo(report, width=640 + number)
        factories.make_claim(report, daniyar)
        services.give_verdict(report, is_done=False, group=dostyk)

    with django_assert_num_queries(11):
        client.get(address(report))


def test_the_page_sets_no_cookie_and_takes_no_post(client, project):
    report = factories.make_report(project)

    assert client.get(address(report)).cookies == {}
    assert client.post(address(report)).status_code == 405
