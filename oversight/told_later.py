"""Parts that entries of before did not commit to: told once, in the night, by the role `system`."""

from collections.abc import Callable, Mapping

from django.db import models, transaction
from django.db.models import Exists, OuterRef

from oversight import public_log
from oversight.calendar import today
from oversight.models import LogEntry
from oversight.public_log import Fact, Part

REASON = "told_later"
BATCH = 1000  # of a transaction: nobody who reports meanwhile may wait

Values = Callable[[models.Model], Mapping[str, str]]


def tell(rows: models.QuerySet, mark: str, values: Values) -> int:
    """Tell these values of every row of which the log never heard `mark`, a part that is told even
    where it is blank. Returns of how many rows that was."""
    heard = LogEntry.objects.filter(
        object_id=OuterRef("public_id"), text__contains=f"\npart {mark} "
    )
    old = list(rows.exclude(Exists(heard)).values_list("pk", flat=True))
    for start in range(0, len(old), BATCH):
        _tell(rows.filter(pk__in=old[start : start + BATCH]), mark, values)
    return len(old)


@transaction.atomic
def _tell(rows: models.QuerySet, mark: str, values: Values) -> None:
    public_log.append_many(
        Fact(
            kind="note.operator",
            object_id=row.public_id,
            role="system",
            reason=REASON,
            parts=[
                Part(name, value.encode())
                for name, value in values(row).items()
                if value or name == mark
            ],
        )
        for row in rows
    )
    rows.update(told_on=today())
