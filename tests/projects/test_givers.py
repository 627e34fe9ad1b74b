"""Pages and API of what businesses promise: no bare zero, and it is said that no law asks them."""

import csv
import io
from datetime import date

import pytest

from oversight.models import DataSource
from oversight.places.sourced import Given
from projects import giving, giving_lists
from projects.models import Pledge, Subsidy
from tests import factories

NO_LAW = "No law asks them to"


@pytest.fixture
def pledge(aksu):
    return factories.make_pledge(aksu, kind="money", promised=4_000_000, due_on=date(2026, 9, 30))


def text_of(response):
    return " ".join(response.content.decode().split())


def subsidy(firm, place, amount=None):
    source = DataSource.objects.create(name="Ministry", licence="CC0", imported_on="2026-09-01")
    return Subsidy.objects.create(firm=firm, place=place, year=2025, amount=amount, source=source)


def test_the_list_of_a_place_holds_what_is_below_it(client, site, pledge, other_office):
    district = client.get(f"/en/pledges/?place={pledge.place.parent.parent.code}")
    elsewhere = client.get(f"/en/pledges/?place={other_office.place.code}")

    assert pledge.what in text_of(district)
    assert NO_LAW in text_of(district)
    assert pledge.what not in text_of(elsewhere)
    assert "does not mean that nobody gave anything" in text_of(elsewhere)


def test_the_list_can_be_narrowed_to_what_is_late(client, site, pledge):
    factories.make_pledge(pledge.place, what="Уақыты бар", due_on=date(2099, 1, 1))

    late = text_of(client.get("/en/pledges/?overdue=on"))

    assert pledge.what in late
    assert "Уақыты бар" not in late


def test_an_unknown_place_is_said(client, site, pledge):
    page = text_of(client.get("/en/pledges/?place=1"))

    assert "No place has this code." in page
    assert pledge.what not in page


def test_a_promise_tells_three_things_side_by_side(client, site, pledge):
    giving.say(pledge, came=False)

    page = text_of(client.get(f"/en/pledges/{pledge.public_id}/"))

    assert "4 million" in page
    assert "nothing is known yet" in page
    assert "1 says: it did not" in page
    assert "it came" not in page.partition("Do you live here?")[0]
    assert "Its day has passed" in page
    assert "Entered by Олжас, оператор" in page
    assert NO_LAW in page


def test_a_promise_of_which_nothing_is_known_shows_no_zero(client, site, aksu):
    silent = factories.make_pledge(aksu)

    page = text_of(client.get(f"/en/pledges/{silent.public_id}/"))

    assert "nothing is known yet" in page
    assert "nobody has said anything yet" in page
    assert "0 ₸" not in page.replace("\xa0", " ")
    assert "0 say" not in page


def test_a_duty_to_watch_is_told_as_what_it_is_and_without_a_sum(client, site, aksu):
    duty = factories.make_pledge(aksu, kind="watching", what="Мектеп құрылысын бақылау")

    page = text_of(client.get(f"/en/pledges/{duty.public_id}/"))
    listed = client.get("/api/v1/pledges/").json()["results"]

    assert page.casefold().count("watching over public works") == 2
    assert "₸" not in page
    assert [(one["kind"], one["promised"]) for one in listed] == [("watching", None)]


def test_what_moved_is_told(client, site, pledge):
    giving.change(pledge, due_on=date(2099, 1, 1))

    page = text_of(client.get(f"/en/pledges/{pledge.public_id}/"))

    assert "The day by which moved from" in page


def test_a_resident_says_without_a_name_that_it_did_not_come(client, site, pledge):
    answer = client.post(f"/en/pledges/{pledge.public_id}/say/", {"said": "missing"})

    assert "Your word is counted" in text_of(answer)
    assert not answer.cookies
    pledge.refresh_from_db()
    assert (pledge.came_count, pledge.missing_count) == (0, 1)


@pytest.mark.parametrize("said", ["", "perhaps"])
def test_another_word_is_not_counted(client, site, pledge, said):
    answer = client.post(f"/en/pledges/{pledge.public_id}/say/", {"said": said})

    assert answer.status_code == 302
    assert not pledge.days.exists()


def test_more_than_a_day_can_hold_is_said_to_be_too_much(client, site, pledge, monkeypatch):
    monkeypatch.setattr(giving, "MOST_A_DAY", 0)

    answer = client.post(f"/en/pledges/{pledge.public_id}/say/", {"said": "came"})

    assert "Try again tomorrow" in text_of(answer)
    assert Pledge.objects.get().came_count == 0


def test_another_sites_page_cannot_say_it(client, site, pledge):
    answer = client.post(
        f"/en/pledges/{pledge.public_id}/say/",
        {"said": "came"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )

    assert answer.status_code == 403


def test_a_promise_that_is_not_there_is_not_found(client, site):
    assert client.get("/en/pledges/nothing/").status_code == 404


def test_a_business_without_a_promise_is_not_reproached(client, site, aksu, pledge):
    firm = factories.register.supplier_named("«Дала» ЖШС")
    subsidy(firm, aksu.parent.parent)

    page = text_of(client.get(f"/en/suppliers/{firm.pk}/"))

    assert "not published" in page
    assert "No promise of this business is known here. That is no reproach." in page
    assert NO_LAW in page
    assert "Contractor" not in page


def test_a_business_shows_what_it_received_and_promised(client, site, pledge):
    subsidy(pledge.firm, pledge.place.parent.parent, amount=148_300_000)

    page = text_of(client.get(f"/en/suppliers/{pledge.firm.pk}/"))

    assert "148.3 million" in page
    assert pledge.what in page


def test_the_place_leads_to_its_promises(client, site, pledge):
    page = text_of(client.get(f"/en/places/{pledge.place.code}/"))

    assert f"/en/pledges/?place={pledge.place.code}" in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_as_often_for_many_as_for_one(
    client, site, aksu, count, django_assert_max_num_queries
):
    for number in range(count):
        factories.make_pledge(aksu, firm=f"«Дала {number}» ЖШС")

    with django_assert_max_num_queries(5):
        assert client.get("/en/pledges/").status_code == 200
    with django_assert_max_num_queries(3):
        assert len(client.get("/api/v1/pledges/").json()["results"]) == count


def test_other_software_reads_the_same(client, site, pledge):
    giving.change(pledge, promised=5_000_000)

    [told] = client.get(f"/api/v1/pledges/?place={pledge.place.code}").json()["results"]

    assert told == client.get(f"/api/v1/pledges/{pledge.public_id}/").json()
    assert (told["promised"], told["paid"], told["state"]) == ("5000000.00", None, "overdue")
    assert told["changes"][0]["old"] == "4000000.00"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("true", {"late"}),
        ("on", {"late"}),
        ("false", {"in time"}),
        ("", {"late", "in time"}),
    ],
)
def test_other_software_asks_for_late_ones_or_for_others(client, site, aksu, said, found):
    factories.make_pledge(aksu, what="late", promised=1, due_on=date(2026, 9, 30))
    factories.make_pledge(aksu, what="in time", promised=1, due_on=date(2099, 1, 1))

    told = client.get(f"/api/v1/pledges/?overdue={said}").json()["results"]

    assert {pledge["what"] for pledge in told} == found


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("pledges/?overdue=null", "overdue"),
        ("pledges/?kind=praise", "kind"),
        ("pledges/?firm=x", "firm"),
        ("pledges/?place=1", "place"),
        ("subsidies/?year=soon", "year"),
        ("subsidies/?firm=0", "firm"),
        ("projects/?grant=null", "grant"),
        ("projects.csv?grant=2", "grant"),
        ("machines/?mode=stolen", "mode"),
        ("machines/?holder=x", "holder"),
        ("projects/?whole=no", "whole"),
        ("budgets/?whole=-1", "whole"),
    ],
)
def test_a_wish_that_makes_no_sense_is_named(client, site, address, field):
    response = client.get(f"/api/v1/{address}", headers={"Accept-Language": "ru"})

    assert response.status_code == 400
    assert list(response.json()["errors"]) == [field]


def test_other_software_reads_subsidies(client, site, pledge):
    subsidy(pledge.firm, pledge.place.parent.parent)

    [told] = client.get("/api/v1/subsidies/?year=2025").json()["results"]

    assert (told["firm"]["name"], told["amount"]) == (pledge.firm.name, None)
    assert client.get("/api/v1/subsidies/?year=2024").json()["results"] == []


# As tables ------------------------------------------------------------------------------------


def table(client, name):
    text = b"".join(client.get(f"/api/v1/{name}.csv")).decode("utf-8-sig")
    return text, list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("name", "plan"),
    [("pledges", giving_lists.plan_pledges), ("subsidies", giving_lists.plan_subsidies)],
)
def test_a_table_can_be_imported_and_changes_nothing(client, site, pledge, tmp_path, name, plan):
    told = subsidy(pledge.firm, pledge.place.parent.parent, amount=148_300_000)
    giving.change(pledge, source=told.source)
    text, rows = table(client, name)
    path = tmp_path / f"{name}.csv"
    path.write_text(text, encoding="utf-8")

    again = plan(path, Given("Ministry", "CC0"))

    assert [row["name"] for row in rows] == [pledge.firm.name]
    assert (again.unchanged, again.new, again.changed, again.refused) == (1, [], [], [])


def test_a_table_holds_no_bare_zero_against_a_business(client, site, pledge):
    subsidy(pledge.firm, pledge.place.parent.parent)
    [silent] = table(client, "pledges")[1]
    giving.say(pledge, came=False)

    [spoken] = table(client, "pledges")[1]

    assert [silent[name] for name in ("paid", "residents_came", "residents_missing")] == [""] * 3
    assert (spoken["residents_came"], spoken["residents_missing"]) == ("0", "1")
    assert table(client, "subsidies")[1][0]["amount"] == ""


@pytest.mark.parametrize("name", ["pledges", "subsidies"])
def test_a_table_is_narrowed_as_the_list_is(client, site, pledge, name):
    subsidy(pledge.firm, pledge.place.parent.parent)

    elsewhere = client.get(f"/api/v1/{name}.csv?firm={pledge.firm_id + 1}")

    assert elsewhere.status_code == 400
