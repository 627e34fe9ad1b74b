"""Import and search of all places: `python -m bench.bench_places FILE`.

FILE is an edition of the classifier (or CLASSIFIER in the environment); it goes into an empty
database of its own kind: SQLite in a temporary folder, or the one that DATABASE_URL names.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path

import django

EDITION = date(2026, 7, 17)
MOST_IMPORT, MOST_SEARCH = 30.0, 0.020  # seconds
EVERY = 40  # of so many villages one is asked for
TIMES = 5  # each is asked so often
# What people type besides whole names.
ODD = ("ка", "Жа", "су", "төбе", "Ақсу Жамбыл", "село Абай", "Жана тилек", "433636100", "ннн")


def main() -> int:
    file = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("CLASSIFIER", ""))
    if not file.is_file():
        print("Left out: name an edition of the classifier in CLASSIFIER.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
        django.setup()
        on_an_empty_database(file)
    return 0


def on_an_empty_database(file: Path) -> None:
    # It imports settings, which only now are known.
    tools = import_module("django.test.utils")
    tools.setup_test_environment()
    databases = tools.setup_databases(verbosity=0, interactive=False)
    try:
        print(f"On {databases[0][0].vendor}:")
        tell_import(file)
        tell_search()
    finally:
        tools.teardown_databases(databases, verbosity=0)


def tell_import(file: Path) -> None:
    edition_import = import_module("oversight.places.edition_import")
    worked = time.process_time()
    took = timed(lambda: edition_import.apply_places(edition_import.plan_places(file, EDITION)))
    worked = time.process_time() - worked
    print(
        f"  import of all places: {took:.1f} s, {worked:.1f} of them work of "
        f"this process (at most {MOST_IMPORT:.0f})"
    )
    again = timed(lambda: edition_import.plan_places(file, EDITION))
    unchanged = edition_import.plan_places(file, EDITION).is_empty
    print(f"  a second run: {again:.1f} s, {'no change' if unchanged else 'CHANGES'}")


def tell_search() -> None:
    client, search = import_module("django.test").Client(), import_module("oversight.places.search")
    asked = list(words())
    suggest = partial(client.get, "/kk/search/suggest/")
    search.find("warm")
    suggest({"q": "warm"})
    found = [usual(partial(search.find, text)) for text in asked]
    suggested = [usual(partial(suggest, {"q": text})) for text in asked]
    show(f"search for {len(asked)} names, right and wrong", found)
    show("the whole request while one types", suggested)


def words() -> Iterator[str]:
    """Names in three scripts, every other one with a letter missing, and what is odd."""
    places = import_module("oversight.models").Place.objects.current()
    villages = places.filter(kind="village").order_by("code")[::EVERY]
    for number, place in enumerate(villages):
        name = place.name_in(("kk", "ru", "en")[number % 3])
        yield name if number % 2 else name[:2] + name[3:]
    yield from ODD


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def usual(work: Callable[[], object]) -> float:
    """The median of a few times: what else a machine does is not what a word costs."""
    return statistics.median(timed(work) for _ in range(TIMES))


def show(title: str, times: list[float]) -> None:
    median, worst = statistics.median(times), max(times)
    share = median / MOST_SEARCH
    print(f"  {title}: median {median * 1000:.1f} ms, {share:.2f} of what it may take")
    slow = sorted(times)[-len(times) // 20]
    print(f"    one in twenty {slow * 1000:.1f} ms, worst {worst * 1000:.1f} ms")


if __name__ == "__main__":
    sys.exit(main())
