"""Passages of a report's own words that a moderator covers by a written rule, and shows again.

The report's row holds what everybody may read; the words as they were sent are kept beside it, for
its author and for moderators. In the public log the earlier wording is hidden, by the rule, and the
new one is committed to anew, as with covered answers (`masking.py`).
"""

from collections.abc import Sequence
from functools import reduce

from django.db import transaction

from oversight import public_log
from oversight.calendar import today
from oversight.models import User
from oversight.public_log import Part
from reports import services
from reports.masking import COVER
from reports.models import Covering, Decision, Removal, Report, ReportQuerySet
from reports.workflow import NotAllowed, Role


@transaction.atomic
def publish_covered(
    report: Report,
    *,
    moderator: User,
    reason: str,
    passages: Sequence[str],
    rule: str,
    note: str = "",
) -> Decision:
    """Show a held report to everybody, without these passages of its words.

    Raises NotAllowed when it is no longer held, or does not say them.
    """
    decision = services.publish_report(report, moderator=moderator, reason=reason, note=note)
    cover(report, passages=passages, reason=rule, by=moderator)
    return decision


@transaction.atomic
def cover(report: Report, *, passages: Sequence[str], reason: str, by: User) -> Removal:
    """Cover passages of a public report's words. Raises NotAllowed when it does not say them."""
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if not locked.is_public or not passages or unsaid(locked.text, passages):
        raise NotAllowed(f"cover words of {locked}")
    covering, _new = Covering.objects.get_or_create(report=locked)
    said = _open_lines(locked, covering)
    covering.original = covering.original or locked.text
    covering.passages = [*covering.passages, *passages]
    covering.before = ""
    covering.save()
    _reword(report, locked, covered(locked.text, passages), reason)
    for line in said:
        _log(Removal.Action.HIDE, report, reason, [line])
    _log_wording(locked, "report_masked")
    return _record(Removal.Action.HIDE, locked, reason, by)


def unsaid(text: str, passages: Sequence[str]) -> list[str]:
    """Those of the passages that do not stand in a text, or are no words."""
    return [one for one in passages if not one.strip() or COVER[0] in one or one not in text]


def covered(text: str, passages: Sequence[str]) -> str:
    """The text without them; of two that overlap the longer goes first."""
    longest_first = sorted(passages, key=len, reverse=True)
    return reduce(lambda left, one: left.replace(one, COVER), longest_first, text)


@transaction.atomic
def uncover(report: Report, *, reason: str, by: User) -> Removal:
    """Show the words as they were sent, and say why. Raises NotAllowed when nothing is covered."""
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if not locked.is_public or not locked.masked_because:
        raise NotAllowed(f"nothing of {locked} is covered")
    covering = locked.covering
    words = covering.original
    covering.original, covering.passages, covering.before = "", [], locked.text
    covering.save()
    _reword(report, locked, words, "")
    filed = public_log.lines_of(locked.public_id, ["text"])[:1]
    _log(Removal.Action.SHOW, locked, reason, filed)
    _log_wording(locked, "report_unmasked")
    return _record(Removal.Action.SHOW, locked, reason, by)


def passages_of(report: Report) -> list[str]:
    """What is covered now: for the author's eyes, and for moderators."""
    if not report.masked_because:
        return []
    return Covering.objects.get(report=report).passages


def standing() -> ReportQuerySet:
    """Public reports with covered words, the newest first."""
    found = Report.objects.public().exclude(masked_because="")
    return found.select_related("project", "machine", "place", "covering").order_by("-masked_on")


def _open_lines(report: Report, covering: Covering) -> list[str]:
    """What can be opened now: the last wording; after an uncovering also what was filed, and what
    stood there meanwhile."""
    said = public_log.lines_of(report.public_id, ["text"])
    return [said[0], *said[-2:]] if covering.before else said[-1:]


def _reword(report: Report, locked: Report, text: str, reason: str) -> None:
    locked.text, locked.masked_because, locked.masked_on = text, reason, today()
    locked.save(update_fields=["text", "masked_because", "masked_on"])
    report.refresh_from_db(fields=["text", "masked_because", "masked_on"])


def _log(action: str, report: Report, reason: str, named: list[str]) -> None:
    kind, number = f"part.{action}", report.public_id
    public_log.append(kind, number, role=Role.MODERATOR, reason=reason, named=named)


def _log_wording(report: Report, reason: str) -> None:
    parts = [Part("text", report.text.encode())]
    number = report.public_id
    public_log.append("note.operator", number, role=Role.MODERATOR, reason=reason, parts=parts)


def _record(action: str, report: Report, reason: str, by: User) -> Removal:
    return Removal.objects.create(
        report=report,
        is_of_words=True,
        action=action,
        reason=reason,
        role=Role.MODERATOR,
        on=today(),
        by=by,
    )
