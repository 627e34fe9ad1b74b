"""Numbers that can be quoted: each with what it is of, its rule, and a table to count again."""

import csv
import io
import re
from collections import Counter
from datetime import date, timedelta
from statistics import median_low

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oversight import calendar
from oversight.calendar import today
from oversight.models import Election, Place
from projects.models import Project
from projects.registering import supplier_named
from reports import services
from reports.models import Report
from tests import factories


@pytest.fixture
def told(project, office, other_office, daniyar, serik, aksu):
    """Twelve reports with every fate, three of them elsewhere; works seen and unseen."""
    reports = [factories.make_stopped_report(project) for _ in range(9)]
    elsewhere = factories.make_project(other_office.place, budget_amount=None)
    reports += [factories.make_stopped_report(elsewhere) for _ in range(3)]
    factories.make_report(project)
    services.withdraw_report(factories.make_stopped_report(project))
    factories.make_misuse_report(project)
    for report in reports[:4]:
        factories.make_claim(report, daniyar)
    services.give_verdict(reports[0], is_done=True)
    services.give_verdict(reports[1], is_done=False)
    services.close_unopposed(reports[2])
    factories.make_reply(reports[4], daniyar)
    with calendar.as_of(reports[5].answer_due_on + timedelta(days=1)):
        factories.make_reply(reports[5], daniyar)
    overdue = today() - timedelta(days=1)
    Report.objects.filter(pk__in=[reports[6].pk, reports[9].pk]).update(answer_due_on=overdue)
    factories.make_reply(reports[10], serik)
    unseen = factories.make_projects(aksu, 6, budget_amount=1_000_000)
    Project.objects.filter(pk__in=[work.pk for work in unseen[:4]]).update(
        added_on=today() - timedelta(days=61), is_grave=True
    )
    return reports


def rows(client, table, query=""):
    response = client.get(f"/api/v1/statistics/{table}.csv{query}")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def figures(client, query=""):
    found = client.get(f"/api/v1/statistics/{query}").json()["figures"]
    return {figure["code"]: (figure["part"], figure["whole"]) for figure in found}


def by_hand(reports, works):
    """Counted again from the tables alone, with nothing of ours."""
    asked = [row for row in reports if row["needs_answer"] == "yes"]
    owed = [
        row
        for row in asked
        if row["state"] in ("open", "disputed") and row["answer_due_on"] < row["counted_on"]
    ]
    answered = [row for row in asked if row["answered_on"] and row not in owed]
    in_time = [row for row in answered if row["answered_in_time"] == "yes"]
    decided = ("resolved", "disputed", "closed_unopposed")
    settled = [
        row for row in asked if row["state"] in decided or row["answer_due_on"] < row["counted_on"]
    ]
    states = Counter(row["state"] for row in asked)
    claims = sum(bool(row["claimed_on"]) for row in asked)
    days = [
        (date.fromisoformat(row["answered_on"]) - date.fromisoformat(row["public_on"])).days
        for row in asked
        if row["answered_on"]
    ]
    return {
        "reports": (len(asked), len(reports)),
        "in_time": (len(in_time), len(answered) + len(owed)),
        "median_days": (median_low(days) if len(days) >= 5 else None, len(days)),
        "fixed": (states["resolved"], len(settled)),
        "claims_confirmed": (states["resolved"], claims),
        "claims_disputed": (states["disputed"], claims),
        "claims_unopposed": (states["closed_unopposed"], claims),
        **works_by_hand(works),
    }


def works_by_hand(works):
    under_way = [row for row in works if row["status"] == "implementation"]
    unseen = [row for row in under_way if _days(row) > 60]
    own = [row for row in works if row["budget_amount"] and row["budget_shared"] == "no"]
    grave = [row for row in own if row["in_question"] == "yes"]
    return {
        "silence": (len(unseen), len(under_way)),
        "money_in_question": tuple(
            sum(float(row["budget_amount"]) for row in some) for some in (grave, own)
        ),
    }


def _days(row):
    seen = date.fromisoformat(row["last_seen_on"] or row["added_on"])
    return (date.fromisoformat(row["counted_on"]) - seen).days


@pytest.mark.parametrize("scope", ["", "place", "office", "programme", "supplier", "period"])
def test_every_number_can_be_counted_again_from_its_table(client, told, project, office, scope):
    programme = factories.make_programme()
    supplier = supplier_named("ЖШС Құрылыс")
    project.contracts.create(supplier=supplier)
    Project.objects.filter(pk=project.pk).update(programme=programme)
    query = {
        "": "",
        "place": "?place=433636000",
        "office": f"?office={office.pk}",
        "programme": "?programme=ak-bulak",
        "supplier": f"?supplier={supplier.pk}",
        "period": f"?period={today().year}",
    }[scope]

    found = figures(client, query)
    reports, works = rows(client, "reports", query), rows(client, "works", query)

    assert found == by_hand(reports, works)
    assert found["claims_confirmed"] == (1, 4)
    assert found["in_time"][1] >= 6


def test_what_nobody_may_read_is_in_no_table(client, told):
    held = Report.objects.get(kind="misuse")
    withdrawn = Report.objects.get(state="withdrawn")

    listed = {row["public_id"] for row in rows(client, "reports")}

    assert len(listed) == 13
    assert not {held.public_id, withdrawn.public_id} & listed


def test_a_time_before_anything_was_said_is_empty(client, told):
    assert figures(client, "?period=2024-Q1")["reports"] == (0, 0)
    assert client.get("/en/statistics/?period=2024-Q1").status_code == 200


@pytest.mark.parametrize("period", ["26", "2026-Q5", "2026-13", "x", "%00", "2026-11-01"])
def test_a_time_that_is_none_is_refused(client, site, period):
    assert client.get(f"/en/statistics/?period={period}").status_code == 404
    for table in ("", "reports.csv", "works.csv"):
        assert client.get(f"/api/v1/statistics/{table}?period={period}").status_code == 400


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("place=000000000", 404),
        ("office=x", 404),
        ("office=99999999999999999999", 404),
        ("programme=nothing", 404),
        ("place=433636100&programme=nothing", 400),
        ("place=433636100&programme=", 200),
        ("place=&office=&period=", 200),
    ],
)
def test_what_is_not_there_is_said_to_software(client, aksu, query, status):
    assert client.get(f"/api/v1/statistics/?{query}").status_code == status


def test_the_page_says_each_number_with_its_rule_and_its_table(client, told):
    words = client.get("/en/statistics/places/433600000/").content.decode()

    for code in figures(client):
        assert f'id="{code}"' in words
    assert words.count("/api/v1/statistics/reports.csv?place=433600000") == 7
    assert words.count("/api/v1/statistics/works.csv?place=433600000") == 2


def test_few_cases_get_no_percentage(client, project):
    factories.make_stopped_report(project)

    words = client.get("/en/statistics/").content.decode()

    assert words.count("too few cases") == 8
    assert "%" not in re.sub(r"<[^>]+>", "", words.split('class="figures"')[1].split("</dl>")[0])


def test_the_drawing_has_words_and_a_table_beside_it(client, told):
    words = client.get("/en/statistics/").content.decode()
    drawing = re.search(r"<svg class=\"chart\".*?</svg>", words, re.DOTALL).group(0)

    assert 'role="img" aria-labelledby="chart-title chart-words"' in drawing
    assert "<title" in drawing
    assert "<desc" in drawing
    assert "style=" not in drawing
    assert drawing.count("chart__bar--in_time") == 1
    assert words.count('<th scope="row">') == 12


def ranked(client, query=""):
    found = client.get(f"/en/statistics/places/433600000/{query}").context["ranking"]
    return [part.place.code for part in found.parts], [part.place.code for part in found.few]


def test_parts_stand_by_name_until_an_order_is_asked_for(client, told):
    assert ranked(client) == (["433633000", "433636000"], [])


def test_few_cases_are_never_ranked(client, told):
    assert ranked(client, "?by=in_time") == (["433636000"], ["433633000"])
    assert ranked(client, "?by=colour") == (["433633000", "433636000"], [])


def test_rankings_pause_from_the_call_to_the_vote(client, told):
    place = Place.objects.get(code="433633000")
    Election.objects.create(place=place, called_on=today(), vote_on=today(), source="№ 5")

    paused = client.get("/en/statistics/places/433600000/?by=in_time")
    with calendar.as_of(today() + timedelta(days=1)):
        after = ranked(client, "?by=in_time")
    with calendar.as_of(today() - timedelta(days=1)):
        before = ranked(client, "?by=in_time")

    assert paused.context["ranking"].order == ""
    assert "Until the vote on" in paused.content.decode()
    assert 'href="?by=' not in paused.content.decode()
    assert before == after == (["433636000"], ["433633000"])


def test_an_election_elsewhere_pauses_nothing_here(client, told):
    place = factories.make_place("110000000", Place.Kind.REGION, "Ақмола", "Акмолинская")
    Election.objects.create(place=place, called_on=today(), vote_on=today(), source="№ 5")

    assert ranked(client, "?by=in_time") == (["433636000"], ["433633000"])


def test_what_is_invented_is_no_part_of_the_country(client, told):
    Place.objects.filter(code="430000000").update(invented=True)

    assert figures(client)["reports"] == (0, 0)
    assert figures(client, "?place=430000000")["reports"] == (12, 13)


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize("path", ["", "places/433600000/"])
def test_a_page_asks_the_database_as_often_for_many(
    client, project, django_assert_max_num_queries, path, count
):
    for _number in range(count):
        factories.make_stopped_report(project)

    with django_assert_max_num_queries(9):
        client.get(f"/en/statistics/{path}")


def test_readers_share_one_count_until_a_fact_is_added(client, project):
    factories.make_stopped_report(project)
    before = figures(client)["reports"]

    with CaptureQueriesContext(connection) as asked:
        again = figures(client)["reports"]
    factories.make_stopped_report(project)

    assert (before, again, figures(client)["reports"]) == ((1, 1), (1, 1), (2, 2))
    assert not [query for query in asked if "COUNT" in query["sql"] and "month" in query["sql"]]


def test_no_party_stands_on_the_page_of_an_office(client, told, office):
    office.terms.create(name="С. Асанов", elected_on=date(2023, 11, 5))

    words = client.get(f"/en/offices/{office.pk}/").content.decode()

    assert "С. Асанов" in words
    assert not re.search(r"party|Amanat|партия", words, re.IGNORECASE)
    assert [field.name for field in office.terms.model._meta.fields if "party" in field.name] == []
