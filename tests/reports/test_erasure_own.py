"""Aigul erases her report: gone for everybody at once, with its files; that it was there stays."""

from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse

from oversight.models import LogEntry
from reports import access, filing
from reports.models import Photo, Report, Visibility
from reports.removals import erasure, scrub
from tests import factories

MARK = "тек-мен-білетін-сөз-7391"


@pytest.fixture
def report(project):
    """A public report with a photo and a contact."""
    report = factories.make_stopped_report(project, contact_email="aigul@mail.test")
    factories.add_photo(report)
    factories.develop_all()
    return report


def kept(report):
    return Report.objects.get(pk=report.pk)


def test_words_contact_and_code_are_forgotten(report):
    erasure.erase_own(report)

    left = kept(report)
    assert (left.visibility, left.text, left.contact_email) == (Visibility.ERASED, "", "")
    assert (left.receipt, left.content_hash) == (None, "")
    assert access.own_report(report.code) is None


def test_once_erased_it_waits_for_no_moderator(project, signed_in, madina):
    held = factories.make_misuse_report(project)

    erasure.erase_own(held)

    assert list(Report.objects.held()) == []
    address = reverse("moderation:decide", args=[held.public_id])
    sent = {"action": "publish", "reason": "fits"}
    assert signed_in(madina).post(address, sent).status_code == 404
    assert kept(held).public_on is None


def test_it_is_hidden_at_once_from_every_page(report, client, project):
    photo = report.photos.get()

    erasure.erase_own(report)

    project.refresh_from_db()
    assert client.get(reverse("report-detail", args=[report.public_id])).status_code == 410
    assert client.get(photo.thumb_url).status_code == 404
    assert (project.report_count, project.observed_stage) == (0, "")


def test_its_files_are_gone_with_the_commit(report, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase_own(report)

    assert factories.all_files() == []


def test_a_worker_removes_what_a_crash_left_behind(report):
    erasure.erase_own(report)  # the test's transaction never commits: nothing is removed yet
    assert len(factories.all_files()) == 3

    scrub.run_waiting()

    assert factories.all_files() == []
    assert [photo.folder for photo in Photo.objects.all()] == [""]


def test_a_photo_erased_before_it_was_developed_is_never_published(project):
    report = factories.make_stopped_report(project)
    factories.add_photo(report)
    erasure.erase_own(report)

    factories.develop_all()
    scrub.run_waiting()

    assert Photo.objects.get().is_ready is False
    assert factories.all_files() == []


def test_the_log_says_that_it_was_erased_and_can_no_longer_be_opened(report, logged):
    erasure.erase_own(report)

    assert logged() == [
        ("report.filed", "citizen"),
        ("photo.added", "citizen"),
        ("part.erased", "citizen"),
        ("part.erased", "citizen"),
    ]
    assert "reason reporter" in LogEntry.objects.filter(kind="part.erased").first().text


def test_a_phone_that_sends_the_draft_once_more_files_nothing(project):
    sent = factories.make_submission(project)
    report, _new = filing.submit_report(sent)
    erasure.erase_own(report)

    with pytest.raises(filing.DraftConflict):
        filing.submit_report(sent)

    assert Report.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_not_even_the_database_keeps_a_trace(project):
    report = factories.make_stopped_report(project, text=MARK)
    assert MARK.encode() in _database_files()

    erasure.erase_own(report)
    scrub.run_waiting()

    assert MARK.encode() not in _database_files()


def _database_files():
    """Everything SQLite has on disk; PostgreSQL's files are its own server's."""
    if connection.vendor != "sqlite":
        pytest.skip("The files of PostgreSQL cannot be read from here.")
    name = Path(connection.settings_dict["NAME"])
    return b"".join(path.read_bytes() for path in name.parent.glob(f"{name.name}*"))


def test_words_said_to_a_claim_go_too(project, daniyar, client):
    report = factories.make_stopped_report(project)
    factories.make_claim(report, daniyar)
    said = {"receipt_code": report.code, "action": "not_done", "text": "Су жоқ."}
    client.post(reverse("receipt"), said)

    erasure.erase_own(kept(report))

    assert report.verdicts.get().text == ""


def test_the_page_asks_once_more_and_then_says_that_it_is_gone(report, client):
    url, code = reverse("receipt"), report.code
    asked = client.post(url, {"receipt_code": code, "action": "ask_to_erase"})
    assert "Erase the report for good?" in asked.content.decode()
    assert kept(report).visibility == Visibility.PUBLIC

    gone = client.post(url, {"receipt_code": code, "action": "erase"})

    assert "The report is erased" in gone.content.decode()
    assert client.post(url, {"receipt_code": code}).status_code == 404
