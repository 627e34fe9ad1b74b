"""Budgets of 2,345 rural districts, five years, three versions each: read, written, and compared;
and those of one more year as sheets, a row a line.

Seconds of the processor are told beside those of the clock, for other work on the machine only
ever adds time.
"""

import csv
import random
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from bench import own, treasury
from oversight.models import Place
from oversight.places.sourced import Given
from projects.budgets import lists, peers, spread
from projects.models import LocalBudget

UNITS, YEARS = 2_345, range(2021, 2026)
MOST, MOST_PEERS = 60.0, 0.05  # seconds
A_DISTRICT = 40  # rural districts
SOURCE = Given("Maslikhats", "public acts")


def main() -> int:
    with own.database():
        return tell(Path(sys.argv[-1]))


def tell(folder: Path) -> int:
    path, sheet, codes = folder / "budgets.csv", folder / "sheet.csv", make_places()
    count, lines = write(path, codes), write_lines(sheet, codes)
    slow = [timed(f"{count:,} new budgets", path), timed("the same again", path)]
    slow += [timed(f"{lines:,} lines of {UNITS:,} sheets", sheet), timed("the same again", sheet)]
    budget = LocalBudget.objects.speaking().select_related("place").filter(year=2025)[UNITS // 2]
    start, processor = time.perf_counter(), time.process_time()
    found = peers.of(budget)
    took, used = time.perf_counter() - start, time.process_time() - processor
    print(
        f"peers of one among {found.count}: {took:.3f} s "
        f"({used:.3f} s of the processor; at most {MOST_PEERS})"
    )
    start = time.perf_counter()
    spread.of(spread.budgets(None), 2025)
    print(f"spread of the country: {time.perf_counter() - start:.3f} s")
    return int(max(slow) > MOST or took > MOST_PEERS)


def timed(what: str, path: Path) -> float:
    start, processor = time.perf_counter(), time.process_time()
    filling = lists.plan(path, SOURCE)
    lists.apply(filling)
    took = time.perf_counter() - start
    used = time.process_time() - processor
    print(f"{what}: {took:.1f} s ({used:.1f} s of the processor; at most {MOST:.0f})")
    return took


def make_places() -> list[str]:
    """Rural districts in districts of a few regions, each with its people."""
    dice = random.Random(7)
    kind = Place.Kind
    codes = []
    for number in range(0, UNITS, A_DISTRICT):
        region, district = divmod(number // A_DISTRICT, 30)
        above = _place(f"{region + 10}{district + 20:02}00000", kind.DISTRICT, None)
        above.save()
        inside = [
            _place(f"{above.code[:4]}{at + 30:02}000", kind.RURAL_DISTRICT, above)
            for at in range(min(A_DISTRICT, UNITS - number))
        ]
        for place in inside:
            place.population, place.population_year = round(dice.lognormvariate(7.4, 0.6)), 2025
        Place.objects.bulk_create(inside)
        codes += [place.code for place in inside]
    return codes


def _place(code: str, kind: str, above: Place | None) -> Place:
    name = f"Округ {code}"
    place = Place(
        code=code, kind=kind, name_kk=name, name_ru=name, valid_from="2026-07-17", parent=above
    )
    place.fill_keys()
    return place


def write(path: Path, codes: list[str]) -> int:
    return fill(path, treasury.HEAD, codes, treasury.rows, YEARS)


def write_lines(path: Path, codes: list[str]) -> int:
    return fill(path, treasury.SHEET_HEAD, codes, treasury.lines, [YEARS[-1] + 1])


def fill(
    path: Path,
    head: Iterable[str],
    codes: list[str],
    rows: Callable[..., Iterable[list[str]]],
    years: Iterable[int],
) -> int:
    """A list of these rows of each place and year; returns how many there are."""
    dice = random.Random(7)
    incomes = treasury.incomes(len(codes))
    dice.shuffle(incomes)
    count = 0
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        for code, income in zip(codes, incomes, strict=True):
            for year in years:
                for row in rows(code, year, income, dice.randrange(2, 60)):
                    writer.writerow(row)
                    count += 1
    return count
