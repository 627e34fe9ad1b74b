"""Lists of 20,000 works, read and written: new, again, some changed, all changed, and given out.

One in five names its village instead of its code. Seconds of the processor are told beside those
of the clock, for other work on the machine only ever adds time. The longest write lock is that of
the slowest batch: each is one transaction.
"""

import csv
import itertools
import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from bench import own
from oversight import offices
from oversight.models import Place
from projects import importers
from projects.oc4ids import package

WORKS, FEW = 20_000, 1_000
DISTRICTS, VILLAGES = 160, 6_000
MOST = 60.0  # seconds that a list may take
BATCH = 500
SINCE = date(2026, 7, 17)
HEAD = (
    *("identifier", "programme", "district_kato", "kato", "place", "title_kk", "sector", "type"),
    *("planned_start", "planned_end", "budget_amount", "budget_kind", "suppliers", "status"),
)
Village = tuple[str, str, str]  # code of the district, code, name


def main() -> int:
    with own.database():
        tell(Path(sys.argv[-1]))
    return 0


def tell(folder: Path) -> None:
    path, villages = folder / "works.csv", make_places()
    write_list(path, villages, moved=0)
    run(f"{WORKS:,} new works", path)
    run("the same again", path)
    write_list(path, villages, moved=FEW)
    run(f"{FEW:,} moved deadlines", path)
    write_list(path, villages, moved=WORKS, year=2028)
    run(f"{WORKS:,} moved deadlines", path)
    export(folder / "works.json")
    run("their own OC4IDS package", folder / "works.json")


def make_places() -> list[Village]:
    """Regions, districts and villages, each with its akim's office."""
    made: dict[str, Place] = {}
    for level in place_levels():
        places = [_place(made.get(above), *row) for *row, above in level]
        Place.objects.bulk_create(places, batch_size=BATCH)
        made |= {place.code: place for place in places}
    offices.make()
    villages = [place for place in made.values() if place.kind == Place.Kind.VILLAGE]
    return [(place.code[:4] + "00000", place.code, place.name_kk) for place in villages]


def _place(above: Place | None, code: str, kind: str, name: str) -> Place:
    place = Place(code=code, kind=kind, name_kk=name, name_ru=name, valid_from=SINCE, parent=above)
    place.fill_keys()
    return place


def place_levels() -> Iterator[list[tuple[str, str, str, str]]]:
    """(code, kind, name, code above), regions first."""
    regions = [f"{10 + number}0000000" for number in range(17)]
    yield [(code, Place.Kind.REGION, f"Облыс {code[:2]}", "") for code in regions]
    districts = [f"{10 + number % 17}{30 + number // 17:02}00000" for number in range(DISTRICTS)]
    yield [(c, Place.Kind.DISTRICT, f"Аудан {c[:4]}", c[:2] + "0000000") for c in districts]
    numbers = itertools.cycle(districts)
    villages = [(next(numbers), 30 + number // DISTRICTS) for number in range(VILLAGES)]
    yield [(f"{d[:4]}{n}100", Place.Kind.VILLAGE, f"Ауыл {d[:4]}{n}", d) for d, n in villages]


def write_list(path: Path, villages: list[Village], *, moved: int, year: int = 2027) -> None:
    """The list, in which the first so many works end in another year."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        for number in range(WORKS):
            end = f"{year if number < moved else 2026}-10-01"
            writer.writerow(_row(number, villages[number % len(villages)], end))


def _row(number: int, village: Village, end: str) -> list[object]:
    district, code, name = village
    code = "" if number % 5 == 0 else code
    return [
        *(f"kz-{number:05}", "Ауыл – ел бесігі", district, code, name),
        *(f"Көше жарығы {number}", "road", "new", "2025-03-01", end),
        *(186_400_000 + number, "allocated", f"«Құрылыс {number % 3000}» ЖШС"),
        "in_progress",
    ]


def run(what: str, path: Path) -> None:
    """Plan and write a list, and tell how long that took."""
    plan, reading = timed(lambda: importers.plan(path))
    locks: list[float] = []
    began = [time.perf_counter()]

    def note(_count: int) -> None:
        locks.append(time.perf_counter() - began[0])
        began[0] = time.perf_counter()

    began[0] = time.perf_counter()
    _written, writing = timed(lambda: importers.apply(plan, note))
    wall, cpu = (one + two for one, two in zip(reading, writing, strict=True))
    verdict = "" if cpu <= MOST else f", more than {MOST:.0f} s"
    print(f"{what}: {cpu:.1f} s of the processor, {wall:.1f} s by the clock{verdict}")
    counts = f"new {len(plan.new)}, changed {len(plan.changed)}, as they are {plan.unchanged}"
    print(f"  {counts}, refused {len(plan.refused)}; longest lock {max(locks, default=0):.2f} s")


def export(path: Path) -> None:
    def write() -> int:
        with path.open("w", encoding="utf-8") as file:
            return sum(file.write(piece) for piece in package.pieces())

    size, (wall, cpu) = timed(write)
    count = len(json.loads(path.read_text(encoding="utf-8"))["projects"])
    print(f"{count} works given out as OC4IDS: {size / 2**20:.0f} MB, {cpu:.1f} s, {wall:.1f} s")


def timed(work: Callable[[], object]) -> tuple[object, tuple[float, float]]:
    """What the work gives, and its seconds by the clock and of the processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return result, (time.perf_counter() - wall, time.process_time() - cpu)
