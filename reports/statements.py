"""A firm that a report names is heard: its statement stands beside the report.

It comes through a moderator, within three working days; both days stand with it, so that anybody
sees whether that was kept.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet

from oversight import jobs, public_log
from oversight.calendar import today
from oversight.models import User
from oversight.public_log import Part
from reports import conflicts
from reports.deadlines import Deadlines
from reports.models import Report, Statement, StatementRequest
from reports.workflow import NotAllowed, Role

MOST_WAITING = 5  # on one report: more is somebody who plays
MOST_A_DAY = 100  # on the whole site: more is a program, and nobody could read them
KEPT = timedelta(days=30)  # how long a decided one remembers whom to reach

State = StatementRequest.State


class Closed(Exception):
    """More was sent than anybody can read."""


def show_by(received_on: date) -> date:
    """The last day on which a statement received on that day should be shown."""
    return Deadlines(received_on).decide_by()


# What a firm sends --------------------------------------------------------------------------


@transaction.atomic
def receive(sent: StatementRequest) -> StatementRequest:
    """Take it for a moderator to read, once, however often the form is sent. Raises Closed."""
    known = StatementRequest.objects.filter(draft_id=sent.draft_id).first()
    if known:
        return known
    waiting = StatementRequest.objects.filter(report=sent.report, state=State.WAITING)
    of_today = StatementRequest.objects.filter(received_on=today())
    if waiting.count() >= MOST_WAITING or of_today.count() >= MOST_A_DAY:
        raise Closed
    sent.received_on, sent.show_by = today(), show_by(today())
    StatementRequest.objects.bulk_create([sent], ignore_conflicts=True)
    return StatementRequest.objects.select_related("report").get(draft_id=sent.draft_id)


def to_decide(moderator: User) -> QuerySet[StatementRequest]:
    """What waits on public reports that are no case of the moderator's own group."""
    reports = conflicts.of_others(Report.objects.public(), moderator)
    return StatementRequest.objects.filter(state=State.WAITING, report__in=reports)


@transaction.atomic
def show_request(request: StatementRequest, *, moderator: User) -> Statement:
    """Put what the firm sent beside the report, word for word. Raises NotAllowed."""
    _decide(request, State.SHOWN, moderator)
    return show(
        request.report,
        firm=request.firm,
        text=request.text,
        language=request.language,
        received_on=request.received_on,
        moderator=moderator,
    )


@transaction.atomic
def refuse_request(request: StatementRequest, *, reason: str, moderator: User) -> None:
    """Keep it from the public, by a reason that the firm is told. Raises NotAllowed."""
    _decide(request, State.REFUSED, moderator, reason)


def _decide(request: StatementRequest, state: str, moderator: User, reason: str = "") -> None:
    mine = to_decide(moderator).filter(pk=request.pk)
    decided = {"decided_on": today(), "decided_by": moderator}
    if not mine.update(state=state, reason=reason, **decided):
        raise NotAllowed(f"decide on {request}")
    jobs.put("tell_firm", request.pk)


def forget_contacts(day: date) -> int:
    """What was told to reach those who wrote is not kept; returns how many were forgotten."""
    old = StatementRequest.objects.filter(decided_on__lt=day - KEPT).exclude(contact_email="")
    return old.update(contact_name="", contact_email="", contact_phone="")


# Beside the report --------------------------------------------------------------------------


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
