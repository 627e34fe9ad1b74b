"""Parts that entries of before did not commit to: told once, in the night, by the role `system`."""

from collections.abc import Callable, Mapping

from django.db import models, transaction
from django.db.models import Exists, OuterRef

from oversight import public_log
from oversight.calendar import today
from oversight.models import LogEntry
from oversight.public_log import Fact, Part

REASON = "told_later"


@transaction.atomic
def tell(
    rows: models.QuerySet, mark: str, values: Callable[[models.Model], Mapping[str, str]]
) -> int:
    """Tell these values of every row of which the log never heard `mark`, a part that is told even
    where it is blank. Returns of how many rows that was."""
    heard = LogEntry.objects.filter(
        object_id=OuterRef("public_id"), text__contains=f"\npart {mark} "
    )
    old = list(rows.exclude(Exists(heard)))
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
        for row in old
    )
    rows.model.objects.filter(pk__in=[row.pk for row in old]).update(told_on=today())
    return len(old)
