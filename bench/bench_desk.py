"""The desk and the letters of a whole country: `DATABASE_URL=… python -m bench.bench_desk`.

2,345 offices and 200,000 reports, 50,000 of them on one desk: how long the day's letters take to
be made and how much memory, and how long a page of the queue takes and how many questions. The site
runs as for people: the tests' own hooks copy the context of every template.
"""

import os
import resource
import statistics
import time
import uuid
from datetime import date, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from oversight.calendar import today  # noqa: E402
from oversight.models import Appointment, Installation, Office, Place, Posting, User  # noqa: E402
from reports.deadlines import Deadlines  # noqa: E402
from reports.letters import issues  # noqa: E402
from reports.models import DigestIssue, Report  # noqa: E402

OFFICES, REPORTS, ONE_DESK = 2_345, 200_000, 50_000
ROUNDS = 15
MOST_SECONDS, MOST_MB, MOST_QUERIES, MOST_MS = 30, 300, 10, 70


def main() -> int:
    """Measure on a database of its own; 1 when something is over its limit."""
    settings.ALLOWED_HOSTS = ["testserver"]
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        offices = make_offices()
        make_reports(offices)
        return max(measure_letters(), measure_queue(offices[0]))
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def make_offices() -> list[Office]:
    Installation.objects.update_or_create(pk=1, defaults={"opened_on": today()})
    since = date(2026, 7, 17)
    places = [
        Place(
            code=f"{100000000 + number * 100:09}",
            kind=Place.Kind.RURAL_DISTRICT,
            name_kk=f"Ауыл {number}",
            name_ru=f"Село {number}",
            name_en="",
            valid_from=since,
        )
        for number in range(OFFICES)
    ]
    places = Place.objects.bulk_create(places, batch_size=1000)
    offices = [
        Office(
            place=place,
            name_kk=f"{place.name_kk} әкімінің аппараты",
            name_ru=f"Аппарат акима {place.name_ru}",
            email=f"office{number}@akimat.test",
            contact=Office.Contact.CONFIRMED,
        )
        for number, place in enumerate(places)
    ]
    return Office.objects.bulk_create(offices, batch_size=1000)


def make_reports(offices: list[Office]) -> None:
    """The first quarter on one desk; of all, two in five wait for an answer."""
    now = Deadlines(today())
    version, due = now.version, now.answer_by()
    for start in range(0, REPORTS, 5000):
        Report.objects.bulk_create(
            report(number, offices, due, version) for number in range(start, start + 5000)
        )
    with connection.cursor() as cursor:
        # As the database does by itself on any day: what counts read alone is marked as seen.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def report(number: int, offices: list[Office], due: date, version: str) -> Report:
    office = offices[0] if number < ONE_DESK else offices[1 + number % (OFFICES - 1)]
    is_open = number % 5 < 2
    filed = today() - timedelta(days=number % 60)
    return Report(
        draft_id=uuid.uuid4(),
        receipt=f"{number:064}",
        content_hash="",
        kind="progress",
        place_id=office.place_id,
        office=office,
        stage="stopped",
        text="Жұмыс тоқтап тұр.",
        language="kk",
        observed_on=filed,
        state="open" if is_open else "answered",
        needs_answer=True,
        filed_on=filed,
        public_on=filed,
        clock_started_on=filed,
        answer_due_on=due - timedelta(days=number % 60),
        calendar_version=version,
        answered_on=None if is_open else filed,
        answered_in_time=None if is_open else True,
    )


def measure_letters() -> int:
    started = time.perf_counter()
    made = issues.make_all(today())
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    largest = max(len(issue.html.encode()) for issue in DigestIssue.objects.only("html").iterator())
    print(f"{made} letters to {OFFICES} offices over {REPORTS} reports: {seconds:.1f} s", end="")
    print(f" of {MOST_SECONDS}, {peak:.0f} MB of {MOST_MB}, the largest {largest / 1024:.0f} KB")
    return int(seconds > MOST_SECONDS or peak > MOST_MB)


def measure_queue(office: Office) -> int:
    browser = signed_in(office)
    browser.get("/desk/")
    took = []
    for _round in range(ROUNDS):
        with CaptureQueriesContext(connection) as asked:
            started = time.perf_counter()
            response = browser.get("/desk/")
            took.append(1000 * (time.perf_counter() - started))
    rows, median = response.content.count(b"queue__title"), statistics.median(took)
    print(f"desk, {rows} rows of {ONE_DESK}: {len(asked)} queries of {MOST_QUERIES}, ", end="")
    print(f"{median:.0f} ms (best {min(took):.0f}) of {MOST_MS}")
    return int(len(asked) > MOST_QUERIES or median > MOST_MS)


def signed_in(office: Office) -> Client:
    """A clerk of the office with the second factor shown."""
    user = User.objects.create_user("clerk@akimat.test", "a password of the bench")
    appointment = Appointment.objects.create(user=user, side=Appointment.Side.OFFICE)
    Posting.objects.create(appointment=appointment, office=office)
    browser = Client()
    browser.force_login(user)
    session = browser.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp"}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return browser


if __name__ == "__main__":
    raise SystemExit(main())
