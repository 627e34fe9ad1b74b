"""Two clocks strike at once: one digest per office and week all the same."""

from datetime import timedelta

import pytest
from celery.beat import PersistentScheduler
from django.db import transaction

from config.celery import app
from oversight.calendar import today, week_start
from oversight.management.commands import runall
from oversight.models import Job, Office
from reports.models import DigestIssue
from tests.faults.stack import until

DAY = timedelta(days=1)

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


def clock(folder):
    """A clock that last struck for digests a day ago, and has nothing else to strike."""
    folder.mkdir()
    scheduler = PersistentScheduler(app, schedule_filename=str(folder / "beat-schedule"))
    for name, entry in scheduler.schedule.items():
        entry.last_run_at += -DAY if name == "make-digests" else DAY
    scheduler.close()
    return runall.clock(folder)


def test_two_clocks_make_one_digest_per_office_and_week(
    stack, office, other_office, district_office
):
    worker = stack.start_worker()
    with transaction.atomic():
        # Nobody writes before both are about to.
        offices = list(Office.objects.select_for_update().order_by("pk"))
        for name in ("one", "other"):
            stack.start(clock(stack.folder / name))
        until(lambda: stack.tasks_at_work() == ["reports.make_digests"] * 2)
    worker.terminate()
    worker.wait()

    made = DigestIssue.objects.order_by("office_id").values_list("office_id", "period_start")
    assert list(made) == [(office.pk, week_start(today())) for office in offices]
    assert Job.objects.filter(kind="send_issue").count() == len(offices)
    assert "Traceback" not in stack.log("worker")
