"""The works that the register calls an office's own: confirmed, or handed to whose they are.

What an office says repairs the register, as a dated change that everybody sees.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from oversight.calendar import today
from oversight.models import Office, User
from projects import services as register
from projects.models import Project
from reports.models import WorkCheck
from reports.workflow import NotAllowed

Word = WorkCheck.Word


def unchecked(offices: QuerySet[Office]) -> QuerySet[Project]:
    """Works of these offices on which they have not said a word yet."""
    said = WorkCheck.objects.filter(project=OuterRef("pk"), office=OuterRef("answering_office"))
    mine = Project.objects.filter(answering_office__in=offices).exclude(Exists(said))
    return mine.select_related("place", "programme", "answering_office", "customer").order_by(
        "answering_office", "identifier"
    )


def offices_near(office: Office) -> QuerySet[Office]:
    """Whose it may be instead, or who may have ordered it: above, beside, and their departments."""
    near = Q(pk=office.supervisor_id) | Q(supervisor=office)
    if office.supervisor_id:
        near |= Q(supervisor=office.supervisor_id)
        near |= Q(place=office.supervisor.place_id)
    return Office.objects.filter(near).exclude(pk=office.pk).distinct()


@transaction.atomic
def say(project: Project, *, author: User, word: str, other: Office | None = None) -> WorkCheck:
    """Take an office's word on a work. Raises NotAllowed when it was said before, or when the
    other office is not named."""
    office = project.answering_office
    if (word == Word.OURS) != (other is None) or other == office:
        raise NotAllowed(f"{word} needs another office, or none")
    check, is_new = WorkCheck.objects.get_or_create(
        project=project,
        office=office,
        defaults={"author": author, "word": word, "other": other, "said_on": today()},
    )
    if not is_new:
        raise NotAllowed(f"{office} has said so before")
    if word == Word.ORDERED_BY:
        register.change_project(project, role="office", customer=other)
    elif word == Word.NOT_OURS:
        register.change_project(project, role="office", answering_office=other)
    return check
