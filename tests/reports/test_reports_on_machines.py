"""Reports on machines go the way of all reports: form, receipt, moderation, answer, clock, log."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from oversight.calendar import today
from oversight.models import LogEntry
from oversight.outside import audit
from reports import nightly, receipts, services, submission, summaries
from reports.groups import ties
from reports.models import GroupTie, Report
from tests import factories
from tests.oversight.log import audited, seal

SAID = {"text": "Трактор жеке егістікте жүр.", "observed_on": str(date(2026, 11, 20))}


@pytest.fixture
def machine(aksu, office):
    return factories.make_machine(aksu)


@pytest.fixture
def held(machine):
    return factories.hold(machine, today() - timedelta(days=30))


def form(client, machine, **fields):
    page = client.get(f"/en/machines/{machine.public_id}/report/")
    fresh = {name: page.context["form"][name].value() for name in ("draft_id", "receipt_code")}
    said = {"stage": "refused_us", **SAID, **fresh, **fields}
    return client.post(page.request["PATH_INFO"], said)


def sent(about, **fields):
    return {
        **{"draft_id": "6e4a3a53-53a1-4b30-8c15-d19f8c16f001", "kind": "progress"},
        **{"receipt_code": receipts.spell(receipts.make_code()), "stage": "serves_village"},
        **{"machine": about.public_id, "language": "kk", "text": "Қар тазалады."},
        **fields,
    }


def post(client, data):
    return client.post("/api/v1/reports/", data, content_type="application/json")


def text_of(response):
    return " ".join(response.content.decode().split())


# The way in -----------------------------------------------------------------------------------


def test_the_form_asks_what_a_machine_does(client, site, machine):
    page = text_of(client.get(f"/en/machines/{machine.public_id}/report/"))

    assert "What does the machine do?" in page
    assert "works on a private field" in page
    assert "finished but not working" not in page
    assert "For how long did you see it?" in page


def test_a_form_becomes_a_report_that_the_office_must_answer(client, site, machine, office):
    answer = form(client, machine)

    report = Report.objects.get()
    assert answer.status_code == 200
    assert (report.machine, report.project, report.place) == (machine, None, machine.place)
    assert (report.state, report.needs_answer, report.office) == ("open", True, office)
    assert report.answer_due_on is not None


def test_the_machines_own_office_answers_where_one_is_named(machine, other_office):
    machine.answering_office = other_office
    machine.save()

    assert factories.see(machine).office == other_office


@pytest.mark.parametrize(
    ("stage", "needs_answer"),
    [
        ("serves_village", False),
        ("works_elsewhere", True),
        ("refused_us", True),
        ("stands_idle", False),
        ("broken_down", True),
    ],
)
def test_what_calls_for_an_answer(machine, stage, needs_answer):
    assert factories.see(machine, stage).needs_answer is needs_answer


def test_something_wrong_waits_for_a_moderator(client, site, machine):
    form(client, machine, is_misuse="on")

    assert Report.objects.get().state == "held"
    assert SAID["text"] not in text_of(client.get(f"/en/machines/{machine.public_id}/"))


def test_a_machine_cannot_be_finished(client, site, machine):
    answer = form(client, machine, stage="finished")

    assert answer.status_code == 400
    assert SAID["text"] in text_of(answer)
    assert not Report.objects.exists()


@pytest.mark.parametrize("is_machine", [True, False])
def test_a_stage_fits_what_it_is_said_of(machine, is_machine):
    of_machine = machine if is_machine else None
    submission.check_stage("refused_us" if is_machine else "finished", of_machine)

    with pytest.raises(ValidationError):
        submission.check_stage("finished" if is_machine else "refused_us", of_machine)


def test_a_phone_files_it_once(client, site, machine):
    data = sent(machine, observations={"task": "snow", "hours": "4"})

    first, again = post(client, data), post(client, data)

    assert (first.status_code, again.status_code) == (201, 200)
    assert Report.objects.get().observations == {"task": "snow", "hours": "4"}


def test_the_same_words_of_another_machine_are_another_report(client, site, machine, aksu):
    post(client, sent(machine))
    other = factories.make_machine(aksu, "7")

    assert post(client, sent(machine, machine=other.public_id)).status_code == 409


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"machine": "nothing"}, "machine"),
        ({"machine": "\0"}, "machine"),
        ({"place": "433636100"}, "place"),
        ({"stage": "finished"}, "stage"),
        ({"observations": {"water_at_tap": "yes"}}, "observations"),
    ],
)
def test_a_phone_is_told_what_is_wrong(client, site, machine, fields, field):
    answer = post(client, sent(machine, **fields))

    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]
    assert not Report.objects.exists()


def test_open311_takes_a_machine_by_its_id(client, site, machine):
    answer = client.post(
        "/open311/v2/requests.json",
        {
            "service_code": "refused_us",
            "description": "Бермеді.",
            "attribute[machine]": machine.public_id,
        },
    )

    assert answer.status_code == 201
    assert Report.objects.get().machine == machine


def test_the_database_holds_a_report_to_one_thing(machine, project):
    report = factories.see(machine)

    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(project=project)


# Where it is told -----------------------------------------------------------------------------


def test_its_pages_name_the_machine(client, site, machine, held):
    report = factories.see(machine, "refused_us")

    for path in (
        f"/en/reports/{report.public_id}/",
        f"/en/places/{machine.place.code}/",
        f"/en/machines/{machine.public_id}/",
    ):
        page = text_of(client.get(path))
        assert machine.title in page
        assert "not listed" not in page.split("<h1", 1)[1].replace("Report on a work", "")
    assert report.text in page


def test_the_desk_finds_it_by_the_number(desk_of_daniyar, machine):
    report = factories.see(machine, "refused_us")
    other = factories.see(factories.make_machine(machine.place, "7"), "refused_us")

    page = text_of(desk_of_daniyar.get("/desk/?q=431"))

    assert machine.title in page
    assert report.public_id in page
    assert other.public_id not in page


@pytest.fixture
def desk_of_daniyar(signed_in, daniyar, site):
    return signed_in(daniyar)


def test_it_is_no_work_that_the_register_misses(machine):
    factories.see(machine)

    assert not Report.objects.unlisted().exists()


def test_other_software_reads_whose_it_is(client, site, machine, project):
    report = factories.see(machine)
    factories.make_report(project)

    answer = client.get(f"/api/v1/reports/?machine={machine.public_id}").json()

    [told] = answer["results"]
    assert (told["id"], told["machine"], told["project"]) == (
        report.public_id,
        machine.public_id,
        None,
    )
    assert told["subject"] == machine.title


def test_a_group_tied_to_the_holder_does_not_decide(machine, held, dostyk):
    report = factories.see(machine, "refused_us")
    assert ties.why_not(dostyk, report) == ""

    ties.declare(GroupTie(group=dostyk, kind="supplier", supplier=held.holder))

    assert held.holder.name in ties.why_not(dostyk, report)


# Hours ----------------------------------------------------------------------------------------


def test_hours_are_counted_beside_whoever_held_it_that_day(machine):
    day = today() - timedelta(days=10)
    first = factories.hold(machine, day - timedelta(days=90), day, "«Дала» ЖШС")
    second = factories.hold(machine, day)
    factories.see(machine, hours="8", observed_on=day - timedelta(days=1))
    factories.see(machine, hours="4", observed_on=day)
    factories.see(machine, hours="1", observed_on=day)
    factories.see(machine, "works_elsewhere", observed_on=day)

    for holding in (first, second):
        holding.refresh_from_db()
    assert (first.served_hours, first.served_days, first.elsewhere_count) == (8, 1, 0)
    assert (second.served_hours, second.served_days, second.elsewhere_count) == (4, 1, 1)


def test_what_is_taken_back_counts_no_more(machine, held):
    report = factories.see(machine, "refused_us")
    held.refresh_from_db()
    assert held.refused_count == 1

    services.withdraw_report(report)

    held.refresh_from_db()
    assert held.refused_count == 0


def test_summaries_are_mended(machine, held):
    factories.see(machine, hours="8")
    type(held).objects.update(served_hours=99)

    assert summaries.rebuild() == [f"machine {machine.number}"]

    held.refresh_from_db()
    assert held.served_hours == 8
    assert summaries.rebuild() == []


# Life -----------------------------------------------------------------------------------------


def test_a_later_refusal_with_a_photo_keeps_a_claim_open(machine, daniyar, office):
    report = factories.see(machine, "refused_us")
    factories.make_claim(report, daniyar)
    day = today() + timedelta(days=40)
    Report.objects.filter(pk=report.pk).update(claimed_on=today() - timedelta(days=31))
    later = factories.see(machine, "refused_us")
    factories.add_photo(later)
    factories.develop_all()

    assert nightly.close_unopposed(today()) == 0
    assert nightly.close_unopposed(day) == 0


def test_an_auditor_finds_the_machine_as_it_was_told(client, site, machine, held):
    with time_machine.travel(timezone.now() - timedelta(days=4)):
        factories.see(machine, "refused_us", observations={"task": "field"})
        seal()

    assert audited(client) == audit.FITS


def test_an_auditor_sees_that_another_machine_was_put_in_its_place(
    client, site, machine, aksu, capsys
):
    with time_machine.travel(timezone.now() - timedelta(days=4)):
        report = factories.see(machine, "refused_us")
        other = factories.make_machine(aksu, "7")
        seal()
    Report.objects.filter(pk=report.pk).update(machine=other)

    assert audited(client) == audit.MISSING
    assert f"machine of {report.public_id}" in capsys.readouterr().out


def test_the_log_holds_nothing_of_it_in_words(machine):
    report = factories.see(machine, "refused_us")

    entry = LogEntry.objects.get(object_id=report.public_id)
    assert "machine" in entry.text
    assert machine.public_id not in entry.text
