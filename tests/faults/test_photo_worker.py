"""A worker dies over a photo, or wakes too late: the photo is published all the same, and once."""

import os
import signal

import pytest

from oversight.models import Job, LogEntry
from reports import services
from reports.models import Photo, Report
from reports.photos import uploads
from tests import factories
from tests.faults.stack import crash, end_leases, freeze, locked, parent, until

TASK = "reports.develop_photos"
CHILD = "reports.photos.images"

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def report(project):
    """A report with one photo that waits for a worker; what the database knows of it."""
    wait_for_worker(factories.make_report(project))
    return Report.objects.values().get()


def wait_for_worker(report):
    photo = uploads.photo_of(report, 1, report.code)
    uploads.take_whole(photo, [factories.phone_picture()])


@pytest.fixture
def busy_worker(stack, report):
    return start_busy(stack)


def start_busy(stack):
    """A worker that has taken the photo, and whose child stands still over it."""
    worker = stack.start_worker()
    stack.wake(TASK)
    worker.child = freeze(worker, CHILD)
    return worker


def die_at_work(worker):
    crash(worker)


def die_before_the_row(worker):
    """The pictures are made; that they are is about to be written down, but for our lock."""
    with locked(Photo.objects.all()):
        finish_pictures(worker)
        crash(worker)


def finish_pictures(worker):
    os.kill(worker.child, signal.SIGCONT)
    until(lambda: len(pictures()) == len(Photo.SIZES))


def pictures():
    return [path for path in factories.all_files() if path.endswith(".jpg")]


def is_done():
    return Job.objects.get().done_at is not None


def assert_published_once(report, settings):
    assert Photo.objects.values("state", "tries").get() == {"state": Photo.State.READY, "tries": 0}
    assert LogEntry.objects.filter(kind="photo.added").count() == 1
    assert len(factories.all_files()) == len(Photo.SIZES)
    assert list(settings.QUARANTINE_DIR.iterdir()) == []
    assert Report.objects.values().get() == report


@pytest.mark.row(53)
@pytest.mark.parametrize("die", [die_at_work, die_before_the_row])
def test_a_photo_whose_worker_was_killed_is_published_once(
    stack, busy_worker, report, settings, die
):
    die(busy_worker)
    left = Job.objects.values("attempts", "done_at").get()

    end_leases()
    stack.start_worker()
    stack.wake(TASK)
    until(is_done)

    assert left == {"attempts": 1, "done_at": None}
    assert_published_once(report, settings)


def test_a_worker_that_wakes_after_another_took_its_photo_changes_nothing(
    stack, busy_worker, report, settings
):
    hand = parent(busy_worker.child)
    os.kill(hand, signal.SIGSTOP)
    finish_pictures(busy_worker)

    end_leases()
    stack.start_worker()
    stack.wake(TASK)
    until(is_done)
    os.kill(hand, signal.SIGCONT)
    busy_worker.terminate()
    busy_worker.wait()

    assert_published_once(report, settings)


def test_a_report_published_while_its_photo_is_developed_is_not_logged_as_held(
    stack, project, madina
):
    report = factories.make_misuse_report(project)
    wait_for_worker(report)
    worker = start_busy(stack)
    services.publish_report(report, moderator=madina, reason="fits")

    os.kill(worker.child, signal.SIGCONT)
    until(is_done)

    assert "state held" not in LogEntry.objects.get(kind="photo.added").text
