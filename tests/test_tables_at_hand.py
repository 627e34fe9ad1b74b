"""Every table of the API is led to by the page that shows its rows, narrowed in the same way."""

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from oversight.models import ElectionFigure
from tests import factories


@pytest.fixture
def known(project, office, aksu, dostyk):
    """Something for each page to show."""
    office.terms.create(elected_on=date(2023, 11, 5))
    factories.make_pledge(aksu)
    factories.make_machine(aksu)
    factories.make_gathering(dostyk)
    factories.make_budget(aksu.parent)
    ElectionFigure.objects.create(voted="2021-07", subject="women", value=50, source="S")
    return {"place": aksu.code, "unit": aksu.parent.code, "office": office.pk}


@pytest.mark.parametrize(
    ("page", "table"),
    [
        ("/en/projects/?place={place}", "projects.csv?place={place}"),
        ("/en/machines/?place={place}", "machines.csv?place={place}"),
        ("/en/pledges/?place={place}", "pledges.csv?place={place}"),
        ("/en/gatherings/?place={place}", "gatherings.csv?place={place}"),
        ("/en/gatherings/?place={place}", "commitments.csv?place={place}"),
        ("/en/budgets/{unit}/", "budgets.csv?place={unit}"),
        ("/en/places/{place}/need/", "populations.csv?place={place}"),
        ("/en/places/{place}/need/", "pupils.csv?place={place}"),
        ("/en/places/{place}/need/", "norms.csv"),
        ("/en/places/{place}/", "reports.csv?place={place}"),
        ("/en/offices/{office}/", "terms.csv?office={office}"),
        ("/en/statistics/elections/", "statistics/elections.csv"),
    ],
)
def test_the_page_leads_to_its_table(client, site, known, page, table):
    content = client.get(page.format(**known)).content.decode()
    address = reverse("api") + table.format(**known)

    assert f'href="{address}"' in unescape(content)
    assert client.get(address).status_code == 200


def test_promises_are_narrowed_by_words_on_page_and_in_table(client, site, aksu):
    factories.make_pledge(aksu, what="Көпірді жөндеу")
    factories.make_pledge(aksu, what="Мектепке көмір", firm="«Шахта» ЖШС")

    for address in ("/en/pledges/", "/api/v1/pledges/", "/api/v1/pledges.csv"):
        response = client.get(f"{address}?q=kopir")
        told = b"".join(response).decode()
        assert "Көпірді" in told, address
        assert "көмір" not in told, address
