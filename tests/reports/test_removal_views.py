"""Erasing needs two people from different bodies; hiding is for moderators; offices see nothing."""

import pytest
from django.db import IntegrityError, transaction

from oversight.models import LogEntry
from reports import enclosures
from reports.models import ErasureRequest, Report
from reports.removals import erasure_requests
from reports.workflow import NotAllowed
from tests import factories

LIST = "/moderation/removals/"
ASK = {"step": "erase", "part": "", "ground": "court", "note": "№ 17, 3.11.2026"}


@pytest.fixture
def report(project):
    return factories.make_report(project)


@pytest.fixture
def url(report):
    return f"{LIST}{report.public_id}/"


def decide(browser, decision="erase"):
    asked = ErasureRequest.objects.get()
    return browser.post(f"{LIST}requests/{asked.public_id}/", {"decision": decision})


def test_one_asks_and_another_body_erases(report, url, madina, olzhas, signed_in):
    signed_in(olzhas).post(url, ASK)
    assert Report.objects.get().visibility == "public"

    decide(signed_in(madina))

    asked = ErasureRequest.objects.get()
    assert Report.objects.get().visibility == "erased"
    assert (asked.asked_for, asked.decided_for, asked.is_granted) == (
        "operators",
        "moderators",
        True,
    )
    entry = LogEntry.objects.get(kind="part.erased")
    assert (entry.word("role"), entry.word("reason")) == ("moderator", "court")


def test_two_of_one_body_do_not_erase(report, url, madina, baurzhan, signed_in):
    signed_in(madina).post(url, ASK)

    assert decide(signed_in(baurzhan)).status_code == 404
    assert decide(signed_in(madina)).status_code == 404
    assert Report.objects.get().visibility == "public"


def test_a_group_may_be_the_second_body(report, url, madina, dostyk, signed_in):
    signed_in(madina).post(url, ASK)

    decide(signed_in(dostyk.members.get()))

    assert Report.objects.get().visibility == "erased"
    assert LogEntry.objects.get(kind="part.erased").word("role") == "group"


def test_whoever_shares_a_body_with_the_first_is_no_second_one(report, madina, baurzhan, dostyk):
    for moderator in (madina, baurzhan):
        dostyk.memberships.create(user=moderator)
    symbat = dostyk.members.get(email="symbat@dostyk.test")
    asked = erasure_requests.ask(report, user=madina, ground="law", note="№ 1")

    assert erasure_requests.may_decide(asked, baurzhan) is False
    assert erasure_requests.may_decide(asked, symbat) is False


def test_an_office_neither_asks_nor_decides(report, url, daniyar, madina, signed_in):
    assert signed_in(daniyar).post(url, ASK).status_code == 404
    signed_in(madina).post(url, ASK)

    assert decide(signed_in(daniyar)).status_code == 404
    with pytest.raises(NotAllowed):
        erasure_requests.ask(report, user=daniyar, ground="law", note="№ 1")
    assert Report.objects.get().visibility == "public"


def test_an_office_member_who_joined_a_group_stays_an_office_member(report, daniyar, dostyk):
    dostyk.memberships.create(user=daniyar)

    assert erasure_requests.bodies_of(daniyar) == []


def test_the_database_itself_refuses_one_body(report, madina, baurzhan):
    asked = erasure_requests.ask(report, user=madina, ground="law", note="№ 1")

    with pytest.raises(IntegrityError), transaction.atomic():
        ErasureRequest.objects.filter(pk=asked.pk).update(
            decided_by=baurzhan, decided_for="moderators", is_granted=True
        )


def test_a_declined_request_leaves_everything(report, url, madina, olzhas, signed_in):
    signed_in(olzhas).post(url, ASK)

    decide(signed_in(madina), "keep")

    assert ErasureRequest.objects.get().is_granted is False
    assert Report.objects.get().visibility == "public"
    assert not LogEntry.objects.filter(kind="part.erased").exists()


def test_the_same_is_not_asked_twice(report, url, olzhas, signed_in):
    browser = signed_in(olzhas)
    browser.post(url, ASK)

    assert browser.post(url, ASK).status_code == 400
    assert ErasureRequest.objects.count() == 1


def test_a_request_needs_a_ground_and_what_it_rests_on(report, url, olzhas, signed_in):
    response = signed_in(olzhas).post(url, {"step": "erase", "ground": "reporter"})

    assert response.status_code == 400
    assert sorted(response.context["erase"].errors) == ["ground", "note"]


def test_a_moderator_hides_by_a_rule_and_an_operator_cannot(report, url, madina, olzhas, signed_in):
    said = {"step": "hide", "part": "", "action": "hidden", "reason": "insult"}
    signed_in(olzhas).post(url, said)
    assert Report.objects.get().visibility == "public"

    signed_in(madina).post(url, said)

    assert Report.objects.get().visibility == "hidden"


def test_a_photo_of_an_answer_is_hidden_by_itself(report, url, madina, daniyar, signed_in):
    reply = factories.make_claim(report, daniyar)
    factories.develop_all()
    photo = reply.photos.get()
    sent = {"step": "hide", "action": "hidden", "reason": "person_shown", "part": photo.public_id}

    signed_in(madina).post(url, sent)

    photo.refresh_from_db()
    report.refresh_from_db()
    assert (photo.visibility, report.visibility) == ("hidden", "public")


def test_a_document_of_an_answer_is_taken_from_view(report, url, madina, daniyar, signed_in):
    enclosure = factories.make_reply(
        report, daniyar, papers=[factories.document()]
    ).enclosures.get()
    enclosures.show(enclosure.public_id)
    sent = {"step": "hide", "reason": "private_data", "part": enclosure.public_id}
    browser = signed_in(madina)

    browser.post(url, sent | {"action": "shown", "reason": "fits"})
    enclosure.refresh_from_db()
    before = enclosure.state
    browser.post(url, sent | {"action": "hidden"})

    enclosure.refresh_from_db()
    assert (before, enclosure.state, enclosure.because) == ("shown", "kept_back", "private_data")


def test_a_reason_to_show_is_none_to_hide(report, url, madina, signed_in):
    said = {"step": "hide", "part": "", "action": "hidden", "reason": "fits"}

    response = signed_in(madina).post(url, said)

    assert response.status_code == 400
    assert Report.objects.get().visibility == "public"


def test_a_single_photo_can_be_asked_for(report, url, olzhas, madina, signed_in):
    factories.add_photo(report)
    factories.develop_all()
    photo = report.photos.get()
    signed_in(olzhas).post(url, {**ASK, "part": photo.public_id})

    decide(signed_in(madina))

    photo.refresh_from_db()
    assert (photo.visibility, Report.objects.get().visibility) == ("erased", "public")


def test_a_report_is_found_by_its_id(report, url, madina, signed_in):
    browser = signed_in(madina)

    assert browser.get(LIST, {"report": report.public_id.upper()})["Location"] == url
    assert "No public report has this id." in browser.get(LIST, {"report": "x"}).content.decode()


def test_the_list_asks_as_often_for_many_as_for_one(
    project, olzhas, madina, signed_in, django_assert_max_num_queries
):
    for _number in range(5):
        erasure_requests.ask(factories.make_report(project), user=olzhas, ground="law", note="№ 1")
    browser = signed_in(madina)

    with django_assert_max_num_queries(30):
        response = browser.get(LIST)

    assert response.content.decode().count("Agree: erase it for good") == 5


def test_its_author_is_told_why_it_was_erased(report, url, madina, olzhas, signed_in, client):
    signed_in(olzhas).post(url, ASK)
    decide(signed_in(madina))

    response = client.post("/en/receipt/", {"receipt_code": report.code})

    assert "A court ordered it." in response.content.decode()
