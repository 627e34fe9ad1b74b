"""/readyz says when the work does not get done: a silent clock, a queue that stands, dead jobs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from oversight import jobs, tasks
from oversight.models import Installation, Job
from tests import factories

CHANGING = {"disk_free", "log_entries_waiting"}


@pytest.fixture
def ready(site, client):
    def ask():
        answer = client.get("/readyz")
        return answer.status_code, answer.json()

    return ask


@pytest.mark.parametrize(("hours", "status"), [(0.5, 200), (1.5, 503), (72, 503)])
def test_a_clock_that_is_silent_for_an_hour_is_an_alarm(ready, hours, status):
    Installation.note(clock_struck_at=timezone.now() - timedelta(hours=hours))

    answer, told = ready()

    assert (answer, told["checks"]["clock"]) == (status, status == 200)


def test_the_next_stroke_ends_the_alarm(ready):
    Installation.note(clock_struck_at=timezone.now() - timedelta(days=3))
    assert ready()[0] == 503

    tasks.note_clock()

    assert ready()[0] == 200


@pytest.mark.parametrize(("minutes", "status"), [(59, 200), (61, 503)])
def test_a_job_that_waits_for_an_hour_is_an_alarm(ready, minutes, status):
    jobs.put("send_issue", 1)
    Job.objects.update(next_try_at=timezone.now() - timedelta(minutes=minutes))

    answer, told = ready()

    assert (answer, told["jobs_waiting"]) == (status, 1)
    assert told["oldest_job_seconds"] >= minutes * 60


def test_dead_jobs_are_counted_and_keep_nobody_waiting(ready):
    jobs.put("send_issue", 1)
    Job.objects.update(
        dead_at=timezone.now(), next_try_at=timezone.now() - timedelta(days=1), attempts=12
    )

    answer, told = ready()

    assert (answer, told["jobs_dead"], told["jobs_waiting"]) == (200, 1, 0)


def test_nobody_learns_from_it_that_a_report_is_held(ready, project):
    before = ready()

    factories.make_misuse_report(project)

    figures = {name: told for name, told in ready()[1].items() if name not in CHANGING}
    assert figures == {name: told for name, told in before[1].items() if name not in CHANGING}
