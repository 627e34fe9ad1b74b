"""What offices are asked to do in final documents and by gatherings, and what they answer."""

from django.db import transaction
from django.db.models import F

from oversight import public_log
from oversight.calendar import today
from oversight.models import User
from oversight.public_log import Part
from reports.deadlines import Deadlines
from reports.models import ClockRule, Commitment, DisputeDay
from reports.workflow import Role

MOST_A_DAY = 100  # taps counted per decision and day: a program is no crowd


class Closed(Exception):
    """It has been answered meanwhile, or is not asked of anybody yet."""


def start(commitments: list[Commitment], rule: ClockRule, *, reason: str) -> None:
    """From today the clock of this rule runs; each is a fact of the public log."""
    days = Deadlines(today())
    for one in commitments:
        one.asked_on = today()
        one.answer_due_on = days.due(rule, one.asked_on)
        one.calendar_version = days.version
        one.save()
        public_log.append(
            "note.operator",
            one.public_id,
            role=one.paper.voice,
            ref=one.paper.public_id,
            reason=reason,
            parts=[Part(name, value.encode()) for name, value in values(one).items() if value],
        )


def values(one: Commitment) -> dict[str, str]:
    """What the log commits to of a commitment, by name."""
    return {
        "text": one.text,
        "office": str(one.office_id),
        "due": one.answer_due_on.isoformat(),
        "by": one.promised_by.isoformat() if one.promised_by else "",
    }


@transaction.atomic
def answer(one: Commitment, *, author: User, answer: str, text: str, language: str) -> Commitment:
    """Take the office's word, in public. Raises Closed."""
    said = {
        "answer": answer,
        "reply": text,
        "reply_language": language,
        "replied_on": today(),
        "author": author,
    }
    if not Commitment.objects.open().filter(pk=one.pk).update(**said):
        raise Closed
    one.refresh_from_db()
    public_log.append(
        "reply.added",
        one.public_id,
        role=Role.OFFICE,
        ref=one.paper.public_id,
        reason=answer,
        parts=[Part("reply", text.encode())],
    )
    return one


@transaction.atomic
def dispute(one: Commitment) -> Commitment:
    """Count one resident's word that the gathering did not decide this. Nobody learns whose."""
    day, _made = DisputeDay.objects.get_or_create(commitment=one, day=today())
    counted = DisputeDay.objects.filter(pk=day.pk, count__lt=MOST_A_DAY).update(
        count=F("count") + 1
    )
    Commitment.objects.filter(pk=one.pk).update(disputed_count=F("disputed_count") + counted)
    one.refresh_from_db()
    if one.disputed_count == 1:
        public_log.append(
            "confirmation.added",
            one.public_id,
            role=Role.CITIZEN,
            ref=one.paper.public_id,
            reason="decision_disputed",
        )
    return one
