"""Hiding: out of sight with a public reason, kept, and shown again; each step is in the log."""

import pytest

from oversight.models import LogEntry, Place
from reports.models import Report
from reports.removals import hiding
from reports.workflow import NotAllowed
from tests import factories


def last():
    entry = LogEntry.objects.order_by("pk").last()
    return entry.kind, entry.object_id, entry.word("role"), entry.word("reason")


def test_a_hidden_report_is_out_of_sight_and_kept(project, aksu, client):
    report = factories.make_report(project)

    hiding.hide_report(report, reason="private_data")

    assert client.get(f"/en/reports/{report.public_id}/").status_code == 410
    assert client.get(f"/api/v1/reports/{report.public_id}/").status_code == 404
    assert Place.objects.get(pk=aksu.pk).report_count == 0
    assert Report.objects.get().text == report.text
    assert last() == ("part.hidden", report.public_id, "moderator", "private_data")


def test_its_page_says_that_it_was_there_and_why_it_is_not(project, client):
    report = factories.make_report(project)
    hiding.hide_report(report, reason="private_data")

    page = client.get(f"/en/reports/{report.public_id}/").content.decode()

    assert "This report is hidden" in page
    assert "It tells a private person" in page
    assert report.text not in page


def test_it_is_shown_again_with_all_that_counts_it(project, aksu, client):
    report = factories.make_report(project)
    hiding.hide_report(report, reason="private_data")

    hiding.show_report(report, reason="mistake")

    assert client.get(f"/en/reports/{report.public_id}/").status_code == 200
    assert Place.objects.get(pk=aksu.pk).report_count == 1
    assert last() == ("part.shown", report.public_id, "moderator", "mistake")


def test_the_entry_names_each_commitment_it_covers(project):
    report = factories.make_report(project)
    filed = LogEntry.objects.get(kind="report.filed")
    parts = [line for line in filed.text.splitlines() if line[:5] == "part "]

    hiding.hide_report(report, reason="private_data")

    hidden = LogEntry.objects.get(kind="part.hidden").text.splitlines()
    assert [line for line in hidden if line[:5] == "part "] == parts
    assert len(LogEntry.objects.get(kind="report.filed").salts) == len(parts)


def test_one_photo_is_hidden_and_the_words_stay(
    project, client, django_capture_on_commit_callbacks
):
    report = factories.make_report(project)
    factories.add_photo(report)
    factories.develop_all()
    photo = report.photos.get()

    with django_capture_on_commit_callbacks(execute=True):
        hiding.hide_photo(photo, reason="person_shown")
    assert client.get(photo.thumb_url).status_code == 404
    assert client.get(f"/en/reports/{report.public_id}/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        hiding.show_photo(photo, reason="mistake")

    assert client.get(photo.thumb_url).status_code == 200
    assert last() == ("part.shown", photo.public_id, "moderator", "mistake")


@pytest.mark.parametrize("step", [hiding.hide_report, hiding.show_report])
def test_a_report_that_was_never_public_is_not_hidden(project, step, logged):
    report = factories.make_misuse_report(project)

    with pytest.raises(NotAllowed):
        step(report, reason="mistake")

    assert logged() == [("report.filed", "citizen")]


def test_nothing_is_hidden_twice(project):
    report = factories.make_report(project)
    hiding.hide_report(report, reason="insult")

    with pytest.raises(NotAllowed):
        hiding.hide_report(report, reason="insult")

    assert report.removals.count() == 1
