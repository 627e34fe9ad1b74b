"""Whoever takes the phone or the paper must not silence a report: what can be taken back, how long.

Days are kept, not hours, so that 72 hours are three whole days after the day of the word.
"""

from datetime import date, timedelta

from oversight.calendar import today
from reports.models import Report, Verdict
from reports.workflow import State

BACK = timedelta(days=3)


def said_on(report: Report) -> date | None:
    """The day of the word that ended the report by its author's code; None where none did."""
    if report.state == State.WITHDRAWN:
        return report.withdrawn_on
    yes = own_yes(report) if report.state == State.RESOLVED else None
    return yes.given_on if yes else None


def is_recent(day: date) -> bool:
    return today() - day <= BACK


def own_yes(report: Report) -> Verdict | None:
    """The reporter's own yes that stands; a group's is not the reporter's to take back."""
    given = [
        verdict
        for verdict in report.verdicts.all()
        if verdict.is_done and verdict.group_id is None and verdict.taken_back_on is None
    ]
    return given[-1] if given else None


def state_before(report: Report) -> State:
    """How a withdrawn report stood."""
    if report.public_on is None:
        return State.HELD
    return State.ANSWERED if report.answered_on else State.OPEN
