"""What is being built in a place: works by how far they are, with the sums that may be added."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Sum, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oversight.models import Place
from projects import flags
from projects.models import Project, ProjectFlag

SHOWN = 8  # works of one group; the list of works has them all

Status = Project.Status
GROUPS: dict[str, tuple[Promise, tuple[str, ...]]] = {
    "under_way": (_("Under construction"), (Status.IMPLEMENTATION,)),
    "planned": (_("Planned"), (Status.IDENTIFICATION, Status.PREPARATION)),
    "finished": (
        _("Finished"),
        (Status.COMPLETION, Status.MAINTENANCE, Status.DECOMMISSIONED),
    ),
    "cancelled": (_("Cancelled"), (Status.CANCELLED,)),
}
_GROUP = Case(
    *(When(status__in=statuses, then=Value(code)) for code, (_name, statuses) in GROUPS.items())
)
_GRAVE = Exists(ProjectFlag.objects.filter(project=OuterRef("pk"), code__in=flags.GRAVE))


@dataclass(frozen=True)
class Group:
    """Works that are equally far: how many, for how much, and the most urgent of them."""

    code: str
    name: Promise
    works: list[Project]
    count: int
    grave: int
    total: Decimal | None
    unpublished: int
    shared: int

    @property
    def is_whole(self) -> bool:
        """Whether every work of the group is shown."""
        return len(self.works) == self.count


def groups(place: Place) -> list[Group]:
    """The works of the place and everything inside it, in two queries and one for their flags."""
    figures = {row.pop("group"): row for row in _figures(place)}
    shown: dict[str, list[Project]] = {code: [] for code in GROUPS}
    for work in _most_urgent(place):
        shown[work.group].append(work)
    return [
        Group(code, name, shown[code], **figures[code])
        for code, (name, _statuses) in GROUPS.items()
        if code in figures
    ]


def _figures(place: Place) -> QuerySet:
    may_be_added = Q(budget_shared=False, budget_amount__isnull=False)
    return (
        Project.objects.below(place)
        .annotate(group=_GROUP, is_grave=_GRAVE)
        .values("group")
        .annotate(
            count=Count("pk"),
            grave=Count("pk", filter=Q(is_grave=True)),
            total=Sum("budget_amount", filter=may_be_added),
            unpublished=Count("pk", filter=Q(budget_amount=None)),
            shared=Count("pk", filter=Q(budget_shared=True, budget_amount__isnull=False)),
        )
        .order_by()
    )


def _most_urgent(place: Place) -> QuerySet:
    """The first works of each group: flagged ones, then those to be finished first."""
    order = [F("is_grave").desc(), F("planned_end").asc(nulls_last=True), F("identifier").asc()]
    return (
        Project.objects.below(place)
        .for_lists()
        .annotate(group=_GROUP, is_grave=_GRAVE)
        .annotate(at=Window(RowNumber(), partition_by=F("group"), order_by=order))
        .filter(at__lte=SHOWN)
        .order_by("at")
    )
