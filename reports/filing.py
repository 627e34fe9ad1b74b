"""Filing a report: once, however often it is sent, with its entry in the public log."""

import json

from django.db import IntegrityError, transaction

from oversight import jobs, public_log
from oversight.calendar import ONE_DAY, today
from oversight.log import hashing
from oversight.models import Office
from oversight.public_log import Part
from projects import services as register
from projects.models.stage import GRAVE, Stage
from reports import access, checks, ladder, summaries
from reports.deadlines import Deadlines, due_parts
from reports.ladder import Level
from reports.models import Kind, Photo, Report
from reports.submission import Submission
from reports.workflow import Role, State


class DraftConflict(Exception):
    """The same draft id came with other content, or another code: the first one is kept."""


def submit_report(sent: Submission) -> tuple[Report, bool]:
    """File a report once, however often it is sent. Returns it, and whether it is new.

    Raises DraftConflict when the draft id is known with other content, and ladder.Closed while
    the site takes nothing new.
    """
    known = (
        Report.objects.filter(draft_id=sent.draft_id)
        .select_related("project", "machine", "place")
        .first()
    )
    if known:
        return _same(known, sent), False
    sent = sent.seen_on(today())
    now = ladder.for_words(sent.subject)
    ladder.check_open(now)
    try:
        return _file(sent, now), True
    except IntegrityError:
        # Five copies at once: the first one stands, the others are told the same.
        known = Report.objects.filter(draft_id=sent.draft_id).first()
        if known is None:
            raise DraftConflict from None
        return _same(known, sent), False


def _same(known: Report, sent: Submission) -> Report:
    """The report that is there; sent again after midnight, it keeps the day it was filed with."""
    sent = sent.seen_on(known.observed_on)
    if known.content_hash != sent.content_hash or known.receipt != access.fingerprint(sent.code):
        raise DraftConflict
    known.promise = public_log.promise_of(known.public_id)
    return known


@transaction.atomic
def _file(sent: Submission, now: Level) -> Report:
    deadlines = Deadlines(today())
    report = _drafted(sent, _reasons_to_wait(sent, now), deadlines)
    is_open = report.state == State.OPEN
    if is_open:
        deadlines.make_public(report)
    report.save()
    report.promise = _log_filing(report, sent)
    _expect_photos(report, sent)
    if is_open:
        summaries.appeared(report)
    if sent.must_confirm:
        jobs.put("ask_to_confirm", report.pk)
    ladder.note(sent.subject)
    return report


def _drafted(sent: Submission, reasons: list[str], deadlines: Deadlines) -> Report:
    """What was sent, as a row: open, or held for these reasons, for a day, or to be confirmed."""
    day = today()
    held_until = day + ONE_DAY if sent.later else None
    waits_longer = held_until or sent.must_confirm
    return Report(
        draft_id=sent.draft_id,
        receipt=access.fingerprint(sent.code),
        content_hash=sent.content_hash,
        kind=sent.kind,
        project=sent.project,
        machine=sent.machine,
        place=sent.place,
        office=_answering_office(sent),
        stage=sent.stage,
        text=sent.text,
        language=sent.language,
        observed_on=sent.observed_on,
        observations=sent.observations,
        near_site=sent.near_site,
        same_day=sent.same_day,
        group=sent.group,
        contact_email=sent.contact_email,
        photos_expected=len(sent.photos),
        needs_answer=needs_answer(sent),
        filed_on=day,
        held_because=reasons,
        held_until=held_until,
        is_confirmed=not sent.must_confirm,
        state=State.HELD if reasons or waits_longer else State.OPEN,
        decide_by=deadlines.decide_by() if reasons and not waits_longer else None,
    )


def _reasons_to_wait(sent: Submission, now: Level) -> list[str]:
    """Why a moderator looks first: what it says, or that more came than anybody can read."""
    reasons = ["misuse"] if sent.kind == Kind.MISUSE else checks.found_in_report(sent.text)
    return [*reasons, "flood"] if now >= Level.HELD else reasons


def _answering_office(sent: Submission) -> Office | None:
    thing = sent.project or sent.machine
    if thing and thing.answering_office:
        return thing.answering_office
    return register.akims_office(sent.place)


def needs_answer(sent: Submission) -> bool:
    """Misuse always; progress when it says stopped, not working, refused, or not begun when due."""
    if sent.kind == Kind.MISUSE or sent.stage in GRAVE:
        return True
    start = sent.project.planned_start if sent.project else None
    return sent.stage == Stage.NOT_STARTED and start is not None and start < sent.observed_on


def _log_filing(report: Report, sent: Submission) -> str:
    """Commit to the words and the subject with salts that the reporter can make again; returns
    the signed promise that the entry will be in the public log."""
    values = {
        "kind": report.kind,
        "stage": report.stage,
        "text": report.text,
        "place": report.place.code,
        "project": report.project.identifier if report.project else "",
        "machine": report.machine.public_id if report.machine else "",
        "seen": report.observed_on.isoformat(),
        "answers": json.dumps(report.observations, sort_keys=True) if report.observations else "",
    }
    values |= {f"orig{photo.number}": photo.sha256_original for photo in sent.photos}
    parts = [
        Part(name, value.encode(), hashing.citizen_salt(sent.code, report.public_id, name))
        for name, value in values.items()
        if value
    ]
    parts += due_parts(report)
    parts += [Part("office", str(report.office_id).encode())] if report.office_id else []
    entry = public_log.append(
        "report.filed",
        report.public_id,
        role=Role.GROUP if report.group else Role.CITIZEN,
        state="held" if report.state == State.HELD else "",
        parts=parts,
        promised=True,
    )
    return entry.promise


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
