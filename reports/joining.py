"""From report to register: a report on an unlisted work is joined to a work, or becomes one."""

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import translation

from oversight import public_log
from oversight.calendar import today
from oversight.models import InitiativeGroup, User
from oversight.places import kato
from oversight.public_log import Part
from projects import services as register
from projects.models import Project
from reports import summaries
from reports.models import Joining, Report
from reports.workflow import Role

SHOWN = 100  # works offered to join: those of one village and what contains it


class NotJoined(Exception):
    """The report belongs to a work already, or the work lies elsewhere."""


def works_near(report: Report) -> QuerySet[Project]:
    """Works of the report's place, of what lies inside it, and of what contains it."""
    inside = Q(place__code__range=kato.below(report.place.code))
    return Project.objects.filter(inside | Q(place__code__in=report.place.ancestor_codes))


@transaction.atomic
def join(
    report: Report,
    project: Project,
    *,
    author: User,
    group: InitiativeGroup | None = None,
    made_project: bool = False,
) -> Joining:
    """Say which work a report is about. The report keeps its place, its office and its words.

    Raises NotJoined.
    """
    unlisted = Report.objects.select_for_update().unlisted().filter(pk=report.pk)
    if not unlisted.exists() or not works_near(report).filter(pk=project.pk).exists():
        raise NotJoined
    report.project = project
    report.save(update_fields=["project"])
    joining = report.joinings.create(
        project=project, group=group, author=author, made_project=made_project, joined_on=today()
    )
    public_log.append(
        "note.operator",
        joining.public_id,
        role=Role.GROUP if group else Role.OPERATOR,
        ref=report.public_id,
        reason="work_registered" if made_project else "report_joined",
        parts=[Part("project", project.identifier.encode())],
    )
    summaries.refresh_project(project)
    return joining


@transaction.atomic
def register_from(
    report: Report, *, author: User, group: InitiativeGroup | None = None, **fields: object
) -> Joining:
    """Put the work that a report tells of into the register: what nobody published stays blank."""
    with translation.override(report.language):
        source = settings.SITE_URL + reverse("report-detail", args=[report.public_id])
    project = register.register_project(
        role=Role.GROUP if group else Role.OPERATOR,
        identifier=f"r-{report.public_id[:10]}",
        place=report.place,
        source_url=source,
        source_date=report.observed_on.isoformat(),
        **fields,
    )
    return join(report, project, author=author, group=group, made_project=True)
