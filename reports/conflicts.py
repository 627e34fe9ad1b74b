"""Cases that somebody may not decide: those of a group that the person belongs to.

A moderator never works for an office: the database says so. A group's member may moderate, but not
what the group wrote, visited or builds itself, nor what its declared ties touch.
"""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from oversight.models import InitiativeGroup, User
from projects.models import Machine, Project
from reports.models import Dossier, GroupTie, Report, ReportQuerySet
from reports.models.dossier import PaperQuerySet

_WORDS = {
    **dict.fromkeys(("question", "answer"), "questions"),
    **{"verdict": "verdicts", "reply": "replies", "document": "replies__enclosures"},
}


def of_others(reports: ReportQuerySet, user: User) -> ReportQuerySet:
    """Those of these reports that are no case of a group this person belongs to."""
    return reports.exclude(pk__in=_own(user).values("pk"))


def own(user: User) -> set[int]:
    """The keys of the reports that somebody else must decide on."""
    return set(_own(user).values_list("pk", flat=True))


def is_own(report: Report, user: User) -> bool:
    """Whether somebody else must decide on this report."""
    return _own(user).filter(pk=report.pk).exists()


def is_own_words(kind: str, public_id: str, user: User) -> bool:
    """The same of words of this kind, by their id."""
    return _own(user).filter(**{f"{_WORDS[kind]}__public_id": public_id}).exists()


def papers_of_others(papers: PaperQuerySet, user: User) -> PaperQuerySet:
    """Those of these final documents or gatherings that are no case of a group this person
    belongs to: neither its own, nor about its cases, nor held by an office it is tied to."""
    groups = InitiativeGroup.objects.filter(members=user)
    theirs = papers.exclude(group__in=groups)
    if papers.model is Dossier:
        return theirs.exclude(reports__in=_own(user))
    ties = GroupTie.objects.filter(group__in=groups, ended_on=None, office__isnull=False)
    return theirs.exclude(office__in=ties.values("office"))


def _own(user: User) -> ReportQuerySet:
    """Whoever belongs to no group costs the database one look."""
    groups = list(InitiativeGroup.objects.filter(members=user).values_list("pk", flat=True))
    if not groups:
        return Report.objects.none()
    ties = GroupTie.objects.filter(group__in=groups, ended_on=None)
    theirs = Q(group__in=groups) | Q(visits__group__in=groups)
    tied = Q(office__in=ties.values("office")) | Q(machine__in=_machines(ties))
    return Report.objects.filter(theirs | tied | Q(project__in=_works(groups, ties)))


def _works(groups: Collection[int], ties: QuerySet[GroupTie]) -> QuerySet[Project]:
    """What these groups build, and what a body they are tied to builds, orders or answers for."""
    offices = ties.values("office")
    tied = Q(answering_office__in=offices) | Q(customer__in=offices)
    tied |= Q(contracts__supplier__in=ties.values("supplier"))
    return Project.objects.filter(tied | Q(implementer__in=groups))


def _machines(ties: QuerySet[GroupTie]) -> QuerySet[Machine]:
    """What a body they are tied to answers for, or holds or held."""
    answered = Q(answering_office__in=ties.values("office"))
    return Machine.objects.filter(answered | Q(holdings__holder__in=ties.values("supplier")))
