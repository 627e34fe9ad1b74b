"""The auditor against a site with a past: what was done to it is found, and named."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from oversight import public_log
from oversight.log import anchor
from oversight.models import LogEntry, Place
from oversight.outside import audit
from reports import covering, masking, services
from reports.removals import erasure, hiding
from reports.workflow import Role
from tests import factories
from tests.oversight.log import audited, restated, rewritten, seal, tell_register

REPORTS = "/api/v1/reports/"
SIZE = re.compile(r"\n\d+\n")  # of a checkpoint
NOTE = re.compile(r"(?<=\n\n)(\S+/log/1\n.*?\n\n.*?\n\n)", re.S)
SHOWN = re.compile(r"(shown .*\n)(shown .*\n)")


@pytest.fixture
def past(project, daniyar, madina):
    """Four days ago: a report with an answer, a held one, a refused one."""
    with time_machine.travel(timezone.now() - timedelta(days=4)):
        report = factories.make_stopped_report(project)
        reply = factories.make_reply(report, daniyar)
        held = factories.make_misuse_report(project)
        refused = factories.make_misuse_report(project)
        services.refuse_report(refused, moderator=madina, reason="insult")
        tell_register()
        seal()
    return Past(report, reply, held, refused)


class Past:
    def __init__(self, report, reply, held, refused):
        self.report, self.reply, self.held, self.refused = report, reply, held, refused


@pytest.fixture
def state(tmp_path):
    return tmp_path / "heads.txt"


def test_a_log_that_fits_is_said_to_fit(past, client, state, capsys):
    assert audited(client, state) == audit.FITS

    told = capsys.readouterr().out
    assert "1 things wait to be shown" in told
    assert told.endswith("All fits.\n")
    assert state.read_text().startswith("oversight-state/2\nkey ")


def test_it_goes_on_fitting_as_the_log_grows(past, client, state, project):
    audited(client, state)
    factories.make_report(project)
    seal()

    assert audited(client, state) == audit.FITS
    assert len(audit.State(str(state)).heads) == 2


def test_a_report_that_was_erased_with_a_reason_is_no_loss(past, client, state):
    audited(client, state)
    erasure.erase_report(past.report, role=Role.OPERATOR, ground="court")
    seal()

    assert audited(client, state) == audit.FITS


def test_one_letter_of_a_reply_changed_is_found(past, client, capsys):
    rewritten("UPDATE reports_reply SET text = 'Work goes on'")

    assert audited(client) == audit.MISSING
    assert f"text of {past.reply.public_id}" in capsys.readouterr().out


def test_a_report_deleted_by_a_superuser_is_found(past, client, capsys):
    rewritten("DELETE FROM reports_reply")
    rewritten("DELETE FROM reports_report WHERE public_id = %s", past.report.public_id)

    assert audited(client) == audit.MISSING
    assert f"text of {past.report.public_id}" in capsys.readouterr().out


def test_two_entries_swapped_are_found(past, client):
    for old, new in ((1, 99), (2, 1), (99, 2)):
        rewritten('UPDATE oversight_logentry SET "index" = %s WHERE "index" = %s', new, old)

    assert audited(client) == audit.REWRITTEN


def test_the_last_entries_cut_off_are_found(past, client, capsys):
    rewritten('DELETE FROM oversight_logentry WHERE "index" > 2')

    assert audited(client) == audit.REWRITTEN
    assert "entry 3 is not there any more" in capsys.readouterr().out


def test_yesterdays_backup_is_found(past, client, state, project, capsys):
    size = LogEntry.objects.count()
    factories.make_report(project)
    seal()
    audited(client, state)
    rewritten('DELETE FROM oversight_logentry WHERE "index" >= %s', size)
    rewritten("DELETE FROM oversight_checkpoint WHERE size > %s", size)
    rewritten("DELETE FROM reports_report WHERE public_on = %s", timezone.localdate())

    assert audited(client, state) == audit.REWRITTEN
    assert f"the log had {size + 1} entries and has {size} now" in capsys.readouterr().out


def test_two_forks_shown_to_two_auditors_are_found(past, client, state, project, capsys):
    """The operator shows a log without the new report to one, and with another one to the other."""
    size = LogEntry.objects.count()
    first = factories.make_report(project)
    seal()
    audited(client, state)
    rewritten("DELETE FROM oversight_logentry WHERE object_id = %s", first.public_id)
    rewritten("DELETE FROM oversight_checkpoint WHERE size > %s", size)
    rewritten("DELETE FROM reports_report WHERE public_id = %s", first.public_id)
    anchor.path().unlink()
    factories.make_report(project)
    seal()
    other = state.with_name("other.txt")
    assert audited(client, other) == audit.FITS

    assert audited(client, other, witnesses=[state]) == audit.REWRITTEN
    assert "are not those that were signed" in capsys.readouterr().out


AT_ONCE = {
    "a report is hidden": lambda past, by: hiding.hide_report(past.report, reason="insult", by=by),
    "its words are covered": lambda past, by: covering.cover(
        past.report, passages=["тоқтап"], reason="private_data", by=by
    ),
    "an answer's words are covered": lambda past, by: masking.mask_reply(
        past.reply.public_id, words=past.reply.text[:5], reason="private_data"
    ),
    "it is erased": lambda past, by: erasure.erase_report(
        past.report, role=Role.OPERATOR, ground="court"
    ),
    "it is withdrawn": lambda past, by: services.withdraw_report(past.report),
}


@pytest.mark.parametrize("what", AT_ONCE)
def test_what_is_taken_from_view_waits_a_day_for_its_entry(past, client, madina, what, capsys):
    AT_ONCE[what](past, madina)

    assert audited(client) == audit.FITS
    assert "1 things were taken from view and wait for the seal" in capsys.readouterr().out
    seal()
    assert audited(client) == audit.FITS
    assert "wait for the seal" not in capsys.readouterr().out


@pytest.mark.parametrize("what", AT_ONCE)
def test_after_a_day_its_entry_must_be_there(past, client, madina, what, capsys):
    with time_machine.travel(timezone.now() - timedelta(days=3)):
        AT_ONCE[what](past, madina)

    assert audited(client) != audit.FITS
    assert "is said to wait since" in capsys.readouterr().out


@pytest.mark.parametrize("what", AT_ONCE)
def test_what_is_taken_from_view_without_an_entry_is_found_at_once(
    past, client, madina, what, capsys
):
    AT_ONCE[what](past, madina)
    rewritten('DELETE FROM oversight_logentry WHERE "index" IS NULL')

    assert audited(client) == audit.MISSING
    assert "nowhere to be seen" in capsys.readouterr().out


def test_of_what_nobody_may_see_yet_nothing_is_told_in_between(past, client):
    services.withdraw_report(past.held)

    assert client.get("/log/waiting.txt").content == b""
    assert LogEntry.objects.waiting().get().object_id == past.held.public_id


def test_something_shown_that_is_not_in_the_log_is_found(past, client, project, daniyar, capsys):
    rewritten(
        "UPDATE reports_reply SET public_id = 'aaaaaaaaaaaaaaaa' WHERE public_id = %s",
        past.reply.public_id,
    )

    assert audited(client) == audit.MISSING
    assert "aaaaaaaaaaaaaaaa is shown and the log has no reply.added of it" in (
        capsys.readouterr().out
    )


LIES = {
    "a state": (
        lambda report: report.update(state="resolved"),
        "is shown as resolved, and by the log it is answered",
    ),
    "words of a reply": (
        lambda report: report["replies"][0].update(text="Work is done."),
        "reads otherwise than in the log",
    ),
    "a verdict nobody gave": (
        lambda report: report["verdicts"].append(
            {"id": "a" * 16, "given_on": "2026-01-01", "taken_back_on": None}
        ),
        "is shown and the log has no verdict.given of it",
    ),
}


@pytest.mark.parametrize("lie", LIES)
def test_what_the_api_makes_up_is_found(past, client, lie, capsys):
    change, words = LIES[lie]

    def lying(text):
        page = json.loads(text)
        change(page["results"][0])
        return json.dumps(page).encode()

    assert audited(client, changed={REPORTS: lying}) != audit.FITS
    assert words in capsys.readouterr().out


def test_a_hidden_photo_is_no_excuse_for_missing_words(past, client, capsys):
    with transaction.atomic():
        public_log.append(
            "part.hidden",
            "abcdefghijklmnop",
            role="moderator",
            ref=past.report.public_id,
            reason="person_shown",
        )
    seal()
    rewritten("UPDATE reports_report SET text = '' WHERE id = %s", past.report.pk)

    assert audited(client) == audit.MISSING
    assert f"text of {past.report.public_id}" in capsys.readouterr().out


def test_a_removal_excuses_the_parts_it_names_and_no_other(past, client, capsys):
    filed = LogEntry.objects.get(object_id=past.report.public_id, kind="report.filed")
    with transaction.atomic():
        public_log.append(
            "part.hidden",
            past.report.public_id,
            role="moderator",
            reason="insult",
            named=public_log.part_lines(filed, ["stage"]),
        )
    seal()
    rewritten("UPDATE reports_report SET text = '', stage = '' WHERE id = %s", past.report.pk)

    assert audited(client) == audit.MISSING
    told = capsys.readouterr().out
    assert f"text of {past.report.public_id}" in told
    assert f"stage of {past.report.public_id}" not in told


def test_a_report_left_out_of_the_list_is_found(past, client, capsys):
    def empty(text):
        return json.dumps({"next": None, "results": []}).encode()

    assert audited(client, changed={REPORTS: empty}) == audit.MISSING
    assert f"report {past.report.public_id} is in the log and not" in capsys.readouterr().out


def test_what_is_younger_than_a_day_may_still_appear(project, client, capsys):
    factories.make_report(project)
    seal()
    rewritten("UPDATE reports_report SET visibility = 'hidden'")

    assert audited(client) == audit.FITS
    assert "1 things are younger than a day" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE reports_reply SET text = text || '.'", "text of {reply}"),
        ("UPDATE reports_report SET stage = 'finished'", "stage of {report}"),
        ("UPDATE projects_project SET budget_amount = 1", "state of work-"),
        ("DELETE FROM projects_fundingline", "state of fund-"),
    ],
)
def test_what_stands_there_otherwise_than_it_was_sealed_today_has_no_day(
    project, daniyar, client, statement, words, capsys
):
    """A day is for what may still come: not for an answer that reads otherwise already."""
    report = factories.make_stopped_report(project)
    reply = factories.make_reply(report, daniyar)
    project.funding.create(source="local")
    tell_register()
    seal()
    assert audited(client) == audit.FITS
    rewritten(statement)

    assert audited(client) == audit.MISSING
    named = words.format(reply=reply.public_id, report=report.public_id)
    assert named in capsys.readouterr().out


def test_a_hiding_without_a_reason_is_found(past, client, capsys):
    public_log.append("part.hidden", past.report.public_id, role="moderator")
    rewritten("UPDATE reports_report SET visibility = 'hidden' WHERE id = %s", past.report.pk)
    seal()

    assert audited(client) == audit.MISSING
    assert "gives no reason" in capsys.readouterr().out


def test_a_promise_is_kept(past, client, tmp_path, capsys):
    promise = tmp_path / "promise"
    promise.write_text(public_log.promise_of(past.report.public_id))

    assert audited(client, promises=[str(promise)]) == audit.FITS
    assert f"{promise}: kept" in capsys.readouterr().out


def test_a_broken_promise_is_found(past, client, tmp_path, project):
    with time_machine.travel(timezone.now() - timedelta(days=3)):
        report = factories.make_report(project)
    promise = tmp_path / "promise"
    promise.write_text(public_log.promise_of(report.public_id))
    rewritten("DELETE FROM oversight_logentry WHERE object_id = %s", report.public_id)
    rewritten("DELETE FROM reports_report WHERE public_id = %s", report.public_id)

    assert audited(client, promises=[str(promise)]) == audit.BROKEN


def test_a_promise_that_was_altered_is_refused(past, client, tmp_path, capsys):
    promise = tmp_path / "promise"
    text = public_log.promise_of(past.report.public_id)
    promise.write_text(text.replace("24 h", "48 h"))

    assert audited(client, promises=[str(promise)]) == audit.UNUSABLE
    assert "the signature does not fit the text" in capsys.readouterr().out


CHANGED = {
    "a later version": (
        {"entries-000000000.txt": lambda text: text.replace("entry/1", "entry/2")},
        audit.UNUSABLE,
        "of a version this program does not know",
    ),
    "no version": (
        {"entries-000000000.txt": lambda text: text.replace("oversight-entry/1\n", "", 1)},
        audit.REWRITTEN,
        "entry 0 does not begin with its version",
    ),
    "a shortened entry": (
        {"entries-000000000.txt": lambda text: text.replace("role citizen\n", "", 1)},
        audit.REWRITTEN,
        "entry 1 has no line role",
    ),
    "an unknown line": (
        {"entries-000000000.txt": lambda text: text.replace("reason -\n", "reason -\nx y\n", 1)},
        audit.REWRITTEN,
        "has a line nobody knows",
    ),
    "checkpoints out of order": (
        {"checkpoints.txt": lambda text: text + text},
        audit.REWRITTEN,
        "not in their order",
    ),
    "no checkpoints": ({"checkpoints.txt": lambda text: ""}, audit.MISSING, "not signed a"),
    "an altered note": (
        {"checkpoints.txt": lambda text: text.replace("/log/1\n", "/log/9\n")},
        audit.REWRITTEN,
        "the signature does not fit",
    ),
    "a note of another site": (
        {"checkpoints.txt": lambda text: text.replace("/log/1\n", ".kz/log/1\n")},
        audit.REWRITTEN,
        "is of another log",
    ),
    "an endless count": (
        {"checkpoints.txt": lambda text: SIZE.sub(f"\n{'9' * 5000}\n", text)},
        audit.REWRITTEN,
        "not a checkpoint of three lines",
    ),
    "a huge count": (
        {"checkpoints.txt": lambda text: SIZE.sub(f"\n{'9' * 15}\n", text)},
        audit.REWRITTEN,
        "the signature does not fit",
    ),
    "a checkpoint of a later version": (
        {"checkpoints.txt": lambda text: text.replace("\n\n", "\nmore\n\n", 1)},
        audit.REWRITTEN,
        "not a checkpoint of three lines",
    ),
    "two entries in another order": (
        {"entries-000000000.txt": lambda text: "\n\n".join([*text.split("\n\n")[-2::-1], ""])},
        audit.REWRITTEN,
        "are not those that were signed",
    ),
    "an entry that was altered": (
        {"entries-000000000.txt": lambda text: text.replace("role citizen", "role group", 1)},
        audit.REWRITTEN,
        "are not those that were signed",
    ),
    "another key": (
        {"key.txt": lambda text: text.replace("head ", "head x")},
        audit.UNUSABLE,
        "not an Ed25519 key line",
    ),
    "an opening that opens nothing": (
        {"openings-000000000.txt": lambda text: text.replace(" stage ", " kind ", 1)},
        audit.REWRITTEN,
        "is shown otherwise than it was logged",
    ),
    "an opening of an endless number": (
        {"openings-000000000.txt": lambda text: f"{'9' * 5000} text 00 AA==\n"},
        audit.MISSING,
        "not a line that opens",
    ),
    "a line that is no opening": (
        {"openings-000000000.txt": lambda text: "hello\n"},
        audit.MISSING,
        "not a line that opens",
    ),
}


@pytest.mark.parametrize("change", CHANGED)
def test_bad_answers_are_refused_by_name(past, client, change, capsys):
    changed, code, words = CHANGED[change]

    assert audited(client, changed=changed) == code
    assert words in capsys.readouterr().out


BAD_STATES = {
    "of another version": (lambda text: text.replace("state/2", "state/3"), "of this version"),
    "without its key": (lambda text: text.replace("key ", "kay "), "line with the key"),
    "with an altered note": (
        lambda text: SIZE.sub("\n7\n", text),
        "does not fit the text",
    ),
    "of another encoding": (lambda text: text.replace("key ", "key \udcff"), "cannot read"),
    "shortened": (lambda text: text[:-2], "was shortened"),
    "lengthened": (lambda text: text + text.split("\n", 3)[3], "does not fit the text"),
    "with a note twice": (lambda text: NOTE.sub(r"\1\1", text, count=1), "not in their order"),
    "with a line taken out": (lambda text: SHOWN.sub("", text, count=1), "its sum is another"),
    "with a line put in": (lambda text: SHOWN.sub(r"\g<0>\g<0>", text), "its sum is another"),
    "with its lines in another order": (
        lambda text: SHOWN.sub(r"\2\1", text, count=1),
        "its sum is another",
    ),
    "with another day": (lambda text: text.replace("shown 2", "shown 3"), "its sum is another"),
}


@pytest.mark.parametrize("change", BAD_STATES)
def test_a_state_file_that_was_tampered_with_is_refused(past, client, state, change, capsys):
    for place in Place.objects.all()[:2]:
        restated(place, name_kk="Жаңа")
    audited(client, state)
    alter, words = BAD_STATES[change]
    kept = state.read_text()
    assert alter(kept) != kept
    state.write_bytes(alter(kept).encode(errors="surrogateescape"))

    assert audited(client, state) == audit.UNUSABLE
    assert words in capsys.readouterr().out


def test_a_checkpoint_of_another_site_is_refused(past, client, state, settings, capsys):
    audited(client, state)
    settings.SITE_URL = "https://other.example"
    rewritten("DELETE FROM oversight_checkpoint")
    rewritten('UPDATE oversight_logentry SET "index" = NULL')
    anchor.path().unlink()
    seal()

    assert audited(client, state) == audit.UNUSABLE
    assert "a checkpoint of yours is of another log: " in capsys.readouterr().out


def test_a_site_that_is_away_is_said_to_be_away(tmp_path, capsys):
    assert audit.main(["http://127.0.0.1:9"]) == audit.UNREACHED
    assert "cannot reach http://127.0.0.1:9/log/checkpoints.txt" in capsys.readouterr().out
    assert audit.main([str(tmp_path)]) == audit.UNREACHED
    assert "cannot read checkpoints.txt" in capsys.readouterr().out
