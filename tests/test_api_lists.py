"""Every list and every table of the API asks the database as often for many rows as for one."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from rest_framework.generics import ListAPIView

from oversight.calendar import today
from oversight.endpoints import Export
from oversight.log import sealing
from oversight.models import (
    DataSource,
    ElectionFigure,
    InitiativeGroup,
    PlacePopulation,
    PlacePupils,
)
from oversight.paging import PAGE_SIZE
from projects import giving
from projects.models import Norm, Subsidy
from reports import statements
from reports.models import GroupTie
from reports.removals import hiding
from tests import factories

MOST = 10  # queries
MANY = PAGE_SIZE + 1  # rows


class Crowd:
    """Makes one more row of each list, with what hangs on it; each time of something else."""

    def __init__(self, aksu, project, dostyk, daniyar, madina):
        self.aksu, self.project, self.dostyk = aksu, project, dostyk
        self.clerk, self.moderator = daniyar, madina
        self.source = DataSource.objects.create(name="Санақ", imported_on=today())

    def places(self, n):
        factories.make_place(f"4336361{n + 10}", kk=f"Ауыл {n}", ru=f"Аул {n}")

    def offices(self, n):
        place = factories.make_place(f"4336362{n + 10}", kk=f"Кент {n}", ru=f"Кент {n}")
        factories.make_office(place, supervisor=self.project.answering_office)

    def groups(self, n):
        factories.make_group(
            self.aksu, f"top-{n}", members=[factories.make_user(name=f"Айгүл {n}")]
        )
        tie = {"kind": "office", "office": self.project.answering_office, "declared_on": today()}
        GroupTie.objects.create(group=InitiativeGroup.objects.get(slug=f"top-{n}"), **tie)

    def dossiers(self, n):
        report = factories.make_stopped_report(self.project, text=f"Құбыр {n}")
        factories.make_papers(self.dostyk, report)

    def projects(self, n):
        factories.make_project(self.aksu, identifier=f"jol-{n}", title_kk=f"Жол {n}")

    def pledges(self, n):
        pledge = factories.make_pledge(self.aksu, firm=f"«Дала {n}» ЖШС", promised=n + 1)
        giving.change(pledge, promised=n + 2)

    def subsidies(self, n):
        firm = factories.register.supplier_named(f"«Егін {n}» ЖШС")
        Subsidy.objects.create(firm=firm, place=self.aksu, year=2025, source=self.source)

    def budgets(self, n):
        factories.make_budget(self.aksu.parent, year=2000 + n)

    def populations(self, n):
        said = {"place": self.aksu, "year": 1950 + n, "source": self.source}
        PlacePopulation.objects.create(people=n, **said)
        PlacePupils.objects.create(pupils=n, **said)

    def norms(self, n):
        norm = {"sector": "school", "least": 20, "per_hundred": 100, "source": "№ 710"}
        Norm.objects.create(**norm, since=date(2000, 1, 1) + timedelta(days=n))

    def programmes(self, n):
        factories.make_programme(f"baghdarlama-{n}")

    def machines(self, n):
        machine = factories.make_machine(self.aksu, number=f"{n:03} ABC 11")
        factories.hold(machine, date(2024, 1, 1), date(2024, 12, 31), holder=f"«Жер {n}» ЖШС")
        factories.hold(machine, date(2025, 1, 1), holder="")

    def reports(self, n):
        report = factories.make_stopped_report(self.project, text=f"Су жоқ {n}")
        factories.make_reply(report, self.clerk)
        said = {"firm": "«Құрылыс» ЖШС", "text": "Дүйсенбіде бастаймыз.", "language": "kk"}
        statements.show(report, received_on=today(), moderator=self.moderator, **said)

    def removals(self, n):
        report = factories.make_stopped_report(self.project, text=f"Шұңқыр {n}")
        hiding.hide_report(report, reason="insult", by=self.moderator)

    def terms(self, n):
        elected = date(1900 + n, 3, 1)
        ended = elected + timedelta(days=300)
        self.project.answering_office.terms.create(elected_on=elected, ends_on=ended)

    def elections(self, n):
        ElectionFigure.objects.create(voted="2021-07", subject="party", name=f"Партия {n}", value=n)


MAKERS = [name for name in vars(Crowd) if not name.startswith("_")]
ADDRESSES = sorted(
    pattern
    for pattern, view in (
        (str(each.pattern), getattr(each.callback, "view_class", object))
        for each in next(
            branch.url_patterns
            for branch in get_resolver().url_patterns
            if str(branch.pattern) == "api/v1/"
        )
    )
    if issubclass(view, ListAPIView | Export)
)


@pytest.fixture
def crowd(aksu, project, dostyk, daniyar, madina):
    return Crowd(aksu, project, dostyk, daniyar, madina)


def grow(crowd, first, last):
    for name in MAKERS:
        for n in range(first, last):
            getattr(crowd, name)(n)
    sealing.seal(at_once=True)


def prices(client):
    """By address: how many queries it costs, and how many rows come."""
    return {address: _price(client, f"/api/v1/{address}") for address in ADDRESSES}


def _price(client, address):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
    rows = body.count(b"\n") if response.streaming else len(response.json()["results"])
    return len(queries), rows


def test_lists_and_tables_cost_the_same_for_many_rows_as_for_one(client, site, crowd):
    grow(crowd, 0, 1)
    few = prices(client)
    grow(crowd, 1, MANY)
    many = prices(client)

    assert {address: price for address, (price, _rows) in many.items() if price > MOST} == {}
    assert {address: price for address, (price, _rows) in many.items()} == {
        address: price for address, (price, _rows) in few.items()
    }
    assert [address for address, (_price, rows) in many.items() if rows < PAGE_SIZE] == []
