"""Who may report, as the operator settled it: anybody, a confirmed address, or through a group."""

import re

import pytest
from django.core.exceptions import ValidationError

from oversight.models import Installation
from reports import access
from reports.models import Report
from tests.reports.phone import body, post
from tests.reports.test_filing_view import errors, filled, hidden

ADDRESS = "aigul@example.test"


@pytest.fixture
def settle(site):
    """Say who may report."""
    return lambda way: Installation.objects.update(reporting=way)


@pytest.fixture
def url(project):
    return f"/en/projects/{project.identifier}/report/"


@pytest.fixture
def symbat(dostyk):
    return dostyk.members.get()


# Open


def test_anybody_may_report_where_it_is_open(client, url):
    client.post(url, filled())

    assert Report.objects.get().state == "open"


# A confirmed address


def test_a_form_without_an_address_is_asked_for_one(client, url, settle):
    settle("email")

    response = client.post(url, filled())

    assert response.status_code == 400
    assert list(errors(response)) == ["contact_email"]
    assert Report.objects.count() == 0


def test_a_form_with_an_address_waits_for_the_letter(client, url, settle):
    settle("email")

    page = client.post(url, filled(contact_email=ADDRESS)).content.decode()

    assert Report.objects.get().waits_for == "confirmation"
    assert "A letter is on its way" in page


def test_a_phone_without_an_address_is_asked_for_one(client, project, settle):
    settle("email")

    answer = post(client, body())

    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["contact_email"])


def test_a_phone_confirms_what_it_sent(client, project, settle):

    settle("email")
    told = post(client, body(contact_email=ADDRESS)).json()
    token = access.confirmation_token(Report.objects.get())

    def confirm(**said):
        return client.post(
            "/api/v1/reports/confirm-address/",
            {"id": told["id"], "token": token, **said},
            content_type="application/json",
        )

    wrong, right = confirm(token="0" * 32), confirm(erase_address=True)

    assert told["waits_for"] == "confirmation"
    assert (wrong.status_code, right.status_code) == (404, 200)
    assert (right.json()["state"], right.json()["waits_for"]) == ("open", "")
    assert Report.objects.get().contact_email == ""


# Through a group


def test_a_stranger_is_led_to_a_group(client, url, settle, dostyk):
    settle("group")

    asked, sent = client.get(url), client.post(url, filled())

    assert (asked.status_code, sent.status_code) == (200, 403)
    assert "Dostyk" in asked.content.decode()
    assert Report.objects.count() == 0


def test_a_phone_is_led_to_a_group(client, project, settle):
    settle("group")

    answer = post(client, body())

    assert (answer.status_code, answer.json()["code"]) == (403, "through_group")


def test_a_member_files_for_a_resident(signed_in, url, settle, symbat, dostyk, logged):
    settle("group")
    browser = signed_in(symbat)

    page = browser.post(url, filled(group="dostyk"))

    report = Report.objects.get()
    assert (page.status_code, report.group, report.state) == (200, dostyk, "open")
    assert logged() == [("report.filed", "group")]


def test_a_member_must_say_for_which_group(signed_in, url, settle, symbat):
    settle("group")

    response = signed_in(symbat).post(url, filled())

    assert (response.status_code, list(errors(response))) == (400, ["group"])


@pytest.mark.parametrize("way", ["open", "group"])
def test_nobody_speaks_for_a_group_of_others(signed_in, url, settle, serik, dostyk, way):
    settle(way)

    signed_in(serik).post(url, filled(group="dostyk"))

    assert Report.objects.filter(group=dostyk).count() == 0


def test_a_member_files_over_the_api_with_session_and_token(signed_in, url, settle, symbat):
    settle("group")
    browser = signed_in(symbat)
    browser.handler.enforce_csrf_checks = True
    token = hidden(browser.get(url), "csrfmiddlewaretoken")

    without = post(browser, body(group="dostyk"))
    answer = post(browser, body(group="dostyk"), **{"X-CSRFToken": token})

    assert (without.status_code, answer.status_code) == (403, 201)
    assert Report.objects.get().group.slug == "dostyk"


def test_over_the_api_too_nobody_speaks_for_a_group_of_others(client, project, dostyk):
    answer = post(client, body(group="dostyk"))

    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["group"])


def test_a_group_needs_no_letter(signed_in, url, settle, symbat):
    settle("email")

    signed_in(symbat).post(url, filled(group="dostyk"))

    assert Report.objects.get().waits_for == ""


# Who settles it


def test_an_operator_settles_it_with_the_lawyers_day(signed_in, olzhas, site):
    browser = signed_in(olzhas)
    said = {"reporting": "email", "lawyer_answered_on": "2026-11-20"}

    browser.post("/admin/ready/", said)

    kept = Installation.current()
    assert (kept.reporting, kept.lawyer_answered_on.isoformat()) == ("email", "2026-11-20")


def test_what_is_no_way_is_not_kept(signed_in, olzhas, site):
    signed_in(olzhas).post("/admin/ready/", {"reporting": "never", "lawyer_answered_on": ""})

    assert Installation.current().reporting == "open"


def test_the_database_keeps_the_three_ways(site):
    with pytest.raises(ValidationError):
        Installation(pk=1, reporting="never").full_clean()


# What the form advises where few people live


def page_of(client, url, aksu, population):
    aksu.population = population
    aksu.save()
    return client.get(url).content.decode()


@pytest.mark.parametrize(
    ("population", "crowd"), [(300, "few"), (301, "some"), (1000, "some"), (1001, "many")]
)
def test_the_form_says_how_few_could_have_written(client, url, aksu, population, crowd):
    page = page_of(client, url, aksu, population)

    assert re.search(r'data-meter="(\w+)"', page)[1] == crowd


def test_in_a_small_village_the_groups_voice_is_offered(client, url, aksu, dostyk):
    assert "A group can write instead of you, in its own name: Dostyk" in page_of(
        client, url, aksu, 120
    )


def test_of_a_coarser_day_only_the_monday_is_kept(client, url):
    client.post(url, filled(by_week="on", observed_on="2026-11-25"))

    assert Report.objects.get().observed_on.isoformat() == "2026-11-23"


def test_a_phone_may_say_the_week_and_tomorrow(client, project):
    told = post(client, body(by_week=True, observed_on="2026-11-25", later=True)).json()

    report = Report.objects.get()
    assert (report.observed_on.isoformat(), told["waits_for"]) == ("2026-11-23", "tomorrow")


def test_the_form_shows_it_tomorrow(client, url):
    page = client.post(url, filled(later="on")).content.decode()

    assert Report.objects.get().waits_for == "tomorrow"
    assert "It appears tomorrow" in page


# A form that a phone opens without a network


def test_the_kept_form_asks_for_the_address_too(client, settle):
    page = "/en/report/shell/"
    before = client.get(page).content.decode()
    settle("email")

    after = client.get(page).content.decode()

    asks = (
        'data-missing="Here a report needs an e-mail address: a letter asks whether it is yours."'
    )
    assert (asks in before, asks in after) == (False, True)


def test_the_kept_form_leads_to_a_group_too(client, settle):
    settle("group")

    page = client.get("/en/report/shell/").content.decode()

    assert "Reports go through a group" in page
    assert 'name="draft_id"' not in page


def test_another_answer_of_the_lawyer_is_another_version_for_phones(client, settle):
    before = client.get("/service-worker.js").content
    settle("email")

    assert client.get("/service-worker.js").content != before
