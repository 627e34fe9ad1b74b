"""The calendar of gatherings: what lies ahead, what was held, and the file for phones."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django.utils.html import strip_tags

from oversight.calendar import today
from reports.groups import gatherings, half_years
from reports.removals import hiding
from tests import factories

pytestmark = pytest.mark.usefixtures("site")
WEEK = timedelta(days=7)


@pytest.fixture
def page(client):
    """A function that reads the words below a heading of the calendar."""

    def read(query="", part="ahead"):
        content = client.get(f"/en/gatherings/{query}").content.decode()
        section = re.search(rf'<section[^>]*id="{part}">(.*?)</section>', content, re.DOTALL)
        return " ".join(unescape(strip_tags(section[1])).split())

    return read


@pytest.fixture
def file(client):
    """A function that reads the lines of the file, whole ones."""

    def read(query="", language="en"):
        response = client.get(f"/{language}/gatherings/calendar.ics{query}")
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        return response.content.decode().replace("\r\n ", "").split("\r\n")

    return read


def test_what_lies_ahead_stands_by_month_the_next_one_first(page, dostyk):
    for weeks in (6, 1, 60):
        factories.make_gathering(dostyk, held_on=today() + weeks * WEEK, venue=f"Зал {weeks}")

    told = page()

    assert re.findall(r"Зал (\d+)", told) == ["1", "6", "60"]
    assert f"{today() + 60 * WEEK:%B %Y}" in told


def test_what_was_held_says_whether_minutes_came(page, dostyk, office):
    bare = factories.make_gathering(dostyk, held_on=today() - 2 * WEEK, venue="Мектеп")
    held = factories.make_gathering(dostyk, held_on=today() - WEEK, minutes="Келістік.", attended=9)
    gatherings.decide(held, office=office, text="Жолды тазалау.")
    gatherings.keep_minutes(held)

    told = page(part="held")

    assert told.index("minutes, 1 decision") < told.index(bare.venue) < told.index("no minutes")
    assert "None is announced." in page()


@pytest.mark.parametrize("levels_up", [0, 1, 2])
def test_a_place_has_those_within_it_and_those_it_lies_in(page, dostyk, aksu, levels_up):
    place = (aksu, aksu.parent, aksu.parent.parent)[levels_up]
    factories.make_gathering(dostyk, place=aksu.parent, venue="Клуб")
    elsewhere = factories.make_place("439900000", kind="district", kk="Арал", ru="Арал")
    factories.make_gathering(dostyk, place=elsewhere, venue="Порт")

    told = page(f"?place={place.code}")

    assert "Клуб" in told
    assert "Порт" not in told
    assert "Порт" in page()


def test_the_calendar_is_narrowed_by_kind(page, dostyk, office, daniyar):
    factories.make_gathering(dostyk, venue="Клуб")
    factories.make_gathering(office, kind="meeting", venue="Әкімдік")

    told = page("?kind=meeting")

    assert "Әкімдік" in told
    assert "Клуб" not in told


def test_a_meeting_that_the_law_asks_for_and_nobody_knows_of_is_said(client, aksu, site):
    site.opened_on = date(2026, 1, 1)
    site.save()

    with time_machine.travel("2027-07-02T09:00:00+05:00"):
        told = client.get(f"/en/gatherings/?place={aksu.code}").content.decode()

    assert "nobody told this site of a meeting of the akim with residents" in told


def test_what_a_moderator_hid_is_in_neither(page, file, dostyk, madina):
    hidden = factories.make_gathering(dostyk, venue="Клуб")
    hiding.hide_paper(hidden, reason="insult", by=madina)

    assert "Клуб" not in page()
    assert not any("Клуб" in line for line in file())


@pytest.mark.parametrize("query", ["?place=1", "?kind=feast"])
def test_what_is_no_place_or_kind_shows_nothing(client, page, dostyk, query):
    factories.make_gathering(dostyk, venue="Клуб")

    assert "Клуб" not in page(query)
    assert client.get(f"/en/gatherings/calendar.ics{query}").status_code == 404


def test_places_groups_and_offices_lead_there(client, aksu, office):
    there = f'href="/en/gatherings/?place={aksu.code}"'
    of_office = f'href="/en/gatherings/?place={office.place.code}"'

    assert of_office in client.get(f"/en/offices/{office.pk}/").content.decode()

    assert there in client.get(f"/en/places/{aksu.code}/").content.decode()
    assert there in client.get(f"/en/groups/?place={aksu.code}").content.decode()
    assert 'href="/en/gatherings/"' in client.get("/en/groups/").content.decode()


# The file -----------------------------------------------------------------------------------------


def test_a_phone_reads_day_title_place_and_agenda(file, dostyk, aksu):
    held = factories.make_gathering(
        dostyk,
        place=aksu,
        kind="assembly",
        held_on=date(2026, 12, 31),
        hours="18:00",
        venue="Клуб; 2-қабат, зал",
        agenda="Су\r\nЖол, көпір",
    )

    told = file(f"?place={aksu.code}")

    assert told[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert told[-2:] == ["END:VCALENDAR", ""]
    event = dict(line.split(":", 1) for line in told[told.index("BEGIN:VEVENT") + 1 : -3])
    assert event["UID"].startswith(f"{held.public_id}@")
    assert event["DTSTAMP"] == f"{today():%Y%m%d}T000000Z"
    assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) == ("20261231", "20270101")
    assert event["SUMMARY"] == f"Assembly of the local community: {aksu.spoken}"
    assert event["LOCATION"] == rf"Клуб\; 2-қабат\, зал\, {aksu.spoken}"
    assert event["DESCRIPTION"] == r"18:00\nСу\nЖол\, көпір"
    assert event["URL"].endswith(f"/en/gatherings/{held.public_id}/")


def test_no_line_is_longer_than_calendars_read_and_no_letter_is_cut(client, dostyk):
    agenda = "Ауызсу құбырының жөнделуі туралы. " * 20
    factories.make_gathering(dostyk, agenda=agenda)

    content = client.get("/kk/gatherings/calendar.ics").content

    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode().strip() for line in lines[:-1])
    assert agenda.strip() in content.decode().replace("\r\n ", "")


def test_words_cannot_write_lines_of_their_own(file, dostyk):
    factories.make_gathering(dostyk, venue="Клуб\r\nEND:VCALENDAR", agenda="\\;\rBEGIN:VEVENT")

    told = file()

    began = [line for line in told if line.startswith(("BEGIN:VEVENT", "END:VCALENDAR"))]
    assert began == ["BEGIN:VEVENT", "END:VCALENDAR"]


def test_what_was_long_ago_is_left_out(file, dostyk):
    factories.make_gathering(dostyk, held_on=today() - timedelta(days=400), venue="Ескі клуб")
    factories.make_gathering(dostyk, held_on=today() - timedelta(days=300), venue="Клуб")

    told = "\n".join(file())

    assert "Ескі" not in told
    assert "Клуб" in told


def test_a_demonstration_says_so(file):
    factories.open_site(demonstration=True)

    assert "X-WR-CALNAME:Gatherings of residents (a demonstration)" in file()


@pytest.mark.parametrize("count", [1, 60])
def test_the_calendar_asks_as_often_for_many_as_for_one(
    client, dostyk, aksu, count, django_assert_max_num_queries
):
    for number in range(count):
        day = today() + (WEEK if number % 2 else -WEEK)
        factories.make_gathering(dostyk, place=aksu, held_on=day)

    with django_assert_max_num_queries(8):
        assert client.get(f"/en/gatherings/?place={aksu.code}").status_code == 200
    with django_assert_max_num_queries(4):
        assert client.get("/en/gatherings/calendar.ics").status_code == 200


# Half-years of a district -------------------------------------------------------------------------


@pytest.fixture
def akims(aksu, site):
    """A site that was open in the first half of 2026, and akims' offices of two rural districts."""
    site.opened_on = date(2026, 1, 1)
    site.save()
    kind = aksu.parent.kind
    district = aksu.parent.parent
    other = factories.make_place("433645000", kind, "Қаракеткен", "Каракеткен", parent=district)
    return [factories.make_office(place) for place in (aksu.parent, other)]


def silent(place):
    return [[unit.name_kk for unit in half.silent] for half in half_years.within(place)]


@time_machine.travel("2026-11-23")
def test_a_district_names_where_no_meeting_is_known_of(client, akims, dostyk, aksu):
    district = aksu.parent.parent
    factories.make_gathering(dostyk, place=aksu, kind="meeting", held_on=date(2026, 3, 3))
    factories.make_gathering(dostyk, place=aksu, kind="assembly", held_on=date(2026, 9, 9))

    content = client.get(f"/en/gatherings/?place={district.code}").content.decode()
    told = " ".join(unescape(strip_tags(content)).split())

    assert silent(district) == [["Ақсу", "Қаракеткен"], ["Қаракеткен"]]
    assert "in 1 of 2 rural districts, towns and settlements" in told
    assert "in 2 of 2 rural districts, towns and settlements" in told


@time_machine.travel("2026-11-23")
def test_a_meeting_of_the_whole_district_is_one_of_each_part(client, akims, dostyk, aksu):
    district = aksu.parent.parent
    for day in (date(2026, 3, 3), date(2026, 9, 9)):
        factories.make_gathering(dostyk, place=district, kind="meeting", held_on=day)

    page = client.get(f"/en/groups/?place={district.code}").content.decode()

    assert silent(district) == [[], []]
    assert page.count("is known of in each of 2 rural districts") == 2


@time_machine.travel("2026-11-23")
def test_a_hidden_meeting_is_known_to_nobody(akims, dostyk, aksu, madina):
    told = factories.make_gathering(dostyk, kind="meeting", held_on=date(2026, 9, 9))
    hiding.hide_paper(told, reason="insult", by=madina)

    assert silent(aksu.parent.parent)[0] == ["Ақсу", "Қаракеткен"]


@time_machine.travel("2026-11-23")
def test_a_meeting_in_a_village_is_one_of_its_rural_district(akims, dostyk, aksu):
    factories.make_gathering(dostyk, place=aksu, kind="meeting", held_on=date(2026, 3, 3))

    assert [half.is_missed for half in half_years.of(aksu.parent)] == [False, False]
    assert [half.is_missed for half in half_years.of(akims[1].place)] == [False, True]


def test_the_law_asks_villages_and_not_districts(akims, aksu):
    assert half_years.of(aksu.parent.parent) == half_years.within(aksu) == []
    assert len(half_years.of(aksu)) == len(half_years.within(aksu.parent.parent)) > 0
