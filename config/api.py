"""The API: the only list of its endpoints, and their description."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, re_path
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from oversight import api as oversight
from oversight import events, problems
from projects import api as projects
from projects import giving_api as giving
from projects import needs_api as needs
from projects import programme_api as programmes
from projects.budgets import api as budgets
from projects.machinery import api as machinery
from reports.api import dossiers, groups, photos, receipt, reports, statistics, terms

ENDPOINTS = (
    *("places", "projects", "oc4ids", "reports", "removals", "events", "receipt"),
    *("offices", "groups", "dossiers", "gatherings", "pledges", "subsidies"),
    *("machines", "budgets", "populations", "pupils", "norms", "terms", "elections"),
    "statements",
    *("statistics", "programmes", "schema", "docs"),
)


class Root(APIView):
    """Where to begin: the endpoints by name."""

    @extend_schema(responses={200: {"type": "object", "additionalProperties": True}})
    def get(self, request: Request) -> Response:
        addresses = {name: reverse(f"api-{name}", request=request) for name in ENDPOINTS}
        return Response({"demonstration": request.demonstration, **addresses})


class Schema(APIView):
    """This API in OpenAPI 3, as JSON or YAML, in your language."""

    renderer_classes = [
        OpenApiJsonRenderer2,
        OpenApiJsonRenderer,
        OpenApiYamlRenderer2,
        OpenApiYamlRenderer,
    ]

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        return Response(_description(get_language()))


@cache
def _description(language: str) -> dict[str, object]:
    """Made once a language: it takes half a second and says the same to everybody."""
    return SchemaGenerator().get_schema(request=None, public=True)


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The description to read and try, and every kind of problem; no other server is asked."""
    return render(request, "api/docs.html", {"problems": problems.kinds()})


class Nothing(APIView):
    """Any other address below the API: a problem that says so, not a page."""

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        raise NotFound


urlpatterns = [
    path("", Root.as_view(), name="api"),
    path("places/", oversight.Places.as_view(), name="api-places"),
    path("places/<slug:code>/", oversight.PlaceDetail.as_view(), name="api-place"),
    path("offices/", oversight.Offices.as_view(), name="api-offices"),
    path("offices/<int:pk>/", oversight.OfficeDetail.as_view(), name="api-office"),
    path("dossiers/", dossiers.Dossiers.as_view(), name="api-dossiers"),
    path("dossiers/<slug:public_id>/", dossiers.DossierDetail.as_view(), name="api-dossier"),
    path("commitments.csv", dossiers.CommitmentsTable.as_view(), name="api-commitments-csv"),
    path("gatherings.csv", dossiers.GatheringsTable.as_view(), name="api-gatherings-csv"),
    path("gatherings/", dossiers.Gatherings.as_view(), name="api-gatherings"),
    path("gatherings/<slug:public_id>/", dossiers.GatheringDetail.as_view(), name="api-gathering"),
    path("groups/", groups.Groups.as_view(), name="api-groups"),
    path("groups/<slug:slug>/", groups.GroupDetail.as_view(), name="api-group"),
    path("projects.csv", projects.ProjectsTable.as_view(), name="api-projects-csv"),
    path("projects.geojson", projects.ProjectsMap.as_view(), name="api-projects-geojson"),
    path("projects/", projects.Projects.as_view(), name="api-projects"),
    path("projects/<slug:identifier>/", projects.ProjectDetail.as_view(), name="api-project"),
    path("projects/<slug:identifier>/askings/", projects.Askings.as_view(), name="api-askings"),
    path("pledges.csv", giving.PledgesTable.as_view(), name="api-pledges-csv"),
    path("pledges/", giving.Pledges.as_view(), name="api-pledges"),
    path("pledges/<slug:public_id>/", giving.PledgeDetail.as_view(), name="api-pledge"),
    path("budgets.csv", budgets.BudgetsTable.as_view(), name="api-budgets-csv"),
    path("budgets/", budgets.Budgets.as_view(), name="api-budgets"),
    path("budgets/<slug:public_id>/", budgets.BudgetDetail.as_view(), name="api-budget"),
    path("populations.csv", needs.PopulationsTable.as_view(), name="api-populations-csv"),
    path("populations/", needs.Populations.as_view(), name="api-populations"),
    path("pupils.csv", needs.PupilsTable.as_view(), name="api-pupils-csv"),
    path("pupils/", needs.Pupils.as_view(), name="api-pupils"),
    path("norms.csv", needs.NormsTable.as_view(), name="api-norms-csv"),
    path("norms/", needs.Norms.as_view(), name="api-norms"),
    path("subsidies.csv", giving.SubsidiesTable.as_view(), name="api-subsidies-csv"),
    path("subsidies/", giving.Subsidies.as_view(), name="api-subsidies"),
    path("programmes/", programmes.Programmes.as_view(), name="api-programmes"),
    path("programmes/<slug:code>/", programmes.ProgrammeDetail.as_view(), name="api-programme"),
    path("machines.csv", machinery.MachinesTable.as_view(), name="api-machines-csv"),
    path("machines/", machinery.Machines.as_view(), name="api-machines"),
    path("machines/<slug:public_id>/", machinery.MachineDetail.as_view(), name="api-machine"),
    path("oc4ids.json", projects.Oc4ids.as_view(), name="api-oc4ids"),
    path("reports.csv", reports.ReportsTable.as_view(), name="api-reports-csv"),
    path("reports.geojson", reports.ReportsMap.as_view(), name="api-reports-geojson"),
    path("reports/", reports.Reports.as_view(), name="api-reports"),
    path("reports/confirm-address/", reports.ConfirmAddress.as_view(), name="api-address"),
    path("reports/<slug:public_id>/", reports.ReportDetail.as_view(), name="api-report"),
    path(
        "reports/<slug:public_id>/confirmations/",
        reports.Confirmations.as_view(),
        name="api-confirmations",
    ),
    path("events/", events.Events.as_view(), name="api-events"),
    path("removals/", reports.Removals.as_view(), name="api-removals"),
    path("statements/", reports.Statements.as_view(), name="api-statements"),
    path("statistics/", statistics.Statistics.as_view(), name="api-statistics"),
    path("terms.csv", terms.TermsTable.as_view(), name="api-terms-csv"),
    path("terms/", terms.Terms.as_view(), name="api-terms"),
    path("statistics/elections.csv", statistics.ElectionsTable.as_view(), name="api-elections-csv"),
    path("statistics/elections/", statistics.Elections.as_view(), name="api-elections"),
    path(
        "statistics/reports.csv",
        statistics.ReportsTable.as_view(),
        name="api-statistics-reports",
    ),
    path("statistics/works.csv", statistics.WorksTable.as_view(), name="api-statistics-works"),
    path("receipt/", receipt.Receipt.as_view(), name="api-receipt"),
    path("receipt/verdict/", receipt.GiveVerdict.as_view(), name="api-verdict"),
    path("receipt/message/", receipt.Message.as_view(), name="api-message"),
    path("receipt/withdraw/", receipt.Withdraw.as_view(), name="api-withdraw"),
    path("receipt/take-back/", receipt.TakeBack.as_view(), name="api-take-back"),
    path("receipt/pressed/", receipt.Pressed.as_view(), name="api-pressed"),
    path("receipt/erase/", receipt.Erase.as_view(), name="api-erase"),
    path("receipt/appeal/", receipt.Appeal.as_view(), name="api-appeal"),
    path("receipt/photos/", photos.ReceiptPhotos.as_view(), name="api-receipt-photos"),
    path("receipt/photos/<int:n>/", photos.ReceiptPhoto.as_view(), name="api-receipt-photo"),
    path("schema/", Schema.as_view(), name="api-schema"),
    path("docs/", docs, name="api-docs"),
    # Only with a slash, so that an address without one still leads to the one with it.
    re_path(r"^[\s\S]*/$", Nothing.as_view()),
]
