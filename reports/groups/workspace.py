"""What a group has before it: works to look at, claims to check, what it follows, its notes."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from oversight.calendar import today
from oversight.models import InitiativeGroup, User
from projects.models import Project, ProjectFlag
from reports.groups import ties
from reports.models import GroupNote, Report
from reports.workflow import State

SHOWN = 10  # of each kind of task
FIRST = 3  # works on the first screen of a new group
LOOKED_AT = 50  # claims among which those are looked for that the group may check
FOUND = 8  # works shown for one search


@dataclass(frozen=True)
class Workspace:
    """The tasks of a group, each kind with its most pressing rows, and what it keeps."""

    group: InitiativeGroup
    is_new: bool
    unseen: list[Project]
    warranties: list[Project]
    claims: list[Report]
    followed: list[Project]
    notes: list[GroupNote]


def of(group: InitiativeGroup) -> Workspace:
    is_new = not group.reports.exists()
    return Workspace(
        group=group,
        is_new=is_new,
        unseen=first_works(group) if is_new else list(unseen(group)[:SHOWN]),
        warranties=list(_flagged(group, "warranty_ends")[:SHOWN]),
        claims=claims(group),
        followed=list(followed(group)),
        notes=list(group.notes.filter(done_on=None).select_related("project", "author")[:SHOWN]),
    )


def works(group: InitiativeGroup) -> QuerySet[Project]:
    """The works in the group's place and inside it, and those it follows."""
    inside = Q(pk__in=Project.objects.below(group.place).values("pk"))
    return Project.objects.filter(inside | Q(pk__in=group.followed.values("project")))


def first_works(group: InitiativeGroup) -> list[Project]:
    """Where a new group begins: works under way that nobody has looked at, as near as there are."""
    for place in (group.place, group.place.parent):
        near = Project.objects.below(place) if place else Project.objects.none()
        never = near.under_way().filter(last_seen_on=None).for_lists().order_by("place", "pk")
        if found := list(never[:FIRST]):
            return found
    return []


def unseen(group: InitiativeGroup) -> QuerySet[Project]:
    """Works nobody has looked at for sixty days; the longest unseen first."""
    return _flagged(group, "no_eyes").order_by(F("last_seen_on").asc(nulls_first=True), "pk")


def _flagged(group: InitiativeGroup, code: str) -> QuerySet[Project]:
    flag = ProjectFlag.objects.filter(project=OuterRef("pk"), code=code)
    return works(group).filter(Exists(flag)).for_lists()


def claims(group: InitiativeGroup) -> list[Report]:
    """Claims that a visit could settle, the oldest first: none where the group has a tie."""
    waiting = Report.objects.public().filter(state=State.CLAIMED)
    near = waiting.below(group.place) | waiting.filter(project__in=group.followed.values("project"))
    oldest = near.select_related("project", "place", "office").order_by("claimed_on", "public_id")
    free = [report for report in oldest[:LOOKED_AT] if not ties.why_not(group, report)]
    return free[:SHOWN]


# Following ----------------------------------------------------------------------------------


def followed(group: InitiativeGroup) -> QuerySet[Project]:
    mine = Project.objects.filter(pk__in=group.followed.values("project"))
    return mine.for_lists().order_by("place__code", "identifier")


def found(group: InitiativeGroup, words: str) -> list[Project]:
    """Works by words, in any script, for a group to follow."""
    if not words:
        return []
    rest = Project.objects.exclude(pk__in=group.followed.values("project"))
    return list(rest.matching(words).for_lists()[:FOUND])


def follow(group: InitiativeGroup, project: Project) -> None:
    group.followed.get_or_create(project=project, defaults={"since": today()})


def unfollow(group: InitiativeGroup, project: Project) -> None:
    group.followed.filter(project=project).delete()


# Notes --------------------------------------------------------------------------------------


@transaction.atomic
def write_note(
    group: InitiativeGroup, *, author: User, text: str, project: Project | None = None
) -> GroupNote:
    return group.notes.create(project=project, text=text, author=author, written_on=today())


def finish_note(note: GroupNote) -> None:
    """The note is done with, and leaves the list."""
    note.done_on = today()
    note.save(update_fields=["done_on"])
