"""A group goes to a site and says what it found."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oversight.models import InitiativeGroup
from projects.models import Project
from reports import access, checklists, ladder, timeline
from reports.filing import DraftConflict
from reports.forms.visits import VisitForm
from reports.groups import ties, visits
from reports.models import Photo, Report, Visit
from reports.photos import drafts
from reports.slips import Slip
from reports.views.group_rooms import members_only


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def visit(request: HttpRequest, group: InitiativeGroup) -> HttpResponse:
    """A visit to a work, or to what another's report tells of and an office calls done."""
    if not request.installation.takes_reports:
        raise Http404
    about, project = _target(request)
    refusal = ties.why_not(group, about) if visits.asks_for_finding(about) else ""
    if refusal:
        context = {"group": group, "about": about, "project": project, "refusal": refusal}
        status = 409 if request.method == "POST" else 200
        return render(request, "groups/visit_refused.html", context, status=status)
    questions = checklists.of(project.sector) if project else ()
    given = {"questions": questions, "installation": request.installation}
    given |= {"group": group, "about": about}
    if request.method != "POST":
        return _show(request, VisitForm.fresh(**given), project)
    form = VisitForm(request.POST, request.FILES, **given)
    if not form.is_valid():
        return _show(request, form, project, status=400)
    return _record(request, form, project)


def _target(request: HttpRequest) -> tuple[Report | None, Project | None]:
    """The report that is looked into, or the work that is visited."""
    if "report" in request.GET:
        about = access.public_report(request.GET["report"])
        return about, about.project
    wanted = request.GET.get("work", "")
    return None, get_object_or_404(Project.objects.select_related("place"), identifier=wanted)


def _record(request: HttpRequest, form: VisitForm, project: Project | None) -> HttpResponse:
    place = project.place if project else form.about.place
    try:
        filed, _is_new = drafts.file(form.submission(place, project))
        kept = visits.record(form.visit(filed, request.user))
    except (DraftConflict, visits.Tied):
        form.add_error(
            None, _("This can no longer be done. The page shows how the report stands now.")
        )
        return _show(request, form, project, status=409)
    except ladder.Closed:
        form.add_error(
            None,
            _(
                "More reports come than the site can take. What you wrote stands below: "
                "send it again in ten minutes."
            ),
        )
        return _show(request, form, project, status=503)
    return _done(request, kept, Slip(form.cleaned_data["receipt_code"]))


def _done(request: HttpRequest, kept: Visit, slip: Slip) -> HttpResponse:
    context = {"visit": kept, "group": kept.group, "slip": slip}
    return render(request, "groups/visited.html", context)


def _show(
    request: HttpRequest, form: VisitForm, project: Project | None, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "group": form.group,
        "about": form.about,
        "project": project,
        "last_photo": _earlier_photo(form.about, project),
    }
    return render(request, "groups/visit.html", context, status=status)


def _earlier_photo(about: Report | None, project: Project | None) -> Photo | None:
    """The picture to be taken again from where it was: the report's own, else the work's last."""
    of_report = about.photos.all() if about else ()
    own = next((photo for photo in of_report if photo.is_ready), None)
    return own or (timeline.last_photo(project) if project else None)
