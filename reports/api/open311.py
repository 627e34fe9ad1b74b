"""Open311 GeoReport v2 as a server: for clients that know nothing of Kazakhstan."""

from django.conf import settings
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from rest_framework.exceptions import ValidationError

from oversight.log import keyring
from oversight.origin import public_post
from oversight.places import nearest
from oversight.problems import Problem, flat
from reports import open311, receipts
from reports.api import georeport
from reports.api import reports as api
from reports.forms.open311 import USUAL, NewRequestForm, WantedForm
from reports.models import Report

CHANGESET = "2026-11-27T00:00:00+05:00"
NEAR_KM = 50  # no village further away than this is what a position means
_FORMATS = ["text/xml", "application/json"]


@require_safe
def discovery(request: HttpRequest, form: str = "json") -> HttpResponse:
    """Where the service is, and which formats it speaks."""
    url = f"{settings.SITE_URL}{reverse('open311')}"
    endpoint = {
        "specification": "http://wiki.open311.org/GeoReport_v2",
        "url": url,
        "changeset": CHANGESET,
        "type": "production",
        "formats": _FORMATS,
    }
    told = {
        "changeset": CHANGESET,
        "contact": f"{settings.SITE_URL}{reverse('about')}",
        "key_service": _("No key is needed."),
        "endpoints": [endpoint],
    }
    return georeport.one(form, "discovery", told)


@require_safe
def services(request: HttpRequest, form: str = "json") -> HttpResponse:
    """What can be reported."""
    if refused := _elsewhere(request, form):
        return refused
    rows = [open311.to_service(service) for service in open311.SERVICES.values()]
    return georeport.answer(form, "services", "service", rows)


@require_safe
def service(request: HttpRequest, code: str, form: str = "json") -> HttpResponse:
    """What may be said with a report of this service."""
    if refused := _elsewhere(request, form):
        return refused
    if code not in open311.SERVICES:
        return georeport.refusal(form, 404, _("service_code provided was not found"))
    told = open311.to_definition(open311.SERVICES[code])
    return georeport.one(form, "service_definition", told)


@public_post
@require_http_methods(["GET", "HEAD", "POST"])
def requests(request: HttpRequest, form: str = "json") -> HttpResponse:
    """Public reports as service requests, newest first; and filing one."""
    if refused := _elsewhere(request, form):
        return refused
    if request.method == "POST":
        return _file(request, form)
    wanted = WantedForm(request.GET)
    if not wanted.is_valid():
        return georeport.refusal(form, 400, *_sentences(wanted))
    return _told(form, _page(wanted))


@require_safe
def one_request(request: HttpRequest, public_id: str, form: str = "json") -> HttpResponse:
    """One public report. One that is held, hidden or erased is not there."""
    found = _public().filter(public_id=public_id)
    if refused := _elsewhere(request, form):
        return refused
    if not found.exists():
        return georeport.refusal(form, 404, _("service_request_id provided was not found"))
    return _told(form, found)


@require_safe
def token(request: HttpRequest, public_id: str, form: str = "json") -> HttpResponse:
    """The id of a report that waited when it was filed, once everybody may see it."""
    if refused := _elsewhere(request, form):
        return refused
    if not Report.objects.public().filter(public_id=public_id).exists():
        return georeport.refusal(form, 404, _("token provided was not found"))
    rows = [{"service_request_id": public_id, "token": public_id}]
    return georeport.answer(form, "service_requests", "request", rows)


def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Any other address here: an error in the shape that clients of Open311 read."""
    form = "xml" if request.path.endswith(".xml") else "json"
    return georeport.refusal(form, 404, _("There is nothing at this address."))


def _elsewhere(request: HttpRequest, form: str) -> HttpResponse | None:
    asked = {**request.GET.dict(), **request.POST.dict()}.get("jurisdiction_id")
    if asked in (None, "", keyring.host()):
        return None
    return georeport.refusal(form, 404, _("jurisdiction_id provided was not found"))


# Reading ------------------------------------------------------------------------------------


def _public() -> QuerySet[Report]:
    return Report.objects.public().for_lists()


def _told(form: str, reports: QuerySet[Report]) -> HttpResponse:
    rows = [open311.to_service_request(report) for report in reports]
    return georeport.answer(form, "service_requests", "request", rows)


def _page(wanted: WantedForm) -> QuerySet[Report]:
    said = wanted.cleaned_data
    found = _narrowed(wanted).newest_first()
    size = said["page_size"] or USUAL
    start = ((said["page"] or 1) - 1) * size
    return found[start : start + size]


def _narrowed(wanted: WantedForm) -> QuerySet[Report]:
    """Ids alone decide where any are given; otherwise services, states and days do."""
    said, found = wanted.cleaned_data, _public()
    if said["service_request_id"]:
        return found.filter(public_id__in=said["service_request_id"])
    if said["service_code"]:
        found = open311.of_services(found, said["service_code"])
    if len({*said["status"]}) == 1:
        is_closed = said["status"] == ["closed"]
        states = {"state__in": open311.CLOSED}
        found = found.filter(**states) if is_closed else found.exclude(**states)
    return found.filter(filed_on__range=wanted.period())


# Filing -------------------------------------------------------------------------------------


def _file(request: HttpRequest, form: str) -> HttpResponse:
    said = NewRequestForm(request.POST)
    if not said.is_valid():
        is_unknown = said.has_error("service_code", "unknown")
        return georeport.refusal(form, 404 if is_unknown else 400, *_sentences(said))
    place = "" if said.names_subject else said.place_said() or _nearest(said)
    if not place and not said.names_subject:
        where = _("Say where it is: attribute[project], address_id (KATO), or lat and long.")
        return georeport.refusal(form, 400, where)
    code = said.receipt_code or receipts.make_code()
    try:
        report, _is_new = api.file(said.as_filing(code, place), request.installation)
    except ValidationError as error:
        return georeport.refusal(form, 400, *_of_fields(flat(error.detail)))
    except Problem as problem:
        return _closed(form, problem)
    return georeport.answer(form, "service_requests", "request", [_filed(report, said, code)], 201)


def _nearest(said: NewRequestForm) -> str:
    """The code of the village nearest to the position, where one is near enough."""
    near = nearest.places(said.position, 1) if said.position else []
    return near[0].place.code if near and near[0].km <= NEAR_KM else ""


def _filed(report: Report, said: NewRequestForm, code: str) -> open311.Words:
    """The id, or a token while nobody may see it; and the receipt code, told this once."""
    key = "service_request_id" if report.is_public else "token"
    notice = _("Photos, questions and the last word go with the receipt code.")
    if not said.receipt_code:
        notice = _("Keep the receipt code %(code)s: only with it the reporter can follow this.") % {
            "code": receipts.spell(code)
        }
    return {key: report.public_id, "service_notice": notice, "account_id": ""}


def _closed(form: str, problem: Problem) -> HttpResponse:
    response = georeport.refusal(form, problem.status_code, str(problem.detail))
    if problem.wait:
        response["Retry-After"] = problem.wait
    return response


def _sentences(form: Form) -> list[str]:
    return _of_fields({name: list(sentences) for name, sentences in form.errors.items()})


def _of_fields(errors: dict[str, list[str]]) -> list[str]:
    return [
        f"{name}: {sentence}" if name else sentence
        for name, sentences in errors.items()
        for sentence in sentences
    ]
