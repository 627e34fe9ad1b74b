"""Whoever takes the phone or the paper must not silence a report: its author takes words back.

Days are kept, not hours, so that 72 hours are three whole days after the day of the word.
"""

from datetime import date, timedelta

from django.db import transaction

from oversight.calendar import today
from reports import steps, summaries
from reports.models import Report, Verdict
from reports.workflow import NotAllowed, Role, State

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


# Taking back --------------------------------------------------------------------------------


@transaction.atomic
def take_back(report: Report) -> None:
    """Within three days the reporter takes back a withdrawal or a yes."""
    day = said_on(report)
    if day is None or not is_recent(day):
        raise NotAllowed("nothing to take back, or too late")
    _go_back(report)


@transaction.atomic
def note_pressure(report: Report) -> None:
    """Somebody pressed the reporter: what was said goes, however long ago; the report stands."""
    if report.pressed_on:
        return
    report.pressed_on = today()
    report.save(update_fields=["pressed_on"])
    if said_on(report):
        _go_back(report)


def _go_back(report: Report) -> None:
    """Undo the reporter's last word: the report stands as it stood before."""
    if report.state == State.WITHDRAWN:
        report.withdrawn_on = None
        before, object_id = state_before(report), report.public_id
    else:
        verdict = own_yes(report)
        verdict.taken_back_on = today()
        verdict.save(update_fields=["taken_back_on"])
        report.decided_on = None
        before, object_id = State.CLAIMED, verdict.public_id
    steps.take(
        report,
        before,
        role=Role.CITIZEN,
        object_id=object_id,
        ref="-" if object_id == report.public_id else report.public_id,
        reason="taken_back",
    )
    if report.is_public:
        summaries.answered(report)
