"""Reports that wait without a moderator: for the next day, or for their author's word.

Nobody but the holder of the receipt code knows of them. When nothing is left to wait for, each
opens by itself, or takes its place before the moderators.
"""

from contextlib import suppress
from datetime import date, timedelta
from functools import partial

from django.db import transaction

from oversight import mail
from oversight.calendar import today
from reports import services
from reports.deadlines import Deadlines
from reports.models import Removal, Report, Visibility
from reports.removals import erasure
from reports.workflow import NotAllowed, Role, State

CONFIRM_WITHIN = timedelta(days=7)


@transaction.atomic
def confirm(report: Report, *, erase_address: bool) -> Report:
    """The address is the author's; twice is as good as once. The address goes where they wish."""
    kept = Report.objects.select_for_update().get(pk=report.pk)
    if erase_address:
        transaction.on_commit(partial(mail.forget, kept.contact_email), robust=True)
        kept.contact_email = ""
    was_waiting = not kept.is_confirmed
    kept.is_confirmed = True
    kept.save(update_fields=["contact_email", "is_confirmed"])
    if was_waiting:
        _go_on(kept, today())
    return kept


def release_due(day: date) -> int:
    """Reports whose author wanted them to appear a day later; returns how many went on."""
    due = Report.objects.filter(state=State.HELD, is_confirmed=True, held_until__lte=day)
    due = due.filter(decide_by=None).select_related("project", "machine", "place")
    for report in due:
        # Its author may take it back in this very moment.
        with suppress(NotAllowed), transaction.atomic():
            _go_on(report, day)
    return len(due)


def drop_unconfirmed(day: date) -> int:
    """Reports whose letter nobody answered within a week are erased; returns how many."""
    old = Report.objects.filter(
        state=State.HELD, is_confirmed=False, filed_on__lt=day - CONFIRM_WITHIN
    ).exclude(visibility="erased")
    for report in old:
        erasure.erase_report(report, role=Role.SYSTEM, ground=Removal.Reason.UNCONFIRMED)
    return len(old)


def _go_on(report: Report, day: date) -> None:
    """Nothing keeps it back any more, or a moderator looks next. What was erased stays away."""
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if locked.state != State.HELD or locked.visibility == Visibility.ERASED:
        return
    if report.held_until and report.held_until > day:
        return
    if report.held_because:
        report.decide_by = Deadlines(day).decide_by()
        report.save(update_fields=["decide_by"])
    else:
        services.open_by_itself(report)
