"""What Celery runs: one call each, nothing comes out, safe to run twice."""

from celery import shared_task

from oversight.calendar import today
from reports import digests, erasure, letters, nightly, photos


@shared_task(name="reports.develop_photos")
def develop_photos() -> None:
    photos.develop_waiting()


@shared_task(name="reports.send_letters")
def send_letters() -> None:
    letters.send_waiting()


@shared_task(name="reports.make_digests")
def make_digests() -> None:
    digests.make_weekly(today())


@shared_task(name="reports.sweep_erased")
def sweep_erased() -> None:
    erasure.sweep()
    erasure.forget_traces()


@shared_task(name="reports.nightly")
def run_nightly() -> None:
    nightly.run()
