"""A moderator who belongs to a group decides nothing about it, by whatever path."""

import pytest

from oversight.models import GroupMember
from reports import conflicts, masking
from reports.models import Decision, Removal
from tests import factories

PHONE = "Хабарласыңыз: 8 701 555 12 34."


@pytest.fixture
def madina_of_dostyk(dostyk, madina):
    """Madina moderates, and belongs to Dostyk."""
    GroupMember.objects.create(group=dostyk, user=madina)
    return madina


@pytest.fixture
def browser(signed_in, madina_of_dostyk):
    return signed_in(madina_of_dostyk)


@pytest.fixture
def held(project, dostyk):
    return factories.make_misuse_report(project, group=dostyk)


@pytest.fixture
def public(project, dostyk):
    return factories.make_stopped_report(project, group=dostyk)


def test_a_held_report_of_the_own_group_is_not_there(browser, held):
    decision = {"action": "publish", "reason": "fits"}

    page = browser.get("/moderation/")
    answer = browser.post(f"/moderation/reports/{held.public_id}/", decision)

    assert held.public_id not in page.content.decode()
    assert answer.status_code == 404
    assert Decision.objects.count() == 0


def test_another_moderator_decides_it(signed_in, baurzhan, madina_of_dostyk, held):
    decision = {"action": "publish", "reason": "fits"}

    answer = signed_in(baurzhan).post(f"/moderation/reports/{held.public_id}/", decision)

    assert answer.status_code == 302
    assert Decision.objects.get().moderator == baurzhan


def test_a_work_that_the_group_carries_out_is_its_own_case(project, dostyk, madina_of_dostyk):
    project.implementer = dostyk
    project.save()
    report = factories.make_stopped_report(project)

    assert conflicts.is_own(report, madina_of_dostyk)


def test_the_own_groups_report_is_not_hidden_by_its_member(browser, public):
    hide = {"step": "hide", "action": "hidden", "reason": "insult", "part": ""}

    browser.post(f"/moderation/removals/{public.public_id}/", hide)

    public.refresh_from_db()
    assert (public.visibility, Removal.objects.count()) == ("public", 0)


def test_words_under_it_wait_for_another_moderator(browser, public, daniyar):
    reply = factories.make_reply(public, daniyar, text=PHONE)
    sent = {"kind": "reply", "public_id": reply.public_id, "reason": "private_data"}

    page = browser.get("/moderation/words/").content.decode()
    browser.post("/moderation/words/", sent | {"action": "mask", "words": "8 701"})

    reply.refresh_from_db()
    assert PHONE not in page
    assert reply.text == PHONE


def test_a_covering_is_lifted_by_another_moderator(browser, public, daniyar):
    reply = factories.make_reply(public, daniyar, text=PHONE)
    masking.mask_reply(reply.public_id, words="8 701", reason="private_data")
    sent = {"kind": "reply", "public_id": reply.public_id, "reason": "mistake"}

    browser.post("/moderation/words/", sent | {"action": "unmask"})

    reply.refresh_from_db()
    assert reply.masked_because == "private_data"


def test_a_document_under_it_is_read_by_another_moderator(browser, public, daniyar):
    reply = factories.make_reply(public, daniyar, papers=[factories.document()])
    enclosure = reply.enclosures.get()
    sent = {"kind": "document", "public_id": enclosure.public_id, "action": "pass"}

    answer = browser.get(f"/moderation/documents/{enclosure.public_id}.pdf")
    browser.post("/moderation/words/", sent)

    enclosure.refresh_from_db()
    assert (answer.status_code, enclosure.state) == (404, "waiting")


def test_its_clock_is_set_by_somebody_else(browser, public):
    assert browser.get(f"/moderation/reports/{public.public_id}/clock/").status_code == 404


def test_what_is_no_case_of_the_group_is_decided_as_ever(browser, project):
    report = factories.make_misuse_report(project)
    decision = {"action": "publish", "reason": "fits"}

    answer = browser.post(f"/moderation/reports/{report.public_id}/", decision)

    assert answer.status_code == 302
