"""Sheets on paper: two languages side by side, a code for phones, what one month changed."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from oversight import calendar
from oversight.calendar import today
from projects import services
from projects.models import Project
from reports.sheets import LINES, WORKS, Month
from tests import factories

JUNE = date(2026, 6, 20)


@pytest.fixture
def june():
    with calendar.as_of(JUNE):
        yield "2026-06"


def of_work(project):
    return reverse("project-sheet", args=[project.identifier])


def of_place(place):
    return reverse("place-sheet", args=[place.code])


def of_month(place, month):
    return reverse("month-sheet", args=[place.code, month])


def columns(client, address):
    """What the Kazakh and the Russian column say."""
    page = client.get(address).content.decode()
    twins = re.findall(r'<section lang="(kk|ru)">(.*?)</section>', page, re.DOTALL)
    return {language: re.sub(r"<[^>]+>|\s+", " ", text) for language, text in twins}


def test_a_work_stands_in_kazakh_and_russian_side_by_side(client, aksu, office):
    work = factories.make_project(aksu)

    found = columns(client, of_work(work))

    assert "Ақсу ауылы" in found["kk"]
    assert office.name_kk in found["kk"]
    assert "село Аксу" in found["ru"]
    assert office.name_ru in found["ru"]


@pytest.mark.parametrize(
    ("kk", "ru", "titles"),
    [
        ("Су құбыры", "Водопровод", [("kk", "Су құбыры"), ("ru", "Водопровод")]),
        ("", "Водопровод", [("ru", "Водопровод")]),
        ("Су құбыры", "", [("kk", "Су құбыры")]),
    ],
)
def test_a_title_in_one_language_is_printed_once(client, aksu, kk, ru, titles):
    work = factories.make_project(aksu, title_kk=kk, title_ru=ru)

    page = client.get(of_work(work)).content.decode()

    found = re.findall(r'<(?:h1|p)[^>]*lang="(kk|ru)">([^<]*)</(?:h1|p)>', page)
    assert found == titles


def test_the_square_leads_to_the_short_address(client, project, settings):
    page = client.get(of_work(project)).content.decode()

    address = f"{settings.SITE_URL}/p/{project.identifier}"
    assert f'<span role="img" aria-label="{address}"><svg' in page
    assert client.get(f"/p/{project.identifier}").status_code == 302


def test_what_is_not_published_is_said_on_paper_too(client, aksu):
    work = factories.make_project(aksu, budget_amount=None, planned_end=None)

    assert columns(client, of_work(work))["kk"].count("жарияланбаған") == 4


@pytest.mark.parametrize(("query", "size"), [("", "a4"), ("?size=a5", "a5"), ("?size=b1", "a4")])
def test_paper_has_two_sizes(client, project, query, size):
    page = client.get(of_work(project) + query).content.decode()

    assert f'class="page main sheet sheet--{size}"' in page


def test_a_demonstration_says_so_on_paper(client, project):
    factories.open_site(demonstration=True)

    assert "sheet__demonstration" in client.get(of_work(project)).content.decode()


def test_a_place_shows_its_works_in_question_first_and_says_what_has_no_room(client, aksu):
    for _ in range(WORKS):
        factories.make_project(aksu)
    late = factories.make_project(
        aksu, planned_start=date(2025, 1, 1), planned_end=today() - timedelta(days=3)
    )
    factories.make_project(aksu, status=Project.Status.COMPLETION)

    works = client.get(of_place(aksu)).context["works"]

    assert (works.shown[0], len(works.shown), works.more) == (late, WORKS, 1)


def test_a_month_tells_what_changed_in_it_and_nothing_else(client, aksu, june):
    with calendar.as_of(date(2026, 5, 3)):
        work = factories.make_project(aksu, budget_amount=100, planned_end=date(2026, 12, 1))
        Project.objects.update(added_on=today())
    services.change_project(work, budget_amount=250)
    services.change_project(work, planned_end=date(2026, 6, 1))
    new = factories.make_project(aksu)
    Project.objects.filter(pk=new.pk).update(added_on=JUNE)

    context = client.get(of_month(aksu, june)).context

    assert context["added"].shown == [new]
    assert [change.field for change in context["moved"].shown] == ["budget_amount", "planned_end"]
    assert context["late"].shown == [work]


def test_changes_are_said_in_both_languages(client, aksu, june):
    work = factories.make_project(aksu, status=Project.Status.PREPARATION)
    services.change_project(work, status=Project.Status.IMPLEMENTATION)

    found = columns(client, of_month(aksu, june))

    assert "жұмыс жүріп жатыр" in found["kk"].lower()
    assert "идут работы" in found["ru"].lower()


def test_a_month_counts_reports_answers_and_what_is_overdue(client, project, daniyar):
    with calendar.as_of(date(2026, 5, 20)):
        factories.make_stopped_report(project)
        answered = factories.make_stopped_report(project)
        factories.make_misuse_report(project)
    with calendar.as_of(date(2026, 6, 20)):
        factories.make_reply(answered, daniyar)

        of = {month: client.get(of_month(project.place, month)) for month in ("2026-05", "2026-06")}

    assert [response.context["reports"] for response in of.values()] == [
        {"new": 2, "answered": 0, "overdue": 0},
        {"new": 0, "answered": 1, "overdue": 1},
    ]


def test_a_month_stays_one_page(client, aksu, june):
    for _ in range(LINES + 2):
        work = factories.make_project(aksu)
        Project.objects.filter(pk=work.pk).update(added_on=JUNE)

    added = client.get(of_month(aksu, june)).context["added"]

    assert (len(added.shown), added.more) == (LINES, 2)


@pytest.mark.parametrize("month", ["2026-13", "2026-7", "2026-07", "1990-01", "x", "2026-06-01"])
def test_no_sheet_of_what_is_no_month_or_has_not_begun(client, aksu, june, month):
    assert client.get(f"/en/places/{aksu.code}/months/{month}/").status_code == 404


def test_the_address_without_a_month_leads_to_this_one(client, aksu, june):
    response = client.get(reverse("this-month", args=[aksu.code]))

    assert (response.status_code, response.url) == (302, of_month(aksu, june))


@pytest.mark.parametrize(
    ("day", "last", "before"),
    [
        (date(2026, 2, 9), date(2026, 2, 28), "2026-01"),
        (date(2027, 1, 31), date(2027, 1, 31), "2026-12"),
        (date(2026, 12, 1), date(2026, 12, 31), "2026-11"),
    ],
)
def test_a_month_knows_its_days(day, last, before):
    month = Month.of(day)

    assert (month.last, str(month.before)) == (last, before)


@pytest.mark.parametrize("path", ["places/999999999/sheet", "places/1/months", "projects/no/sheet"])
def test_of_nothing_there_is_no_sheet(client, site, path):
    assert client.get(f"/en/{path}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_sheets_ask_the_database_equally_often(client, aksu, django_assert_num_queries, count):
    for _ in range(count):
        services.change_project(factories.make_project(aksu, planned_end=None), budget_amount=1)

    with django_assert_num_queries(5):
        client.get(of_place(aksu))
    with django_assert_num_queries(9):
        client.get(of_month(aksu, f"{today():%Y-%m}"))
