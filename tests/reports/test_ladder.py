"""The ladder against floods: nobody is blocked, nothing is lost, and it goes down by itself."""

import time
import uuid

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from config import settings as shipped
from oversight.calendar import today
from reports import filing, ladder, receipts, tasks
from reports.ladder import Level
from reports.models import Photo, Report, Tally
from reports.photos import uploads
from tests import factories
from tests.reports.phone import body, post, put

NOON = 1_780_000_000 - 1_780_000_000 % 3600  # the beginning of an hour


@pytest.fixture
def rungs(settings):
    """Lower the rungs: `rungs(site_closed=0)`."""

    def lower(**most):
        settings.LADDER = settings.LADDER | most

    return lower


@pytest.fixture(autouse=True)
def _as_shipped(settings, _many_reports):
    settings.LADDER = shipped.LADDER


# The rungs


@pytest.mark.parametrize(
    ("counts", "level"),
    [
        ({}, Level.NORMAL),
        ({"site": 299, "work": 39}, Level.NORMAL),
        ({"work": 40}, Level.HELD),
        ({"another": 1000}, Level.NORMAL),
        ({"site": 300}, Level.HELD),
        ({"site": 1000}, Level.TEXT_ONLY),
        ({"site": 2000}, Level.CLOSED),
    ],
)
def test_each_rung_has_its_number(db, counts, level):
    hour = int(time.time() // 3600)
    Tally.objects.bulk_create(Tally(subject=name, hour=hour, count=n) for name, n in counts.items())

    assert ladder.for_words("work") == level


@pytest.mark.parametrize("full", [{"disk_percent_text_only": 101}, {"waiting_text_only": -1}])
def test_without_room_or_readers_photos_wait_and_words_go(db, rungs, full):
    rungs(**full)

    assert (ladder.level(), ladder.for_words("work")) == (Level.TEXT_ONLY, Level.NORMAL)


def test_waiting_decisions_are_counted(project, rungs):
    rungs(waiting_text_only=1)

    factories.make_misuse_report(project)
    before = ladder.level()
    factories.make_misuse_report(project)

    assert (before, ladder.level()) == (Level.NORMAL, Level.TEXT_ONLY)


def test_it_goes_down_by_itself(db, rungs):
    rungs(site_held=100)
    Tally.objects.create(subject="site", hour=NOON // 3600, count=150)

    def level_after(minutes):
        with time_machine.travel(NOON + minutes * 60, tick=False):
            return ladder.level()

    assert [level_after(minutes) for minutes in (59, 70, 81, 121)] == [
        Level.HELD,
        Level.HELD,
        Level.NORMAL,
        Level.NORMAL,
    ]


def test_counters_know_no_person_and_are_forgotten(project):
    with time_machine.travel(NOON, tick=False):
        factories.make_report(project)
    with time_machine.travel(NOON + 2 * 3600, tick=False):
        factories.make_report(place=project.place)
        tasks.forget_hours()

    kept = Tally.objects.order_by("subject").values_list("subject", "hour", "count")
    assert list(kept) == [
        (project.place.code, NOON // 3600 + 2, 1),
        ("site", NOON // 3600 + 2, 1),
    ]
    assert {field.name for field in Tally._meta.fields} == {"id", "subject", "hour", "count"}


def test_a_report_sent_five_times_counts_once(project):
    report = factories.make_submission(project)

    for _time in range(5):
        filing.submit_report(report)

    assert Tally.objects.get(subject="site").count == 1


# What each means for a form and for a phone


def form(**fields):
    return {
        "draft_id": str(uuid.uuid4()),
        "receipt_code": receipts.spell(receipts.make_code()),
        "stage": "under_way",
        "text": "Құбыр қазылып жатыр.",
        "observed_on": today().isoformat(),
        **fields,
    }


def by_form(client, project, **fields):
    return client.post(f"/en/projects/{project.identifier}/report/", form(**fields))


def by_phone(client, project, **fields):
    return post(client, body(stage="under_way", **fields))


@pytest.mark.parametrize("send", [by_form, by_phone])
def test_normally_a_report_opens_at_once(client, project, send):
    send(client, project)

    assert Report.objects.get().state == "open"


@pytest.mark.parametrize("send", [by_form, by_phone])
@pytest.mark.parametrize("rung", ["work_held", "site_held", "site_text_only"])
def test_in_a_flood_a_report_waits_for_a_moderator(client, project, rungs, send, rung):
    rungs(**{rung: 0})

    answer = send(client, project)

    report = Report.objects.get()
    assert answer.status_code in (200, 201)
    assert (report.state, report.held_because) == ("held", ["flood"])


def test_a_moderator_is_told_why_it_waits(client, project, rungs, signed_in, madina):
    rungs(site_held=0)
    by_form(client, project)

    page = signed_in(madina).get(f"/moderation/reports/{Report.objects.get().public_id}/")

    assert "Many reports came at once" in page.content.decode()


def test_at_text_only_a_form_keeps_the_words_and_says_photos_later(client, project, rungs):
    rungs(site_text_only=0)
    photo = SimpleUploadedFile("a.jpg", factories.picture())

    answer = by_form(client, project, photos=[photo])

    assert "There is no room for photos right now" in answer.content.decode()
    assert (Report.objects.count(), Photo.objects.count()) == (1, 0)
    assert factories.all_files() == []


def test_at_text_only_a_phone_is_asked_to_send_the_photo_later(client, project, rungs):
    report = factories.make_report(project)
    rungs(site_text_only=0)

    answer = put(client, report, factories.picture())

    assert (answer.status_code, answer.json()["code"]) == (503, "photos_later")
    assert answer["Retry-After"] == "600"

    rungs(site_text_only=1000)

    assert put(client, report, factories.picture()).status_code == 202


def test_an_offices_proof_is_taken_all_the_same(project, daniyar, rungs):
    report = factories.make_stopped_report(project)
    rungs(site_text_only=0)

    reply = factories.make_claim(report, daniyar)

    assert reply.photos.count() == 1


def test_with_the_receipt_photos_wait_too(project, rungs):
    report = factories.make_report(project)
    rungs(site_text_only=0)

    with pytest.raises(ladder.NoRoom):
        uploads.add(report, [factories.picture()], report.code)


@pytest.mark.parametrize(("send", "code"), [(by_form, None), (by_phone, "too_many_reports")])
def test_when_closed_the_draft_stays_where_it_was_written(client, project, rungs, send, code):
    rungs(site_closed=0)

    answer = send(client, project, text="Құбыр тоттанып тұр.")

    assert (answer.status_code, answer["Retry-After"]) == (503, "600")
    assert Report.objects.count() == 0
    if code:
        assert answer.json()["code"] == code
    else:
        assert "Құбыр тоттанып тұр." in answer.content.decode()


def test_a_report_that_is_there_is_told_so_even_when_closed(client, project, rungs):
    sent = body()
    first = post(client, sent).json()
    rungs(site_closed=0)

    again = post(client, sent)

    assert (again.status_code, again.json()) == (200, first)


# Who is told


def test_health_and_operators_see_the_rung(client, site, rungs, signed_in, olzhas):
    rungs(site_closed=0)

    assert client.get("/readyz").json()["ladder"] == "closed"
    page = signed_in(olzhas).get("/admin/reports/tally/").content.decode()
    assert "More reports come than the site can take" in page
