"""What Celery runs: ids in, one call, nothing out; safe to run twice."""

from celery import shared_task

from reports import photos


@shared_task(name="reports.develop_photos")
def develop_photos() -> None:
    photos.develop_waiting()
