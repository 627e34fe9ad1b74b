"""A reader objects to a public report by a written rule: a moderator looks at it again.

An objection hides nothing, and neither does a crowd of them: the same reason said of the same
report is one case, however many say it. That a report stays is a public fact, without how many
asked; neither its author nor its office is written to about it, and nobody knows who objected.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db import transaction
from django.db.models import Count, Min, Q

from oversight import public_log
from oversight.calendar import today
from oversight.models import User
from reports import conflicts, ladder
from reports.deadlines import Deadlines
from reports.models import Objection, Removal, Report, ReportQuerySet
from reports.workflow import NotAllowed, Role

MOST_KEPT = 50  # of one reason on one report: more say nothing that these did not
KEPT = timedelta(days=30)  # how long a decided one remembers its words
STAYS = "stays_public"  # the reason in the log

State = Objection.State


@dataclass(frozen=True)
class Case:
    """A report to which readers object, and how many of them by which reason."""

    report: Report
    counts: dict[str, int]

    @cached_property
    def reasons(self) -> list[tuple[str, int]]:
        """In words, what most say first."""
        said = sorted(self.counts.items(), key=lambda one: (-one[1], one[0]))
        return [(Objection(reason=code).get_reason_display(), count) for code, count in said]


# What readers send --------------------------------------------------------------------------


@transaction.atomic
def receive(sent: Objection) -> Objection:
    """Take it for a moderator to read, once, however often the form is sent.

    Whoever says what many have said joins their case. Raises ladder.Closed while more new cases
    come than anybody can read.
    """
    if known := Objection.objects.filter(draft_id=sent.draft_id).first():
        return known
    same = list(
        Objection.objects.filter(report=sent.report, reason=sent.reason, state=State.WAITING)[
            :MOST_KEPT
        ]
    )
    if len(same) >= MOST_KEPT:
        return same[0]
    if not same:
        ladder.check_objections()
    sent.received_on = today()
    sent.decide_by = same[0].decide_by if same else Deadlines(today()).decide_by()
    Objection.objects.bulk_create([sent], ignore_conflicts=True)
    if not same:
        ladder.note_objection()
    return Objection.objects.get(draft_id=sent.draft_id)


# What moderators decide ---------------------------------------------------------------------


def to_decide(moderator: User) -> ReportQuerySet:
    """Public reports with waiting objections that are no case of the moderator's own group."""
    waiting = Objection.objects.waiting().values("report")
    return conflicts.of_others(Report.objects.filter(pk__in=waiting), moderator)


def cases(moderator: User, most: int) -> list[Case]:
    """These, what is to be decided first on top; their reports bring the day, `objections_by`."""
    first = Min("objections__decide_by", filter=Q(objections__state=State.WAITING))
    reports = to_decide(moderator).select_related("project", "machine", "place")
    reports = reports.annotate(objections_by=first).order_by("objections_by", "public_id")[:most]
    counts = _counts(reports)
    return [Case(report, counts[report.pk]) for report in reports]


def case(report: Report) -> Case:
    """The same of one report."""
    return Case(report, _counts([report])[report.pk])


def _counts(reports: Iterable[Report]) -> dict[int, dict[str, int]]:
    waiting = Objection.objects.filter(state=State.WAITING, report__in=list(reports))
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = waiting.order_by().values_list("report", "reason").annotate(count=Count("pk"))
    for report, reason, count in rows:
        found[report][reason] = count
    return found


@transaction.atomic
def let_stay(report: Report, *, seen: int, moderator: User) -> None:
    """Nothing of it breaks the rules; a fact of the public log.

    `seen` is the key of the newest objection that was looked at: what came later still waits.
    Raises NotAllowed when none of those waits for this moderator.
    """
    _decide(report, State.UNFOUNDED, seen, moderator)
    public_log.append("appeal.decided", report.public_id, role=Role.MODERATOR, reason=STAYS)


@transaction.atomic
def uphold(report: Report, *, seen: int, moderator: User, hide: Callable[[], object]) -> None:
    """Hide it, or a part of it: they were right. The log tells of the hiding. Raises NotAllowed."""
    _decide(report, State.UPHELD, seen, moderator)
    hide()


@transaction.atomic
def settle(report: Report, *, seen: int, moderator: User) -> None:
    """A part of it is hidden or covered since they objected: they were right.

    Raises NotAllowed as let_stay does, and where nothing was hidden.
    """
    if not is_hidden_in_part(report):
        raise NotAllowed(f"nothing of {report} was hidden")
    _decide(report, State.UPHELD, seen, moderator)


def is_hidden_in_part(report: Report) -> bool:
    """Whether something of it was hidden or covered since the first of those that wait."""
    first = report.objections.filter(state=State.WAITING).aggregate(day=Min("received_on"))["day"]
    return report.removals.filter(action=Removal.Action.HIDE, on__gte=first or today()).exists()


def _decide(report: Report, state: str, seen: int, moderator: User) -> None:
    mine = to_decide(moderator).filter(pk=report.pk)
    waiting = Objection.objects.filter(state=State.WAITING, report__in=mine, pk__lte=seen)
    if not waiting.update(state=state, decided_on=today(), decided_by=moderator):
        raise NotAllowed(f"decide the objections to {report}")


def follow_hiding(report: Report, by: User | None) -> None:
    """The whole report was hidden by whatever way: whoever objected to it was right."""
    waiting = report.objections.filter(state=State.WAITING)
    waiting.update(state=State.UPHELD, decided_on=today(), decided_by=by)


# What is told, and forgotten ----------------------------------------------------------------


def decided() -> dict[str, int]:
    """How many cases were decided each way; one that many brought is one."""
    brought = Objection.objects.order_by().values("report", "reason", "decided_on").distinct()
    return {
        state.value: brought.filter(state=state).count()
        for state in (State.UPHELD, State.UNFOUNDED)
    }


def forget_words(day: date) -> int:
    """Words of what was decided a while ago, or waits for nothing any more, are not kept.

    Returns how many were forgotten.
    """
    old = Q(decided_on__lt=day - KEPT)
    old |= Q(decided_on=None) & ~Q(report__in=Objection.objectionable())
    return Objection.objects.filter(old).exclude(words="").update(words="")
