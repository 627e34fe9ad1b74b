"""What an office may do with a report besides answering it: more time once, and handing it on."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from oversight import jobs, public_log
from oversight.calendar import today
from oversight.models import Office, User
from oversight.public_log import Part
from reports import summaries, workflow
from reports.deadlines import Deadlines
from reports.models import ClockRule, DueChange, Forwarding, Report
from reports.workflow import NotAllowed, Role

LONGEST = timedelta(days=61)  # two months: art. 76 of the Administrative Procedural Code


def latest_day(report: Report) -> date:
    """The last day to which the office may move its answer."""
    return report.answer_due_on + LONGEST


def may_extend(report: Report) -> bool:
    """Once, and only before the answer is late: an extension never makes a late answer timely."""
    in_time = report.is_owed and report.answer_due_on and report.answer_due_on >= today()
    return bool(in_time) and not report.due_changes.filter(cause=DueChange.Cause.EXTENDED).exists()


@transaction.atomic
def extend_term(
    report: Report, *, author: User, office: Office, reason: str, text: str, until: date
) -> DueChange:
    """Move the day of the answer, with a public reason. Raises NotAllowed for a second time, a
    late report, or a day beyond two months."""
    _lock(report)
    old = report.answer_due_on
    if not may_extend(report) or not old < until <= latest_day(report):
        raise NotAllowed(f"extend {report} to {until}")
    change = report.due_changes.create(
        office=office,
        author=author,
        cause=DueChange.Cause.EXTENDED,
        reason=reason,
        text=text,
        old_due_on=old,
        new_due_on=until,
        calendar_version=Deadlines(today()).version,
        changed_on=today(),
    )
    report.answer_due_on = until
    report.save(update_fields=["answer_due_on"])
    _log_due_change(change, role=Role.OFFICE)
    summaries.answered(report)
    return change


def _log_due_change(change: DueChange, *, role: str) -> None:
    parts = [
        Part("old", change.old_due_on.isoformat().encode()),
        Part("new", change.new_due_on.isoformat().encode()),
    ]
    parts += [Part("text", change.text.encode())] if change.text else []
    parts += [Part("regime", change.regime.code.encode())] if change.regime else []
    public_log.append(
        "report.extended",
        change.public_id,
        role=role,
        ref=change.report.public_id,
        reason=change.reason,
        parts=parts,
    )


@transaction.atomic
def set_regime(
    report: Report,
    *,
    rule: ClockRule,
    arrived_on: date,
    role: str,
    author: User | None = None,
    text: str = "",
) -> DueChange:
    """Another rule holds from the day its document came; it never gives the office more days.

    Nothing becomes late by this step itself. Raises NotAllowed where no answer is owed, the rule
    holds already, or the day is still to come.
    """
    _lock(report)
    now, old = Deadlines(today()), report.answer_due_on
    if not report.is_owed or report.regime == rule or arrived_on > now.start:
        raise NotAllowed(f"{rule.code} for {report}")
    new = max(now.due(rule, arrived_on), now.start)
    report.regime = rule
    if new < old:
        report.clock_started_on, report.answer_due_on = arrived_on, new
        report.calendar_version, report.office_told = now.version, False
    report.save()
    change = report.due_changes.create(
        author=author,
        cause=DueChange.Cause.REGIME,
        reason=DueChange.Reason.DOCUMENT,
        regime=rule,
        text=text,
        old_due_on=old,
        new_due_on=report.answer_due_on,
        calendar_version=now.version,
        changed_on=now.start,
    )
    _log_due_change(change, role=role)
    summaries.answered(report)
    return change


def recompute_asked(at: date) -> None:
    """Where an operator moved days; dying half-way leaves the rest to the next try."""
    for job in jobs.claim("recompute_deadlines"):
        recompute(at)
        jobs.done(job)


def recompute(at: date) -> int:
    """Reckon open deadlines anew on the calendar as it stands: an operator entered moved days.

    Each that moves says so in public. A day an office chose itself stays, as does one that was
    nearer than a later rule's, and none becomes late by the correction. Returns how many moved.
    """
    now = Deadlines(at)
    is_kept = Q(cause=DueChange.Cause.REGIME, new_due_on=F("old_due_on"))
    stays = DueChange.objects.filter(Q(cause=DueChange.Cause.EXTENDED) | is_kept)
    open_ones = (
        Report.objects.owed().exclude(pk__in=stays.values("report")).exclude(clock_started_on=None)
    )
    stale = open_ones.exclude(calendar_version=now.version)
    return sum(_correct(report, now) for report in stale.iterator())


@transaction.atomic
def _correct(report: Report, now: Deadlines) -> bool:
    try:
        _lock(report)
    except NotAllowed:
        return False  # it was answered meanwhile
    old, new = report.answer_due_on, now.due(now.rule_of(report), report.clock_started_on)
    report.calendar_version = now.version
    report.answer_due_on = max(new, min(old, now.start))
    report.save(update_fields=["answer_due_on", "calendar_version"])
    if report.answer_due_on == old:
        return False
    change = report.due_changes.create(
        cause=DueChange.Cause.CALENDAR,
        reason=DueChange.Reason.MOVED_DAYS,
        old_due_on=old,
        new_due_on=report.answer_due_on,
        calendar_version=now.version,
        changed_on=now.start,
    )
    _log_due_change(change, role=Role.OPERATOR)
    return True


def offices_to_forward_to(report: Report) -> QuerySet[Office]:
    """Those near enough to know it: above, beside, and whoever ordered the work; never one that
    had it before."""
    office = report.office
    near = Q(pk=office.supervisor_id) | Q(supervisor=office)
    if office.supervisor_id:
        near |= Q(supervisor=office.supervisor_id)
    if report.project and report.project.customer_id:
        near |= Q(pk=report.project.customer_id)
    had_it = [office.pk, *report.forwardings.values_list("from_office", flat=True)]
    return Office.objects.filter(near).exclude(pk__in=had_it).select_related("place")


@transaction.atomic
def forward_report(
    report: Report, *, author: User, office: Office, to_office: Office, text: str
) -> Forwarding:
    """Hand the report on; its clock runs on, and everybody sees from where to where it went.

    Raises NotAllowed when nothing is owed, or when the office had it before.
    """
    _lock(report)
    if not report.is_owed or not offices_to_forward_to(report).filter(pk=to_office.pk).exists():
        raise NotAllowed(f"forward {report} to {to_office.pk}")
    step = report.forwardings.create(
        from_office=office,
        to_office=to_office,
        author=author,
        text=text,
        forwarded_on=today(),
    )
    report.office = to_office
    report.forward_count += 1
    report.office_told = False
    report.save(update_fields=["office", "forward_count", "office_told"])
    parts = [
        Part("from", str(office.pk).encode()),
        Part("to", str(to_office.pk).encode()),
        Part("text", text.encode()),
    ]
    public_log.append(
        "report.forwarded",
        step.public_id,
        role=Role.OFFICE,
        ref=report.public_id,
        parts=parts,
    )
    return step


def _lock(report: Report) -> None:
    """Of two clerks at once the second is refused: the row must be as it was read."""
    rows = Report.objects.select_for_update().values_list("state", "office", "answer_due_on")
    if rows.get(pk=report.pk) != (report.state, report.office_id, report.answer_due_on):
        raise workflow.NotAllowed(f"{report} has moved on")
