"""Pages, API and admin of public machines."""

import csv
import io
import re
from datetime import date
from html import unescape

import pytest

from projects.machinery import keeping
from projects.models import Hire, Holding, Machine
from tests import factories
from tests.admin_pages import address, values


@pytest.fixture
def machine(aksu):
    return factories.make_machine(aksu)


@pytest.fixture
def held(machine):
    return factories.hold(machine, date(2026, 1, 1), rent=1_200_000, contract="№ 7")


def text_of(response):
    return " ".join(response.content.decode().split())


def test_the_page_tells_the_life_of_a_machine(client, site, machine, held):
    factories.hold(machine, date(2020, 1, 1), date(2024, 12, 31), holder="", contract="")
    keeping.pay(Hire(holding=held, paid_by="Ақсу", paid_on=date(2026, 2, 1), amount=150_000))

    page = text_of(client.get(f"/en/machines/{machine.public_id}/"))

    assert page.index("In trust management: <a") < page.index("On the balance of its owner")
    assert "Who held it in this time is not published." in page
    assert "1.2 million" in page
    assert "150 thousand" in page.split("to others for the use of this machine")[0]
    assert "№ 7" in page
    assert f"/en/suppliers/{held.holder_id}/" in page


def test_what_is_not_published_is_said(client, site, machine):
    factories.hold(machine, date(2026, 1, 1), hours_promised=None)

    page = text_of(client.get(f"/en/machines/{machine.public_id}/"))

    assert "How many hours were promised to the village is not published." in page
    assert "promised: not published" in page
    assert " 0 hours promised" not in page


def test_a_machine_of_which_nothing_is_known_says_so(client, site, machine):
    page = text_of(client.get(f"/en/machines/{machine.public_id}/"))

    assert "Who holds it today is not published." in page
    assert "Who held it, and on which terms, is not published." in page


def test_a_machine_that_is_not_there_is_not_found(client, site):
    assert client.get("/en/machines/nothing/").status_code == 404


def test_the_list_of_a_place_holds_what_is_below_it(client, site, machine, held, other_office):
    below = text_of(client.get(f"/en/machines/?place={machine.place.parent.parent.code}"))
    elsewhere = text_of(client.get(f"/en/machines/?place={other_office.place.code}"))

    assert machine.number in below
    assert held.holder.name in below
    assert machine.number not in elsewhere
    assert "does not mean that there is none" in elsewhere


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ("mode=trust", True),
        ("mode=own", False),
        ("kind=tractor", True),
        ("kind=bus", False),
        ("q=belarus", True),
        ("q=431", True),
        ("q=kamaz", False),
        ("q=Трактор", True),
        ("q=ақсу+тракторы", False),
        ("q=ақсу+трактор", True),
        ("q=грейдер", False),
        ("place=1", False),
    ],
)
def test_the_list_is_narrowed_on_page_and_in_the_api_alike(
    client, site, machine, held, query, is_there
):
    page = text_of(client.get(f"/en/machines/?{query}"))
    answer = client.get(f"/api/v1/machines/?{query}").json()

    assert (machine.number in page) is is_there
    assert bool(answer.get("results")) is is_there


def test_a_holder_of_the_past_is_not_the_holder_of_today(client, site, machine):
    factories.hold(machine, date(2020, 1, 1), date(2021, 1, 1))

    assert machine.number not in text_of(client.get("/en/machines/?mode=trust"))


def test_place_search_and_firm_lead_to_the_machine(client, site, machine, held):
    assert f"/en/machines/?place={machine.place.code}" in text_of(
        client.get(f"/en/places/{machine.place.code}/")
    )
    assert f"/en/machines/{machine.public_id}/" in text_of(client.get("/en/search/?q=беларус 431"))
    assert f"/en/machines/{machine.public_id}/" in text_of(
        client.get(f"/en/suppliers/{held.holder_id}/")
    )


@pytest.mark.parametrize("count", [1, 30])
def test_the_lists_ask_as_often_for_many_as_for_one(
    client, site, aksu, count, django_assert_max_num_queries
):
    for number in range(count):
        factories.hold(factories.make_machine(aksu, str(number)), date(2026, 1, 1))

    with django_assert_max_num_queries(4):
        assert client.get("/en/machines/").status_code == 200
    with django_assert_max_num_queries(7):
        assert len(client.get("/api/v1/machines/").json()["results"]) == count


def test_a_long_life_costs_the_page_no_more_queries(
    client, site, machine, django_assert_max_num_queries
):
    for year in range(2010, 2025):
        factories.hold(machine, date(year, 1, 1), date(year, 12, 31), f"«Жер {year}» ЖШС")

    with django_assert_max_num_queries(10):
        client.get(f"/en/machines/{machine.public_id}/")


# Other software -------------------------------------------------------------------------------


def test_other_software_reads_the_same(client, site, machine, held):
    keeping.change(held, ends_on=date(2026, 12, 31))

    [told] = client.get("/api/v1/machines/").json()["results"]

    assert told == client.get(f"/api/v1/machines/{machine.public_id}/").json()
    [holding] = told["holdings"]
    assert (holding["mode"], holding["holder"]["name"], holding["served_hours"]) == (
        *("trust", "«Жер-Техника» ЖШС", 0),
    )
    [change] = holding["changes"]
    assert (change["field"], change["old"], change["new"]) == ("ends_on", "", "2026-12-31")


def test_the_table_has_a_row_a_holding(client, site, machine, held):
    factories.hold(machine, date(2020, 1, 1), date(2021, 1, 1), holder="")
    factories.make_machine(machine.place, "7")

    table = b"".join(client.get("/api/v1/machines.csv")).decode("utf-8-sig").splitlines()

    header, *rows = [line.split(",") for line in table]
    shown = [(row[header.index("number")], row[header.index("mode")]) for row in rows]
    assert shown == [("431 ABC 11", "own"), ("431 ABC 11", "trust"), ("7", "")]


# Operators ------------------------------------------------------------------------------------


@pytest.fixture
def browser(signed_in, olzhas):
    return signed_in(olzhas)


def test_an_operator_enters_a_machine_and_its_holder(browser, aksu):
    page = browser.get(address(Machine, "add"))
    browser.post(
        page.request["PATH_INFO"],
        values(page, number="431 ABC 11", kind="tractor", name="Беларус", place=aksu.pk),
    )
    machine = Machine.objects.get()
    page = browser.get(address(Holding, "add"))

    browser.post(
        page.request["PATH_INFO"],
        values(page, machine=machine.pk, mode="own", starts_on="2026-01-01"),
    )

    assert machine.holdings.get().mode == "own"


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"mode": "own", "starts_on": "2026-06-01"}, "Two would hold it at once"),
        ({"mode": "trust", "starts_on": "2020-01-01"}, "Whoever holds it for the owner is named"),
    ],
)
def test_an_operator_is_told_why_a_holder_is_refused(browser, machine, held, cells, words):
    page = browser.get(address(Holding, "add"))

    answer = browser.post(page.request["PATH_INFO"], values(page, machine=machine.pk, **cells))

    assert words in text_of(answer)
    assert machine.holdings.count() == 1


def test_an_end_set_by_an_operator_leaves_a_public_trace(browser, held, logged):
    page = browser.get(address(Holding, "change", held.pk))

    browser.post(page.request["PATH_INFO"], values(page, ends_on="2026-12-31"))

    held.refresh_from_db()
    assert held.ends_on == date(2026, 12, 31)
    assert held.changes.get().field == "ends_on"
    assert logged()[-1] == ("figure.changed", "operator")


def test_a_time_in_which_nobody_told_of_it_shows_no_zero(client, site, machine, held):
    silent = " ".join(client.get(f"/en/machines/{machine.public_id}/").content.decode().split())
    factories.see(machine, "refused_us")
    told = " ".join(client.get(f"/en/machines/{machine.public_id}/").content.decode().split())

    assert "seen: nobody has told of it" in silent
    assert "seen: 0 hours" not in silent
    assert "seen: 0 hours" in told


def test_the_table_beneath_the_list_holds_the_same_machines(client, site, machine):
    factories.make_machine(machine.place, number="Басқа-2")
    content = client.get(f"/en/machines/?q={machine.number}").content.decode()

    address = unescape(re.search(r'href="([^"]*machines\.csv[^"]*)"', content)[1])
    table = b"".join(client.get(address)).decode("utf-8-sig")

    assert [row["id"] for row in csv.DictReader(io.StringIO(table))] == [machine.public_id]
