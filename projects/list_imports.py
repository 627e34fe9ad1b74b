"""Importing a list from the Django admin in two steps: see what would change, then do it.

The request only keeps the file and a row of the queue; a worker reads, compares and writes, so a
large list holds up nobody. Between the steps the file lies in a private folder.
"""

import os
import secrets
import time
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import translation

from oversight import jobs, tables
from oversight.calendar import today
from oversight.models import Job, User
from oversight.tables import Refusal, TableRefused
from projects.list_kinds import KINDS, Group
from projects.models import ListImport

MAX_BYTES = 100 * 1024 * 1024
SHOWN = 100  # of each sort of difference, in the preview
CHANGES = ("changed", "renamed", "moved", "gone", "former", "earlier")
KEPT = 14 * 24 * 3600  # seconds for which an uploaded file is kept

State = ListImport.State


class TooLarge(Exception):
    """More bytes than a list can need."""


class NotReady(Exception):
    """The list was not read, or is being written already."""


@transaction.atomic
def keep(upload: UploadedFile, *, by: User, kind: str, **said: object) -> ListImport:
    """Keep the file as it came, and ask a worker to read it. `said` is what the kind of list asks
    (`list_kinds.KINDS`). Raises TooLarge."""
    if upload.size > MAX_BYTES:
        raise TooLarge
    kept = ListImport.objects.create(
        uploaded_by=by,
        uploaded_on=today(),
        title=Path(upload.name).name[:200],
        file_name=_store(upload),
        kind=kind,
        **said,
    )
    jobs.put("read_list", kept.pk)
    return kept


@transaction.atomic
def confirm(kept: ListImport) -> None:
    """Do what was shown. Raises NotReady."""
    ready = ListImport.objects.filter(pk=kept.pk, state=State.READ)
    if not ready.update(state=State.CONFIRMED):
        raise NotReady
    jobs.put("write_list", kept.pk)


def run_waiting() -> None:
    """What a worker does: read what was uploaded, write what was confirmed."""
    for kind, step in (("read_list", _read), ("write_list", _write)):
        for job in jobs.claim(kind, limit=1):
            _run(job, step)


def _run(job: Job, step: object) -> None:
    kept = ListImport.objects.select_related("uploaded_by").get(pk=job.object_id)
    with translation.override(kept.uploaded_by.language):
        try:
            step(kept)
        except (TableRefused, FileNotFoundError) as problem:
            kept.state, kept.problem = State.FAILED, str(getattr(problem, "reason", problem))
            kept.save()
    jobs.done(job)


def _read(kept: ListImport) -> None:
    kind = KINDS[kept.kind]
    plan = kind.plan(path_of(kept), kept)
    groups = [group for group in kind.groups(plan) if group.things]
    counts = {group.name: len(group.things) for group in groups}
    kept.new_count = counts.get("new", 0)
    kept.changed_count = sum(counts.get(name, 0) for name in CHANGES)
    kept.unchanged_count, kept.refused_count = plan.unchanged, len(plan.refused)
    kept.preview = {group.name: _said(group) for group in [*groups, _refused(plan.refused)]}
    _write_refused(kept, plan.refused)
    kept.state = State.READ
    kept.save()


def _write(kept: ListImport) -> None:
    """What the register holds is compared anew: it may have moved since it was shown."""
    kind = KINDS[kept.kind]
    kind.write(kind.plan(path_of(kept), kept), kept)
    kept.state = State.DONE
    kept.save()


def _said(group: Group) -> list[list[str]]:
    return [list(map(str, group.say(thing))) for thing in group.things[:SHOWN]]


def _refused(rows: list[Refusal]) -> Group:
    return Group("refused", rows, lambda row: (row.number, row.reason))


def _write_refused(kept: ListImport, rows: list[Refusal]) -> None:
    if rows:
        header = list(dict.fromkeys(name for row in rows for name in row.values))
        tables.write_refused(refused_path(kept), header, rows)


# Files ----------------------------------------------------------------------------------------


def path_of(kept: ListImport) -> Path:
    return settings.IMPORTS_DIR / kept.file_name


def refused_path(kept: ListImport) -> Path:
    """The refused rows, each with its reason, as a list that can be mended and uploaded again."""
    return settings.IMPORTS_DIR / f"{kept.file_name}.refused.csv"


def sweep() -> int:
    """Delete uploaded lists that are no longer needed; returns how many files."""
    edge = time.time() - KEPT
    old = [path for path in settings.IMPORTS_DIR.glob("*") if path.stat().st_mtime < edge]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _store(upload: UploadedFile) -> str:
    """Under a random name; only its ending is kept, by which OC4IDS is told from a table."""
    name = secrets.token_hex(16) + (".json" if upload.name.lower().endswith(".json") else "")
    settings.IMPORTS_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = settings.IMPORTS_DIR / name
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return name
