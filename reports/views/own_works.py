"""The first screen after an invitation: these works are yours; confirm, or say whose they are."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from oversight import access as sides
from projects.models import Project
from reports import own_works
from reports.forms.office import OwnWorkForm
from reports.workflow import NotAllowed

SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sides.offices_only
def works(request: HttpRequest) -> HttpResponse:
    """The works on which the office has not said a word yet, each with its three answers."""
    waiting = own_works.unchecked(sides.offices_of(request.user))
    if request.method == "POST":
        return _say(request)
    context = {
        "offices": sides.offices_of(request.user),
        "rows": [(work, _form(work)) for work in waiting[:SHOWN]],
        "count": waiting.count(),
    }
    return render(request, "desk/works.html", context)


def _form(work: Project) -> OwnWorkForm:
    return OwnWorkForm(office=work.answering_office, auto_id=f"{work.identifier}-%s")


def _say(request: HttpRequest) -> HttpResponse:
    waiting = own_works.unchecked(sides.offices_of(request.user))
    work = get_object_or_404(waiting, identifier=request.POST.get("work", ""))
    form = OwnWorkForm(request.POST, office=work.answering_office)
    try:
        if not form.is_valid():
            raise NotAllowed
        own_works.say(work, author=request.user, **form.said)
    except NotAllowed:
        messages.error(request, _("Choose the other office, or say that the work is yours."))
    else:
        messages.success(request, _("Thank you. The register says so now."))
    return redirect("desk:works")
