"""A moderator who belongs to a group decides nothing about it, by whatever path."""

import pytest

from oversight.calendar import today
from oversight.models import GroupMember
from projects import services
from projects.models import Contract
from reports import conflicts, masking
from reports.models import Decision, GroupTie, Removal, Report
from reports.removals import appeals, erasure_requests, hiding
from reports.workflow import NotAllowed
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


def test_an_appeal_on_it_is_decided_by_another_moderator(
    browser, signed_in, public, baurzhan, madina_of_dostyk
):
    hiding.hide_report(public, reason="insult")
    removal = public.removals.get()
    appeals.appeal(public)
    url = f"/moderation/removals/{public.public_id}/"
    sent = {"step": "appeal", "decision": "grant"}

    assert public.public_id not in browser.get("/moderation/removals/").content.decode()
    assert browser.post(url, sent).status_code == 404
    with pytest.raises(NotAllowed):
        appeals.decide(removal, moderator=madina_of_dostyk, is_granted=True)
    assert signed_in(baurzhan).post(url, sent).status_code == 302
    assert public.removals.filter(action="shown").exists()


@pytest.mark.parametrize("decision", ["erase", "keep"])
def test_its_erasure_is_decided_by_somebody_else(browser, signed_in, public, olzhas, decision):
    asked = erasure_requests.ask(public, user=olzhas, ground="law", note="№ 1")
    url = f"/moderation/removals/requests/{asked.public_id}/"

    assert "whose own case it is not" in browser.get("/moderation/removals/").content.decode()
    assert browser.post(url, {"decision": decision}).status_code == 404
    asked.refresh_from_db()
    assert asked.is_granted is None


def test_a_member_who_moderates_nothing_does_not_decide_its_erasure(public, madina, dostyk):
    asked = erasure_requests.ask(public, user=madina, ground="law", note="№ 1")
    symbat = dostyk.members.get(email="symbat@dostyk.test")

    with pytest.raises(NotAllowed):
        erasure_requests.decide(asked, user=symbat, is_granted=True)


def test_another_moderator_decides_its_erasure(public, olzhas, baurzhan):
    asked = erasure_requests.ask(public, user=olzhas, ground="law", note="№ 1")

    erasure_requests.decide(asked, user=baurzhan, is_granted=False)

    assert asked.report.visibility == "public"


def test_what_a_declared_tie_touches_is_an_own_case(project, dostyk, madina_of_dostyk):
    report = factories.make_stopped_report(project)
    tie = GroupTie.objects.create(
        group=dostyk, kind="office", office=report.office, declared_on=report.public_on
    )
    assert conflicts.is_own(report, madina_of_dostyk)

    tie.ended_on = report.public_on
    tie.save()

    assert not conflicts.is_own(report, madina_of_dostyk)


def test_a_contractor_the_group_is_tied_to_makes_an_own_case(project, dostyk, madina_of_dostyk):
    supplier = services.supplier_named("«Құрылыс» ЖШС")
    services.add_line(Contract(project=project, supplier=supplier))
    report = factories.make_stopped_report(project)
    GroupTie.objects.create(
        group=dostyk, kind="supplier", supplier=supplier, declared_on=report.public_on
    )

    assert list(conflicts.of_others(Report.objects.all(), madina_of_dostyk)) == []


def test_a_holder_of_the_machine_the_group_is_tied_to_makes_an_own_case(
    aksu, dostyk, madina_of_dostyk
):
    machine = factories.make_machine(aksu)
    holding = factories.hold(machine, today())
    report = factories.see(machine, "works_elsewhere")
    assert not conflicts.is_own(report, madina_of_dostyk)

    GroupTie.objects.create(
        group=dostyk, kind="supplier", supplier=holding.holder, declared_on=today()
    )

    assert conflicts.is_own(report, madina_of_dostyk)


def test_what_is_no_case_of_the_group_is_decided_as_ever(browser, project):
    report = factories.make_misuse_report(project)
    decision = {"action": "publish", "reason": "fits"}

    answer = browser.post(f"/moderation/reports/{report.public_id}/", decision)

    assert answer.status_code == 302
