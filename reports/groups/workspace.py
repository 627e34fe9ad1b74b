"""What a group has before it: works to look at, claims to check, what it follows, its notes."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import OrderBy

from oversight.calendar import today
from oversight.models import InitiativeGroup, Place, User
from projects.models import Project, ProjectFlag
from reports.groups import ties
from reports.models import GroupNote, Report
from reports.workflow import State

SHOWN = 10  # of each kind of task
FIRST = 3  # works on the first screen of a new group
NEAR = 3  # places in which these are looked for: of a village up to its district
LOOKED_AT = 50  # claims among which those are looked for that the group may check
FOUND = 8  # works shown for one search


@dataclass(frozen=True)
class Workspace:
    """The tasks of a group, each kind with its most pressing rows, and what it keeps."""

    group: InitiativeGroup
    is_new: bool
    unseen: list[Project]  # of a new group those to begin with
    warranties: list[Project]
    claims: list[Report]
    followed: list[Project]
    notes: list[GroupNote]

    @property
    def are_never_seen(self) -> bool:
        return all(work.last_seen_on is None for work in self.unseen)


def of(group: InitiativeGroup) -> Workspace:
    is_new = not group.reports.exists()
    return Workspace(
        group=group,
        is_new=is_new,
        unseen=first_works(group) if is_new else unseen(group),
        warranties=_flagged(group, "warranty_ends"),
        claims=claims(group),
        followed=list(followed(group)),
        notes=list(group.notes.filter(done_on=None).select_related("project", "author")[:SHOWN]),
    )


def first_works(group: InitiativeGroup) -> list[Project]:
    """Where a new group begins: works under way that nobody has looked at, then those that nobody
    has looked at for longest, each as near as there are."""
    under_way = Project.objects.under_way().exclude(implementer=group)
    never = under_way.filter(last_seen_on=None).order_by("place", "pk")
    seen = under_way.exclude(last_seen_on=None).order_by("last_seen_on", "pk")
    found: list[Project] = []
    for works in (never, seen):
        for place in [*reversed(group.place.lineage)][:NEAR]:
            rest = works.below(place).exclude(pk__in=[work.pk for work in found]).for_lists()
            found += rest[: FIRST - len(found)]
    return found


def nearest(group: InitiativeGroup) -> list[Place]:
    """The group's own place, and what contains it: tasks are looked for in that order."""
    return [place for place in (group.place, group.place.parent) if place]


def unseen(group: InitiativeGroup) -> list[Project]:
    """Works nobody has looked at for sixty days; the longest unseen first."""
    return _flagged(group, "no_eyes", F("last_seen_on").asc(nulls_first=True))


def _flagged(group: InitiativeGroup, code: str, *order: OrderBy) -> list[Project]:
    """Works with this flag: those the group follows, and the nearest others."""
    flag = ProjectFlag.objects.filter(project=OuterRef("pk"), code=code)
    flagged = Project.objects.filter(Exists(flag)).for_lists().order_by(*order, "pk")
    followed = Q(pk__in=group.followed.values("project"))
    for place in nearest(group):
        inside = Q(pk__in=Project.objects.below(place).values("pk"))
        if found := list(flagged.filter(inside | followed)[:SHOWN]):
            return found
    return []


def claims(group: InitiativeGroup) -> list[Report]:
    """Claims that a visit could settle, the oldest first: none where the group has a tie."""
    waiting = Report.objects.public().filter(state=State.CLAIMED)
    waiting = waiting.select_related("project", "machine", "place", "office")
    followed = waiting.filter(project__in=group.followed.values("project"))
    for place in nearest(group):
        near = waiting.below(place) | followed
        oldest = near.order_by("claimed_on", "public_id")[:LOOKED_AT]
        if free := [report for report in oldest if not ties.why_not(group, report)]:
            return free[:SHOWN]
    return []


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
