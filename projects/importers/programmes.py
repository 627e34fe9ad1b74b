"""A list of programmes → the register: names, years, successor, umbrella."""

from collections.abc import Iterator
from pathlib import Path

from oversight import tables
from oversight.tables import Row
from projects import matching
from projects.models import Programme

TEXTS = (
    *("name_kk", "name_ru", "name_en"),
    *("description_kk", "description_ru", "description_en"),
)


def programmes(path: Path) -> Iterator[Programme]:
    """Programmes from a list, made or brought up to date. Raises tables.TableRefused, and
    Unreadable for a row that makes no sense."""
    rows = [row for row in tables.read_table(path, ("code", "name_kk")) if isinstance(row, Row)]
    for row in rows:
        yield _programme(row.values)
    for row in rows:
        _link(row.values)


def _programme(values: dict[str, str]) -> Programme:
    return Programme.objects.update_or_create(
        code=values["code"],
        defaults={
            **{name: values.get(name, "") for name in TEXTS},
            "starts_on": matching.day(values.get("starts_on", ""), last=False).day,
            "ends_on": matching.day(values.get("ends_on", ""), last=True).day,
        },
    )[0]


def _link(values: dict[str, str]) -> None:
    links = {name: values.get(name) for name in ("successor", "umbrella")}
    found = {
        name: Programme.objects.filter(code=code).first() for name, code in links.items() if code
    }
    Programme.objects.filter(code=values["code"]).update(**found)
