"""What a messenger shows of a shared address: sum, delay, answers, a public photo; never a code."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from oversight import calendar
from oversight.calendar import today
from reports import nightly
from reports.models import Photo
from tests import factories


def preview(client, address):
    page = client.get(address).content.decode()
    return {
        name: value.replace("\xa0", " ")
        for name, value in re.findall(r'<meta property="og:(\w+)" content="([^"]*)"', page)
    }


def of_work(client, project):
    return preview(client, reverse("project", args=[project.identifier]))


def of_report(client, report):
    return preview(client, reverse("report-detail", args=[report.public_id]))


def make_pictured_report(project, **fields):
    report = factories.make_stopped_report(project, **fields)
    factories.add_photo(report)
    factories.develop_all()
    return report


def test_a_work_tells_its_sum_its_delay_and_that_nobody_reported(client, aksu):
    work = factories.make_project(
        aksu, planned_start=date(2025, 1, 1), planned_end=today() - timedelta(days=9)
    )

    found = of_work(client, work)

    assert found["title"] == "Water pipe"
    assert found["description"] == (
        "Budget: 186.4 million ₸. 9 days late. No resident has reported yet."
    )


def test_a_sum_that_is_not_published_is_said(client, aksu):
    work = factories.make_project(aksu, budget_amount=None)

    assert of_work(client, work)["description"].startswith("The sum is not published.")


def test_a_work_tells_that_an_answer_is_overdue(client, project):
    report = factories.make_stopped_report(project)

    with calendar.as_of(report.answer_due_on + timedelta(days=1)):
        factories.make_report(project)
        found = of_work(client, project)

    assert "1 report of residents was not answered in time." in found["description"]


def test_the_newest_public_photo_is_the_picture(client, project, settings):
    report = make_pictured_report(project)

    address = f"{settings.SITE_URL}{report.photos.get().phone_url}"
    assert of_work(client, project)["image"] == address
    assert of_report(client, report)["image"] == address
    assert preview(client, reverse("place", args=[project.place.code]))["image"] == address


def test_a_hidden_photo_is_no_picture(client, project):
    report = make_pictured_report(project)
    Photo.objects.update(visibility="hidden")

    assert "image" not in of_work(client, project)
    assert "image" not in of_report(client, report)


@pytest.mark.parametrize(
    ("days", "sentence"), [(0, "is asked to answer."), (1, "did not answer in time.")]
)
def test_a_report_tells_whether_its_answer_is_overdue(client, project, days, sentence):
    report = factories.make_stopped_report(project)

    with calendar.as_of(report.answer_due_on + timedelta(days=days)):
        assert of_report(client, report)["description"].endswith(sentence)


def test_a_report_that_was_answered_says_so(client, project, daniyar):
    report = factories.make_stopped_report(project)
    factories.make_reply(report, daniyar)

    assert of_report(client, report)["description"].endswith("The office has answered.")


def test_the_words_of_a_reporter_and_the_code_are_in_no_preview(client, project):
    report = factories.make_stopped_report(project, text="Сөз")

    said = " ".join(of_report(client, report).values())

    assert "Сөз" not in said
    assert report.code not in said


@pytest.mark.parametrize(("days", "is_said"), [(0, False), (1, True)])
def test_a_village_tells_what_the_office_of_its_rural_district_did_not_answer(
    client, project, days, is_said
):
    report = factories.make_stopped_report(project)
    elsewhere = factories.make_place("433636300", parent=project.place.parent)
    factories.make_stopped_report(factories.make_project(elsewhere))

    with calendar.as_of(report.answer_due_on + timedelta(days=days)):
        nightly.refresh(today())
        found = preview(client, reverse("place", args=[project.place.code]))

    sentence = "1 report of residents was not answered in time."
    assert (sentence in found["description"]) is is_said


def test_a_place_tells_its_works_their_sum_and_answers_overdue_with_a_photo(
    client, project, settings
):
    settings.SITE_URL = "https://baqylau.test"
    report = make_pictured_report(project)

    with calendar.as_of(report.answer_due_on + timedelta(days=1)):
        nightly.refresh(today())
        found = preview(client, reverse("place", args=[project.place.parent.code]))

    assert found["description"] == (
        "1 public work is registered. Together 186.4 million ₸. Residents have sent 1 report. "
        "1 report of residents was not answered in time."
    )
    assert found["image"] == f"https://baqylau.test{Photo.objects.get().phone_url}"
    assert report.code not in " ".join(found.values())
