"""What Celery runs on the ground floor: one call each, nothing comes out, safe to run twice."""

from celery import shared_task

from oversight import letters


@shared_task(name="oversight.send_letters")
def send_letters() -> None:
    letters.send_waiting()
