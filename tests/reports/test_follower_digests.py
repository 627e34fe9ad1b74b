"""One letter for all that one follows: each public fact in it once, and none left out."""

import email
import re
from datetime import date, timedelta
from email import policy

import pytest

from oversight.calendar import as_of, today
from oversight.log import sealing
from oversight.models import Job, Place
from projects import services as register
from reports import services
from reports.following import digests, subscribing
from reports.following.gathering import Gathering
from reports.letters import mailing
from reports.models import FollowerLetter, FollowerText, News, Subscription
from reports.models.following import last_weekday
from tests import factories

MONDAY = date(2026, 11, 23)
AIGUL = "aigul@mail.test"


@pytest.fixture(autouse=True)
def _letters_folder(settings):
    settings.EMAIL_BACKEND = "oversight.mail.LetterFolder"


@pytest.fixture
def listed(project):
    """The work is no news any more."""
    factories.become_news()
    return project


def make(days=1):
    """The letters of a day to come."""
    sealing.seal(at_once=True)
    return digests.make_all(today() + timedelta(days=days))


def told():
    """What the letters say, oldest first."""
    return [letter.words.text for letter in FollowerLetter.objects.order_by("pk")]


def sent(settings):
    mailing.send_waiting()
    files = sorted(settings.LETTERS_DIR.glob("news-*.eml"))
    return [email.message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]


@pytest.mark.parametrize(
    ("weekday", "expected"), [(0, MONDAY), (2, MONDAY - timedelta(days=5)), (6, date(2026, 11, 22))]
)
def test_a_week_ends_on_the_chosen_day(weekday, expected):
    assert last_weekday(MONDAY, weekday) == expected


def test_a_letter_says_what_is_new_and_nothing_comes_when_nothing_is(listed, daniyar):
    factories.make_follower(AIGUL, project=listed)
    quiet = make()
    report = factories.make_stopped_report(listed, text="secret words")
    factories.make_reply(report, daniyar, text="secret answer")

    made = make(2)

    assert (quiet, made) == (0, 1)
    assert "Water pipe (Aksu village)" in told()[0]
    assert "A resident reported\n" in told()[0]
    assert "The office answered\n" in told()[0]
    assert "secret" not in told()[0]


def test_who_follows_one_machine_hears_of_no_other(aksu, office):
    own, other = (factories.make_machine(aksu, number) for number in ("431 ABC 11", "432 ABC 11"))
    factories.become_news()
    factories.make_follower(AIGUL, machine=own)
    for machine in (own, other):
        factories.see(machine, "refused_us")

    made = make()

    assert made == 1
    assert "431 ABC 11" in told()[0]
    assert "432 ABC 11" not in told()[0]


def test_what_was_before_the_yes_is_no_news(listed):
    factories.make_report(listed)
    factories.become_news()
    factories.make_follower(AIGUL, project=listed)

    assert make() == 0


def test_no_fact_is_told_twice_and_a_late_one_comes_with_the_next(listed):
    factories.make_follower(AIGUL, project=listed)
    factories.make_report(listed)
    make()
    factories.make_report(listed)
    factories.make_report(listed)

    again = make()
    next_day = make(2)

    assert (again, next_day) == (0, 1)
    assert "A resident reported\n" in told()[0]
    assert "A resident reported: 2\n" in told()[1]


def test_one_letter_holds_all_and_each_fact_once(listed, aksu):
    region = Place.objects.get(code="430000000")
    factories.make_follower(AIGUL, place=[region, aksu], project=listed)
    factories.make_report(listed)
    factories.make_report(place=aksu)

    make()

    assert told()[0].count("A resident reported") == 2
    assert "What else is new here (Aksu village)" in told()[0]


def test_a_programme_and_a_group_are_told_of(aksu, office, dostyk):
    programme = factories.make_programme()
    works = factories.make_projects(aksu, 2, programme=programme)
    other = factories.make_project(aksu)
    factories.become_news()
    factories.make_follower(AIGUL, programme=programme)
    factories.make_follower("serik@mail.test", group=dostyk)
    factories.make_report(works[0])
    factories.make_report(other, group=dostyk)

    make()

    mine, theirs = told()
    assert (works[0].identifier in mine, other.identifier in mine) == (True, False)
    assert (works[0].identifier in theirs, other.identifier in theirs) == (False, True)


def test_one_letter_holds_papers_and_promises_too(listed, dostyk, aksu):
    region = Place.objects.get(code="430000000")
    factories.make_follower(AIGUL, place=region, project=listed, group=dostyk)
    report = factories.make_stopped_report(listed)
    factories.make_papers(dostyk, report)
    factories.make_pledge(aksu)
    before = Subscription.objects.get().told_up_to

    make()

    text = told()[0]
    for said in (
        "Final document of public control (Aksu village)\n",
        "A final document of public control was sent\n",
        "Gathering of residents, ",
        "The minutes of a gathering were published\n",
        "What «Ақсу Астық» ЖШС promised (Aksu village)\n",
        "Named in a final document of public control\n",
    ):
        assert said in text
    assert numbers(text) == News.objects.filter(pk__gt=before).count()


def test_who_follows_a_group_hears_of_its_papers(listed, dostyk):
    factories.make_follower(AIGUL, group=dostyk)
    factories.make_papers(dostyk, factories.make_stopped_report(listed))

    make()

    assert "/en/dossiers/" in told()[0]
    assert "/en/gatherings/" in told()[0]
    assert listed.identifier not in told()[0]


def test_a_weekly_letter_waits_for_its_day(listed):
    factories.make_follower(AIGUL, project=listed)
    day = today() + timedelta(days=3)
    Subscription.objects.update(rhythm="weekly", weekday=day.weekday())
    factories.make_report(listed)

    assert [make(days) for days in (1, 2, 3, 4)] == [0, 0, 1, 0]
    assert FollowerLetter.objects.get().period_start == day


def test_a_clock_that_slept_makes_the_missed_week_once(listed):
    factories.make_follower(AIGUL, project=listed)
    day = today() + timedelta(days=3)
    Subscription.objects.update(rhythm="weekly", weekday=day.weekday())
    factories.make_report(listed)

    assert [make(days) for days in (5, 6, 10)] == [1, 0, 0]
    assert FollowerLetter.objects.get().period_start == day


def test_changing_the_rhythm_loses_nothing_and_doubles_nothing(listed):
    subscription = factories.make_follower(AIGUL, project=listed)
    factories.make_report(listed)
    make()
    factories.make_report(listed)
    subscribing.change(
        subscription,
        rhythm="weekly",
        weekday=(today() + timedelta(days=4)).weekday(),
        language="en",
        kept=subscribing.follows_of(subscription),
    )

    made = [make(days) for days in (2, 3, 4)]

    assert made == [0, 0, 1]
    assert told()[1].count("A resident reported\n") == 1


def test_one_follower_of_a_whole_region_in_a_stormy_week(listed, aksu, other_office, daniyar):
    """Many works, many facts: the letter stays short, and its numbers add up to all of them."""
    region = Place.objects.get(code="430000000")
    factories.make_follower(AIGUL, place=region)
    works = factories.make_projects(aksu, 40)
    works += factories.make_projects(other_office.place, 20)
    for work in works[:50]:
        factories.make_report(work)
    claimed = factories.make_stopped_report(listed)
    factories.make_claim(claimed, daniyar)
    services.give_verdict(claimed, is_done=False)
    before = Subscription.objects.get().told_up_to

    make()

    letter = FollowerLetter.objects.get()
    facts = News.objects.filter(pk__gt=before).count()
    assert facts == 113
    assert numbers(letter.words.text) == facts
    assert letter.words.text.count("\n* ") == digests.SHOWN + 1
    assert letter.words.text.index("Not done, say residents") < 200
    assert "/en/places/433600000/news/" in letter.words.text
    assert len(letter.words.html.encode()) < 100 * 1024


def numbers(text):
    """All that the lines of a letter count; a line without a number says one."""
    labels = "|".join(re.escape(str(label)) for label in News.Kind.labels)
    return sum(int(n or 1) for n in re.findall(rf"^  (?:{labels})(?:: (\d+))?$", text, re.M))


def test_two_runs_at_once_make_one_letter(listed):
    factories.make_follower(AIGUL, project=listed)
    factories.make_report(listed)
    factories.become_news()
    day = today() + timedelta(days=1)
    gathered = Gathering(0, 10**9)
    pk = Subscription.objects.get().pk

    made = [digests.Run(day, gathered).make([pk]) for _twice in range(2)]

    assert made == [1, 0]


@pytest.mark.parametrize("count", [1, 20])
def test_a_hundred_followers_cost_no_more_questions_than_one(
    listed, aksu, django_assert_max_num_queries, count
):
    works = factories.make_projects(aksu, count)
    factories.become_news()
    for number, work in enumerate(works):
        factories.make_follower(f"f{number}@mail.test", place=aksu.parent, project=work)
        factories.make_report(work)
    factories.become_news()
    day = today() + timedelta(days=1)
    run = digests.Run(day, Gathering(0, 10**9))
    pks = list(Subscription.objects.values_list("pk", flat=True))

    with django_assert_max_num_queries(13):
        made = run.make(pks)

    assert made == count


def test_who_follow_the_same_share_one_text(listed):
    for number in range(3):
        factories.make_follower(f"f{number}@mail.test", project=listed)
    factories.make_report(listed)

    make()

    assert (FollowerText.objects.count(), FollowerLetter.objects.count()) == (1, 3)


@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "Тұрғын хабарлады"), ("ru", "Житель сообщил"), ("en", "A resident reported")],
)
def test_a_letter_speaks_the_followers_language(listed, settings, language, words):
    factories.make_follower(AIGUL, project=listed)
    Subscription.objects.update(language=language)
    factories.make_report(listed)

    make()
    letter = sent(settings)[0]

    for kind in ("plain", "html"):
        body = letter.get_body((kind,)).get_content()
        assert words in body
        assert f"/{language}/projects/{listed.identifier}/" in body
        assert f"/{language}/following/" in body


def test_every_letter_can_be_ended_with_one_click_and_bears_the_checkpoint(
    client, listed, settings
):
    factories.make_follower(AIGUL, project=listed)
    factories.make_report(listed)
    make()
    letter = sent(settings)[0]

    stop = re.fullmatch(r"\s*<http://[^/]+(/\S+)>", letter["List-Unsubscribe"]).group(1)
    response = client.post(stop, {"List-Unsubscribe": "One-Click"})

    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (response.status_code, Subscription.objects.count()) == (200, 0)
    for kind in ("plain", "html"):
        body = letter.get_body((kind,)).get_content()
        assert "/log/checkpoints.txt" in body
        assert stop in body
        assert "<img" not in body


def test_a_letter_sent_twice_is_one_letter(listed, settings):
    factories.make_follower(AIGUL, project=listed)
    factories.make_report(listed)
    make()
    first = [letter["Message-ID"] for letter in sent(settings)]
    FollowerLetter.objects.update(state="waiting")

    with as_of(today() + timedelta(days=2)):
        mailing.SENDERS["send_news"](FollowerLetter.objects.get().pk)

    assert [letter["Message-ID"] for letter in sent(settings)] == first


def test_who_ended_it_meanwhile_gets_nothing(listed, settings):
    subscription = factories.make_follower(AIGUL, project=listed)
    factories.make_report(listed)
    make()

    subscribing.stop(subscription)

    assert sent(settings) == []


def test_letters_that_left_are_forgotten_after_a_fortnight(listed, settings):
    factories.make_follower(AIGUL, project=listed)
    register.change_project(listed, budget_amount=5)
    make()
    sent(settings)
    fortnight = today() + timedelta(days=1) + subscribing.KEPT

    subscribing.sweep(fortnight - timedelta(days=1))
    kept = FollowerText.objects.count(), Job.objects.filter(kind="send_news").count()
    subscribing.sweep(fortnight + timedelta(days=1))

    assert kept == (1, 1)
    assert (FollowerText.objects.count(), FollowerLetter.objects.count()) == (0, 0)
    assert Job.objects.filter(kind__in=subscribing.JOBS).count() == 0
    assert Subscription.objects.count() == 1
