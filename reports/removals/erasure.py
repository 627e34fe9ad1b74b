"""Erase the person, keep the fact: words, pictures and what opens them go.

An erasure hides at once, in one transaction with its entries in the public log. What lies in files
follows as soon as the transaction has committed, and again from the queue until it is done.
"""

from functools import partial

from django.db import transaction
from django.db.models import Q

from oversight import jobs, mail, public_log
from oversight.calendar import today
from oversight.models import LogEntry
from reports import summaries
from reports.models import Covering, Likeness, Photo, Removal, Report, Verdict, Visibility
from reports.removals import scrub
from reports.workflow import Role

Action = Removal.Action


@transaction.atomic
def erase_report(report: Report, *, role: str, ground: str) -> Removal:
    """Destroy the words and photos of a report, and what its author told besides.

    An author's own erasure also forgets the receipt code. What was erased already stays so.
    """
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if locked.visibility == Visibility.ERASED:
        return locked.removals.filter(action=Action.ERASE, photo=None).get()
    was_public = locked.is_public
    for photo in locked.photos.exclude(visibility=Visibility.ERASED):
        empty_photo(photo, role, ground)
    for verdict in locked.verdicts.filter(group=None).exclude(text="", held_text=""):
        _empty_verdict(verdict, role, ground)
    _empty_report(locked, role, ground)
    if was_public:
        summaries.disappeared(locked)
    report.refresh_from_db()
    return _record(Removal(report=locked), role, ground)


def erase_own(report: Report) -> Removal:
    """The author's own erasure: nobody can ask for this report any more, not even with the code."""
    return erase_report(report, role=Role.CITIZEN, ground=Removal.Reason.REPORTER)


@transaction.atomic
def erase_photo(photo: Photo, *, role: str, ground: str) -> Removal:
    """Destroy one photo; the report and its words stay."""
    locked = Photo.objects.select_for_update().get(pk=photo.pk)
    report = locked.report or locked.reply.report
    if locked.visibility == Visibility.ERASED:
        return Removal.objects.filter(action=Action.ERASE, report=report).first()
    empty_photo(locked, role, ground)
    photo.refresh_from_db()
    return _record(Removal(report=report, photo=locked), role, ground)


def _empty_report(report: Report, role: str, ground: str) -> None:
    if report.contact_email:
        transaction.on_commit(partial(mail.forget, report.contact_email), robust=True)
    report.visibility = Visibility.ERASED
    report.text = report.contact_email = report.content_hash = report.masked_because = ""
    report.near_site = report.same_day = False
    report.held_because = []
    report.observations = {}
    if ground == Removal.Reason.REPORTER:
        report.receipt = None
    report.save()
    Covering.objects.filter(report=report).delete()
    # Notes to the author, and what readers object to, may repeat the author's words.
    report.decisions.update(note="")
    report.questions.of_moderators().delete()
    report.questions.update(answer="")
    report.objections.update(words="")
    originals = [f"orig{number}" for number in range(1, 7)]
    lines = _forget(report.public_id, ["text", "answers", *originals])
    public_log.append("part.erased", report.public_id, role=role, reason=ground, named=lines)


def empty_photo(photo: Photo, role: str, ground: str) -> None:
    """The row names its files until they are gone; nothing else of the picture is left in it."""
    photo.visibility, photo.state = Visibility.ERASED, Photo.State.REFUSED
    photo.refusal = photo.sha256_original = photo.dhash = ""
    photo.total = photo.received = photo.width = photo.height = photo.tries = 0
    photo.salt = photo.same_day = photo.near_site = None
    photo.is_incomplete = False
    photo.save()
    Likeness.objects.filter(Q(photo=photo) | Q(other=photo)).delete()
    owner = photo.owner
    lines = _forget(owner.public_id, [f"orig{photo.number}"])
    lines += _forget(photo.public_id)
    _log(photo.public_id, owner.public_id, lines, role, ground)


def _empty_verdict(verdict: Verdict, role: str, ground: str) -> None:
    verdict.text = verdict.held_text = ""
    verdict.noticed = []
    verdict.save()
    lines = _forget(verdict.public_id)
    _log(verdict.public_id, verdict.report.public_id, lines, role, ground)


def _forget(object_id: str, names: list[str] | None = None) -> list[str]:
    """Destroy the salts of these parts, or of all. Returns the part lines nobody can open now."""
    entries = LogEntry.objects.filter(object_id=object_id)
    lines = []
    for entry in entries:
        known = [name for name in entry.salts if names is None or name in names]
        lines += public_log.part_lines(entry, known)
    entries.forget_salts(names)
    return lines


def _log(object_id: str, ref: str, lines: list[str], role: str, ground: str) -> None:
    """A photo that never arrived, and words that were never written, leave nothing to tell."""
    if lines:
        public_log.append("part.erased", object_id, role=role, ref=ref, reason=ground, named=lines)


def _record(removal: Removal, role: str, ground: str) -> Removal:
    removal.action, removal.reason, removal.role, removal.on = Action.ERASE, ground, role, today()
    removal.save()
    jobs.put("scrub", removal.pk)
    transaction.on_commit(lambda: scrub.at_once(removal), robust=True)
    return removal


def replay(public_id: str, ground: str, role: str = Role.SYSTEM) -> bool:
    """Erase again what a restored backup brought back; False when there is nothing to erase."""
    report = Report.objects.filter(public_id=public_id).exclude(visibility=Visibility.ERASED)
    photo = Photo.objects.filter(public_id=public_id).exclude(visibility=Visibility.ERASED)
    if found := report.first():
        erase_report(found, role=role, ground=ground)
    elif found := photo.first():
        erase_photo(found, role=role, ground=ground)
    return found is not None
