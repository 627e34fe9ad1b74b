"""A firm that a report names is heard beside it, through a moderator."""

from datetime import date, timedelta

import pytest

from oversight.calendar import today
from reports import statements
from reports.models import Statement
from reports.workflow import NotAllowed
from tests import factories

SAID = {
    "firm": "«Құрылыс» ЖШС",
    "text": "Құбыр зауыттан екі апта кеш келді, жұмыс дүйсенбіде басталады.",
    "language": "kk",
}


@pytest.fixture
def report(project):
    return factories.make_stopped_report(project)


@pytest.fixture
def url(report):
    return f"/moderation/reports/{report.public_id}/statement/"


def sent(**fields):
    return SAID | {"received_on": today().isoformat(), **fields}


def test_the_firms_words_stand_beside_the_report(client, signed_in, madina, report, url, logged):
    answer = signed_in(madina).post(url, sent())

    page = client.get(f"/en/reports/{report.public_id}/").content.decode()
    [told] = client.get(f"/api/v1/reports/{report.public_id}/").json()["statements"]
    report.refresh_from_db()
    assert answer.status_code == 302
    assert SAID["text"] in page
    assert "Statement of the firm: «Құрылыс» ЖШС" in page
    assert (told["firm"], told["shown_on"]) == (SAID["firm"], today().isoformat())
    assert (report.state, logged()[-1]) == ("open", ("statement.added", "moderator"))


def test_it_should_be_shown_within_three_working_days(db):
    assert statements.show_by(date(2026, 11, 27)) == date(2026, 12, 2)


@pytest.mark.parametrize("fields", [{"text": "short"}, {"firm": ""}, {"received_on": "2999-01-01"}])
def test_what_is_incomplete_or_still_to_come_is_asked_again(signed_in, madina, url, fields):
    answer = signed_in(madina).post(url, sent(**fields))

    assert (answer.status_code, Statement.objects.count()) == (400, 0)


def test_a_private_number_in_it_is_asked_about_first(signed_in, madina, url):
    browser, words = signed_in(madina), sent(text="Хабарласыңыз: 8 701 555 12 34.")

    answers = [browser.post(url, words), browser.post(url, words | {"is_checked": "on"})]

    assert [answer.status_code for answer in answers] == [400, 302]


def test_no_statement_on_a_held_report_or_of_tomorrow(project, report, madina):
    held = factories.make_misuse_report(project)
    tomorrow = today() + timedelta(days=1)

    for one, day in ((held, today()), (report, tomorrow)):
        with pytest.raises(NotAllowed):
            statements.show(one, received_on=day, moderator=madina, **SAID)

    assert Statement.objects.count() == 0
