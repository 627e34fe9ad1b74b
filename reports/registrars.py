"""Who may say which work an unlisted report is about: groups in their place, and operators."""

from collections.abc import Callable, Sequence
from functools import wraps

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from oversight import access, signin
from oversight.models import Appointment, InitiativeGroup
from oversight.places import kato
from reports.models import Report, ReportQuerySet
from reports.workflow import State

View = Callable[..., HttpResponse]


def registrars_only(view: View) -> View:
    """Members of a group, and operators with their second factor; to others it is not there."""

    @wraps(view)
    def gate(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect(signin.sign_in_again_url(request))
        if not _is_operator(request) and not access.groups_of(request.user).exists():
            raise Http404
        return view(request, *args, **kwargs)

    return gate


def _is_operator(request: HttpRequest) -> bool:
    is_one = request.user.side == Appointment.Side.OPERATOR
    return is_one and signin.has_second_factor(request)


def groups_of_registrar(request: HttpRequest) -> list[InitiativeGroup]:
    """In whose names the user may act; none where an operator does."""
    if _is_operator(request):
        return []
    return list(access.groups_of(request.user).select_related("place"))


def unlisted_reports(request: HttpRequest, groups: Sequence[InitiativeGroup]) -> ReportQuerySet:
    """Public reports on works that are not listed: a group's are those inside its own place."""
    reports = Report.objects.public().unlisted().exclude(state=State.WITHDRAWN)
    reports = reports.select_related("place", "office")
    if _is_operator(request):
        return reports
    reach = Q(pk=None)
    for group in groups:
        reach |= Q(place__code__range=kato.below(group.place.code))
    return reports.filter(reach)


def unlisted_report(request: HttpRequest, public_id: str) -> Report:
    """One of those the user may say something about; others are not there."""
    reports = unlisted_reports(request, groups_of_registrar(request))
    return get_object_or_404(reports, public_id=public_id)


def group_of_registrar(request: HttpRequest, report: Report) -> InitiativeGroup | None:
    """In whose name the user acts: the group whose place holds the report; None for operators."""
    if _is_operator(request):
        return None
    groups = access.groups_of(request.user).filter(place__code__in=report.place.ancestor_codes)
    return groups.first()
