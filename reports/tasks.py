"""What Celery runs: one call each, nothing comes out, safe to run twice."""

from celery import shared_task

from oversight.calendar import today
from reports import casework, ladder, nightly
from reports.following import digests, news
from reports.letters import issues, mailing
from reports.photos import developing
from reports.removals import scrub


@shared_task(name="reports.develop_photos")
def develop_photos() -> None:
    developing.develop_waiting()


@shared_task(name="reports.send_letters")
def send_letters() -> None:
    mailing.send_waiting()


@shared_task(name="reports.make_digests")
def make_digests() -> None:
    issues.make_all(today())


@shared_task(name="reports.note_news")
def note_news() -> None:
    news.catch_up()


@shared_task(name="reports.write_to_followers")
def write_to_followers() -> None:
    digests.make_all(today())


@shared_task(name="reports.nightly")
def run_nightly() -> None:
    nightly.run()


@shared_task(name="reports.finish_erasures")
def finish_erasures() -> None:
    scrub.run_waiting()


@shared_task(name="reports.forget_hours")
def forget_hours() -> None:
    ladder.sweep()


@shared_task(name="reports.recompute_deadlines")
def recompute_deadlines() -> None:
    casework.recompute_asked(today())
