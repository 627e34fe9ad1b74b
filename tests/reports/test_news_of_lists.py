"""Followers of a place hear of lists that came in for it, once a place and day, and of sheets."""

from datetime import timedelta

import pytest

from oversight import calendar, restating
from oversight.calendar import today
from oversight.models import AkimTerm, DataSource, Election, PlacePopulation, PlacePupils
from projects import services
from projects.models import Subsidy
from reports import nightly
from reports.models import News
from tests import factories

Kind = News.Kind


@pytest.fixture
def source(site):
    return DataSource.objects.create(name="Тізім", imported_on=today())


def subsidize(place, source, *years, role="operator"):
    firm = services.supplier_named("«Астық» ЖШС")
    for year in years:
        Subsidy.objects.create(firm=firm, place=place, year=year, source=source)
    restating.tell(Subsidy.objects.all(), role=role)


def told():
    rows = News.objects.filter(kind__in=[*News.OF_LISTS, Kind.SHEET, Kind.SHOWN]).order_by("pk")
    return [(news.kind, news.place, news.url) for news in rows]


def test_a_list_of_many_subsidies_is_told_of_once_a_place_and_day(aksu, source):
    district, this_year = aksu.parent.parent, today().year
    subsidize(district, source, this_year, this_year - 1)
    factories.become_news()
    subsidize(aksu.parent, source, this_year)
    Subsidy.objects.filter(place=district).update(amount=7)
    restating.tell(Subsidy.objects.all())
    factories.become_news()

    assert told() == [
        (Kind.SUBSIDIES, district, f"/en/places/{district.code}/"),
        (Kind.SUBSIDIES, aksu.parent, f"/en/places/{aksu.parent.code}/"),
    ]
    assert News.objects.of_place(district).filter(kind=Kind.SUBSIDIES).count() == 2


def test_the_next_day_is_told_anew(aksu, source):
    subsidize(aksu, source, today().year)
    factories.become_news()
    with calendar.as_of(today() + timedelta(days=1)):
        Subsidy.objects.update(amount=7)
        restating.tell(Subsidy.objects.all())
        factories.become_news()

    assert [kind for kind, *_where in told()] == [Kind.SUBSIDIES] * 2


def test_history_is_no_news_nor_what_the_log_was_not_told_of_before(aksu, source):
    subsidize(aksu, source, today().year - 2)
    subsidize(aksu.parent, source, today().year, role="system")
    factories.become_news()

    assert told() == []


@pytest.mark.parametrize(
    ("model", "counted"), [(PlacePopulation, "people"), (PlacePupils, "pupils")]
)
def test_counts_lead_to_the_page_of_plan_and_need(aksu, source, model, counted):
    model.objects.create(place=aksu, year=today().year, source=source, **{counted: 1200})
    restating.tell(model.objects.all())
    factories.become_news()

    assert told() == [(Kind.COUNTED, aksu, f"/en/places/{aksu.code}/need/")]


def test_a_term_that_runs_is_news_and_one_that_is_over_is_not(office, other_office):
    year = timedelta(days=365)
    term = office.terms.create(elected_on=today() - year)
    other_office.terms.create(elected_on=today() - 2 * year, ends_on=today() - year)
    restating.tell(AkimTerm.objects.all())
    factories.become_news()

    page = f"/en/offices/{office.pk}/terms/{term.pk}/"
    assert told() == [(Kind.TERM, office.place, page)]


def test_a_sheet_is_news_when_it_opens_after_the_vote(client, office):
    term = office.terms.create(elected_on=today() - timedelta(days=365))
    election = Election.objects.create(
        place=office.place, called_on=today(), vote_on=today() + timedelta(days=40), source="№ 5"
    )
    nightly.run(today())
    factories.become_news()
    during = told()

    with calendar.as_of(election.vote_on + timedelta(days=1)):
        nightly.run(today())
        factories.become_news()
        page = client.get(f"/en/places/{office.place.code}/news/").content.decode()

    address = f"/en/offices/{office.pk}/terms/{term.pk}/"
    assert (during, told()) == ([], [(Kind.SHEET, office.place, address)])
    assert f'href="{address}"' in page
    assert "What an akim&#x27;s term took over and left is open to all" in page
