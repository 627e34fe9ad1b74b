"""The supervisor's desk: the same numbers as everybody's, whom to call, and the month on paper."""

from datetime import date, timedelta
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook

from oversight.calendar import today
from oversight.models import Office
from reports import enclosures, monthly, statistics
from reports.models import Report
from tests import factories


@pytest.fixture
def report(project):
    return factories.make_stopped_report(project)


def make_late(report):
    Report.objects.filter(pk=report.pk).update(answer_due_on=today() - timedelta(days=2))
    statistics.refresh(report.office)


def test_gulnar_sees_the_late_office_first(signed_in, gulnar, report, office, other_office):
    make_late(report)

    response = signed_in(gulnar).get("/desk/below/")

    assert list(response.context["below"]) == [office, other_office]
    assert "1 overdue" in response.content.decode()


def test_daniyar_supervises_nobody(signed_in, daniyar, report, other_office):
    response = signed_in(daniyar).get("/desk/below/")

    assert list(response.context["below"]) == []


def test_a_held_report_is_in_no_number(signed_in, gulnar, project):
    factories.make_misuse_report(project)

    page = signed_in(gulnar).get("/desk/below/").content.decode()

    assert "nothing was asked" in page


def test_whoever_gets_no_letters_is_to_be_called(signed_in, gulnar, report, office):
    Office.objects.filter(pk=office.pk).update(contact="unconfirmed", phone="+7 72431 2 11 11")
    statistics.refresh(report.office)

    response = signed_in(gulnar).get("/desk/below/")

    assert list(response.context["to_call"]) == [office]
    assert "+7 72431 2 11 11" in response.content.decode()


@pytest.mark.parametrize("count", [1, 5])
def test_the_room_costs_the_same_for_many_offices(
    signed_in, gulnar, report, district_office, aksu, django_assert_max_num_queries, count
):
    for number in range(count):
        place = factories.make_place(f"43361{number}000", "rural_district", f"А{number}", "Село")
        factories.make_office(place, supervisor=district_office)
    browser = signed_in(gulnar)
    browser.get("/accounts/2fa/")

    with django_assert_max_num_queries(8):
        browser.get("/desk/below/")


def test_the_month_is_a_workbook_without_words_of_residents(signed_in, gulnar, report):
    response = signed_in(gulnar).get("/desk/month/", {"as": "xlsx"})

    sheet = load_workbook(BytesIO(response.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert response["Content-Disposition"] == f'attachment; filename="baqylau-{today():%Y-%m}.xlsx"'
    assert [row[0] for row in rows] == ["Number", report.public_id]
    assert report.text not in str(rows)


def test_words_are_never_formulas(report, office):
    Office.objects.filter(pk=office.pk).update(name_en="=1+1")
    month = monthly.Month(today().replace(day=1), Office.objects.all())

    sheet = load_workbook(BytesIO(monthly.workbook(month))).active

    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=1+1", "s")


def test_the_workbook_counts_what_the_office_shows(signed_in, daniyar, report):
    reply = factories.make_claim(report, daniyar, papers=[factories.document()])
    factories.develop_all()
    enclosures.show(reply.enclosures.get().public_id)

    response = signed_in(daniyar).get("/desk/month/", {"as": "xlsx"})

    sheet = load_workbook(BytesIO(response.content)).active
    assert [cell.value for cell in sheet[1]][-2:] == [
        "Photos of the office",
        "Documents of the office",
    ]
    assert [cell.value for cell in sheet[2]][-2:] == [1, 1]


def test_the_month_to_print_names_each_office_once(signed_in, gulnar, project, daniyar, office):
    reports = [factories.make_stopped_report(project) for _ in range(2)]
    factories.make_reply(reports[0], daniyar)

    page = unescape(signed_in(gulnar).get("/desk/month/").content.decode())

    assert page.count('class="month__office"') == page.count(office.name) == 1
    assert all(report.public_id in page for report in reports)
    assert "in time" in page


def test_the_month_holds_what_was_open_in_it(report):
    Report.objects.update(public_on=date(2026, 1, 20), answered_on=date(2026, 3, 2))
    offices = Office.objects.all()

    months = [monthly.Month(date(2026, number, 1), offices) for number in (1, 2, 3, 4)]

    assert [len(month.reports()) for month in months] == [1, 1, 1, 0]


@pytest.mark.parametrize("asked", ["", "2026-13", "nonsense", "2026-02"])
def test_a_month_that_makes_no_sense_is_this_one(signed_in, daniyar, asked):
    response = signed_in(daniyar).get("/desk/month/", {"month": asked})

    expected = date(2026, 2, 1) if asked == "2026-02" else today().replace(day=1)
    assert response.context["month"].first == expected


def test_another_offices_month_is_not_told(signed_in, serik, report):
    response = signed_in(serik).get("/desk/month/")

    assert list(response.context["rows"]) == []
