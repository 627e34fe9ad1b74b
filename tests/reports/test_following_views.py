"""Following by e-mail: asked from a page, confirmed from the mailbox, ended without a trace."""

import email
import re
from datetime import timedelta
from email import policy

import pytest
from django.core.management import call_command

from oversight.calendar import today
from oversight.models import Job
from reports import nightly
from reports.following import subscribing
from reports.following.subjects import Subject
from reports.letters import mailing
from reports.models import Follow, News, Subscription
from tests import factories

AIGUL = "aigul@mail.test"


@pytest.fixture(autouse=True)
def _letters_folder(settings):
    settings.EMAIL_BACKEND = "oversight.mail.LetterFolder"


@pytest.fixture
def ask(client, project):
    def post(query=f"project={'kz-aksu-water'}", **fields):
        sent = {"email": AIGUL, "rhythm": "weekly", **fields}
        return client.post(f"/en/follow/?{query}", sent)

    return post


def sent(settings):
    mailing.send_waiting()
    files = sorted(settings.LETTERS_DIR.glob("*.eml"))
    return [email.message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]


def link(letter):
    found = re.search(r"http://\S+(/en/following/\S+)", letter.get_content())
    return found.group(1)


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("/en/places/433636100/", "place=433636100"),
        ("/en/projects/kz-aksu-water/", "project=kz-aksu-water"),
        ("/en/programmes/ak-bulak/", "programme=ak-bulak"),
        ("/en/groups/dostyk/", "group=dostyk"),
    ],
)
def test_each_page_leads_to_its_form_and_to_its_feed(client, project, dostyk, page, query):
    factories.make_programme()

    words = client.get(page).content.decode()
    form = client.get(f"/en/follow/?{query}")

    assert f'href="/en/follow/?{query}"' in words
    assert f'href="{page}atom.xml"' in words
    assert f'href="{page}news/"' in words
    assert form.status_code == 200


def test_a_machine_leads_to_its_own_form_and_feed(client, ask, settings, office, aksu):
    machine = factories.make_machine(aksu)
    page = f"/en/machines/{machine.public_id}/"

    words = client.get(page).content.decode()
    ask(f"machine={machine.public_id}")
    client.post(link(sent(settings)[0]))

    assert f'href="/en/follow/?machine={machine.public_id}"' in words
    assert f'href="{page}atom.xml"' in words
    assert f'href="{page}news/"' in words
    assert Follow.objects.exclude(confirmed_on=None).get().thing == machine


def test_what_is_not_there_cannot_be_followed(client, site):
    for query in ("", "place=000000000", "project=nothing", "machine=nothing", "colour=red"):
        assert client.get(f"/en/follow/?{query}").status_code == 404


def test_nothing_is_sent_before_the_mailbox_says_yes(client, ask, settings, project):
    ask()
    letter = sent(settings)[0]
    page = client.get(link(letter))
    unconfirmed = Subscription.objects.get().confirmed_on

    answer = client.post(link(letter), follow=True)

    assert (letter["To"], page.status_code, unconfirmed) == (AIGUL, 200, None)
    assert "Water pipe" in letter["Subject"]
    assert "Water pipe" in answer.content.decode()
    assert Follow.objects.get().confirmed_on == Subscription.objects.get().confirmed_on == today()


def test_a_known_address_and_an_unknown_one_are_answered_alike(ask, project):
    factories.make_follower(AIGUL, project=project)

    known, unknown = ask(), ask(email="new@mail.test")

    assert known.status_code == unknown.status_code == 200
    assert known.content == unknown.content


def test_one_who_follows_it_already_gets_no_second_letter(ask, settings, project):
    factories.make_follower(AIGUL, project=project)
    before = Job.objects.filter(kind="ask_to_follow", done_at=None).count()

    ask()

    assert Job.objects.filter(kind="ask_to_follow", done_at=None).count() == before


def test_a_stranger_cannot_add_to_what_an_address_follows(ask, aksu):
    subscription = factories.make_follower(AIGUL, place=aksu)

    ask()

    assert [follow.kind for follow in subscribing.follows_of(subscription)] == ["place"]


def test_a_mailbox_is_not_flooded_through_us(ask, settings, aksu):
    works = factories.make_projects(aksu, subscribing.LETTERS_A_DAY + 3)

    answers = {ask(f"project={work.identifier}").status_code for work in works}

    assert answers == {200}
    assert len(sent(settings)) == subscribing.LETTERS_A_DAY


def test_many_strangers_at_once_wait_for_an_hour(ask, settings):
    settings.LADDER = settings.LADDER | {"letters_to_strangers": 2}

    statuses = [ask(email=f"someone{number}@mail.test").status_code for number in range(3)]

    assert statuses == [200, 200, 503]


@pytest.mark.parametrize("fields", [{"email": "nobody"}, {"email": ""}, {"rhythm": "hourly"}])
def test_what_is_no_address_is_said_beside_the_field(ask, fields):
    response = ask(**fields)

    assert (response.status_code, Subscription.objects.count()) == (400, 0)


def test_one_address_in_two_spellings_is_one(ask):
    ask()
    ask(email="AIGUL@mail.test")

    assert Subscription.objects.get().email == AIGUL


@pytest.fixture
def page(project, aksu):
    """The page of what Aigul follows, as her letters lead to it."""
    subscription = factories.make_follower(AIGUL, place=aksu, project=project)
    return f"/en/following/{subscription.key}/{subscribing.token(subscription)}/"


def test_the_day_and_the_things_are_changed_by_the_link_alone(client, page, aksu):
    kept = Follow.objects.get(place=aksu)
    said = {"follows": [kept.pk], "rhythm": "weekly", "weekday": "4", "language": "kk"}

    shown = client.get(page)
    client.post(page, said)

    subscription = Subscription.objects.get()
    assert shown.status_code == 200
    assert (subscription.rhythm, subscription.weekday, subscription.language) == ("weekly", 4, "kk")
    assert list(subscription.follows.all()) == [kept]


@pytest.mark.parametrize("said", [{"weekday": "9"}, {"follows": ["999"]}, {"language": "xx"}])
def test_what_cannot_be_is_refused_and_changes_nothing(client, page, said):
    everything = {"rhythm": "daily", "weekday": "0", "language": "en", **said}

    response = client.post(page, everything)

    assert (response.status_code, Follow.objects.count()) == (400, 2)


def test_nothing_left_to_follow_is_the_end(client, page):
    client.post(page, {"rhythm": "daily", "weekday": "0", "language": "en"})

    assert Subscription.objects.count() == 0


@pytest.mark.parametrize("end", ["", "stop/"])
def test_another_ones_link_opens_nothing(client, page, end):
    wrong = page.replace(page.split("/")[4], "0" * 32)

    assert client.get(wrong + end).status_code == 404
    assert client.post(wrong + end).status_code == 404
    assert Subscription.objects.count() == 1


def test_opening_the_last_link_ends_nothing_and_one_click_does(client, page):
    looked = client.get(page + "stop/")
    still = Subscription.objects.count()

    ended = client.post(page + "stop/", {"List-Unsubscribe": "One-Click"})

    assert (looked.status_code, still, ended.status_code) == (200, 1, 200)
    assert (Subscription.objects.count(), Follow.objects.count()) == (0, 0)
    assert client.get(page).status_code == 404


def test_a_click_in_an_older_letter_is_told_that_the_address_is_erased(client, page):
    client.post(page + "stop/", {"List-Unsubscribe": "One-Click"})

    looked, again = client.get(page + "stop/"), client.post(page + "stop/")
    wrong = client.get(page.replace(page.split("/")[4], "0" * 32) + "stop/")

    assert (looked.status_code, again.status_code, wrong.status_code) == (200, 200, 404)
    assert looked.content == again.content


def test_an_address_nobody_confirmed_is_erased_in_a_week(ask, project):
    ask()
    week = today() + subscribing.CONFIRM_WITHIN

    nightly.run(week)
    waiting = Subscription.objects.count()
    nightly.run(week + timedelta(days=1))

    assert (waiting, Subscription.objects.count()) == (1, 0)


def test_an_address_that_refuses_letters_is_forgotten(page, monkeypatch):
    report = (
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\n"
        b"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mail.test\n\n"
        b"Final-Recipient: rfc822; aigul@mail.test\nAction: failed\nStatus: 5.1.1\n\n--x--\n"
    )

    class Input:
        class buffer:
            read = staticmethod(lambda: report)

    monkeypatch.setattr("sys.stdin", Input)
    call_command("take_bounce")

    assert Subscription.objects.count() == 0


def test_the_public_log_knows_of_no_follower(page, logged):
    assert logged() == []


def test_a_subject_can_be_asked_about_by_its_thing(aksu):
    subject = Subject("place", aksu.code, aksu, News.objects.none())

    assert subject.follow_url == f"/en/follow/?place={aksu.code}"
