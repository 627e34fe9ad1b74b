"""The list of works as files, row by row, so that twenty thousand cost no more memory than one."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from oversight import streams
from projects.models import Contract, Project

_OWN = streams.own(
    *("planned_start", "planned_start_precision", "planned_end", "planned_end_precision"),
    "capacity",
    *("budget_amount", "budget_kind", "budget_shared"),
    *("declared_percent", "declared_on", "paid_amount", "actual_start", "actual_end"),
    *("observed_stage", "observed_on", "last_seen_on", "report_count", "overdue_count"),
    *("source_url", "source_date"),
)
COLUMNS: streams.Columns = {
    "identifier": lambda work: work.identifier,
    "title_kk": lambda work: work.title_kk,
    "title_ru": lambda work: work.title_ru,
    "title_en": lambda work: work.title_en,
    "kato": lambda work: work.place.code,
    "place_kk": lambda work: work.place.name_kk,
    "place_ru": lambda work: work.place.name_ru,
    "invented": lambda work: work.place.invented,
    "programme": lambda work: work.programme.code if work.programme else "",
    "sector": lambda work: work.sector,
    "type": lambda work: work.type,
    "status": lambda work: work.status,
    **_OWN,
    "suppliers": lambda work: "; ".join(_suppliers(work)),
    "flags": lambda work: " ".join(_flags(work)),
    "latitude": lambda work: _point(work)[0],
    "longitude": lambda work: _point(work)[1],
    "url": lambda work: settings.SITE_URL + reverse("project", args=[work.identifier]),
}


def whole(works: QuerySet[Project]) -> Iterable[Project]:
    """The works with what their rows say, a few hundred at a time."""
    contracts = Prefetch("contracts", Contract.objects.select_related("supplier"))
    return works.prefetch_related(contracts).iterator(chunk_size=streams.AT_ONCE)


def csv_lines(works: Iterable[Project]) -> Iterator[str]:
    return streams.csv_lines(COLUMNS, works)


def geojson_lines(works: Iterable[Project]) -> Iterator[str]:
    """A feature for each work: at its own point, else at its village's, else nowhere."""
    return streams.geojson_lines(COLUMNS, works, "identifier", _point)


def _suppliers(work: Project) -> Iterator[str]:
    for contract in work.contracts.all():
        yield f"{contract.supplier.name} {contract.supplier.bin}".strip()


def _flags(work: Project) -> Iterator[str]:
    return (flag.code for flag in work.flags.all())


def _point(work: Project) -> streams.Point:
    return streams.point_of(work, work.place)
