"""What is not published is asked for with one tap, counted by the day, and needs an answer."""

from datetime import date, timedelta

import pytest

from oversight import calendar
from oversight.models import Job
from projects import asking, services
from projects.models import Asking, AskingDay, Contract, Figure
from tests import factories

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _today():
    with calendar.as_of(TODAY):
        yield


def test_the_first_tap_opens_a_request_with_a_day_and_an_entry(project, office, logged):
    asked = asking.ask(project, Figure.SUPPLIER)

    assert (asked.office, asked.asked_count, asked.state) == (office, 1, "open")
    assert asked.answer_due_on == date(2026, 12, 14)
    assert logged() == [("confirmation.added", "citizen")]


def test_further_taps_are_counted_by_the_day_on_the_same_request(project, logged):
    for _tap in range(3):
        asking.ask(project, Figure.SUPPLIER)
    with calendar.as_of(TODAY + timedelta(days=1)):
        asked = asking.ask(project, Figure.SUPPLIER)

    assert asked.asked_count == 4
    assert list(AskingDay.objects.values_list("day", "count")) == [
        (TODAY, 3),
        (TODAY + timedelta(days=1), 1),
    ]
    assert (Asking.objects.count(), len(logged())) == (1, 1)


def test_a_program_that_taps_all_day_is_no_crowd(project):
    asked = asking.ask(project, Figure.SUPPLIER)
    AskingDay.objects.update(count=asking.MOST_A_DAY)

    assert asking.ask(project, Figure.SUPPLIER).asked_count == asked.asked_count


@pytest.mark.parametrize("figure", [Figure.END, Figure.SUM])
def test_what_is_published_is_not_asked_for(project, figure):
    with pytest.raises(asking.NotMissing):
        asking.ask(project, figure)

    assert Asking.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "figure", "value"),
    [
        ({"planned_end": None}, Figure.END, date(2027, 5, 1)),
        ({"budget_amount": None}, Figure.SUM, 5_000_000),
        ({}, Figure.SUPPLIER, "«Үлгі Құрылыс» ЖШС"),
    ],
)
def test_publishing_the_figure_answers_with_a_dated_change(
    aksu, office, logged, fields, figure, value
):
    project = factories.make_project(aksu, **fields)
    asked = asking.ask(project, figure)

    services.publish_figure(project, figure, value, cited="https://gov.test/1")

    asked.refresh_from_db()
    change = project.figure_changes.get()
    assert (asked.state, asked.closed_on) == ("published", TODAY)
    assert (change.old, change.new, change.source_url) == ("", str(value), "https://gov.test/1")
    assert logged() == [("confirmation.added", "citizen"), ("figure.changed", "office")]
    assert asking.FLAGS[figure] not in [flag.code for flag in project.flags.all()]


def test_an_operator_who_fills_it_in_answers_it_too(project):
    asked = asking.ask(project, Figure.SUPPLIER)

    services.add_line(
        Contract(project=project, supplier=services.supplier_named("«Үлгі Құрылыс» ЖШС"))
    )

    asked.refresh_from_db()
    assert asked.state == "published"


def test_a_reasoned_answer_is_public_and_rests_for_a_month(project, daniyar, logged):
    asked = asking.ask(project, Figure.SUPPLIER)

    asking.answer(
        asked, author=daniyar, reason="not_decided", text="Конкурс әлі өткен жоқ.", language="kk"
    )

    assert logged()[-1] == ("reply.added", "office")
    assert asking.missing(project, TODAY)["supplier_not_published"].may_ask is False
    with pytest.raises(asking.TooSoon):
        asking.ask(project, Figure.SUPPLIER)
    with calendar.as_of(TODAY + asking.AGAIN):
        again = asking.ask(project, Figure.SUPPLIER)
    assert (again.pk != asked.pk, again.state) == (True, "open")


def test_a_request_is_answered_once(project, daniyar):
    asked = asking.ask(project, Figure.SUPPLIER)
    words = {"author": daniyar, "reason": "other", "text": "Кейін жариялаймыз.", "language": "kk"}
    asking.answer(Asking.objects.get(pk=asked.pk), **words)

    with pytest.raises(asking.Closed):
        asking.answer(asked, **words)


def test_a_request_follows_the_work_to_another_office(project, other_office):
    asked = asking.ask(project, Figure.SUPPLIER)

    services.change_project(project, answering_office=other_office)

    asked.refresh_from_db()
    assert asked.office == other_office


def test_asking_touches_no_broker(project):
    asking.ask(project, Figure.SUPPLIER)

    assert Job.objects.count() == 0


# The page and the API -------------------------------------------------------------------------


def test_one_tap_on_the_page_says_who_answers_by_when(client, project):
    page = client.get(f"/en/projects/{project.identifier}/").content.decode()
    answer = client.post(f"/en/projects/{project.identifier}/ask/", {"figure": "supplier"})

    assert "Ask the office to publish it" in page
    assert answer.status_code == 200
    assert "Dec. 14, 2026" in answer.content.decode()
    assert answer.cookies == {}
    assert "I ask for it too" in client.get(f"/en/projects/{project.identifier}/").content.decode()


def test_a_figure_that_is_no_figure_is_not_there(client, project):
    answer = client.post(f"/en/projects/{project.identifier}/ask/", {"figure": "akim"})

    assert answer.status_code == 404


def test_what_is_published_leads_back_to_the_work(client, project):
    answer = client.post(f"/en/projects/{project.identifier}/ask/", {"figure": "sum"})

    assert (answer.status_code, answer["Location"]) == (302, f"/en/projects/{project.identifier}/")


def test_the_reasoned_answer_stands_on_the_page(client, project, daniyar):
    asked = asking.ask(project, Figure.SUPPLIER)
    asking.answer(
        asked, author=daniyar, reason="not_decided", text="Конкурс әлі өткен жоқ.", language="kk"
    )

    page = client.get(f"/en/projects/{project.identifier}/").content.decode()

    assert "Конкурс әлі өткен жоқ." in page
    assert "Not decided yet" in page
    assert "Ask the office to publish it" not in page


def test_a_program_asks_and_reads_what_became_of_it(client, project, office):
    address = f"/api/v1/projects/{project.identifier}/"
    sent = {"data": {"figure": "supplier"}, "content_type": "application/json"}

    first = client.post(f"{address}askings/", **sent)
    wrong = client.post(
        f"{address}askings/", data={"figure": "sum"}, content_type="application/json"
    )

    told = client.get(address).json()["askings"]
    assert first.status_code == 200
    assert (wrong.status_code, wrong.json()["code"]) == (409, "not_missing")
    assert told == [first.json()]
    assert (told[0]["office"], told[0]["answer_due_on"]) == (office.pk, "2026-12-14")
