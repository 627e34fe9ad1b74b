"""Everybody who gets a letter, prints a page or files a report becomes a witness of the log."""

from django.template import Context, Template

from oversight import public_log
from oversight.calendar import today
from oversight.log import keyring, notes
from reports.letters import issues
from reports.models import DigestIssue, Report
from reports.submission import DeclaredPhoto
from tests import factories
from tests.oversight.log import seal, write


def test_each_digest_carries_the_newest_checkpoint_whole(project, office):
    factories.make_stopped_report(project)
    checkpoint = seal()

    issues.make_weekly(today())

    issue = DigestIssue.objects.get(office=office)
    assert checkpoint.note in issue.text
    assert checkpoint.note.replace("+", "&#x2B;") in issue.html or checkpoint.note in issue.html


def test_a_digest_before_the_first_seal_says_nothing_of_it(project, office):
    issues.make_weekly(today())

    assert "checkpoints.txt" not in DigestIssue.objects.get(office=office).text


def test_a_page_for_paper_carries_one_line(site):
    page = Template("{% load checkpoints %}{% checkpoint_line %}")
    assert page.render(Context()).strip() == ""
    write(5)
    checkpoint = seal()

    line = page.render(Context())

    assert f"5 entries, root {checkpoint.root_text}" in line
    assert "/log/checkpoints.txt" in line


def test_the_receipt_shows_the_promise_and_saves_the_proof(project, client):
    report = factories.make_report(project)

    page = client.post("/en/receipt/", {"receipt_code": report.code}).content.decode()

    promise = public_log.promise_of(report.public_id)
    assert notes.opened(promise, keyring.receipt().public)
    assert promise.splitlines()[2] in page
    assert f'href="/log/proof/{report.public_id}"' in page


def test_the_reports_page_saves_the_proof_with_one_tap(project, client):
    report = factories.make_report(project)

    page = client.get(f"/en/reports/{report.public_id}/").content.decode()

    assert f'href="/log/proof/{report.public_id}"' in page


def test_the_identity_is_never_committed(project, aksu, dostyk):
    """Whatever is committed to is known to be harmless: no name but these ever gets a salt."""
    report = factories.make_report(
        project, contact_email="aigul@mail.test", photos=(DeclaredPhoto(1, "0" * 64),)
    )

    salted = {name for entry in public_log.LogEntry.objects.all() for name in entry.salts}
    shown = {"kind", "stage", "text", "place", "project", "seen", "orig1", "office", "due"}
    shown.add("state")  # of the work
    assert salted <= shown
    texts = "".join(public_log.LogEntry.objects.values_list("text", flat=True))
    private = [report.receipt, str(report.draft_id), report.contact_email, report.content_hash]
    assert [one for one in private if one in texts] == []
    assert Report.objects.get().contact_email == "aigul@mail.test"
