"""How long 20,000 works take: `python -m bench.bench_importers`.

A database of its own, filled with places; a list of works as CSV, with names instead of codes for
one in five; read, written, read again, changed, and given out as OC4IDS. The longest write lock
is that of the slowest batch.
"""

import csv
import itertools
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import django

WORKS = 20_000
DISTRICTS, VILLAGES = 160, 6_000
HEAD = (
    *("identifier", "programme", "district_kato", "kato", "place", "title_kk", "sector", "type"),
    *("planned_start", "planned_end", "budget_amount", "budget_kind", "suppliers", "status"),
)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
        django.setup()
        # They import models, which need the settings that only now are known.
        importers = import_module("projects.importers")
        package = import_module("projects.oc4ids.package")
        prepare()
        villages = make_places()
        path = Path(folder) / "works.csv"
        write_list(path, villages, year=2026)
        run("20,000 new works", importers, path)
        run("the same again", importers, path)
        write_list(path, villages, year=2027)
        run("20,000 moved deadlines", importers, path)
        export(package, Path(folder) / "works.json")
        run("their own OC4IDS package", importers, Path(folder) / "works.json")
    return 0


def prepare() -> None:
    call_command = import_module("django.core.management").call_command
    if os.environ.get("DATABASE_URL"):
        connection = import_module("django.db").connection
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
    else:
        call_command("migrate", verbosity=0)


def make_places() -> list[tuple[str, str, str]]:
    """Regions, districts and villages; returns the villages as (district, code, name)."""
    models = import_module("oversight.models")
    kato = import_module("oversight.kato")
    offices = import_module("oversight.offices")
    made: dict[str, object] = {}
    villages = []

    def put(code: str, kind: str, name: str, above: object = None) -> object:
        since = import_module("datetime").date(2026, 7, 17)
        place = models.Place(code=code, kind=kind, name_kk=name, name_ru=name, valid_from=since)
        place.parent = above
        place.fill_keys()
        return place

    for level in place_levels(kato.Kind):
        places = [put(code, kind, name, made.get(above)) for code, kind, name, above in level]
        models.Place.objects.bulk_create(places, batch_size=500)
        made |= {place.code: place for place in places}
        villages = [(place.code[:4] + "00000", place.code, place.name_kk) for place in places]
    offices.make()
    return villages


def place_levels(kind: type) -> Iterator[list[tuple[str, str, str, str]]]:
    """(code, kind, name, code above), regions first."""
    regions = [f"{10 + number}0000000" for number in range(17)]
    yield [(code, kind.REGION, f"Облыс {code[:2]}", "") for code in regions]
    districts = [f"{10 + number % 17}{30 + number // 17:02}00000" for number in range(DISTRICTS)]
    yield [(c, kind.DISTRICT, f"Аудан {c[:4]}", c[:2] + "0000000") for c in districts]
    numbers = itertools.cycle(districts)
    villages = [(next(numbers), 30 + number // DISTRICTS) for number in range(VILLAGES)]
    yield [(d[:4] + f"{n}100", kind.VILLAGE, f"Ауыл {d[:4]}{n}", d) for d, n in villages]


def write_list(path: Path, villages: list[tuple[str, str, str]], year: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        for number in range(WORKS):
            district, code, name = villages[number % len(villages)]
            code = "" if number % 5 == 0 else code
            writer.writerow(
                [
                    *(f"kz-{number:05}", "Ауыл – ел бесігі", district, code, name),
                    *(f"Көше жарығы {number}", "road", "new", "2025-03-01", f"{year}-10-01"),
                    *(186_400_000 + number, "allocated", f"«Құрылыс {number % 3000}» ЖШС"),
                    "in_progress",
                ]
            )


def run(what: str, importers: object, path: Path) -> None:
    plan, reading = timed(lambda: importers.plan(path))
    locks: list[float] = []
    began = [time.perf_counter()]

    def note(_count: int) -> None:
        locks.append(time.perf_counter() - began[0])
        began[0] = time.perf_counter()

    written, writing = timed(lambda: importers.apply(plan, note))
    print(f"{what}: read in {reading:.1f} s, {written} written in {writing:.1f} s")
    counts = f"new {len(plan.new)}, changed {len(plan.changed)}, as they are {plan.unchanged}"
    print(f"  {counts}, refused {len(plan.refused)}; longest batch {max(locks, default=0):.2f} s")


def export(package: object, path: Path) -> None:
    def write() -> int:
        with path.open("w", encoding="utf-8") as file:
            return sum(file.write(piece) for piece in package.pieces())

    size, seconds = timed(write)
    count = len(json.loads(path.read_text(encoding="utf-8"))["projects"])
    print(f"{count} works given out as OC4IDS: {size / 2**20:.0f} MB in {seconds:.1f} s")


def timed(work: Callable[[], object]) -> tuple[object, float]:
    began = time.perf_counter()
    return work(), time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
