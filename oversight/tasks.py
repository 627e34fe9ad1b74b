"""What Celery runs on the ground floor: one call each, nothing comes out, safe to run twice."""

from celery import shared_task

from oversight import health, letters
from oversight.calendar import today
from oversight.log import sealing, verifying


@shared_task(name="oversight.send_letters")
def send_letters() -> None:
    letters.send_waiting()


@shared_task(name="oversight.note_clock")
def note_clock() -> None:
    health.note_clock()


@shared_task(name="oversight.seal_log", time_limit=900)
def seal_log() -> None:
    sealing.seal()


@shared_task(name="oversight.watch_log", time_limit=3600)
def watch_log() -> None:
    verifying.watch(today())
