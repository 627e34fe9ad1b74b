"""Pages at the scale of the country, against a twentieth of its reports: the time of each.

One database is filled with 20,000 works and 10,000 reports and its pages are timed; then it grows
to 200,000 reports, and they are timed again. Other work on the machine only ever adds time, so
the quickest of many rounds is compared.
"""

import gzip
import random
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from bench import own
from oversight.calendar import today
from oversight.models import Installation, Office, Place
from projects import flags, tallies
from projects.models import Programme, Project, ProjectFlag
from projects.models.project import Stage
from reports import statistics, summaries
from reports.models import Report
from reports.workflow import State

WORKS, FEW, MANY = 20_000, 10_000, 200_000  # works, and reports on them
ROUNDS = 25
MOST = 1.3  # what many reports may cost, against few
MAP_KB, MAP_MS, CSV_MB = 60, 80, 100
BATCH = 1_000
KB = 1024
SINCE = date(2026, 7, 17)
# Twenty regions of ten districts of ten rural districts of three villages: kind, digits above it,
# its own digits.
_LEVELS = (
    (Place.Kind.REGION, 0, [f"{n}" for n in range(10, 30)]),
    (Place.Kind.DISTRICT, 2, [f"{n}" for n in range(30, 40)]),
    (Place.Kind.RURAL_DISTRICT, 4, [f"{n}" for n in range(30, 40)]),
    (Place.Kind.VILLAGE, 6, ["100", "200", "300"]),
)

chance = random.Random(7)


@transaction.atomic
def lay_out() -> list[Place]:
    """Every place of the country, with its akims' offices; returns the villages."""
    above: list[Place | None] = [None]
    for kind, depth, numbers in _LEVELS:
        places = [_place(kind, one, depth, digits) for one in above for digits in numbers]
        above = Place.objects.bulk_create(places, batch_size=BATCH)
        if kind == Place.Kind.RURAL_DISTRICT:
            Office.objects.bulk_create(map(_office, above), batch_size=BATCH)
    return above


def _place(kind: str, above: Place | None, depth: int, digits: str) -> Place:
    code = ((above.code[:depth] if above else "") + digits).ljust(9, "0")
    place = Place(code=code, kind=kind, parent=above, valid_from=SINCE)
    place.name_kk = place.name_ru = f"Жер {code}"
    place.latitude = round(chance.uniform(41, 55), 5)
    place.longitude = round(chance.uniform(47, 87), 5)
    place.fill_keys()
    return place


def _office(place: Place) -> Office:
    name = f"{place.name_kk} әкімінің аппараты"
    return Office(place=place, name_kk=name, name_ru=name)


@transaction.atomic
def build(villages: list[Place]) -> list[Project]:
    """Works of all kinds, with their flags."""
    names = [f"programme-{n}" for n in range(8)]
    programmes = [Programme.objects.create(code=n, name_kk=n, name_ru=n) for n in names]
    offices = {office.place_id: office for office in Office.objects.all()}
    works = [
        _work(n, chance.choice(villages), chance.choice(programmes), offices) for n in range(WORKS)
    ]
    Project.objects.bulk_create(works, batch_size=BATCH)
    _flag(works)
    return works


@transaction.atomic
def report(works: list[Project], count: int) -> None:
    """So many reports more, and every summary of works and reports."""
    for _batch in range(count // BATCH):
        Report.objects.bulk_create([_report(chance.choice(works)) for _ in range(BATCH)])
    tallies.rebuild()
    summaries.rebuild_places()
    statistics.rebuild()
    Project.objects.update(report_count=Report.objects.count() // WORKS)


def settle() -> None:
    """What a database does by itself in time: know its tables."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _work(number: int, place: Place, programme: Programme, offices: dict[int, Office]) -> Project:
    start = date(2023, 1, 1) + timedelta(days=chance.randrange(1300))
    work = Project(
        identifier=f"kz-{number:06}",
        title_kk=f"Ауызсу құбыры {number}",
        title_ru=f"Водопровод {number}",
        sector=chance.choice(Project.Sector.values),
        status=chance.choice(Project.Status.values[:5]),
        place=place,
        programme=programme,
        answering_office=offices[place.parent_id],
        planned_start=start,
        planned_end=start + timedelta(days=chance.randrange(200, 900)),
        budget_amount=chance.choice([None, chance.randrange(10**6, 10**9)]),
        budget_shared=chance.random() < 0.1,
        observed_stage=Stage.UNDER_WAY,
        last_seen_on=today() - timedelta(days=chance.randrange(400)),
        added_on=today(),
    )
    work.fill_keys()
    return work


def _report(work: Project) -> Report:
    day = today() - timedelta(days=chance.randrange(900))
    asks = chance.random() < 0.4
    is_answered = asks and chance.random() < 0.7
    report = Report(
        draft_id=uuid.UUID(int=chance.getrandbits(128), version=4),
        receipt=f"{chance.getrandbits(250):064x}",
        content_hash="0" * 64,
        kind="progress",
        project=work,
        place=work.place,
        office=work.answering_office,
        stage=Stage.STOPPED if asks else Stage.UNDER_WAY,
        text="Құбыр көшеде жатыр, жұмыс тоқтап қалды.",
        language="kk",
        observed_on=day,
        state=State.ANSWERED if is_answered else State.OPEN,
        needs_answer=asks,
        filed_on=day,
        public_on=day,
        answer_due_on=day + timedelta(days=21) if asks else None,
        answered_on=day + timedelta(days=chance.randrange(40)) if is_answered else None,
    )
    report.fill_keys()
    return report


def _flag(works: list[Project]) -> None:
    found = ((work, flags.reckon(work, today())) for work in works)
    rows = [
        ProjectFlag(project=work, code=code, numbers=numbers)
        for work, some in found
        for code, numbers in some.items()
    ]
    ProjectFlag.objects.bulk_create(rows, batch_size=BATCH)


def pages() -> dict[str, str]:
    """What is timed: the village with most reports, and all above it."""
    village = Place.objects.filter(kind=Place.Kind.VILLAGE).order_by("-report_count", "code")[0]
    region, district, rural, _self = village.lineage
    work = Project.objects.filter(place=village).order_by("identifier")[0]
    return {
        "home": "/kk/",
        "country": "/kk/places/",
        "region": f"/kk/places/{region.code}/",
        "district": f"/kk/places/{district.code}/",
        "rural district": f"/kk/places/{rural.code}/",
        "village": f"/kk/places/{village.code}/",
        "list": "/kk/projects/",
        "list of a region": f"/kk/projects/?place={region.code}",
        "list of late ones": "/kk/projects/?flag=late",
        "work": f"/kk/projects/{work.identifier}/",
        "reports of a region (API)": f"/api/v1/reports/?place={region.code}",
    }


def quickest(addresses: dict[str, str]) -> dict[str, float]:
    """Milliseconds of the quickest round of each page."""
    client = Client()
    best = dict.fromkeys(addresses, float("inf"))
    for _ in range(ROUNDS):
        for name, address in addresses.items():
            best[name] = min(best[name], timed(lambda address=address: get(client, address)))
    return best


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def get(client: Client, address: str) -> bytes:
    response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answers {response.status_code}")
    return b"".join(response.streaming_content) if response.streaming else response.content


def compare(few: dict[str, float], many: dict[str, float]) -> Iterator[bool]:
    """Print each page's times and their ratio; yields whether it is within bounds."""
    print(f"{'page':<28}{FEW:>9,} rep.{MANY:>9,} rep.{'ratio':>8}")
    for name, before in few.items():
        ratio = many[name] / before
        over = "" if ratio <= MOST else "  over 1.3"
        print(f"{name:<28}{before:>11.1f} ms{many[name]:>11.1f} ms{ratio:>8.2f}{over}")
        yield ratio <= MOST


def weigh_files(region: str) -> Iterator[bool]:
    """The map of a region, and the largest tables."""
    client, address = Client(), f"/kk/places/{region}/map.geojson"
    size = len(gzip.compress(get(client, address), 6)) / KB
    spent = min(timed(lambda: get(client, address)) for _ in range(ROUNDS))
    print(f"map of a region: {size:.1f} KB gzipped, {spent:.0f} ms")
    yield size <= MAP_KB and spent <= MAP_MS
    table = len(get(client, "/api/v1/projects.csv")) / KB / KB
    print(f"table of all works: {table:.1f} MB")
    yield table <= CSV_MB
    yield from stream_reports()


# Memory of its own: pages of the database's file, which it maps, are the system's to take back.
_STREAM = """
import re, django; django.setup()
from django.test import Client
def memory(): return int(re.search(r"RssAnon:\\s+(\\d+)", open("/proc/self/status").read())[1])
lines = iter(Client().get("/api/v1/reports.csv").streaming_content)
size, before = len(next(lines)), memory()
peak = before
for number, line in enumerate(lines):
    size += len(line)
    peak = peak if number % 1000 else max(peak, memory())
print(size, (peak - before) * 1024, peak * 1024)
"""


def stream_reports() -> Iterator[bool]:
    """All reports as a table, in a process that does nothing else: what all of it takes."""
    began = time.perf_counter()
    program = [sys.executable, "-c", _STREAM]
    told = subprocess.check_output(program, text=True, cwd=settings.BASE_DIR)
    size, grown, whole = (int(number) / KB / KB for number in told.split())
    print(
        f"table of all reports: {size:.0f} MB in {time.perf_counter() - began:.0f} s,"
        f" memory grows by {grown:.0f} MB to {whole:.0f} MB"
    )
    yield whole <= CSV_MB


def main() -> int:
    """Fill, time, grow, time again; 1 when a page is over its bounds."""
    with own.database():
        return compare_pages()


def compare_pages() -> int:
    Installation.objects.create(pk=1, opened_on=today())
    works = build(lay_out())
    report(works, FEW)
    settle()
    few = quickest(pages())
    report(works, MANY - FEW)
    settle()
    addresses = pages()
    within = [*compare(few, quickest(addresses)), *weigh_files(addresses["region"].split("/")[3])]
    return 0 if all(within) else 1
