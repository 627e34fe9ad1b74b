"""Project records of OC4IDS (.json) → drafts of works. Read as a stream: a file may be large.

A file is a project package, a list of packages or of projects, or one project.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import ijson
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from oversight.tables import Refusal, Row, TableRefused
from projects import oc4ids
from projects.importers.drafts import Draft
from projects.importers.places import Found
from projects.importers.register import Register
from projects.importers.rows import whole
from projects.lines import fits
from projects.models import Programme, Project

LINES = (
    *("contracts__supplier", "contracts__modifications", "contracts__payments"),
    *("funding", "milestones", "documents", "declarations"),
)
DEEPEST = 60
LARGEST_RECORD = 2 * 2**20  # one work with all its contracts; a page of text has 4,000 letters


@dataclass(frozen=True, slots=True)
class Record(Row):
    """A project of a file: `values` tell it apart, `text` is the whole of it."""

    text: str = ""


def is_json(path: Path) -> bool:
    """By its first letter, since names are often wrong."""
    with path.open("rb") as file:
        return file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def read(path: Path) -> Iterator[Record | Refusal]:
    """The projects of the file, one after the other. Raises TableRefused."""
    with _damage_told():
        prefix = _where_projects_are(path)
        with path.open("rb") as file:
            _skip_mark(file)
            for number, data in enumerate(ijson.items(file, prefix, use_float=True), 1):
                yield record(number, data)


def _where_projects_are(path: Path) -> str:
    """The path to the projects, after a look through the whole file: it must be sound to its end,
    and no deeper than a record can be."""
    depth, lists, found = 0, 0, None
    with path.open("rb") as file:
        _skip_mark(file)
        for event, value in ijson.basic_parse(file, use_float=True):
            if event in ("start_map", "start_array"):
                depth += 1
                lists += event == "start_array" and depth == 1
                if depth > DEEPEST:
                    raise TableRefused(_("The file is nested too deeply."))
            elif event in ("end_map", "end_array"):
                depth -= 1
            elif event == "map_key" and depth == 1 + lists:
                found = {"projects": "projects.item", "id": found or ""}.get(value, found)
    if found is None:
        raise TableRefused(_("The file holds no projects of OC4IDS."))
    return ".".join(filter(None, ["item"] * lists + [found]))


def _skip_mark(file: BinaryIO) -> None:
    """A byte order mark is no JSON, and many programs write one."""
    if file.read(3) != b"\xef\xbb\xbf":
        file.seek(0)


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except (ijson.JSONError, UnicodeDecodeError, RecursionError, OverflowError) as error:
        raise TableRefused(_("The file is no whole JSON and cannot be read to its end.")) from error


def record(number: int, data: object) -> Record | Refusal:
    """The project as a record, unless it cannot be kept."""
    if not isinstance(data, dict):
        return Refusal(number, {}, _("This is no project of OC4IDS."))
    values = {name: str(data.get(name) or "") for name in ("title", "status")}
    values = {"identifier": str(data.get("id") or ""), "kato": "", **values}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    if len(text) > LARGEST_RECORD:
        return Refusal(number, values, _("The record is too large."))
    # PostgreSQL keeps no NUL, and nothing can show half a character.
    if "\\u0000" in text or re.search("[\ud800-\udfff]", text):
        return Refusal(number, {}, _("The record holds letters that cannot be kept."))
    return Record(number, values, text)


def digest(text: str) -> str:
    """Tells whether a record is the one that was received before."""
    return hashlib.sha256(text.encode()).hexdigest()


def is_as_published(text: str, project: Project) -> bool:
    """Whether the record is what this site itself says of the work."""
    return json.loads(text) == json.loads(json.dumps(oc4ids.to_oc4ids(project)))


def identifier(record: Record, prefix: str) -> str:
    """Our own works come back under their own identifiers, others keep the whole of theirs."""
    own = f"{settings.OC4IDS_PREFIX}-"
    given = record.values["identifier"].strip().removeprefix(own).lower()
    return re.sub(r"[^a-z0-9_-]+", "-", given)


def where(record: Record) -> dict[str, str]:
    """What the record says of its place."""
    return oc4ids.from_oc4ids(json.loads(record.text)).where


def draft(
    record: Record, name: str, found: Found, known: Project | None, register: Register
) -> Draft:
    """What the record says of the work. Raises Unreadable."""
    work = oc4ids.from_oc4ids(json.loads(record.text))
    fields = dict(work.fields)
    if known is None:
        fields = {"sector": Project.Sector.MIXED, **fields}
        whole(fields)
    fits(Programme, {"name_kk": work.programme})
    programme = register.programme(work.programme)
    if programme:
        fields["programme"] = programme
    notes = [*work.notes, found.note]
    if work.customer in register.offices:
        fields["customer"] = register.offices[work.customer]
    elif work.customer:
        notes.append(_("No office has the BIN %(bin)s.") % {"bin": work.customer})
    return Draft(
        number=record.number,
        values=record.values,
        identifier=name,
        fields=fields,
        place=found.place,
        programme="" if programme else work.programme,
        lines=work.lines,
        original=record.text,
        notes=tuple(filter(None, notes)),
    )
