"""A firm that a report names is heard: its statement stands beside the report.

It comes through a moderator, within three working days; both days stand with it, so that anybody
sees whether that was kept.
"""

from datetime import date

from django.db import transaction

from oversight import public_log
from oversight.calendar import today
from oversight.models import User
from oversight.public_log import Part
from reports.deadlines import Deadlines
from reports.models import Report, Statement
from reports.workflow import NotAllowed, Role


def show_by(received_on: date) -> date:
    """The last day on which a statement received on that day should be shown."""
    return Deadlines(received_on).decide_by()


@transaction.atomic
def show(
    report: Report, *, firm: str, text: str, language: str, received_on: date, moderator: User
) -> Statement:
    """Put the firm's words beside the report; a fact of the public log.

    Raises NotAllowed for a report that is not public, or a day still to come.
    """
    if not report.is_public or received_on > today():
        raise NotAllowed(f"a statement on {report}")
    statement = report.statements.create(
        firm=firm,
        text=text,
        language=language,
        received_on=received_on,
        shown_on=today(),
        author=moderator,
    )
    public_log.append(
        "statement.added",
        statement.public_id,
        role=Role.MODERATOR,
        ref=report.public_id,
        parts=[
            Part("firm", firm.encode()),
            Part("text", text.encode()),
            Part("received", received_on.isoformat().encode()),
        ],
    )
    return statement
