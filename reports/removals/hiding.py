"""Hiding and showing again: values are kept, and the public log says what, why and by whom."""

from django.db import transaction

from oversight import public_log
from oversight.calendar import today
from oversight.models import User
from reports import objecting, summaries
from reports.models import Dossier, Gathering, Photo, Removal, Report, Visibility
from reports.photos import public_files
from reports.workflow import NotAllowed, Role

Action = Removal.Action


@transaction.atomic
def hide_report(report: Report, *, reason: str, by: User | None = None) -> Removal:
    """Take a public report out of sight. Raises NotAllowed."""
    return _turn_report(report, Visibility.PUBLIC, Visibility.HIDDEN, reason, by)


@transaction.atomic
def show_report(report: Report, *, reason: str, by: User | None = None) -> Removal:
    """Show a hidden report again. Raises NotAllowed."""
    return _turn_report(report, Visibility.HIDDEN, Visibility.PUBLIC, reason, by)


def _turn_report(report: Report, old: str, new: str, reason: str, by: User | None) -> Removal:
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if locked.visibility != old or locked.public_on is None:
        raise NotAllowed(f"{report} is {locked.visibility}")
    locked.visibility = new
    locked.save(update_fields=["visibility"])
    if new == Visibility.PUBLIC:
        summaries.appeared(locked)
    else:
        summaries.disappeared(locked)
        objecting.follow_hiding(locked, by)
    report.refresh_from_db()
    return _record(Removal(report=locked, reason=reason, by=by), locked.public_id, "-", new)


@transaction.atomic
def hide_paper(paper: Dossier | Gathering, *, reason: str, by: User | None = None) -> Removal:
    """Take a final document, or a gathering with its minutes, out of sight. Raises NotAllowed."""
    return _turn_paper(paper, Visibility.PUBLIC, Visibility.HIDDEN, reason, by)


@transaction.atomic
def show_paper(paper: Dossier | Gathering, *, reason: str, by: User | None = None) -> Removal:
    """Show a hidden paper again. Raises NotAllowed."""
    return _turn_paper(paper, Visibility.HIDDEN, Visibility.PUBLIC, reason, by)


def _turn_paper(
    paper: Dossier | Gathering, old: str, new: str, reason: str, by: User | None
) -> Removal:
    """Its entry names no parts: the whole is meant, with what offices are asked in it."""
    kept = type(paper).objects.exclude(**{paper.PUBLISHED: None})
    if not kept.filter(pk=paper.pk, visibility=old).update(visibility=new):
        raise NotAllowed(f"{paper} is no longer {old}")
    paper.refresh_from_db()
    removal = Removal(reason=reason, by=by, **{paper._meta.model_name: paper})
    return _record(removal, paper.public_id, "-", new)


@transaction.atomic
def hide_photo(photo: Photo, *, reason: str, by: User | None = None) -> Removal:
    """Take one photo out of sight. Raises NotAllowed."""
    return _turn_photo(photo, Visibility.PUBLIC, Visibility.HIDDEN, reason, by)


@transaction.atomic
def show_photo(photo: Photo, *, reason: str, by: User | None = None) -> Removal:
    """Show a hidden photo again. Raises NotAllowed."""
    return _turn_photo(photo, Visibility.HIDDEN, Visibility.PUBLIC, reason, by)


def _turn_photo(photo: Photo, old: str, new: str, reason: str, by: User | None) -> Removal:
    if not Photo.objects.filter(pk=photo.pk, visibility=old).update(visibility=new):
        raise NotAllowed(f"{photo} is no longer {old}")
    photo.refresh_from_db()
    removal = Removal(
        report=photo.of_report, gathering=photo.gathering, photo=photo, reason=reason, by=by
    )
    return _record(removal, photo.public_id, photo.owner.public_id, new)


def _record(removal: Removal, object_id: str, ref: str, visibility: str) -> Removal:
    """Say in the log which commitments are covered now, or open again."""
    removal.action = Action.HIDE if visibility == Visibility.HIDDEN else Action.SHOW
    removal.role, removal.on = Role.MODERATOR, today()
    removal.save()
    public_log.append(
        f"part.{removal.action}",
        object_id,
        role=Role.MODERATOR,
        ref=ref,
        reason=removal.reason,
        named=public_log.lines_of(object_id) if removal.report or removal.photo else (),
    )
    public_files.follow(removal.subject)
    return removal
