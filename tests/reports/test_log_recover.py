"""Yesterday's backup is restored: the log goes on where it was signed, and what is lost is said."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from oversight.log import anchor, verifying
from oversight.models import Checkpoint, Installation, LogEntry
from oversight.outside import audit
from reports.models import Report
from reports.removals import erasure
from reports.workflow import Role
from tests import factories
from tests.oversight.log import audited, rewritten, seal


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "saved").mkdir()
    return tmp_path / "saved"


def publish(client, folder):
    """Somebody outside keeps the entries."""
    text = client.get("/log/entries?start=0&count=1024").content
    (folder / "entries-000000000.txt").write_bytes(text)


def restore(size, *reports):
    """As if the backup had been made when the log had that many entries."""
    rewritten('DELETE FROM oversight_logentry WHERE "index" >= %s', size)
    rewritten("DELETE FROM oversight_checkpoint WHERE size > %s", size)
    for report in reports:
        rewritten("DELETE FROM reports_report WHERE public_id = %s", report.public_id)


def recover(*words):
    told = StringIO()
    call_command("log_recover", *map(str, words), stdout=told)
    return told.getvalue()


@pytest.fixture
def restored(project, client, folder):
    kept = factories.make_report(project)
    seal()
    gone = factories.make_report(project)
    seal()
    publish(client, folder)
    restore(2, gone)
    seal()
    assert Installation.current().log_alarm == "behind"
    return kept, gone


def test_the_entries_come_back_and_the_loss_is_said(restored, folder, client):
    _kept, gone = restored

    told = recover(folder)

    assert "1 entries came back; of 1 the content is lost." in told
    assert Installation.current().log_alarm == ""
    assert verifying.verify().problems == []
    entry = LogEntry.objects.get(kind="note.operator")
    assert (entry.word("ref"), entry.word("reason")) == (gone.public_id, "lost_in_restore")
    assert audited(client) == audit.FITS


def test_old_heads_are_still_a_beginning_of_the_log(restored, folder, client, tmp_path):
    kept = anchor.kept()

    recover(folder)

    assert list(Checkpoint.objects.order_by("size").values_list("note", flat=True))[:2] == kept


def test_what_came_since_the_restore_is_sealed_behind(restored, folder, project):
    since = factories.make_report(project)

    recover(folder)

    assert LogEntry.objects.get(object_id=since.public_id).index == 3


def test_entries_that_do_not_lead_to_the_signed_root_are_refused(restored, folder):
    path = folder / "entries-000000000.txt"
    path.write_text(path.read_text().replace("role citizen", "role group", 1))

    with pytest.raises(CommandError, match="do not lead to the signed root"):
        recover(folder)

    assert (LogEntry.objects.count(), Installation.current().log_alarm) == (2, "behind")


def test_too_few_entries_are_refused(restored, folder):
    path = folder / "entries-000000000.txt"
    path.write_text(path.read_text().partition("\n\n")[0] + "\n\n")

    with pytest.raises(CommandError, match="1 entries were brought, 3 were signed"):
        recover(folder)


def test_what_was_erased_is_erased_again(project, client, folder):
    report = factories.make_report(project)
    seal()
    words = report.text
    erasure.erase_report(report, role=Role.OPERATOR, ground="court")
    seal()
    publish(client, folder)
    restore(2)
    rewritten(
        "UPDATE reports_report SET text = %s, visibility = 'public' WHERE id = %s",
        words,
        report.pk,
    )
    rewritten("DELETE FROM reports_removal")

    told = recover(folder)

    assert "1 erasures were done again." in told
    assert (Report.objects.get().text, Report.objects.get().visibility) == ("", "erased")


def test_without_the_entries_a_new_log_begins_that_names_the_last_head(restored, settings):
    with pytest.raises(CommandError, match="raise LOG_EPOCH first"):
        recover("--new-epoch")

    settings.LOG_EPOCH = 2
    recover("--new-epoch")

    assert Installation.current().log_alarm == ""
    assert "/log/2\n3\n" in anchor.kept()[-1]
    assert len(LogEntry.objects.get(kind="note.operator").word("reason")) == 64


def test_it_wants_to_be_told_where(db):
    with pytest.raises(CommandError, match="Name the folder"):
        recover()
