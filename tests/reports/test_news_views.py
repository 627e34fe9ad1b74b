"""What is new, on a page and as an Atom feed."""

from xml.etree import ElementTree

import pytest

from reports.models import News
from reports.removals import hiding
from tests import factories

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def told(project, daniyar):
    report = factories.make_stopped_report(project, text="secret words")
    factories.make_reply(report, daniyar)
    factories.become_news()
    return report


def entries(response):
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


@pytest.mark.parametrize(
    "path", ["places/433636100/", "places/430000000/", "projects/kz-aksu-water/"]
)
def test_a_feed_tells_each_fact_once_newest_first(client, told, path):
    found = entries(client.get(f"/en/{path}atom.xml"))

    assert [entry.find(f"{ATOM}title").text for entry in found] == [
        "Water pipe: The office answered",
        "Water pipe: A resident reported",
        "Water pipe: A new work is listed",
    ]
    assert len({entry.find(f"{ATOM}id").text for entry in found}) == 3


def test_a_report_has_a_feed_of_its_own_and_the_country_one_of_reports(client, told):
    own = entries(client.get(f"/en/reports/{told.public_id}/atom.xml"))
    country = entries(client.get("/en/reports/atom.xml"))

    assert (len(own), len(country)) == (2, 1)


def test_a_feed_that_did_not_change_is_not_sent_again(client, told):
    first = client.get("/en/projects/kz-aksu-water/atom.xml")

    again = client.get(
        "/en/projects/kz-aksu-water/atom.xml", headers={"If-None-Match": first["ETag"]}
    )

    assert (first["Content-Type"], again.status_code) == (
        "application/atom+xml; charset=utf-8",
        304,
    )


def test_nobodys_words_stand_in_it_and_no_time_of_day(client, told):
    words = client.get("/en/projects/kz-aksu-water/atom.xml").content.decode()

    assert "secret words" not in words
    assert {line[11:] for line in _moments(words)} == {"00:00:00+05:00"}


def _moments(words):
    return [entry.text for entry in ElementTree.fromstring(words).iter(f"{ATOM}updated")][1:]


def test_what_was_hidden_leads_to_its_work_and_its_feed_is_gone(client, told, madina):
    hiding.hide_report(told, reason="private_data", by=madina)

    words = client.get("/en/projects/kz-aksu-water/news/").content.decode()

    assert f"/en/reports/{told.public_id}/" not in words
    assert client.get(f"/en/reports/{told.public_id}/atom.xml").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_database_as_often_for_many(
    client, project, django_assert_num_queries, count
):
    for _number in range(count):
        factories.make_report(project)
    factories.become_news()

    with django_assert_num_queries(3):
        client.get("/en/projects/kz-aksu-water/news/")


def test_the_page_goes_on_where_it_ended(client, project):
    for _number in range(60):
        factories.make_report(project)
    factories.become_news()

    first = client.get("/en/projects/kz-aksu-water/news/").context
    second = client.get(f"/en/projects/kz-aksu-water/news/?{first['next']}").context

    shown = [one.pk for one in (*first["news"], *second["news"])]
    assert shown == list(News.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("cursor", ["x", "W10", "%00"])
def test_a_cursor_of_another_list_leads_to_the_first_page(client, told, cursor):
    response = client.get(f"/en/projects/kz-aksu-water/news/?cursor={cursor}")

    assert len(response.context["news"]) == 3


def test_a_page_of_news_tells_of_papers_at_one_price(
    client, project, dostyk, aksu, django_assert_max_num_queries
):
    factories.make_papers(dostyk, factories.make_stopped_report(project))
    for _number in range(5):
        factories.make_pledge(aksu)
    factories.become_news()

    with django_assert_max_num_queries(6):
        page = client.get("/en/places/433636100/news/").content.decode()

    assert page.count("A business promised something") == 5
    assert "/en/dossiers/" in page
    assert len(entries(client.get("/en/places/433636100/atom.xml"))) == News.objects.count()
