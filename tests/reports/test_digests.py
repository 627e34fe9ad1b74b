"""The digest: one issue per office and week, worst first, and nobody's words in it."""

import email
from datetime import date, timedelta
from email import policy

import pytest
import time_machine
from django.core.management import call_command

from oversight.calendar import as_of, today, week_start
from oversight.models import Installation, Job, Office
from projects import services as register
from projects.models import Asking
from reports import services
from reports.groups import dossiers
from reports.letters import digests, envelopes, issues, mailing, sorting
from reports.models import Commitment, DigestIssue, Report
from tests import factories

MONDAY = date(2026, 11, 23)


def overdue(report, days):
    Report.objects.filter(pk=report.pk).update(answer_due_on=MONDAY - timedelta(days=days))


def issue_of(office):
    return DigestIssue.objects.get(office=office)


def sent_letters(settings):
    files = sorted(settings.LETTERS_DIR.glob("*.eml"))
    return [email.message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]


@pytest.fixture
def letters_folder(settings):
    settings.EMAIL_BACKEND = "oversight.mail.LetterFolder"


def test_one_issue_per_office_and_week(office, other_office, district_office):
    issues.make_weekly(MONDAY)
    issues.make_weekly(MONDAY + timedelta(days=3))
    issues.make_weekly(MONDAY + timedelta(days=7))

    weeks = DigestIssue.objects.filter(office=office).values_list("period_start", flat=True)
    assert sorted(weeks) == [MONDAY, MONDAY + timedelta(days=7)]
    assert Job.objects.filter(kind="send_issue").count() == 6


@pytest.mark.parametrize("contact", ["unconfirmed", "failing"])
def test_an_address_nobody_confirmed_gets_no_letter(office, contact):
    Office.objects.update(contact=contact)

    assert issues.make_weekly(MONDAY) == 0
    assert DigestIssue.objects.count() == 0


@time_machine.travel("2026-11-23T05:00:00Z", tick=False)
def test_the_subject_is_the_worst_case_with_its_days(project, office):
    Office.objects.filter(pk=office.pk).update(language="en")
    factories.make_stopped_report(project)
    overdue(factories.make_stopped_report(project), days=12)

    issues.make_weekly(MONDAY)

    assert issue_of(office).subject == "Overdue by 12 days: Water pipe"


def test_an_empty_week_is_said_too(office):
    Office.objects.filter(pk=office.pk).update(language="en")

    issues.make_weekly(MONDAY)

    assert issue_of(office).subject == "Nothing waits for your answer this week"


@time_machine.travel("2026-11-23T05:00:00Z", tick=False)
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", "Тұрғындар сізден 2 мәліметті жариялауды сұрайды"),
        ("ru", "Жители просят вас опубликовать 2 сведения"),
        ("en", "Residents ask you to publish 2 figures"),
    ],
)
def test_requests_to_publish_are_told_with_the_nearest_day(
    aksu, office, other_office, settings, language, words
):
    Office.objects.filter(pk=office.pk).update(language=language)
    work = factories.make_project(aksu, planned_end=None)
    factories.make_asking(work, "end")
    factories.make_asking(work, "supplier")
    Asking.objects.filter(figure="end").update(answer_due_on=date(2026, 12, 1))
    published = factories.make_project(aksu, budget_amount=None)
    factories.make_asking(published, "sum")
    register.change_project(published, budget_amount=5)

    issues.make_weekly(MONDAY)

    issue = issue_of(office)
    for text in (issue.text, issue.html):
        assert words in text
        assert "2026" in text.split(words)[1]
        assert f"{settings.SITE_URL}/desk/askings/" in text
    assert "01.12" in issue.subject
    assert "/desk/askings/" not in issue_of(other_office).text


@time_machine.travel("2026-11-23T05:00:00Z", tick=False)
def test_a_day_that_has_passed_is_not_told_as_one_to_come(project, office, aksu):
    Office.objects.filter(pk=office.pk).update(language="en")
    factories.make_stopped_report(project)
    factories.make_asking(factories.make_project(aksu, planned_end=None), "end")
    Asking.objects.update(answer_due_on=date(2026, 11, 20))

    issues.make_weekly(MONDAY)

    issue = issue_of(office)
    assert issue.subject == "The day for figures that residents ask for has passed: 20.11"
    for text in (issue.text, issue.html):
        assert "The day of the first has passed: " in text
        assert "Nearest answer by" not in text


@time_machine.travel("2026-11-23T05:00:00Z", tick=False)
@pytest.mark.parametrize(
    ("day", "subject"),
    [
        (date(2026, 11, 20), "The day to answer a recommendation has passed: 20.11"),
        (date(2026, 12, 4), "Recommendations wait for your word: answer by 04.12"),
    ],
)
def test_a_recommendation_alone_is_the_subject(project, office, dostyk, day, subject):
    Office.objects.filter(pk=office.pk).update(language="en")
    dossiers.send(factories.make_dossier(dostyk, factories.make_report(project)))
    Commitment.objects.update(answer_due_on=day)

    issues.make_weekly(MONDAY)

    assert issue_of(office).subject == subject


@time_machine.travel("2026-11-23T05:00:00Z", tick=False)
def test_reports_are_sorted_by_what_they_need(project, office, daniyar):
    late = factories.make_stopped_report(project)
    overdue(late, days=3)
    new = factories.make_stopped_report(project)
    soon = factories.make_stopped_report(project)
    overdue(soon, days=-2)
    disputed, thanked = (
        factories.make_stopped_report(project),
        factories.make_stopped_report(project),
    )
    for report, is_done in ((disputed, False), (thanked, True)):
        factories.make_claim(report, daniyar)
        services.give_verdict(report, is_done=is_done)

    sections = next(sorting.weekly([office], MONDAY)).sections

    assert sections == digests.Sections(
        overdue=[late], soon=[soon], disputed=[disputed], new=[new], thanked=[thanked]
    )


def test_held_reports_and_reports_of_others_are_not_told(project, office, other_office):
    factories.make_misuse_report(project)
    factories.make_report(project)

    mine, theirs = sorting.weekly([office, other_office], today())

    assert mine.is_empty
    assert theirs.is_empty


def test_no_words_of_a_citizen_are_in_the_letter(project, office):
    report = factories.make_stopped_report(project, contact_email="aigul@example.test")

    issues.make_weekly(today())

    issue = issue_of(office)
    for told in (issue.subject, issue.text, issue.html):
        assert report.text not in told
        assert "aigul@example.test" not in told
        assert report.code not in told
    assert f"/desk/reports/{report.public_id}/" in issue.text


def test_the_letter_is_small_and_asks_nobody_for_pictures(project, office):
    other = factories.make_project(project.place)
    for _ in range(30):
        factories.make_stopped_report(project)
        factories.make_stopped_report(other)

    issues.make_weekly(today())

    issue = issue_of(office)
    assert len(issue.html.encode()) + len(issue.text.encode()) < 100_000
    assert "<img" not in issue.html
    assert "20" in issue.text


@pytest.mark.parametrize("count", [1, 5])
def test_many_offices_cost_no_more_queries_than_one(
    project, office, django_assert_num_queries, count
):
    for number in range(1, count):
        place = factories.make_place(
            f"43360{number}000", "rural_district", f"Ауыл {number}", "Село"
        )
        factories.make_office(place)
    factories.make_stopped_report(project)

    with django_assert_num_queries(16):
        issues.make_weekly(MONDAY)


def test_the_letter_arrives_and_says_who_sent_it(project, office, letters_folder, settings):
    factories.make_stopped_report(project)

    call_command("send_digests", date=MONDAY)

    letter = next(each for each in sent_letters(settings) if each["To"] == office.email)
    assert letter["Subject"].strip() == issue_of(office).subject
    assert letter["Message-ID"] == envelopes.message_id(issue_of(office).key)
    assert letter.get_body(("plain",)).get_content().strip() == issue_of(office).text.strip()
    assert issue_of(office).state == DigestIssue.State.SENT


def test_sending_by_hand_twice_sends_once(office, letters_folder, settings):
    call_command("send_digests", date=MONDAY)
    before = {file: file.stat().st_mtime_ns for file in settings.LETTERS_DIR.glob("*.eml")}
    call_command("send_digests", date=MONDAY)

    assert {file: file.stat().st_mtime_ns for file in settings.LETTERS_DIR.glob("*.eml")} == before


def test_a_letter_sent_again_is_the_same_to_the_byte(office, letters_folder, settings):
    issues.make_weekly(MONDAY)
    issue = issue_of(office)
    mailing.send_issue(issue.pk)
    [file] = settings.LETTERS_DIR.glob(f"*{office.pk}-*.eml") or [None]
    first = file.read_bytes()

    DigestIssue.objects.filter(pk=issue.pk).update(state=DigestIssue.State.WAITING)
    mailing.send_issue(issue.pk)

    assert file.read_bytes() == first


def test_the_demonstration_says_so_in_its_letters(office):
    Installation.objects.update(demonstration=True)
    Office.objects.filter(pk=office.pk).update(language="en")

    issues.make_weekly(MONDAY)

    assert "This is a demonstration" in issue_of(office).text
    assert "This is a demonstration" in issue_of(office).html


def test_the_week_begins_on_monday_in_kazakhstan():
    # Sunday 20:00 in UTC is Monday 01:00 in UTC+5.
    with time_machine.travel("2026-11-22T20:00:00Z", tick=False):
        assert week_start(today()) == MONDAY


def test_a_reporter_who_left_an_address_is_told_without_words_or_code(
    project, daniyar, letters_folder, settings
):
    report = factories.make_stopped_report(project, contact_email="aigul@example.test")
    factories.make_reply(report, daniyar)

    mailing.send_waiting()

    [letter] = sent_letters(settings)
    body = letter.get_content()
    assert letter["To"] == "aigul@example.test"
    assert "/kk/receipt/" in body
    assert report.code not in body
    assert report.text not in body


def test_a_reporter_without_an_address_is_not_told(project, daniyar):
    factories.make_reply(factories.make_stopped_report(project), daniyar)

    assert Job.objects.filter(kind="tell_reporter").count() == 0


def test_as_of_ends_where_it_began():
    with as_of(MONDAY):
        assert today() == MONDAY

    assert today() != date(2020, 1, 1)
