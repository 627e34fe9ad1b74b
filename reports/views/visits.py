"""A group goes to a site and says what it found."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oversight.models import InitiativeGroup
from projects.models import Project
from reports import access, ladder, timeline
from reports.filing import DraftConflict
from reports.forms.visits import VisitForm
from reports.groups import ties, visits
from reports.models import Photo, Report, Visit
from reports.photos import drafts
from reports.slips import Slip
from reports.submission import About
from reports.views.group_rooms import members_only


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def visit(request: HttpRequest, group: InitiativeGroup) -> HttpResponse:
    """A visit to a work, or to what another's report tells of and an office calls done."""
    if not request.installation.takes_reports:
        raise Http404
    about, site = _target(request)
    refusal = ties.why_not(group, about) if visits.asks_for_finding(about) else ""
    if refusal:
        context = {"group": group, "about": about, "project": site.project, "refusal": refusal}
        status = 409 if request.method == "POST" else 200
        return render(request, "groups/visit_refused.html", context, status=status)
    given = {"questions": site.questions, "installation": request.installation}
    given |= {"group": group, "about": about}
    if request.method != "POST":
        return _show(request, VisitForm.fresh(**given).ask_of(site), site)
    form = VisitForm(request.POST, request.FILES, **given).ask_of(site)
    if not form.is_valid():
        return _show(request, form, site, status=400)
    return _record(request, form, site)


def _target(request: HttpRequest) -> tuple[Report | None, About]:
    """The report that is looked into, if one is, and what is visited."""
    if "report" in request.GET:
        about = access.public_report(request.GET["report"])
        place = about.project.place if about.project else about.place
        return about, About(place, about.project, about.machine)
    wanted = request.GET.get("work", "")
    work = get_object_or_404(Project.objects.select_related("place"), identifier=wanted)
    return None, About(work.place, work)


def _record(request: HttpRequest, form: VisitForm, site: About) -> HttpResponse:
    try:
        filed, _is_new = drafts.file(form.submission(site))
        kept = visits.record(form.visit(filed, request.user))
    except (DraftConflict, visits.Tied):
        form.add_error(
            None, _("This can no longer be done. The page shows how the report stands now.")
        )
        return _show(request, form, site, status=409)
    except ladder.Closed:
        form.add_error(
            None,
            _(
                "More reports come than the site can take. What you wrote stands below: "
                "send it again in ten minutes."
            ),
        )
        return _show(request, form, site, status=503)
    return _done(request, kept, Slip(form.cleaned_data["receipt_code"]))


def _done(request: HttpRequest, kept: Visit, slip: Slip) -> HttpResponse:
    context = {"visit": kept, "group": kept.group, "slip": slip}
    return render(request, "groups/visited.html", context)


def _show(request: HttpRequest, form: VisitForm, site: About, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "group": form.group,
        "about": form.about,
        "project": site.project,
        "last_photo": _earlier_photo(form.about, site),
    }
    return render(request, "groups/visit.html", context, status=status)


def _earlier_photo(about: Report | None, site: About) -> Photo | None:
    """The picture to be taken again from where it was: the report's own, else the last one."""
    of_report = about.photos.all() if about else ()
    own = next((photo for photo in of_report if photo.is_ready), None)
    return own or (timeline.last_photo(site.thing) if site.thing else None)
