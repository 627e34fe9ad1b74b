"""A moderator hides final documents and minutes by the rules; whose they are may appeal once."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from oversight.calendar import ONE_DAY, as_of, today
from oversight.models import GroupMember, LogEntry
from oversight.outside import audit
from reports.models import Dossier, Gathering, News, Removal, moderation
from reports.removals import appeals, hiding
from reports.workflow import NotAllowed
from tests import factories
from tests.oversight.log import audited, seal

HIDE = {"action": "hidden", "reason": "private_data", "part": ""}


@pytest.fixture
def papers(dostyk, project):
    """A final document that was sent, and a gathering with minutes."""
    names = factories.make_papers(dostyk, factories.make_stopped_report(project))
    return {
        "dossiers": Dossier.objects.get(public_id=names["dossier"]),
        "gatherings": Gathering.objects.get(public_id=names["minutes"]),
    }


@pytest.fixture(params=["dossiers", "gatherings"])
def kind(request):
    return request.param


@pytest.fixture
def paper(papers, kind):
    return papers[kind]


@pytest.fixture
def page(kind, paper):
    """Its address for everybody."""
    return f"/en/{kind}/{paper.public_id}/"


def room(paper):
    return f"/moderation/papers/{paper.public_id}/"


def test_a_moderator_hides_it_with_a_reason(signed_in, madina, client, paper, page):
    words = "Келістік." if isinstance(paper, Gathering) else "барысын тексеру"
    before = client.get(page).content.decode()

    signed_in(madina).post(room(paper), HIDE)

    answer = client.get(page)
    told = answer.content.decode()
    assert words in before
    assert (answer.status_code, words in told) == (410, False)
    assert "It tells a private person" in told
    entry = LogEntry.objects.get(kind="part.hidden")
    assert (entry.object_id, entry.word("role"), entry.word("reason")) == (
        paper.public_id,
        "moderator",
        "private_data",
    )


def test_what_offices_are_asked_in_it_is_hidden_with_it(signed_in, madina, client, paper, daniyar):
    asked = paper.commitments.get()
    hiding.hide_paper(paper, reason="insult", by=madina)

    desk = signed_in(daniyar).get("/desk/commitments/").content.decode()

    assert asked.public_id not in desk
    assert asked.text not in client.get(f"/en/offices/{asked.office_id}/").content.decode()


def test_the_api_shows_it_no_more_and_says_why(client, kind, paper, madina):
    hiding.hide_paper(paper, reason="insult", by=madina)

    listed = client.get(f"/api/v1/{kind}/").json()["results"]
    step = client.get("/api/v1/removals/").json()["results"][0]

    assert paper.public_id not in {one["id"] for one in listed}
    assert client.get(f"/api/v1/{kind}/{paper.public_id}/").status_code == 404
    assert (step[kind[:-1]], step["report"], step["reason"]) == (paper.public_id, None, "insult")


def test_it_is_shown_again_as_it_was(signed_in, madina, client, paper, page):
    browser = signed_in(madina)
    before = client.get(page).content

    browser.post(room(paper), HIDE)
    browser.post(room(paper), {"action": "shown", "reason": "mistake", "part": ""})

    assert client.get(page).content == before
    assert LogEntry.objects.filter(kind="part.shown").count() == 1


def test_followers_hear_that_it_was_hidden(paper, madina):
    hiding.hide_paper(paper, reason="insult", by=madina)
    factories.become_news()

    told = News.objects.get(kind=News.Kind.HIDDEN)

    assert told.thing == paper


def test_the_log_still_fits_while_it_is_hidden_and_after(
    client, tmp_path, dostyk, project, kind, madina
):
    """All of it is older than what an auditor waits for."""
    state = tmp_path / "heads.txt"
    with time_machine.travel(timezone.now() - timedelta(days=4)):
        factories.make_papers(dostyk, factories.make_stopped_report(project))
        paper = (Dossier if kind == "dossiers" else Gathering).objects.shown().first()
        seal()
    hiding.hide_paper(paper, reason="insult", by=madina)
    seal()
    hidden = audited(client, state)

    hiding.show_paper(paper, reason="mistake", by=madina)
    seal()

    assert (hidden, audited(client, state)) == (audit.FITS, audit.FITS)


def test_a_page_of_minutes_is_hidden_by_itself(
    signed_in, madina, client, dostyk, django_capture_on_commit_callbacks
):
    held = factories.make_gathering(dostyk)
    page = factories.add_page(held)
    browser = signed_in(madina)
    sent = {"action": "hidden", "reason": "person_shown", "part": page.public_id}
    seen = client.get(page.thumb_url).status_code

    with django_capture_on_commit_callbacks(execute=True):
        browser.post(room(held), sent)
    hidden = client.get(page.thumb_url).status_code
    open_files = [path for path in factories.all_files() if "/media/" in path]
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(room(held), sent | {"action": "shown", "reason": "fits"})

    assert (seen, hidden, open_files) == (200, 404, [])
    assert client.get(page.thumb_url).status_code == 200
    assert client.get(f"/en/gatherings/{held.public_id}/").status_code == 200


def test_pages_go_with_the_minutes(client, dostyk, madina, django_capture_on_commit_callbacks):
    held = factories.make_gathering(dostyk)
    page = factories.add_page(held)

    with django_capture_on_commit_callbacks(execute=True):
        hiding.hide_paper(held, reason="insult", by=madina)

    assert client.get(page.thumb_url).status_code == 404
    assert [path for path in factories.all_files() if "/media/" in path] == []


def test_a_draft_cannot_be_hidden(dostyk, project, madina, signed_in):
    draft = factories.make_dossier(dostyk, factories.make_stopped_report(project))

    assert signed_in(madina).get(room(draft)).status_code == 404
    with pytest.raises(NotAllowed):
        hiding.hide_paper(draft, reason="insult", by=madina)


def test_a_reason_to_show_is_none_to_hide(signed_in, madina, paper):
    response = signed_in(madina).post(room(paper), HIDE | {"reason": "fits"})

    assert response.status_code == 400
    assert Removal.objects.count() == 0


def test_only_moderators_hide(signed_in, paper, olzhas, daniyar, dostyk):
    for user in (olzhas, daniyar, dostyk.members.get()):
        assert signed_in(user).post(room(paper), HIDE).status_code == 404
    paper.refresh_from_db()
    assert paper.visibility == "public"


def test_a_moderator_of_the_group_has_no_hand_in_it(signed_in, madina, dostyk, paper):
    GroupMember.objects.create(group=dostyk, user=madina)

    assert signed_in(madina).post(room(paper), HIDE).status_code == 404
    assert paper.public_id not in signed_in(madina).get("/moderation/removals/").content.decode()


def test_the_list_of_moderators_leads_to_it(signed_in, madina, paper):
    assert room(paper) in signed_in(madina).get("/moderation/removals/").content.decode()


# The appeal ---------------------------------------------------------------------------------


@pytest.fixture
def hidden(paper, madina):
    hiding.hide_paper(paper, reason="insult", by=madina)
    return paper


def appeal(browser, kind, paper):
    return browser.post(
        f"/accounts/groups/dostyk/{kind}/", {"action": "appeal", "paper": paper.public_id}
    )


def test_the_group_appeals_and_another_moderator_shows_it(
    signed_in, dostyk, hidden, kind, baurzhan, client, page
):
    symbat = signed_in(dostyk.members.get())
    asked = symbat.get(f"/accounts/groups/dostyk/{kind}/").content.decode()
    appeal(symbat, kind, hidden)
    waiting = signed_in(baurzhan).get("/moderation/removals/").content.decode()

    signed_in(baurzhan).post(room(hidden), {"step": "appeal", "decision": "grant"})

    assert "Ask another moderator" in asked
    assert room(hidden) in waiting
    assert client.get(page).status_code == 200
    filed = LogEntry.objects.get(kind="appeal.filed")
    decided = LogEntry.objects.get(kind="appeal.decided")
    assert (filed.word("role"), decided.word("reason")) == ("group", "shown")


def test_who_hid_it_does_not_decide(signed_in, dostyk, hidden, kind, madina, client, page):
    appeal(signed_in(dostyk.members.get()), kind, hidden)

    answer = signed_in(madina).get(room(hidden))

    assert "appealed against this decision" not in answer.content.decode()
    with pytest.raises(NotAllowed):
        appeals.decide(Removal.objects.get(), moderator=madina, is_granted=True)


def test_there_is_one_appeal(hidden):
    appeals.appeal_paper(hidden)

    with pytest.raises(NotAllowed):
        appeals.appeal_paper(hidden)


def test_it_comes_within_a_fortnight(hidden):
    last = today() + moderation.APPEAL

    with as_of(last + ONE_DAY), pytest.raises(NotAllowed):
        appeals.appeal_paper(hidden)
    with as_of(last):
        appeals.appeal_paper(hidden)
    assert Removal.objects.get().appealed_on == last


def test_another_group_cannot_appeal(signed_in, aksu, hidden, kind):
    other = factories.make_user("other@group.test")
    factories.make_group(aksu, slug="birlik", members=[other])

    answer = signed_in(other).post(
        f"/accounts/groups/birlik/{kind}/", {"action": "appeal", "paper": hidden.public_id}
    )

    assert answer.status_code == 404
    assert Removal.objects.get().appealed_on is None


def test_an_office_appeals_for_its_own_meeting(signed_in, daniyar, office, madina):
    meeting = factories.make_gathering(office, kind="meeting")
    hiding.hide_paper(meeting, reason="insult", by=madina)

    signed_in(daniyar).post(
        f"/desk/meetings/{office.pk}/", {"action": "appeal", "paper": meeting.public_id}
    )

    assert LogEntry.objects.get(kind="appeal.filed").word("role") == "office"


def test_a_removal_is_of_one_thing(papers, madina):
    said = {"action": "hidden", "reason": "insult", "role": "moderator", "on": today()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Removal.objects.create(dossier=papers["dossiers"], gathering=papers["gatherings"], **said)
    with pytest.raises(IntegrityError), transaction.atomic():
        Removal.objects.create(**said)


def test_the_page_of_the_log_counts_it(client, papers, madina):
    for paper in papers.values():
        hiding.hide_paper(paper, reason="insult", by=madina)

    assert client.get("/en/log/").context["removals"][0]["count"] == 2
