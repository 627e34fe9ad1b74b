"""Filing a report while the broker works, is silent and is gone: `python -m bench.bench_broker`.

A whole site of its own, a worker and a clock included. The words and a photo are sent as a phone
does it; printed is how long the site takes to accept both, against two seconds.
"""

import os
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from projects.models import Project  # noqa: E402
from tests import factories  # noqa: E402
from tests.faults.stack import Stack, crash, site, until  # noqa: E402
from tests.faults.test_broker_gone import file_report  # noqa: E402

ROUNDS, MOST_SECONDS = 5, 2


def main() -> int:
    """Measure on a database and in folders of its own; 1 when a report waited too long."""
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with tempfile.TemporaryDirectory() as folder:
            return max(measure(Path(folder)))
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def measure(folder: Path) -> Iterator[int]:
    """1 for each state of the broker in which a report waited too long, else 0."""
    for setting in ("MEDIA_ROOT", "QUARANTINE_DIR", "WITHHELD_DIR", "LETTERS_DIR"):
        setattr(settings, setting, folder / setting.lower())
    factories.open_site()
    project = factories.make_project(factories.make_aksu())
    with site(folder) as stack:
        start(stack)
        yield tell("at work", stack, project)
        os.kill(stack.broker.pid, signal.SIGSTOP)
        yield tell("silent", stack, project)
        crash(stack.broker)
        yield tell("gone", stack, project)


def start(stack: Stack) -> None:
    stack.start_worker()
    stack.start_clock()
    stack.start_web()
    until(stack.has_worker)


def tell(state: str, stack: Stack, project: Project) -> int:
    took = max(timed(stack.address, project) for _round in range(ROUNDS))
    print(f"broker {state}: accepted within {took:.2f} s of {MOST_SECONDS}")
    return int(took > MOST_SECONDS)


def timed(address: str, project: Project) -> float:
    picture = factories.phone_picture()
    started = time.perf_counter()
    if file_report(address, project, picture) != [201, 202]:
        raise SystemExit("a report was not accepted")
    return time.perf_counter() - started


if __name__ == "__main__":
    raise SystemExit(main())
