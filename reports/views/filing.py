"""Filing a report: choose the place, fill in one page, take the receipt code home."""

from datetime import timedelta

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from oversight.access import groups_near, groups_of
from oversight.calendar import today
from oversight.models import InitiativeGroup, Place
from oversight.origin import public_post
from oversight.places import search
from oversight.signin import has_session
from projects.models import Project
from reports import access, anonymity, checklists, identification, ladder, timeline
from reports.deadlines import Deadlines
from reports.filing import DraftConflict
from reports.forms.filing import ConfirmationForm, ReportForm
from reports.models import Report
from reports.photos import drafts
from reports.slips import Slip

FOUND = 30  # places shown for one search
ALIKE = 2  # reports offered first
LATELY = timedelta(days=60)
NEARBY = 8  # works of the place, offered before an unlisted one is reported


@public_post
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_project(request: HttpRequest, identifier: str) -> HttpResponse:
    """A report on a work of the register."""
    works = Project.objects.select_related("place", "answering_office__place")
    project = get_object_or_404(works, identifier=identifier)
    return _report(request, project.place, project)


@public_post
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """A report on a work that is not listed: first the place, then the form."""
    if "place" not in request.GET:
        return _choose_place(request)
    code = request.GET["place"]
    place = Place.objects.at(code) if code.isalnum() else None
    if place is None:
        raise Http404
    return _report(request, place)


def _choose_place(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    context = {"q": words, "answer": search.find(words, most=FOUND), "most_places": FOUND}
    return render(request, "reports/report_place.html", context)


def _report(request: HttpRequest, place: Place, project: Project | None = None) -> HttpResponse:
    if not request.installation.takes_reports:
        context = {"place": place, "project": project}
        status = 503 if request.method == "POST" else 200
        return render(request, "reports/report_form_closed.html", context, status=status)
    groups = _own_groups(request)
    if not groups and identification.needs_group(request.installation):
        return _through_groups(request, place, project)
    questions = checklists.of(project.sector) if project else ()
    given = {"questions": questions, "installation": request.installation, "groups": groups}
    if request.method != "POST":
        return _show(request, ReportForm.fresh(**given), place, project)
    form = ReportForm(request.POST, request.FILES, **given)
    if not form.is_valid():
        return _show(request, form, place, project, status=400)
    return _file(request, form, place, project)


def _own_groups(request: HttpRequest) -> QuerySet[InitiativeGroup] | None:
    """The groups in whose name this person may write; nobody without a session has one."""
    return groups_of(request.user) if has_session(request) else None


def _through_groups(request: HttpRequest, place: Place, project: Project | None) -> HttpResponse:
    context = {"place": place, "project": project, "groups": groups_near(place)}
    status = 403 if request.method == "POST" else 200
    return render(request, "reports/report_form_groups.html", context, status=status)


def _file(
    request: HttpRequest, form: ReportForm, place: Place, project: Project | None
) -> HttpResponse:
    try:
        filed, _is_new = drafts.file(form.submission(place, project))
    except DraftConflict:
        form.add_error(
            None,
            _("This form was sent before with other words. What was sent first stands."),
        )
        return _show(request, form, place, project, status=409)
    except ladder.Closed:
        form.add_error(
            None,
            _(
                "More reports come than the site can take. What you wrote stands below: "
                "send it again in ten minutes."
            ),
        )
        response = _show(request, form, place, project, status=503)
        response["Retry-After"] = str(ladder.RETRY)
        return response
    context = {
        "report": filed,
        "answer_by": filed.answer_due_on,
        "slip": Slip(form.cleaned_data["receipt_code"]),
        "refused_photos": form.refused_photos,
        # The same page in another language would be an empty form, and the code gone.
        "languages": [],
    }
    return render(request, "reports/sent.html", context)


def _show(
    request: HttpRequest,
    form: ReportForm,
    place: Place,
    project: Project | None,
    status: int = 200,
) -> HttpResponse:
    if project and project.status == Project.Status.MAINTENANCE:
        form.ask_whether_it_works()
    context = {
        "form": form,
        "place": place,
        "project": project,
        "answer_by": Deadlines(today()).answer_by(),
        "last_photo": timeline.last_photo(project) if project else None,
        "alike": _alike(place, project),
        "crowd": anonymity.crowd(place.population),
        "groups": groups_near(place),
        "works": [] if project else Project.objects.below(place).order_by("-pk")[:NEARBY],
    }
    return render(request, "reports/report_form.html", context, status=status)


def _alike(place: Place, project: Project | None) -> list[tuple[Report, ConfirmationForm]]:
    """What others said of the same work, or nearby, of late: seeing it too needs one tap only."""
    reports = project.reports if project else place.reports.filter(project=None)
    recent = reports.public().exclude(state__in=access.OVER)
    recent = recent.filter(observed_on__gte=today() - LATELY)
    newest = recent.newest_first().select_related("project", "place")[:ALIKE]
    return [(report, ConfirmationForm.fresh()) for report in newest]
