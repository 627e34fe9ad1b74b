"""Tells the public log how rows stand that are told whole (models/restated.py): what is restated
from elsewhere, and works with all that hangs on them.

An entry commits to the whole row, numbered, so that an earlier state never stands in for the last.
What was told before stays readable; a row that stands as it was told leaves no trace.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet

from oversight import public_log
from oversight.calendar import today
from oversight.models import Restated, RowTold
from oversight.public_log import Fact, Part

REMOVED = "row_removed"
BATCH = 1000

Said = dict[str, str]


def models() -> list[type[Restated]]:
    """Every kind of restated row, of all apps."""
    return [model for model in apps.get_models() if issubclass(model, Restated)]


def reason(model: type[Restated]) -> str:
    """By which entries of the kind figure.changed are told of such rows."""
    return f"{model.LOGGED}_stated"


def tell(rows: QuerySet[Restated], *, role: str = "operator") -> int:
    """Append how these rows stand wherever the log was told otherwise, or nothing yet.

    To be called in the transaction that wrote them. Returns how many entries that took.
    """
    standing = stand(rows)
    moved = _moved(standing)
    _append(moved, reason(rows.model), role)
    keys = [int(row.log_id.rpartition("-")[2]) for row in moved]
    for start in range(0, len(keys), BATCH):
        some = rows.model.objects.filter(pk__in=keys[start : start + BATCH])
        some.exclude(told_on=today()).update(told_on=today())
    return len(moved)


def tell_new(rows: Sequence[Restated], *, role: str = "operator") -> None:
    """Append how these rows stand, all of one kind, which this transaction has put in: nothing was
    told of them before, so nothing is looked up."""
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        model = type(some[0])
        standing = stand(model.objects.filter(pk__in=[row.pk for row in some]))
        told = [RowTold(log_id=log_id, number=0, said=said) for log_id, said in standing.items()]
        _append(told, reason(model), role)


def drop(rows: QuerySet[Restated], *, role: str = "operator") -> None:
    """Delete these rows, and tell the log that they were taken away."""
    gone = [f"{rows.model.LOGGED}-{key}" for key in rows.values_list("pk", flat=True)]
    rows.delete()
    forget(gone, role=role)


def forget(log_ids: Iterable[str], *, role: str = "operator") -> None:
    """Tell the log that these rows were taken away, as far as it was told of them."""
    last = _last(list(log_ids))
    gone = [RowTold(log_id=row.log_id, number=row.number + 1) for row in last.values() if row.said]
    _append(gone, REMOVED, role)


def catch_up() -> int:
    """Tell of rows that the log was never told of: a site is older than this module. Returns how
    many those were. A batch at a time: nobody who reports meanwhile may wait long."""
    return sum(_catch_up(model) for model in models())


def _catch_up(model: type[Restated]) -> int:
    first = RowTold.objects.filter(number=0, log_id__startswith=f"{model.LOGGED}-")
    known = set(first.values_list("log_id", flat=True))
    keys = model.told_rows().values_list("pk", flat=True)
    new = [key for key in keys if f"{model.LOGGED}-{key}" not in known]
    for start in range(0, len(new), BATCH):
        with transaction.atomic():
            tell(model.objects.filter(pk__in=new[start : start + BATCH]), role="system")
    return len(new)


def untold(*kinds: type[Restated]) -> list[str]:
    """What stands otherwise than the log was told, of all kinds or of these: each row by its name
    in the log."""
    return [row.log_id for model in kinds or models() for row in _moved(stand(model.told_rows()))]


def stand(rows: QuerySet[Restated]) -> dict[str, Said]:
    """What each of these rows says now, by its name in the log."""
    model = rows.model
    names = [_name(model, column) for column in model.TOLD]
    found = rows.order_by("pk").values_list("pk", *model.TOLD)
    return {
        f"{model.LOGGED}-{key}": _said(dict(zip(names, values, strict=True)))
        for key, *values in found.iterator(chunk_size=2_000)
    }


def _name(model: type[Restated], column: str) -> str:
    """What a column is called: of `place__code` it is the place, of `firm_id` the firm."""
    *_path, owner, last = ["", *column.split("__")]
    return owner or model._meta.get_field(last).name


def now(log_ids: Iterable[str]) -> dict[str, Said]:
    """What those of these rows that are still there say."""
    keys: dict[str, list[str]] = {}
    for log_id in log_ids:
        logged, _dash, key = log_id.rpartition("-")
        keys.setdefault(logged, []).append(key)
    found: dict[str, Said] = {}
    for model in models():
        found |= stand(model.objects.filter(pk__in=keys.get(model.LOGGED, ())))
    return found


def told(log_ids: Iterable[str]) -> list[RowTold]:
    """All that was ever told of these, in its order."""
    return list(RowTold.objects.filter(log_id__in=log_ids).order_by("log_id", "number"))


def text(number: int, said: Mapping[str, str]) -> str:
    """What an entry commits to: a line a value, those of a value with many lines set in."""
    lines = (f"{name} {said[name]}".replace("\n", "\n ") for name in sorted(said))
    return "\n".join([str(number), *lines])


def _moved(standing: Mapping[str, Said]) -> list[RowTold]:
    """What the log does not know yet."""
    last = _last(list(standing))
    return [
        RowTold(log_id=log_id, number=last[log_id].number + 1 if log_id in last else 0, said=said)
        for log_id, said in standing.items()
        if log_id not in last or last[log_id].said != said
    ]


def _last(log_ids: list[str]) -> dict[str, RowTold]:
    """The newest that was told of each."""
    found: dict[str, RowTold] = {}
    for start in range(0, len(log_ids), BATCH):
        found |= {row.log_id: row for row in told(log_ids[start : start + BATCH])}
    return found


def _append(rows: list[RowTold], why: str, role: str) -> None:
    RowTold.objects.bulk_create(rows, batch_size=BATCH)
    public_log.append_many(
        Fact(
            kind="figure.changed",
            object_id=row.log_id,
            role=role,
            reason=why,
            parts=[Part("state", text(row.number, row.said).encode())] if row.said else (),
        )
        for row in rows
    )


def _said(values: Mapping[str, object]) -> Said:
    written = {name: _plain(value) for name, value in values.items()}
    return {name: value for name, value in written.items() if value}


def _plain(value: object) -> str:
    """A value in no reader's language; of an outline its hash."""
    if value is None or isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dict):
        return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
    return value.isoformat() if isinstance(value, date) else str(value)
