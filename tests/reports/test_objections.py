"""A reader objects to a public report; it stays until a moderator has decided by the rules."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from oversight import calendar
from oversight.models import GroupMember, LogEntry
from reports import ladder, nightly, objecting, services
from reports.models import Objection, Report
from reports.removals import erasure, hiding
from reports.workflow import NotAllowed, Role
from tests import factories

FRIDAY = date(2026, 11, 27)
LIST = "/moderation/objections/"
STAY = {"action": "stay"}
HIDE = {"action": "hidden", "part": "", "reason": "insult"}


@pytest.fixture(autouse=True)
def _today():
    with calendar.as_of(FRIDAY):
        yield


@pytest.fixture
def report(project):
    return factories.make_stopped_report(project)


@pytest.fixture
def url(report):
    return f"/kk/reports/{report.public_id}/objection/"


@pytest.fixture
def objection(report):
    return factories.make_objection(report, words="Екінші сөйлемде көршінің аты бар.")


def said(**fields):
    return {"draft_id": str(uuid.uuid4()), "reason": "insult", **fields}


def decide(browser, report, answer, seen=10**9):
    return browser.post(f"{LIST}{report.public_id}/", {"seen": seen, **answer})


def states():
    return list(Objection.objects.order_by("pk").values_list("state", flat=True))


def visibility(report):
    return Report.objects.get(pk=report.pk).visibility


# What a reader sends ------------------------------------------------------------------------


def test_a_reader_is_led_from_the_report_to_the_form_and_told_the_day(client, report, url):
    assert url in client.get(f"/kk/reports/{report.public_id}/").content.decode()
    assert "2 желтоқсан" in client.get(url).content.decode()

    page = client.post(url, said(words="Бірінші сөйлемде."))

    kept = Objection.objects.get()
    assert (page.status_code, "2 желтоқсан" in page.content.decode()) == (200, True)
    assert (kept.reason, kept.words, kept.language) == ("insult", "Бірінші сөйлемде.", "kk")
    assert (kept.state, kept.decide_by) == ("waiting", date(2026, 12, 2))
    assert "Set-Cookie" not in page.headers


def test_it_hides_nothing_and_its_words_are_shown_nowhere(client, report, url, logged):
    before = logged()
    client.post(url, said(words="құпия сөз"))

    page = client.get(f"/kk/reports/{report.public_id}/")
    told = client.get(f"/api/v1/reports/{report.public_id}/")
    assert (page.status_code, visibility(report)) == (200, "public")
    assert "құпия сөз" not in page.content.decode() + told.content.decode()
    assert logged() == before


@pytest.mark.parametrize(
    "change", [{"reason": ""}, {"reason": "court"}, {"words": "x" * 501}, {"draft_id": "nothing"}]
)
def test_what_is_incomplete_is_asked_again_and_nothing_is_lost(client, url, change):
    page = client.post(url, said(words="Бірінші сөйлемде.") | change)

    assert (page.status_code, Objection.objects.count()) == (400, 0)
    assert change.get("words", "Бірінші сөйлемде.") in page.content.decode()


def test_a_form_sent_twice_is_one_objection(client, url):
    once = said()

    answers = [client.post(url, once).status_code for _ in range(2)]

    assert (answers, Objection.objects.count()) == ([200, 200], 1)


def test_another_site_cannot_send_it(client, url):
    answer = client.post(url, said(), headers={"origin": "https://elsewhere.test"})

    assert (answer.status_code, Objection.objects.count()) == (403, 0)


def test_to_a_report_that_was_taken_back_nobody_objects(client, report, url):
    services.withdraw_report(report)

    page = client.get(f"/kk/reports/{report.public_id}/").content.decode()
    assert url not in page
    assert client.get(url).status_code == client.post(url, said()).status_code == 404


# Crowds -------------------------------------------------------------------------------------


def test_whoever_says_the_same_joins_the_case_and_its_day(report):
    first = factories.make_objection(report)
    with calendar.as_of(FRIDAY + timedelta(days=3)):
        second = factories.make_objection(report)

    assert second.decide_by == first.decide_by
    assert objecting.case(report).counts == {"insult": 2}


def test_a_crowd_is_kept_to_what_says_something_new(client, report, url, monkeypatch):
    monkeypatch.setattr(objecting, "MOST_KEPT", 3)

    answers = {client.post(url, said()).status_code for _ in range(5)}
    client.post(url, said(reason="advertising"))

    assert answers == {200}
    assert objecting.case(report).counts == {"insult": 3, "advertising": 1}
    assert visibility(report) == "public"


def test_more_new_cases_than_can_be_read_wait_on_the_phone(client, project, url, settings):
    settings.LADDER = {**settings.LADDER, "objections": 1}
    other = factories.make_stopped_report(project)
    factories.make_objection(other)

    page = client.post(url, said(words="Бірінші сөйлемде."))
    factories.make_objection(other)

    assert (page.status_code, page["Retry-After"]) == (503, str(ladder.HOUR))
    assert "Бірінші сөйлемде." in page.content.decode()
    assert set(Objection.objects.values_list("report", flat=True)) == {other.pk}


# What a moderator decides -------------------------------------------------------------------


def test_a_moderator_sees_the_rules_that_readers_name_and_their_words(
    signed_in, madina, report, objection
):
    factories.make_objection(report)
    factories.make_objection(report, reason="private_data")
    browser = signed_in(madina)

    queue = browser.get(LIST).content.decode()
    page = browser.get(f"{LIST}{report.public_id}/").content.decode()

    assert "Objections of readers (1)" in browser.get("/moderation/").content.decode()
    assert queue.count("queue__title") == 1
    assert queue.index("It insults somebody.") < queue.index("It tells a private person")
    assert all(words in page for words in (objection.words, "2 readers", "1 reader"))


def test_that_the_report_stays_is_a_public_fact_and_nobody_is_written_to(
    client, signed_in, madina, report, objection, mailoutbox
):
    factories.make_objection(report, reason="advertising")

    answer = decide(signed_in(madina), report, STAY)

    entry = LogEntry.objects.order_by("pk").last()
    log = client.get("/en/log/").content.decode()
    assert (answer.url, states()) == (LIST, ["unfounded"] * 2)
    assert (entry.kind, entry.object_id) == ("appeal.decided", report.public_id)
    assert (entry.word("role"), entry.word("reason")) == ("moderator", "stays_public")
    assert visibility(report) == "public"
    assert mailoutbox == []
    assert "<dt>The report stays</dt><dd>2</dd>" in log


def test_hiding_it_upholds_all_that_wait(client, signed_in, madina, report, objection, logged):
    factories.make_objection(report, reason="advertising")

    answer = decide(signed_in(madina), report, HIDE)

    assert (answer.status_code, states()) == (302, ["upheld"] * 2)
    assert (visibility(report), report.removals.get().by) == ("hidden", madina)
    assert logged()[-1] == ("part.hidden", "moderator")
    assert client.get(f"/kk/reports/{report.public_id}/").status_code == 410


def test_one_photo_of_it_may_be_all_that_is_hidden(signed_in, madina, report, objection):
    photo = factories.add_photo(report)
    factories.develop_all()

    decide(signed_in(madina), report, HIDE | {"part": photo.public_id, "reason": "person_shown"})

    photo.refresh_from_db()
    assert (photo.visibility, visibility(report), states()) == ("hidden", "public", ["upheld"])


def test_what_was_hidden_since_they_objected_upholds_them(signed_in, madina, report, objection):
    photo = factories.add_photo(report)
    factories.develop_all()
    photo.refresh_from_db()
    browser, settle = signed_in(madina), {"action": "settle"}
    before = decide(browser, report, settle)
    with pytest.raises(NotAllowed):
        objecting.settle(report, seen=objection.pk, moderator=madina)

    hiding.hide_photo(photo, reason="person_shown", by=madina)

    assert (before.status_code, states()) == (400, ["waiting"])
    assert decide(browser, report, settle).status_code == 302
    assert (visibility(report), states()) == ("public", ["upheld"])


def test_words_covered_from_its_page_uphold_them_too(signed_in, madina, report, objection):
    browser = signed_in(madina)
    covers = f"/moderation/reports/{report.public_id}/words/"
    assert covers in browser.get(f"{LIST}{report.public_id}/").content.decode()

    browser.post(covers, {"step": "cover", "passages": report.text[:12], "rule": "insult"})

    assert decide(browser, report, {"action": "settle"}).status_code == 302
    assert (visibility(report), states()) == ("public", ["upheld"])


def test_what_was_hidden_before_upholds_nobody(signed_in, madina, report):
    photo = factories.add_photo(report)
    factories.develop_all()
    photo.refresh_from_db()
    hiding.hide_photo(photo, reason="person_shown", by=madina)
    with calendar.as_of(FRIDAY + timedelta(days=1)):
        factories.make_objection(report)

        assert decide(signed_in(madina), report, {"action": "settle"}).status_code == 400


@pytest.mark.parametrize("answer", [{}, HIDE | {"reason": ""}, HIDE | {"reason": "fits"}])
def test_hiding_needs_its_rule(signed_in, madina, report, objection, answer):
    page = decide(signed_in(madina), report, answer)

    assert (page.status_code, states(), visibility(report)) == (400, ["waiting"], "public")


def test_what_came_while_the_moderator_read_still_waits(signed_in, madina, report, objection):
    factories.make_objection(report, reason="private_data")

    decide(signed_in(madina), report, STAY, seen=objection.pk)

    assert states() == ["unfounded", "waiting"]


def test_it_is_decided_once(signed_in, madina, baurzhan, report, objection):
    decide(signed_in(madina), report, STAY)

    assert decide(signed_in(baurzhan), report, HIDE).status_code == 404
    with pytest.raises(NotAllowed):
        objecting.let_stay(report, seen=objection.pk, moderator=baurzhan)
    assert visibility(report) == "public"


def test_a_step_that_fails_upholds_nothing(madina, report, objection):
    def hide():
        raise NotAllowed("it is gone")

    with pytest.raises(NotAllowed):
        objecting.uphold(report, seen=objection.pk, moderator=madina, hide=hide)

    assert states() == ["waiting"]


def test_a_moderator_decides_nothing_on_a_report_of_the_own_group(
    signed_in, madina, baurzhan, project, dostyk
):
    GroupMember.objects.create(group=dostyk, user=madina)
    own = factories.make_stopped_report(project, group=dostyk)
    objection = factories.make_objection(own)
    browser = signed_in(madina)

    assert own.public_id not in browser.get(LIST).content.decode()
    assert browser.get(f"{LIST}{own.public_id}/").status_code == 404
    assert decide(browser, own, STAY).status_code == 404
    with pytest.raises(NotAllowed):
        objecting.let_stay(own, seen=objection.pk, moderator=madina)
    assert decide(signed_in(baurzhan), own, STAY).status_code == 302


def test_hidden_by_another_way_it_counts_as_upheld(report, objection, madina):
    hiding.hide_report(report, reason="insult", by=madina)

    objection.refresh_from_db()
    assert (objection.state, objection.decided_by) == ("upheld", madina)


def test_on_a_report_taken_back_meanwhile_nothing_is_decided(signed_in, madina, report, objection):
    services.withdraw_report(report)
    browser = signed_in(madina)

    assert report.public_id not in browser.get(LIST).content.decode()
    assert decide(browser, report, STAY).status_code == 404


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_asks_alike_for_one_and_many(
    signed_in, madina, project, count, django_assert_max_num_queries
):
    for _ in range(count):
        factories.make_objection(factories.make_stopped_report(project))
    browser = signed_in(madina)

    with django_assert_max_num_queries(12):
        page = browser.get(LIST).content.decode()

    assert page.count("queue__title") == count


@pytest.mark.parametrize(("days", "status"), [(5, 200), (6, 503)])
def test_an_objection_that_waits_too_long_is_an_alarm(client, objection, days, status):
    with calendar.as_of(FRIDAY + timedelta(days=days)):
        answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["objections_unread"]) == (
        status,
        int(status == 503),
    )


# What is kept -------------------------------------------------------------------------------


def test_a_case_that_many_brought_is_counted_once(report, madina):
    for reason in ("insult", "insult", "advertising"):
        newest = factories.make_objection(report, reason=reason)
    objecting.let_stay(report, seen=newest.pk, moderator=madina)

    assert objecting.decided() == {"upheld": 0, "unfounded": 2}


@pytest.mark.parametrize(("days", "kept"), [(30, True), (31, False)])
def test_words_are_forgotten_a_month_after_the_decision(report, objection, madina, days, kept):
    objecting.let_stay(report, seen=objection.pk, moderator=madina)

    nightly.run(FRIDAY + timedelta(days=days))

    objection.refresh_from_db()
    assert bool(objection.words) is kept


def test_words_that_wait_are_kept_and_go_with_the_report(report, objection):
    assert objecting.forget_words(FRIDAY + timedelta(days=90)) == 0

    erasure.erase_report(report, role=Role.OPERATOR, ground="court")

    objection.refresh_from_db()
    assert (objection.words, objection.state) == ("", "waiting")


@pytest.mark.parametrize("fields", [{"state": "upheld"}, {"decided_on": FRIDAY}])
def test_the_database_knows_no_decision_without_its_day(objection, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.update(**fields)


def test_nobody_but_moderators_finds_the_list(signed_in, daniyar, olzhas, report, objection):
    for browser in map(signed_in, (daniyar, olzhas)):
        assert browser.get(LIST).status_code == 404
        assert decide(browser, report, HIDE).status_code == 404
    assert visibility(report) == "public"
