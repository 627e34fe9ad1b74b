"""Words that were published, or wait to be: corrected by their office, read by moderators.

Nothing is overwritten: an earlier wording stays readable, and each step is an entry in the public
log. Covering words of an answer is the subject of `masking.py`.
"""

from dataclasses import dataclass

from django.db import transaction

from oversight import jobs, public_log
from oversight.calendar import today
from oversight.models import User
from oversight.public_log import Part
from reports import checks, enclosures
from reports.models import Enclosure, Question, Reply, Report, Verdict
from reports.workflow import NotAllowed, Role

KINDS = ("question", "answer", "verdict", "reply", "document")


# The office ---------------------------------------------------------------------------------


@transaction.atomic
def correct_reply(reply: Reply, *, author: User, reason: str, text: str, language: str) -> Reply:
    """Say it anew; the earlier wording stays readable beside it.

    Raises NotAllowed where nothing changes, or a moderator covered words: that stands.
    """
    reply = Reply.objects.select_for_update().select_related("report").get(pk=reply.pk)
    said = (reply.reason, reply.text, reply.language)
    if reply.masked_because or said == (reason, text, language):
        raise NotAllowed(f"correct {reply}")
    reply.earlier.append(
        {
            "text": reply.text,
            "reason": reply.reason,
            "language": reply.language,
            "on": (reply.corrected_on or reply.replied_on).isoformat(),
        }
    )
    reply.reason, reply.text, reply.language, reply.author = reason, text, language, author
    reply.corrected_on, reply.noticed = today(), checks.found(text)
    reply.save()
    parts = [Part("text", text.encode()), Part("reason", reason.encode())]
    public_log.append(
        "reply.added",
        reply.public_id,
        role=Role.OFFICE,
        ref=reply.report.public_id,
        reason="corrected",
        parts=parts,
    )
    return reply


# The moderators -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Waiting:
    """Words for a moderator to read: what they are, about which report, what was noticed."""

    kind: str
    public_id: str
    report: Report
    text: str
    language: str
    noticed: list[str]


def waiting() -> list[Waiting]:
    """Everything moderators must read: questions, answers, verdicts, replies, documents."""
    return [*_questions(), *_answers(), *_verdicts(), *_replies(), *_documents()]


def _questions() -> list[Waiting]:
    found = Question.objects.filter(state=Question.State.WAITING)
    return [
        Waiting("question", one.public_id, one.report, one.text, one.language, [])
        for one in found.select_related("report__project", "report__machine", "report__place")
    ]


def _answers() -> list[Waiting]:
    found = Question.objects.filter(state=Question.State.HELD)
    return [
        Waiting(
            "answer",
            one.public_id,
            one.report,
            one.answer,
            one.report.language,
            checks.found(one.answer),
        )
        for one in found.select_related("report__project", "report__machine", "report__place")
    ]


def _verdicts() -> list[Waiting]:
    found = Verdict.objects.exclude(held_text="").exclude(noticed=[])
    return [
        Waiting(
            "verdict", one.public_id, one.report, one.held_text, one.report.language, one.noticed
        )
        for one in found.select_related("report__project", "report__machine", "report__place")
    ]


def _replies() -> list[Waiting]:
    found = Reply.objects.filter(report__visibility="public").exclude(noticed=[])
    return [
        Waiting("reply", one.public_id, one.report, one.text, one.language, one.noticed)
        for one in found.select_related("report__project", "report__machine", "report__place")
    ]


def _documents() -> list[Waiting]:
    found = Enclosure.objects.filter(
        state=Enclosure.State.WAITING, reply__report__visibility="public"
    )
    return [
        Waiting(
            "document",
            one.public_id,
            one.reply.report,
            one.reply.text,
            one.reply.language,
            one.noticed,
        )
        for one in found.select_related(
            "reply__report__project", "reply__report__machine", "reply__report__place"
        )
    ]


@transaction.atomic
def let_pass(kind: str, public_id: str) -> None:
    """The words may be read by whom they are for. Raises NotAllowed when somebody was quicker."""
    if kind == "question":
        question = _step(public_id, Question.State.WAITING, Question.State.ASKED)
        if question.report.contact_email:
            jobs.put("tell_question", question.pk)
    elif kind == "answer":
        _step(public_id, Question.State.HELD, Question.State.ANSWERED)
    elif kind == "verdict":
        _show_verdict(public_id)
    elif kind == "document":
        enclosures.show(public_id)
    elif not Reply.objects.filter(public_id=public_id).exclude(noticed=[]).update(noticed=[]):
        raise NotAllowed(f"pass {kind} {public_id}")


def _step(public_id: str, old: str, new: str) -> Question:
    if not Question.objects.filter(public_id=public_id, state=old).update(state=new):
        raise NotAllowed(f"question {public_id} is no longer {old}")
    return Question.objects.select_related("report").get(public_id=public_id)


def _held_verdict(public_id: str) -> Verdict:
    held = Verdict.objects.select_for_update().exclude(held_text="")
    verdict = held.filter(public_id=public_id).exclude(noticed=[]).first()
    if verdict is None:
        raise NotAllowed(f"verdict {public_id} waits for nobody")
    return verdict


def _show_verdict(public_id: str) -> None:
    verdict = _held_verdict(public_id)
    verdict.text, verdict.held_text, verdict.noticed = verdict.held_text, "", []
    verdict.save()
    public_log.append("part.shown", public_id, role=Role.MODERATOR, ref=verdict.report.public_id)


@transaction.atomic
def keep_back(kind: str, public_id: str, *, reason: str) -> None:
    """The words are not passed on. A public verdict's words are hidden with a logged rule; that
    there is a verdict stays."""
    if kind == "question":
        _step(public_id, Question.State.WAITING, Question.State.REFUSED)
    elif kind == "answer":
        _step(public_id, Question.State.HELD, Question.State.UNREAD)
    elif kind == "verdict":
        verdict = _held_verdict(public_id)
        Verdict.objects.filter(pk=verdict.pk).update(noticed=[])
        public_log.append(
            "part.hidden",
            public_id,
            role=Role.MODERATOR,
            ref=verdict.report.public_id,
            reason=reason,
        )
    elif kind == "document":
        enclosures.keep_back(public_id, reason=reason)
    else:
        raise NotAllowed(f"keep back {kind}")
