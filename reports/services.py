"""Everything that changes a filed report. Each function is one fact in the public log."""

from datetime import date

from django.db import transaction

from oversight import jobs, public_log
from oversight.calendar import today
from oversight.models import InitiativeGroup, Office, User
from oversight.public_log import Part
from reports import checks, enclosures, pressure, steps, summaries, workflow
from reports.deadlines import Deadlines, due_parts
from reports.models import Decision, Enclosure, Photo, Question, Reply, Report, Verdict
from reports.workflow import Role, State


class NoProof(Exception):
    """A claim that the thing is done needs a photo or a document."""


# Moderation ---------------------------------------------------------------------------------


@transaction.atomic
def publish_report(report: Report, *, moderator: User, reason: str, note: str = "") -> Decision:
    """Show a held report to everybody; from this day the office's clock runs."""
    workflow.check(report.state, State.OPEN, role=Role.MODERATOR)
    Deadlines(today()).make_public(report)
    _open(report, role=Role.MODERATOR, reason=reason)
    decision = _decide(report, moderator, Decision.Action.PUBLISH, reason, note)
    summaries.appeared(report)
    return decision


@transaction.atomic
def open_by_itself(report: Report) -> None:
    """Show a report that waited for its day or its author's word, and for no moderator."""
    Deadlines(today()).make_public(report)
    _open(report, role=Role.SYSTEM, reason="waited")
    summaries.appeared(report)


def _open(report: Report, *, role: str, reason: str) -> None:
    parts = due_parts(report)
    number = report.public_id
    steps.take(report, State.OPEN, role=role, object_id=number, reason=reason, parts=parts)


@transaction.atomic
def refuse_report(report: Report, *, moderator: User, reason: str, note: str = "") -> Decision:
    """Keep a held report from the public, by a written rule that its author may appeal."""
    workflow.check(report.state, State.REFUSED, role=Role.MODERATOR)
    number = report.public_id
    steps.take(report, State.REFUSED, role=Role.MODERATOR, object_id=number, reason=reason)
    return _decide(report, moderator, Decision.Action.REFUSE, reason, note)


def _decide(report: Report, moderator: User, action: str, reason: str, note: str) -> Decision:
    """Note who decided and why. After the step: it waits for whoever asks the reporter just now."""
    asked = report.questions.of_moderators().filter(state=Question.State.ASKED)
    asked.update(state=Question.State.CLOSED)
    return report.decisions.create(
        moderator=moderator, action=action, reason=reason, note=note, decided_on=today()
    )


# The office ---------------------------------------------------------------------------------


@transaction.atomic
def post_reply(
    report: Report,
    *,
    author: User,
    office: Office,
    reason: str,
    text: str,
    language: str,
    proof: list[Photo] | None = None,
    papers: list[Enclosure] | None = None,
    is_claim: bool = False,
) -> Reply:
    """Publish the office's answer; a claim says that the thing is done, and shows it.

    `proof` are photos whose files wait in quarantine, `papers` documents for a moderator to read.
    Raises NotAllowed, and NoProof for a claim without any.
    """
    if is_claim and not (proof or papers):
        raise NoProof
    reply = report.replies.create(
        office=office,
        author=author,
        reason=reason,
        text=text,
        language=language,
        is_claim=is_claim,
        noticed=checks.found(text),
        replied_on=today(),
    )
    _attach_proof(reply, proof or [])
    _answer(report, reply)
    enclosures.attach(reply, papers or [])
    if report.contact_email:
        jobs.put("tell_reporter", reply.pk)
    summaries.answered(report)
    return reply


def _answer(report: Report, reply: Reply) -> None:
    """The first answer, or one to a dispute, moves the report; a further one only adds to it."""
    parts = [
        Part("text", reply.text.encode()),
        Part("reason", reply.reason.encode()),
        Part("office", str(reply.office_id).encode()),
    ]
    _note_answer(report, reply.replied_on)
    if reply.is_claim:
        report.claimed_on = reply.replied_on
        target = State.CLAIMED
    elif report.state in workflow.OWED:
        target = State.ANSWERED
    else:
        _add_to_answer(report, reply, parts)
        return
    steps.take(
        report,
        target,
        role=Role.OFFICE,
        object_id=reply.public_id,
        ref=report.public_id,
        reason=reply.reason,
        parts=parts,
    )


def _note_answer(report: Report, day: date) -> None:
    """A late answer stays late, whether it was the first or one to a dispute."""
    in_time = bool(report.answer_due_on and day <= report.answer_due_on)
    if report.answered_on is None:
        report.answered_on, report.answered_in_time = day, in_time
    elif report.is_owed and not in_time:
        report.answered_in_time = False


def _add_to_answer(report: Report, reply: Reply, parts: list[Part]) -> None:
    if report.state not in (State.ANSWERED, State.CLAIMED):
        raise workflow.NotAllowed(f"reply in {report.state}")
    public_log.append(
        "reply.added",
        reply.public_id,
        role=Role.OFFICE,
        ref=report.public_id,
        reason=reply.reason,
        parts=parts,
    )


def _attach_proof(reply: Reply, proof: list[Photo]) -> None:
    for photo in proof:
        photo.reply = reply
        photo.save()
        jobs.put("develop_photo", photo.pk)


# The reporter -------------------------------------------------------------------------------


@transaction.atomic
def give_verdict(
    report: Report, *, is_done: bool, text: str = "", group: InitiativeGroup | None = None
) -> Verdict:
    """Say whether a claim is true; "no" starts the office's clock again.

    The verdict counts at once; words in which something private was noticed wait for a moderator.
    """
    role = Role.GROUP if group else Role.CITIZEN
    if is_done and group is None and report.pressed_on:
        raise workflow.NotAllowed("a pressed reporter's yes does not count")
    if report.state == State.RESOLVED and pressure.own_yes(report):
        raise workflow.NotAllowed("the own yes is taken back, not contradicted")
    noticed = checks.found(text)
    verdict = report.verdicts.create(
        is_done=is_done,
        text="" if noticed else text,
        held_text=text if noticed else "",
        noticed=noticed,
        group=group,
        due_before=None if is_done else report.answer_due_on,
        given_on=today(),
    )
    report.decided_on = verdict.given_on
    parts = [Part("text", text.encode())] if text else []
    if not is_done:
        Deadlines(verdict.given_on).ask_for_answer(report)
        parts += due_parts(report)
    steps.take(
        report,
        State.RESOLVED if is_done else State.DISPUTED,
        role=role,
        object_id=verdict.public_id,
        ref=report.public_id,
        reason="done" if is_done else "not_done",
        waits="held" if noticed else "",
        parts=parts,
    )
    summaries.answered(report)
    return verdict


@transaction.atomic
def withdraw_report(report: Report) -> None:
    """The reporter takes the report back; the fact that it was there stays."""
    if report.pressed_on:
        raise workflow.NotAllowed("a pressed reporter's report stands")
    report.withdrawn_on = today()
    steps.take(report, State.WITHDRAWN, role=Role.CITIZEN, object_id=report.public_id)
    if report.is_public:
        summaries.answered(report)


@transaction.atomic
def appeal_refusal(report: Report) -> None:
    """One appeal against a refusal, within a fortnight: another moderator decides anew."""
    refusals = report.decisions.filter(action=Decision.Action.REFUSE)
    is_first = report.state == State.REFUSED and len(refusals) == 1
    if not is_first or not refusals[0].may_be_appealed(today()):
        raise workflow.NotAllowed("one appeal only, within a fortnight")
    report.decide_by = Deadlines(today()).decide_by()
    steps.take(report, State.HELD, role=Role.CITIZEN, object_id=report.public_id)


@transaction.atomic
def close_unopposed(report: Report) -> None:
    """Thirty days passed since the claim and nobody said no; never counted as fixed."""
    report.decided_on = today()
    steps.take(
        report,
        State.CLOSED_UNOPPOSED,
        role=Role.SYSTEM,
        object_id=report.public_id,
        reason="unopposed",
    )
    summaries.answered(report)
