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
from projects.models import Machine, Project
from reports import access, anonymity, identification, ladder, timeline
from reports.deadlines import Deadlines
from reports.filing import DraftConflict
from reports.forms.filing import ConfirmationForm, ReportForm
from reports.models import Report
from reports.photos import drafts
from reports.slips import Slip
from reports.submission import About

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
    return _report(request, About(project.place, project))


@public_post
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_machine(request: HttpRequest, public_id: str) -> HttpResponse:
    """What a public machine does, or does not do, for the place that it serves."""
    machines = Machine.objects.select_related("place", "answering_office__place")
    machine = get_object_or_404(machines, public_id=public_id)
    return _report(request, About(machine.place, machine=machine))


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
    return _report(request, About(place))


def _choose_place(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    context = {"q": words, "answer": search.find(words, most=FOUND), "most_places": FOUND}
    return render(request, "reports/report_place.html", context)


def _report(request: HttpRequest, about: About) -> HttpResponse:
    if not request.installation.takes_reports:
        context = vars(about)
        status = 503 if request.method == "POST" else 200
        return render(request, "reports/report_form_closed.html", context, status=status)
    groups = _own_groups(request)
    if not groups and identification.needs_group(request.installation):
        return _through_groups(request, about)
    given = {"questions": about.questions, "installation": request.installation, "groups": groups}
    if request.method != "POST":
        return _show(request, ReportForm.fresh(**given).ask_of(about), about)
    form = ReportForm(request.POST, request.FILES, **given).ask_of(about)
    if not form.is_valid():
        return _show(request, form, about, status=400)
    return _file(request, form, about)


def _own_groups(request: HttpRequest) -> QuerySet[InitiativeGroup] | None:
    """The groups in whose name this person may write; nobody without a session has one."""
    return groups_of(request.user) if has_session(request) else None


def _through_groups(request: HttpRequest, about: About) -> HttpResponse:
    context = vars(about) | {"groups": groups_near(about.place)}
    status = 403 if request.method == "POST" else 200
    return render(request, "reports/report_form_groups.html", context, status=status)


def _file(request: HttpRequest, form: ReportForm, about: About) -> HttpResponse:
    try:
        filed, _is_new = drafts.file(form.submission(about))
    except DraftConflict:
        form.add_error(
            None,
            _("This form was sent before with other words. What was sent first stands."),
        )
        return _show(request, form, about, status=409)
    except ladder.Closed:
        form.add_error(
            None,
            _(
                "More reports come than the site can take. What you wrote stands below: "
                "send it again in ten minutes."
            ),
        )
        response = _show(request, form, about, status=503)
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


def _show(request: HttpRequest, form: ReportForm, about: About, status: int = 200) -> HttpResponse:
    place, thing = about.place, about.thing
    context = vars(about) | {
        "form": form,
        "answer_by": Deadlines(today()).answer_by(),
        "last_photo": timeline.last_photo(thing) if thing else None,
        "alike": _alike(about),
        "crowd": anonymity.crowd(place.population),
        "groups": groups_near(place),
        "works": [] if thing else Project.objects.below(place).order_by("-pk")[:NEARBY],
    }
    return render(request, "reports/report_form.html", context, status=status)


def _alike(about: About) -> list[tuple[Report, ConfirmationForm]]:
    """What others said of the same, or nearby, of late: seeing it too needs one tap only."""
    recent = about.thing.reports if about.thing else about.place.reports.unlisted()
    recent = recent.public().exclude(state__in=access.OVER)
    recent = recent.filter(observed_on__gte=today() - LATELY)
    newest = recent.newest_first().select_related("project", "machine", "place")[:ALIKE]
    return [(report, ConfirmationForm.fresh()) for report in newest]
