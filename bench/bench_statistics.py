"""Statistics of a whole country: `DATABASE_URL=… python -m bench.bench_statistics [REPORTS]`.

200,000 reports of 2,345 offices: how many questions a page asks, how long it takes for the country,
an office and a year, and how long and how much memory the table of all of them takes.
"""

import os
import resource
import statistics
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench import bench_desk  # noqa: E402
from oversight.calendar import today  # noqa: E402
from oversight.models import Place  # noqa: E402

ROUNDS = 7
MOST_QUERIES, MOST_MS, MOST_MB = 10, 400, 300


def main() -> int:
    """Measure on a database of its own; 1 when something is over its limit."""
    settings.ALLOWED_HOSTS = ["testserver"]
    bench_desk.REPORTS = int(sys.argv[1]) if len(sys.argv) > 1 else bench_desk.REPORTS
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        offices = bench_desk.make_offices()
        bench_desk.make_reports(offices)
        # One region on the country's page, and not as many as there are villages.
        region = offices[0].place
        Place.objects.exclude(pk=region.pk).update(parent=region)
        paths = ("", f"offices/{offices[0].pk}/", f"?period={today().year}")
        return max([*(measure(f"/ru/statistics/{path}") for path in paths), measure_table()])
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def measure(path: str) -> int:
    browser, took = Client(), []
    browser.get(path)
    for _round in range(ROUNDS):
        with CaptureQueriesContext(connection) as asked:
            started = time.perf_counter()
            browser.get(path)
            took.append(1000 * (time.perf_counter() - started))
    median = statistics.median(took)
    print(f"{path}: {len(asked)} queries of {MOST_QUERIES}, ", end="")
    print(f"{median:.0f} ms (best {min(took):.0f}) of {MOST_MS}")
    return int(len(asked) > MOST_QUERIES or median > MOST_MS)


def measure_table() -> int:
    started = time.perf_counter()
    response = Client().get("/api/v1/statistics/reports.csv")
    size = sum(len(piece) for piece in response.streaming_content)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"the table of {bench_desk.REPORTS} reports: {size / 2**20:.0f} MB, ", end="")
    print(f"{seconds:.1f} s, {peak:.0f} MB of {MOST_MB}")
    return int(peak > MOST_MB)


if __name__ == "__main__":
    raise SystemExit(main())
