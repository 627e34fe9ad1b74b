"""What an akim took over and left: reckoned once, kept as it was, shown when no vote is near."""

from datetime import timedelta

import pytest

from oversight import calendar
from oversight.calendar import today
from oversight.models import Election, LogEntry
from reports import nightly, services
from reports.counting import terms
from reports.models import TermSheet
from tests import factories
from tests.oversight.log import seal

COLUMNS = ("inherited", "opened", "confirmed", "unopposed", "left", "answered", "in_time")
YEAR = timedelta(days=365)


def days_ago(count):
    return calendar.as_of(today() - timedelta(days=count))


@pytest.fixture
def term(office):
    """Began forty days ago and ends today."""
    return office.terms.create(elected_on=today() - timedelta(days=40), ends_on=today())


@pytest.fixture
def cases(project, daniyar, term):
    """Three from before, of which one was closed before; three of the term, the last of today."""
    with days_ago(60):
        before = [factories.make_stopped_report(project) for _ in range(3)]
        for report in before[:2]:
            factories.make_claim(report, daniyar)
    with days_ago(50):
        services.give_verdict(before[0], is_done=True)
    with days_ago(30):
        services.give_verdict(before[1], is_done=True)
        new = factories.make_stopped_report(project)
        factories.make_claim(new, daniyar)
        waiting = factories.make_stopped_report(project)
    with days_ago(1):
        services.close_unopposed(new)
    return [*before, new, waiting, factories.make_stopped_report(project)]


def numbers(term):
    sheet = TermSheet.objects.get(term=term)
    return {name: getattr(sheet, name) for name in COLUMNS}


def test_a_term_that_ends_on_the_day_of_an_open_case_leaves_it(term, cases):
    terms.freeze_due(today() + timedelta(days=1))

    assert numbers(term) == {
        "inherited": 2,
        "opened": 3,
        "confirmed": 1,
        "unopposed": 1,
        "left": 3,
        "answered": 1,
        "in_time": 1,
    }


def test_the_next_akim_takes_over_what_was_left(office, term, cases):
    after = office.terms.create(
        elected_on=today() + timedelta(days=1), ends_on=today() + timedelta(days=9)
    )

    terms.freeze_due(today() + timedelta(days=10))

    assert numbers(after)["inherited"] == numbers(term)["left"] == 3


def test_a_case_of_the_day_of_handing_over_is_counted_as_new_once(office, term, cases):
    after = office.terms.create(elected_on=term.ends_on, ends_on=term.ends_on + timedelta(days=9))

    terms.freeze_due(today() + timedelta(days=10))

    assert (numbers(term)["opened"], numbers(after)["opened"]) == (3, 0)
    assert numbers(after)["inherited"] == numbers(term)["left"] == 3


def test_a_term_without_a_known_end_ends_when_the_next_begins(office, term, cases):
    office.terms.filter(pk=term.pk).update(ends_on=None)
    following = office.terms.create(
        elected_on=term.ends_on, ends_on=term.ends_on + timedelta(days=3)
    )

    terms.freeze_due(today() + timedelta(days=1))
    terms.freeze_due(today() + timedelta(days=4))

    first, second = numbers(term), numbers(following)
    assert (first["opened"], first["left"]) == (3, 3)
    assert (second["inherited"], second["opened"]) == (3, 0)


def test_a_sheet_is_made_once_and_does_not_move(term, cases):
    day = today() + timedelta(days=1)

    made = terms.freeze_due(day), terms.freeze_due(day)
    kept = numbers(term)
    services.withdraw_report(cases[-1])
    terms.freeze_due(day + YEAR)

    assert made == (1, 0)
    assert numbers(term) == kept


def test_a_term_that_goes_on_has_no_sheet(term):
    assert terms.freeze_due(today()) == 0


def call(place=None):
    return Election.objects.create(
        place=place, called_on=today(), vote_on=today() + timedelta(days=40), source="№ 5"
    )


@pytest.fixture
def going_on(office):
    return office.terms.create(elected_on=today() - YEAR)


def test_a_sheet_is_kept_when_an_election_is_called_and_shown_after_the_vote(
    client, office, going_on, project
):
    factories.make_stopped_report(project)
    election = call(office.place.parent)
    page = f"/en/offices/{office.pk}/terms/{going_on.pk}/"

    nightly.run(today())
    during = client.get(page)
    with calendar.as_of(election.vote_on + timedelta(days=1)):
        after = client.get(page)

    assert numbers(going_on)["left"] == 1
    assert during.context["sheet"] is None
    assert "shown after the vote on" in during.content.decode()
    assert after.context["sheet"].opened == 1


def opened(client):
    """The names of all that the log opens."""
    lines = client.get("/log/openings").content.decode().splitlines()
    return {line.split(" ")[1] for line in lines}


def test_the_log_fixes_a_sheet_at_once_and_opens_it_after_the_vote(client, office, going_on):
    """Nobody reads the numbers before the vote, and nobody changes them until it."""
    election = call(office.place)
    nightly.run(today())
    seal()
    during = opened(client)
    after_vote = election.vote_on + timedelta(days=1)

    nightly.run(after_vote)
    nightly.run(after_vote)

    held, shown = LogEntry.objects.filter(object_id=f"term-{going_on.pk}").order_by("pk")
    assert (held.word("state"), shown.kind) == ("held", "part.shown")
    assert during == {"state"}  # of the row of the term
    assert opened(client) == {"state", "until", *COLUMNS}


def test_an_election_elsewhere_keeps_no_sheet(office, other_office, going_on):
    call(other_office.place)

    assert terms.freeze_due(today()) == 0


def test_an_election_in_the_whole_country_keeps_all(office, other_office, going_on):
    other_office.terms.create(elected_on=today() - YEAR)
    call()

    assert terms.freeze_due(today()) == 2


def test_more_elections_run_at_once_than_a_condition_has_parts(office, other_office, going_on):
    """SQLite takes a thousand; the country has two thousand rural districts."""
    days = {"called_on": today(), "vote_on": today(), "source": "№ 5"}
    elections = (Election(place=other_office.place, **days) for _ in range(1100))
    Election.objects.bulk_create(elections)
    elsewhere = terms.freeze_due(today())
    call(office.place)

    assert (elsewhere, terms.freeze_due(today())) == (0, 1)


def test_the_winner_of_the_vote_gets_no_sheet_of_that_election(office, going_on):
    election = call(office.place)
    terms.freeze_due(today())
    office.terms.create(elected_on=election.vote_on)

    assert terms.freeze_due(election.vote_on) == 0


def test_no_way_of_nomination_stands_on_a_page(client, office):
    term = office.terms.create(
        elected_on=today() - YEAR, nomination="party", is_woman=True, is_reelected=True
    )

    pages = [
        client.get(address).content.decode()
        for address in (f"/en/offices/{office.pk}/", f"/en/offices/{office.pk}/terms/{term.pk}/")
    ]

    assert "re-elected" in pages[1]
    assert [word for page in pages for word in ("party", "woman") if word in page] == []


def test_a_term_of_another_office_is_not_there(client, office, other_office, going_on):
    assert client.get(f"/en/offices/{other_office.pk}/terms/{going_on.pk}/").status_code == 404
