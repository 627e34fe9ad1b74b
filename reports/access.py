"""Fetch a report or refuse: what you may not touch is not there (404, never 403)."""

import hmac
from collections.abc import Iterable

from django.conf import settings
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from oversight import access, access_log
from oversight.models import Office
from projects.models import Asking
from projects.models.asking import AskingQuerySet
from reports import conflicts, receipts
from reports.models import (
    Confirmation,
    Dossier,
    Enclosure,
    Gathering,
    Photo,
    Reply,
    Report,
    ReportQuerySet,
)
from reports.workflow import State

OVER = (State.RESOLVED, State.WITHDRAWN)


_WITH_PLACE = ("project", "machine", "place__parent__parent__parent")


def public_report(public_id: str) -> Report:
    """A report that everybody may read."""
    reports = Report.objects.public().select_related(*_WITH_PLACE)
    return get_object_or_404(reports, public_id=public_id)


def once_public_report(public_id: str) -> Report:
    """A report that everybody may read, or could until it was hidden or erased."""
    reports = Report.objects.exclude(public_on=None).select_related(*_WITH_PLACE)
    told = reports.select_related("group", "office", "regime", "visit__about")
    return get_object_or_404(told, public_id=public_id)


def public_photo(name: str) -> Photo:
    """A picture everybody may see: ready, not hidden, of a public report, an answer to one, or
    minutes."""
    photos = Photo.objects.select_related("report", "reply__report", "gathering")
    photo = get_object_or_404(photos, folder=f"photos/{name}")
    if not photo.is_ready or not (photo.of_report or photo.gathering).is_public:
        raise Http404
    return photo


def public_enclosure(public_id: str) -> Enclosure:
    """A document that a moderator has read, with an answer to a public report."""
    shown = Enclosure.objects.filter(state=Enclosure.State.SHOWN)
    return get_object_or_404(shown, public_id=public_id, reply__report__in=Report.objects.public())


def enclosure_to_read(request: HttpRequest, public_id: str) -> Enclosure:
    """A document that waits for this moderator, or another one."""
    waiting = Enclosure.objects.filter(state=Enclosure.State.WAITING)
    reports = conflicts.of_others(Report.objects.public(), request.user)
    return get_object_or_404(waiting, public_id=public_id, reply__report__in=reports)


def report_to_confirm(public_id: str) -> Report:
    """A public report that another resident may see the same of: neither over nor taken back."""
    return get_object_or_404(
        Report.objects.public().exclude(state__in=OVER).for_lists(), public_id=public_id
    )


def own_confirmation(code: str) -> Confirmation | None:
    """What this code confirmed; None for a wrong or unknown code, and once it was taken back."""
    try:
        kept = fingerprint(receipts.fold(code))
    except receipts.Malformed:
        return None
    mine = Confirmation.objects.filter(receipt=kept, taken_back_on=None)
    return mine.select_related("report__project", "report__machine", "report__place").first()


def fingerprint(code: str) -> str:
    """What the database knows of a receipt code."""
    return receipts.fingerprint(code, settings.RECEIPT_KEY)


def own_report(code: str) -> Report | None:
    """The report of this receipt code, for its author alone; None for a wrong or unknown code.

    One HMAC and one index look-up for a hit and a miss alike.
    """
    try:
        kept = fingerprint(receipts.fold(code))
    except receipts.Malformed:
        return None
    return Report.objects.for_lists().filter(receipt=kept).first()


def report_to_speak_on(public_id: str) -> Report:
    """A report beside which a firm may be heard: public, and not taken back."""
    reports = Report.objects.public().exclude(state=State.WITHDRAWN)
    return get_object_or_404(reports.select_related("project", "place"), public_id=public_id)


def confirmation_token(report: Report) -> str:
    """What the letter to the report's address tells, and nothing else does."""
    return receipts.confirmation(report.public_id, report.contact_email, settings.RECEIPT_KEY)


def report_of_letter(public_id: str, token: str) -> Report | None:
    """The report whose author was sent this token, as long as the address is kept."""
    reports = Report.objects.select_related("project", "machine", "place").exclude(contact_email="")
    report = reports.filter(public_id=public_id).first()
    if report is None or not hmac.compare_digest(confirmation_token(report), token):
        return None
    return report


def reports_of_desk(request: HttpRequest) -> ReportQuerySet:
    """The public reports that the user's own offices answer."""
    return reports_of_offices(access.offices_of(request.user))


def reports_of_offices(offices: Iterable[Office]) -> ReportQuerySet:
    """Named one by one: so the database sees that one office is one range of its index."""
    return Report.objects.public().filter(office__in=[office.pk for office in offices])


def report_to_answer(request: HttpRequest, public_id: str) -> Report:
    """Only staff of the responsible office may answer; to others it is not there."""
    return get_object_or_404(reports_of_desk(request).for_lists(), public_id=public_id)


def own_reply(request: HttpRequest, public_id: str) -> Reply:
    """An answer of the user's own office, on a report that is public."""
    mine = Reply.objects.filter(
        office__in=access.offices_of(request.user), report__in=Report.objects.public()
    )
    return get_object_or_404(mine.select_related("report__office"), public_id=public_id)


def public_to_moderate(request: HttpRequest, public_id: str) -> Report:
    """A public report that is no case of the moderator's own group."""
    reports = conflicts.of_others(Report.objects.public(), request.user)
    return get_object_or_404(
        reports.select_related("project", "machine", "place"), public_id=public_id
    )


def paper_to_moderate(request: HttpRequest, public_id: str) -> Dossier | Gathering:
    """A final document that was sent, or a gathering; no case of the moderator's own group."""
    for model in (Dossier, Gathering):
        published = model.objects.exclude(**{model.PUBLISHED: None}).filter(public_id=public_id)
        found = conflicts.papers_of_others(published, request.user)
        if paper := found.select_related("place", "group").first():
            return paper
    raise Http404


def owed_to_public(request: HttpRequest, public_id: str) -> Report:
    """A public report on which some office owes the next word; no case of the user's own group."""
    owed = conflicts.of_others(Report.objects.owed(), request.user)
    owed = owed.select_related("project", "machine", "place", "office", "regime")
    return get_object_or_404(owed, public_id=public_id)


def owed_report(request: HttpRequest, public_id: str) -> Report:
    """A report on which the user's own office owes the next word."""
    owed = reports_of_desk(request).owed().select_related("project", "machine", "place", "office")
    return get_object_or_404(owed, public_id=public_id)


def report_to_moderate(request: HttpRequest, public_id: str) -> Report:
    """A held report; after an appeal, never to the moderator who refused it, and never one of the
    moderator's own group."""
    held = conflicts.of_others(Report.objects.held(), request.user)
    report = get_object_or_404(held.for_lists(), public_id=public_id)
    if report.decisions.filter(moderator=request.user).exists():
        raise Http404
    access_log.note(request.user, access_log.Deed.READ_HELD, request.path)
    return report


def askings_of_desk(request: HttpRequest) -> AskingQuerySet:
    """The open requests to publish that wait for the user's own offices."""
    mine = Asking.objects.open().filter(office__in=access.offices_of(request.user))
    return mine.select_related("project__place", "office")


def asking_to_answer(request: HttpRequest, public_id: str) -> Asking:
    """Only staff of the office that is asked may answer; to others it is not there."""
    return get_object_or_404(askings_of_desk(request), public_id=public_id)
