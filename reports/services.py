"""Everything that changes a report. Each function is one fact in the public log."""

from django.db import IntegrityError, transaction

from oversight import hashing, jobs, public_log
from oversight.calendar import today
from oversight.models import InitiativeGroup, Office, User
from oversight.public_log import Part
from projects import services as register
from projects.models.project import Stage
from reports import access, checks, summaries, workflow
from reports.deadlines import Deadlines
from reports.models import Decision, Kind, Photo, Reply, Report, Verdict
from reports.submission import Submission
from reports.workflow import Role, State


class DraftConflict(Exception):
    """The same draft id came with other content, or another code: the first one is kept."""


class NoProof(Exception):
    """A claim that the thing is done needs a photo."""


# Filing -------------------------------------------------------------------------------------


def submit_report(sent: Submission) -> tuple[Report, bool]:
    """File a report once, however often it is sent. Returns it, and whether it is new.

    Raises DraftConflict when the draft id is known with other content.
    """
    known = Report.objects.filter(draft_id=sent.draft_id).select_related("project", "place").first()
    if known:
        return _same(known, sent), False
    try:
        return _file(sent), True
    except IntegrityError:
        # Five copies at once: the first one stands, the others are told the same.
        known = Report.objects.filter(draft_id=sent.draft_id).first()
        if known is None:
            raise DraftConflict from None
        return _same(known, sent), False


def _same(known: Report, sent: Submission) -> Report:
    if known.content_hash != sent.content_hash or known.receipt != access.fingerprint(sent.code):
        raise DraftConflict
    return known


@transaction.atomic
def _file(sent: Submission) -> Report:
    reasons = ["misuse"] if sent.kind == Kind.MISUSE else checks.found(sent.text)
    day = today()
    deadlines = Deadlines(day)
    report = Report(
        draft_id=sent.draft_id,
        receipt=access.fingerprint(sent.code),
        content_hash=sent.content_hash,
        kind=sent.kind,
        project=sent.project,
        place=sent.place,
        office=_answering_office(sent),
        stage=sent.stage,
        text=sent.text,
        language=sent.language,
        observed_on=sent.observed_on,
        near_site=sent.near_site,
        same_day=sent.same_day,
        group=sent.group,
        contact_email=sent.contact_email,
        photos_expected=len(sent.photos),
        needs_answer=needs_answer(sent),
        filed_on=day,
        held_because=reasons,
        state=State.HELD if reasons else State.OPEN,
        decide_by=deadlines.decide_by() if reasons else None,
    )
    if not reasons:
        _set_public(report, deadlines)
    report.save()
    _log_filing(report, sent)
    _expect_photos(report, sent)
    if not reasons:
        summaries.appeared(report)
    return report


def _answering_office(sent: Submission) -> Office | None:
    if sent.project and sent.project.answering_office:
        return sent.project.answering_office
    return register.akims_office(sent.place)


def needs_answer(sent: Submission) -> bool:
    """Misuse always; progress when it says stopped, not working, or not begun when due."""
    if sent.kind == Kind.MISUSE or sent.stage in (Stage.STOPPED, Stage.FINISHED_NOT_WORKING):
        return True
    start = sent.project.planned_start if sent.project else None
    return sent.stage == Stage.NOT_STARTED and start is not None and start < sent.observed_on


def _set_public(report: Report, deadlines: Deadlines) -> None:
    report.public_on = deadlines.start
    if report.needs_answer:
        report.answer_due_on = deadlines.answer_by()
        report.calendar_version = deadlines.version


def _log_filing(report: Report, sent: Submission) -> None:
    """Commit to the words and the subject with salts that the reporter can make again."""
    values = {
        "kind": report.kind,
        "stage": report.stage,
        "text": report.text,
        "place": report.place.code,
        "project": report.project.identifier if report.project else "",
        "seen": report.observed_on.isoformat(),
    }
    values |= {f"orig{photo.number}": photo.sha256_original for photo in sent.photos}
    parts = [
        Part(name, value.encode(), hashing.citizen_salt(sent.code, report.public_id, name))
        for name, value in values.items()
        if value
    ]
    public_log.append(
        "report.filed",
        report.public_id,
        role=Role.GROUP if report.group else Role.CITIZEN,
        state="held" if report.state == State.HELD else "",
        parts=parts,
    )


def _expect_photos(report: Report, sent: Submission) -> None:
    Photo.objects.bulk_create(
        Photo(
            report=report,
            number=photo.number,
            state=Photo.State.RECEIVING,
            sha256_original=photo.sha256_original,
            salt=photo_salt(sent.code, report, photo.number),
            day=report.observed_on,
        )
        for photo in sent.photos
    )


def photo_salt(code: str, report: Report, number: int) -> bytes:
    """The salt of a photo's public copy, made while the code is at hand and kept beside it."""
    return hashing.citizen_salt(code, report.public_id, f"photo{number}")


# Moderation ---------------------------------------------------------------------------------


@transaction.atomic
def publish_report(report: Report, *, moderator: User, reason: str, note: str = "") -> Decision:
    """Show a held report to everybody; from this day the office's clock runs."""
    workflow.check(report.state, State.OPEN, role=Role.MODERATOR)
    _set_public(report, Deadlines(today()))
    decision = _decide(report, moderator, Decision.Action.PUBLISH, reason, note)
    _move(report, State.OPEN, role=Role.MODERATOR, object_id=report.public_id, reason=reason)
    summaries.appeared(report)
    return decision


@transaction.atomic
def refuse_report(report: Report, *, moderator: User, reason: str, note: str = "") -> Decision:
    """Keep a held report from the public, by a written rule that its author may appeal."""
    workflow.check(report.state, State.REFUSED, role=Role.MODERATOR)
    decision = _decide(report, moderator, Decision.Action.REFUSE, reason, note)
    _move(report, State.REFUSED, role=Role.MODERATOR, object_id=report.public_id, reason=reason)
    return decision


def _decide(report: Report, moderator: User, action: str, reason: str, note: str) -> Decision:
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
    is_claim: bool = False,
) -> Reply:
    """Publish the office's answer; a claim says that the thing is done, and shows it.

    `proof` are photos whose files wait in quarantine. Raises NotAllowed, and NoProof for a claim
    without any.
    """
    if is_claim and not proof:
        raise NoProof
    reply = report.replies.create(
        office=office,
        author=author,
        reason=reason,
        text=text,
        language=language,
        is_claim=is_claim,
        replied_on=today(),
    )
    _attach_proof(reply, proof or [])
    _answer(report, reply)
    if report.contact_email:
        jobs.put("tell_reporter", reply.pk)
    summaries.answered(report)
    return reply


def _answer(report: Report, reply: Reply) -> None:
    """The first answer, or one to a dispute, moves the report; a further one only adds to it."""
    parts = [Part("text", reply.text.encode()), Part("reason", reply.reason.encode())]
    report.answered_on = report.answered_on or reply.replied_on
    if reply.is_claim:
        report.claimed_on = reply.replied_on
        target = State.CLAIMED
    elif report.state in workflow.OWED:
        target = State.ANSWERED
    else:
        _add_to_answer(report, reply, parts)
        return
    _move(
        report,
        target,
        role=Role.OFFICE,
        object_id=reply.public_id,
        ref=report.public_id,
        reason=reply.reason,
        parts=parts,
    )


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
    """Say whether a claim is true; "no" starts the office's clock again."""
    role = Role.GROUP if group else Role.CITIZEN
    verdict = report.verdicts.create(is_done=is_done, text=text, group=group, given_on=today())
    report.decided_on = verdict.given_on
    if not is_done:
        deadlines = Deadlines(verdict.given_on)
        report.answer_due_on = deadlines.answer_by()
        report.calendar_version = deadlines.version
    _move(
        report,
        State.RESOLVED if is_done else State.DISPUTED,
        role=role,
        object_id=verdict.public_id,
        ref=report.public_id,
        reason="done" if is_done else "not_done",
        parts=[Part("text", text.encode())] if text else [],
    )
    summaries.answered(report)
    return verdict


@transaction.atomic
def withdraw_report(report: Report) -> None:
    """The reporter takes the report back; the fact that it was there stays."""
    was_public = report.is_public
    _move(report, State.WITHDRAWN, role=Role.CITIZEN, object_id=report.public_id)
    if was_public:
        summaries.answered(report)


@transaction.atomic
def appeal_refusal(report: Report) -> None:
    """One appeal against a refusal: another moderator decides anew."""
    if report.decisions.filter(action=Decision.Action.REFUSE).count() > 1:
        raise workflow.NotAllowed("one appeal only")
    report.decide_by = Deadlines(today()).decide_by()
    _move(report, State.HELD, role=Role.CITIZEN, object_id=report.public_id)


@transaction.atomic
def close_unopposed(report: Report) -> None:
    """Thirty days passed since the claim and nobody said no; never counted as fixed."""
    report.decided_on = today()
    _move(
        report,
        State.CLOSED_UNOPPOSED,
        role=Role.SYSTEM,
        object_id=report.public_id,
        reason="unopposed",
    )
    summaries.answered(report)


# The step itself ----------------------------------------------------------------------------


def _move(
    report: Report,
    state: str,
    *,
    role: str,
    object_id: str,
    ref: str = "-",
    reason: str = "-",
    parts: list[Part] | None = None,
) -> None:
    """Take one step of the table: the row and its log entry, together.

    The row moves only from the state it was read in: of two people deciding at once the second
    is refused.
    """
    step = workflow.check(report.state, state, role=role)
    locked = Report.objects.select_for_update().values_list("state", flat=True)
    if locked.get(pk=report.pk) != report.state:
        raise workflow.NotAllowed(f"{report} is no longer {report.state}")
    report.state = state
    report.save()
    public_log.append(step.log_kind, object_id, role=role, ref=ref, reason=reason, parts=parts)
