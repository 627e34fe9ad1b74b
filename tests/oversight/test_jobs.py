"""The queue of record: leases, pauses, and giving up."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from oversight import jobs
from oversight.models import Job


def later(**distance):
    return time_machine.travel(timezone.now() + timedelta(**distance), tick=True)


def test_a_job_is_put_once_per_key(db):
    jobs.put("letter", 7)
    jobs.put("letter", 7)

    assert [job.key for job in Job.objects.all()] == ["letter:7"]


def test_a_claimed_job_is_leased_to_one(db):
    jobs.put("letter", 7)

    first, second = jobs.claim("letter"), jobs.claim("letter")

    assert [job.object_id for job in first] == [7]
    assert second == []


def test_another_kind_is_left_alone(db):
    jobs.put("photo", 7)

    assert jobs.claim("letter") == []


def test_the_job_of_a_dead_worker_is_claimed_again(db):
    jobs.put("letter", 7)
    jobs.claim("letter")

    with later(minutes=6):
        again = jobs.claim("letter")

    assert [job.attempts for job in again] == [2]


def test_a_done_job_never_comes_back(db):
    jobs.put("letter", 7)
    jobs.done(jobs.claim("letter")[0])

    with later(days=1):
        assert jobs.claim("letter") == []


def test_a_failed_job_waits_longer_each_time(db):
    jobs.put("letter", 7)
    pauses = []
    moment = timezone.now()
    for _ in range(4):
        with time_machine.travel(moment, tick=False):
            job = jobs.claim("letter")[0]
            jobs.failed(job, "SMTPServerDisconnected")
        job.refresh_from_db()
        pauses.append(job.next_try_at - moment)
        moment = job.next_try_at

    assert pauses == [timedelta(minutes=minutes) for minutes in (1, 2, 4, 8)]


def test_after_twelve_attempts_a_job_is_dead_and_others_flow(db):
    jobs.put("letter", 7)
    moment = timezone.now()
    for _ in range(jobs.ATTEMPTS):
        with time_machine.travel(moment, tick=False):
            jobs.failed(jobs.claim("letter")[0], "Refused")
        moment += timedelta(hours=7)
    jobs.put("letter", 8)

    with time_machine.travel(moment, tick=False):
        assert [job.object_id for job in jobs.claim("letter")] == [8]
    assert [job.object_id for job in Job.objects.dead()] == [7]
