"""Two audits in a row by the same auditor: what was promised at the first has come by the second.

For a day the word of the site is taken for what waits for the seal. Who keeps a state file sees
that nobody waits for ever.
"""

import json
from datetime import date, timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from oversight import public_log, restating
from oversight.log import recovery
from oversight.models import Place
from oversight.outside import audit
from oversight.places.sourced import Given
from projects import asking, documents, giving
from projects.budgets import keeping as budgets
from projects.machinery import keeping as machinery
from reports import confirming, receipts
from reports.groups import dossiers, gatherings, ties
from reports.models import GroupTie
from reports.removals import hiding
from tests import factories
from tests.oversight.log import (
    Asked,
    audited,
    before_all_was_told,
    before_told,
    restated,
    rewritten,
    seal,
    tell_register,
)
from tests.reports.test_log_audit import past as past  # noqa: PLC0414
from tests.reports.test_log_audit import state as state  # noqa: PLC0414
from tests.reports.test_log_audit_whole import OF_GATHERINGS
from tests.reports.test_log_audit_whole import happen as happen  # noqa: PLC0414

WAITED = "waited for the seal on"
NEVER_CAME = "before its entry came, and it has not come"


class Keeping(Asked):
    """What was asked for, by the name of the file that --save makes of it."""

    def __init__(self, client):
        super().__init__(client)
        self.texts = {}

    def text(self, path, file=""):
        text = super().text(path, file)
        if file:
            self.texts[file] = text
        return text


def days_later(count):
    """In the zone of the site: else the day of the auditor would be that of Greenwich."""
    return time_machine.travel(timezone.localtime() + timedelta(days=count))


def awaited(state, *words):
    """What the state file keeps in mind, a line each."""
    lines = state.read_text().splitlines()
    return [line for line in lines if line.split(" ")[0] in (words or ("waits", "shown"))]


def test_all_that_an_honest_site_can_do_is_awaited_and_comes(past, happen, client, state, capsys):
    happen()

    first = audited(client, state)
    assert (first, len(awaited(state)) > 50) == (audit.FITS, True), capsys.readouterr().out
    seal()
    for _time in range(2):
        with days_later(2):
            assert audited(client, state) == audit.FITS, capsys.readouterr().out
        assert awaited(state) == []


def test_an_entry_that_was_sealed_waits_no_more(past, client, state):
    hiding.hide_report(past.report, reason="insult")
    assert audited(client, state) == audit.FITS
    assert len(awaited(state, "waits")) == 1
    seal()

    assert audited(client, state) == audit.FITS
    assert awaited(state) == []


def test_one_that_still_waits_is_kept_in_mind_since_the_first_day(past, client, state):
    hiding.hide_report(past.report, reason="insult")
    audited(client, state)
    before = awaited(state)

    with days_later(1):
        assert audited(client, state) == audit.FITS

    assert awaited(state) == before


def test_a_seal_amid_the_audit_is_no_loss(past, client, state):
    hiding.hide_report(past.report, reason="insult")
    audited(client, state)
    other = factories.make_report(past.report.project)
    seal()
    hiding.hide_report(other, reason="insult")
    audited(client, state)

    def sealed_meanwhile(_text):
        seal()
        return ""

    rewritten("UPDATE reports_report SET visibility = 'public' WHERE id = %s", other.pk)
    assert audited(client, state, changed={"waiting.txt": sealed_meanwhile}) == audit.FITS
    assert len(awaited(state, "waits")) == 1


def test_an_entry_that_waited_and_is_gone_is_missing(past, client, state, capsys):
    hiding.hide_report(past.report, reason="insult")
    assert audited(client, state) == audit.FITS
    rewritten('DELETE FROM oversight_logentry WHERE "index" IS NULL')
    rewritten("UPDATE reports_report SET visibility = 'public' WHERE id = %s", past.report.pk)
    rewritten("DELETE FROM reports_removal WHERE report_id = %s", past.report.pk)
    assert audited(client) == audit.FITS

    assert audited(client, state) == audit.MISSING
    assert f"part.hidden of {past.report.public_id} {WAITED}" in capsys.readouterr().out


def test_one_that_is_put_off_day_by_day_is_missing(past, client, state, capsys):
    """Each day another entry waits in its place: to whom looks but once it is fresh."""
    hiding.hide_report(past.report, reason="insult")
    audited(client, state)
    with days_later(2):
        rewritten('DELETE FROM oversight_logentry WHERE "index" IS NULL')
        rewritten('UPDATE reports_removal SET "on" = %s', timezone.localdate())
        with transaction.atomic():
            public_log.append(
                "part.hidden", past.report.public_id, role="moderator", reason="insult"
            )
        assert audited(client) == audit.FITS

        assert audited(client, state) == audit.MISSING
    assert f"part.hidden of {past.report.public_id} {WAITED}" in capsys.readouterr().out


def test_what_a_restored_backup_lost_is_told_and_no_loss(past, client, state, capsys):
    with transaction.atomic():
        hiding.hide_report(past.report, reason="insult")
        new = factories.make_place(kind="village", code="433699200", parent=past.report.place)
        restated(new, name_kk="Жаңа")
        assert audited(client, state) == audit.FITS, capsys.readouterr().out
        transaction.set_rollback(True)
    rewritten("DELETE FROM reports_photo")
    rewritten("DELETE FROM reports_reply")
    rewritten("DELETE FROM reports_report WHERE id = %s", past.report.pk)
    recovery.tell_lost([past.report.public_id, past.reply.public_id, new.log_id])
    seal()

    with days_later(2):
        assert audited(client, state) == audit.FITS, capsys.readouterr().out


REPORTS, PLACES = "/api/v1/reports/", "/api/v1/places/"
# What the site makes up and dates today, as if its entry waited for the seal.
PUT_OFF = {
    "the name of a place": (PLACES, {"name_kk": "x", "told_on": "{day}"}),
    "a place": (PLACES, {"log_id": "unit-99", "told_on": "{day}"}),
    "a state": (REPORTS, {"state": "resolved", "decided_on": "{day}"}),
    "how many see the same": (
        *(REPORTS, {"confirmation_count": 99, "confirmations_changed_on": "{day}"}),
    ),
    "since when it is public": (REPORTS, {"public_on": "{day}"}),
    "its words": (REPORTS, {"text": "x", "masked_on": "{day}"}),
    "a photo": (REPORTS, {"photos": [{"id": "a" * 16, "n": 1}]}),
    "an answer": (REPORTS, {"replies": [{"id": "a" * 16, "replied_on": "{day}"}]}),
}


def telling(what):
    """The site's answers of this day, of which this one was lied about."""
    path, lie = PUT_OFF[what]
    said = json.loads(json.dumps(lie).replace("{day}", timezone.localdate().isoformat()))

    def answer(raw):
        page = json.loads(raw)
        row = next(one for one in page["results"] if path == PLACES or one["replies"])
        if "log_id" in said:
            page["results"].append(row := {**row})
        if "replies" in said:
            answers = [{**row["replies"][0], **one} for one in said["replies"]]
            row["replies"] += answers
        else:
            row.update(said)
        return json.dumps(page).encode()

    return {path: answer}


@pytest.mark.parametrize("what", PUT_OFF)
def test_what_is_said_to_be_new_day_by_day_is_found(past, client, state, what, capsys):
    assert audited(client, state, changed=telling(what)) == audit.FITS, capsys.readouterr().out

    with days_later(2):
        assert audited(client, changed=telling(what)) == audit.FITS
        assert audited(client, state, changed=telling(what)) == audit.MISSING
    assert NEVER_CAME in capsys.readouterr().out


@pytest.mark.parametrize("what", PUT_OFF)
def test_what_was_shown_for_a_day_only_is_found(past, client, state, what, capsys):
    audited(client, state, changed=telling(what))

    with days_later(2):
        assert audited(client, state) == audit.MISSING
    assert NEVER_CAME in capsys.readouterr().out


def test_an_entry_of_before_does_not_stand_for_the_one_that_was_promised(
    past, client, state, capsys
):
    """What a place was called once is no excuse for calling it so again."""
    with days_later(-3):
        for place in Place.objects.all():
            restated(place, name_kk="x")
            restated(place, name_kk=place.name_kk)
        seal()
    assert audited(client, state, changed=telling("the name of a place")) == audit.FITS

    with days_later(2):
        assert audited(client, state) == audit.MISSING
    assert NEVER_CAME in capsys.readouterr().out


def test_a_value_that_moves_every_day_is_no_lie(past, client, state, capsys):
    place = Place.objects.first()
    names = ("Жаңа", place.name_kk, "Жаңа", "Ескі")
    for day, name in enumerate(names):
        with days_later(day):
            restated(place, name_kk=name)
            assert audited(client, state) == audit.FITS, capsys.readouterr().out
            seal()


def test_confirmations_that_come_and_go_are_no_lie(past, client, state, capsys):
    report = past.report
    for day in range(4):
        with days_later(day):
            draft = factories.make_submission(report.project).draft_id
            seen, _new = confirming.confirm(report, draft_id=draft, code=receipts.make_code())
            if day == 1:
                confirming.take_back(seen)
            assert audited(client, state) == audit.FITS, capsys.readouterr().out
            seal()


def test_words_that_were_hidden_before_their_entry_was_sealed_are_no_lie(past, client, state):
    restated(Place.objects.first(), name_kk="Жаңа")
    shown = factories.make_report(past.report.project)
    audited(client, state)
    hiding.hide_report(shown, reason="insult")
    seal()

    with days_later(2):
        assert audited(client, state) == audit.FITS


def test_a_file_of_the_first_version_is_read_on(past, client, state):
    audited(client, state)
    text = state.read_text().replace("state/2", "state/1")
    state.write_text(text[: text.rindex("sum ")])

    assert audited(client, state) == audit.FITS
    assert state.read_text().startswith("oversight-state/2\n")


def test_a_folder_of_files_leaves_what_is_awaited_as_it_was(past, client, state, tmp_path):
    restated(Place.objects.first(), name_kk="Жаңа")
    audited(client, state)
    before = awaited(state)
    source = Keeping(client)
    audit.Audit(source, audit.State(""), [], "").run([])
    for file, text in source.texts.items():
        (tmp_path / file).write_text(text, newline="")

    kept = audit.State(str(state))
    with days_later(2):
        assert audit.Audit(audit.Folder(str(tmp_path)), kept, [], "").run([]) == audit.FITS

    assert awaited(state) == before


def test_a_promise_of_before_is_told_whole_in_the_night(past, aksu, client, state, capsys):
    with days_later(-4):
        pledge = factories.make_pledge(aksu, project=past.report.project)
        before_told(pledge, "sort", *giving.LATER)
        tell_register()
        seal()
    rewritten("UPDATE projects_pledge SET told_on = %s", timezone.localdate())
    assert audited(client, state) == audit.FITS, capsys.readouterr().out
    assert giving.catch_up() == 1
    seal()

    with days_later(2):
        assert audited(client, state) == audit.FITS, capsys.readouterr().out
        rewritten("UPDATE projects_pledge SET source_url = 'https://example.test/7'")
        assert (giving.catch_up(), audited(client, state)) == (0, audit.REWRITTEN)


def test_a_fact_of_a_final_document_that_is_hidden_today_is_not_missed(
    past, dostyk, client, state, capsys
):
    with days_later(-4):
        dossiers.send(factories.make_dossier(dostyk, past.report))
        tell_register()
        seal()
    hiding.hide_report(past.report, reason="insult")

    assert audited(client, state) == audit.FITS, capsys.readouterr().out


def test_a_budget_of_before_is_told_with_its_source_in_the_night(past, aksu, client, state, capsys):
    with days_later(-4):
        budget = factories.make_budget(aksu)
        before_told(budget, "source")
        tell_register()
        seal()
    rewritten("UPDATE projects_localbudget SET told_on = %s", timezone.localdate())
    assert audited(client, state) == audit.FITS, capsys.readouterr().out
    assert budgets.catch_up() == 1
    seal()

    with days_later(2):
        assert audited(client, state) == audit.FITS, capsys.readouterr().out
        other = Given("gov.kz", "CC0").save()
        rewritten("UPDATE projects_localbudget SET source_id = %s", other.pk)
        assert (budgets.catch_up(), audited(client, state)) == (0, audit.REWRITTEN)


def test_papers_of_works_and_requests_of_before_are_told_whole_in_the_night(
    past, client, state, capsys
):
    project = past.report.project
    with days_later(-4):
        asked = factories.make_asking(project)
        paper = factories.make_document(project)
        before_told(asked, "figure", "office", "due")
        before_told(paper, "sort", "format", "length")
        seal()
    for table in ("projects_asking", "projects_document"):
        rewritten(f"UPDATE {table} SET told_on = %s", timezone.localdate())
    assert audited(client, state) == audit.FITS, capsys.readouterr().out
    assert (asking.catch_up(), documents.catch_up()) == (1, 1)
    seal()

    with days_later(2):
        assert audited(client, state) == audit.FITS, capsys.readouterr().out
        for sql in ("asking SET figure = 'end'", "document SET published_on = '2020-01-01'"):
            with transaction.atomic():
                rewritten(f"UPDATE projects_{sql}")
                assert (asking.catch_up(), documents.catch_up()) == (0, 0)
                assert audited(client, state) != audit.FITS, sql
                transaction.set_rollback(True)


def test_papers_and_groups_of_before_are_told_whole_in_the_night(
    past, dostyk, client, state, capsys
):
    """On the day of the upgrade they are fresh; then all is told, and no lie is told for them."""
    with days_later(-4):
        office = past.report.office
        sent = dossiers.send(factories.make_dossier(dostyk, past.report))
        held = factories.make_gathering(dostyk, venue="Клуб", minutes="Келістік.")
        gatherings.keep_minutes(held)
        tie = ties.declare(GroupTie(group=dostyk, kind="office", office=office))
        before_told(sent, "form", "place", "begun", "ended", "hours", "participants", "sent")
        before_told(held, *OF_GATHERINGS)
        before_told(tie, "form", "office", "firm")
        seal()
    for table in ("reports_dossier", "reports_gathering", "reports_grouptie"):
        rewritten(f"UPDATE {table} SET told_on = %s", timezone.localdate())
    rewritten("UPDATE oversight_initiativegroup SET told_on = %s", timezone.localdate())
    assert audited(client, state) == audit.FITS, capsys.readouterr().out
    kinds = (dossiers, gatherings, ties)
    assert [kind.catch_up() for kind in kinds] == [1, 1, 1]
    restating.catch_up()
    seal()

    with days_later(2):
        assert audited(client, state) == audit.FITS, capsys.readouterr().out
        for sql in (
            "reports_dossier SET participants = 'x'",
            "reports_gathering SET venue = ''",
            "reports_grouptie SET kind = 'candidate'",
            "oversight_initiativegroup SET paid_by = 'x'",
        ):
            with transaction.atomic():
                rewritten(f"UPDATE {sql}")
                assert [kind.catch_up() for kind in kinds] == [0, 0, 0]
                restating.catch_up()
                assert audited(client, state) != audit.FITS, sql
                transaction.set_rollback(True)


def test_a_machine_of_before_is_told_whole_in_the_night(past, aksu, client, state, capsys):
    """Its entries lack kind and price. On the day of the upgrade it is fresh; then all is told."""
    with days_later(-4):
        held = factories.hold(factories.make_machine(aksu, price=9_000_000), date(2025, 1, 1))
        before_all_was_told()
        seal()
    rewritten("UPDATE projects_machine SET told_on = %s", timezone.localdate())
    rewritten("UPDATE projects_holding SET told_on = %s", timezone.localdate())
    assert audited(client, state) == audit.FITS, capsys.readouterr().out
    assert machinery.catch_up() == 2
    seal()

    with days_later(2):
        assert audited(client, state) == audit.FITS, capsys.readouterr().out
        for sql in ("machine SET price = 1", "holding SET contract_url = 'x'"):
            with transaction.atomic():
                rewritten(f"UPDATE projects_{sql}")
                assert machinery.catch_up() == 0
                assert audited(client, state) != audit.FITS
                transaction.set_rollback(True)
    assert f"price of {held.machine.public_id}" in capsys.readouterr().out
