""" "I see it too": a one-tap report of its own, counted beside the one it confirms."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from oversight import public_log
from oversight.calendar import today
from reports import access, ladder
from reports.filing import DraftConflict
from reports.models import Confirmation, Report
from reports.workflow import Role


def confirm(report: Report, *, draft_id: UUID, code: str) -> tuple[Confirmation, bool]:
    """Count one more resident, once however often it is sent. Returns it, and whether it is new.

    Raises DraftConflict when the draft id is known with another report or code, and ladder.Closed
    while the site takes nothing new.
    """
    known = Confirmation.objects.filter(draft_id=draft_id).first()
    if known:
        return _same(known, report, code), False
    subject = report.project.identifier if report.project else report.place.code
    ladder.check_open(ladder.for_words(subject))
    try:
        return _add(report, draft_id, code, subject), True
    except IntegrityError:
        known = Confirmation.objects.filter(draft_id=draft_id).first()
        if known is None:
            raise DraftConflict from None
        return _same(known, report, code), False


def _same(known: Confirmation, report: Report, code: str) -> Confirmation:
    if known.report_id != report.pk or known.receipt != access.fingerprint(code):
        raise DraftConflict
    return known


@transaction.atomic
def _add(report: Report, draft_id: UUID, code: str, subject: str) -> Confirmation:
    confirmation = Confirmation.objects.create(
        report=report, draft_id=draft_id, receipt=access.fingerprint(code), confirmed_on=today()
    )
    _count(report, +1)
    _log(confirmation)
    ladder.note(subject)
    return confirmation


@transaction.atomic
def take_back(confirmation: Confirmation) -> None:
    """Who confirmed it no longer does; doing so twice changes nothing."""
    mine = Confirmation.objects.filter(pk=confirmation.pk, taken_back_on=None)
    if mine.update(taken_back_on=today()):
        _count(confirmation.report, -1)
        _log(confirmation, reason="taken_back")
    confirmation.refresh_from_db()


def _count(report: Report, step: int) -> None:
    changed = F("confirmation_count") + step
    Report.objects.filter(pk=report.pk).update(confirmation_count=changed)
    report.refresh_from_db(fields=["confirmation_count"])


def _log(confirmation: Confirmation, reason: str = "-") -> None:
    public_log.append(
        "confirmation.added",
        confirmation.public_id,
        role=Role.CITIZEN,
        ref=confirmation.report.public_id,
        reason=reason,
    )
