"""Cases that a moderator may not touch: those of a group that the moderator belongs to.

A moderator never works for an office: the database says so. A group's member may moderate, but not
what the group wrote, visited or builds itself.
"""

from django.db.models import Q

from oversight.models import InitiativeGroup, User
from reports.models import Report, ReportQuerySet

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


def _own(user: User) -> ReportQuerySet:
    groups = InitiativeGroup.objects.filter(members=user)
    theirs = Q(group__in=groups) | Q(visits__group__in=groups)
    return Report.objects.filter(theirs | Q(project__implementer__in=groups))
