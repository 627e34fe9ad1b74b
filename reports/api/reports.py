"""Public reports for other software, and filing one."""

from collections.abc import Callable

from django.contrib.auth import get_user
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.http import StreamingHttpResponse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from oversight import public_log
from oversight.access import groups_of
from oversight.endpoints import Export, SentTo
from oversight.models import InitiativeGroup, Installation
from oversight.paging import Order
from oversight.problems import Problem, told
from reports import access, confirming, exports, filing, identification, ladder, waiting
from reports.api.filing_serializers import (
    AddressSerializer,
    ConfirmationSerializer,
    ConfirmedSerializer,
    FiledSerializer,
    FilingSerializer,
)
from reports.api.serializers import (
    ListedStatementSerializer,
    OneReportSerializer,
    RemovalStepSerializer,
    ReportSerializer,
)
from reports.filters import ReportFilter
from reports.models import Confirmation, DueChange, Removal, Report, Statement
from reports.workflow import State


class NotOpen(Problem):
    status_code = 503
    default_code = "not_open"
    default_detail = _("The site does not take reports yet. Keep the draft and send it later.")
    wait = 3600


class TooMany(Problem):
    status_code = 503
    default_code = "too_many_reports"
    default_detail = _(
        "More reports come than the site can take. Keep the draft: nothing of it is lost."
    )
    wait = ladder.RETRY


class ThroughGroup(Problem):
    status_code = 403
    default_code = "through_group"
    default_detail = _("Here an initiative group files for a resident, from its own account.")


class DraftConflict(Problem):
    status_code = 409
    default_code = "draft_conflict"
    default_detail = _("This draft was sent before with other content. What was sent first stands.")


def _told() -> QuerySet[Report]:
    """Public reports with all that hangs on them, at a constant number of queries."""
    moved = Prefetch("due_changes", DueChange.objects.select_related("regime"))
    added, back = (_newest(field) for field in ("confirmed_on", "taken_back_on"))
    return (
        Report.objects.public()
        .for_lists()
        .prefetch_related(moved, "forwardings")
        .annotate(confirmations_changed_on=Greatest(added, Coalesce(back, added)))
    )


def _newest(field: str) -> Subquery:
    mine = Confirmation.objects.filter(report=OuterRef("pk")).exclude(**{field: None})
    return Subquery(mine.order_by(f"-{field}").values(field)[:1])


class Reports(SentTo, ListAPIView):
    """Public reports, newest day first; and filing one."""

    queryset: QuerySet[Report] = _told()
    serializer_class = ReportSerializer
    filterset_class = ReportFilter
    orders = {"": Order("-filed_on", "public_id")}

    @extend_schema(responses={200: ReportSerializer(many=True), **told(400)})
    def get(self, request: Request) -> Response:
        return super().get(request)

    @extend_schema(
        request=FilingSerializer,
        responses={
            201: FiledSerializer,
            200: OpenApiResponse(FiledSerializer, "This very draft was sent before."),
            **told(400, 403, 409, 413, 415, 503),
        },
        filters=False,
    )
    def post(self, request: Request) -> Response:
        """File a report, once however often it is sent. The sender makes draft id and code."""
        report, is_new = file(
            request.data, request.installation, group_of=lambda slug: _group(request, slug)
        )
        return Response(FiledSerializer(report).data, status=201 if is_new else 200)


def file(
    data: object,
    installation: Installation,
    *,
    group_of: Callable[[str | None], InitiativeGroup | None] = lambda slug: None,
) -> tuple[Report, bool]:
    """File what was sent, by whichever door. Returns the report, and whether it is new.

    Raises ValidationError, and a Problem that says why nothing is taken.
    """
    if not installation.takes_reports:
        raise NotOpen
    sent = FilingSerializer(data=data, context={"installation": installation})
    sent.is_valid(raise_exception=True)
    group = group_of(sent.validated_data.get("group"))
    if group is None and identification.needs_group(installation):
        raise ThroughGroup
    try:
        return filing.submit_report(sent.submission(group))
    except filing.DraftConflict:
        raise DraftConflict from None
    except ladder.Closed:
        raise TooMany from None


def _group(request: Request, slug: str | None) -> InitiativeGroup | None:
    """The group named, when the session is one of its members'; then the token is asked too."""
    if not slug:
        return None
    group = groups_of(get_user(request._request)).filter(slug=slug).first()
    if group is None:
        raise ValidationError({"group": [_("You do not speak for this group.")]})
    SessionAuthentication().enforce_csrf(request)
    return group


class ConfirmAddress(SentTo):
    """Answer the letter that asks whether a report is yours."""

    private = True

    @extend_schema(
        request=AddressSerializer, responses={200: FiledSerializer, **told(400, 403, 404)}
    )
    def post(self, request: Request) -> Response:
        """Say yes, with what the link in the letter holds. Nobody saw the report before."""
        sent = AddressSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        said = sent.validated_data
        report = access.report_of_letter(said["id"], said["token"])
        if report is None:
            raise NotFound
        report = waiting.confirm(report, erase_address=said["erase_address"])
        report.promise = public_log.promise_of(report.public_id)
        return Response(FiledSerializer(report).data)


class _Files(Export):
    queryset: QuerySet[Report] = Report.objects.public().select_related(
        "project", "machine", "place", "office", "group"
    )
    filterset_class = ReportFilter
    orders = Reports.orders


class ReportsTable(_Files):
    content_type = "text/csv; charset=utf-8"
    name = "reports.csv"

    @extend_schema(
        operation_id="reports_csv", filters=True, responses={(200, "text/csv"): str, **told(400)}
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        """Public reports as a table, filtered as the list is."""
        return self.answer(exports.whole, exports.csv_lines)


class ReportsMap(_Files):
    content_type = "application/geo+json"
    name = "reports.geojson"

    @extend_schema(
        operation_id="reports_geojson",
        filters=True,
        responses={(200, "application/geo+json"): dict, **told(400)},
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        """Public reports as GeoJSON, filtered as the list is. No geometry: no point is known."""
        return self.answer(exports.whole, exports.geojson_lines)


@extend_schema(responses={200: OneReportSerializer, **told(404)})
class ReportDetail(RetrieveAPIView):
    """One public report. One that is held, refused, hidden or erased is not there."""

    queryset: QuerySet[Report] = _told()
    serializer_class = OneReportSerializer
    lookup_field = "public_id"


@extend_schema(responses={200: RemovalStepSerializer(many=True), **told(400)})
class Removals(ListAPIView):
    """What was hidden, shown again or erased, with its public reason and who did it."""

    queryset: QuerySet[Removal] = Removal.objects.select_related(
        "report", "dossier", "gathering", "photo"
    )
    serializer_class = RemovalStepSerializer
    orders = {"": Order("-on", "id")}


@extend_schema(responses={200: ListedStatementSerializer(many=True), **told(400)})
class Statements(ListAPIView):
    """What firms say to public reports that name them, in their own words."""

    queryset: QuerySet[Statement] = Statement.objects.filter(
        report__in=Report.objects.public().exclude(state=State.WITHDRAWN)
    ).select_related("report")
    serializer_class = ListedStatementSerializer
    orders = {"": Order("-shown_on", "id")}


class Confirmations(SentTo):
    """Residents who see the same: each a one-tap report of its own, counted, never deciding."""

    @extend_schema(
        request=ConfirmationSerializer,
        responses={
            201: ConfirmedSerializer,
            200: OpenApiResponse(ConfirmedSerializer, "This very draft was sent before."),
            **told(400, 403, 404, 409, 413, 415, 503),
        },
    )
    def post(self, request: Request, public_id: str) -> Response:
        """Say that one sees it too. The sender makes draft id and code."""
        if not request.installation.takes_reports:
            raise NotOpen
        report = access.report_to_confirm(public_id)
        sent = ConfirmationSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        draft_id, code = sent.validated_data["draft_id"], sent.validated_data["receipt_code"]
        try:
            confirmation, is_new = confirming.confirm(report, draft_id=draft_id, code=code)
        except filing.DraftConflict:
            raise DraftConflict from None
        except ladder.Closed:
            raise TooMany from None
        told_back = ConfirmedSerializer(confirmation).data
        return Response(told_back, status=201 if is_new else 200)
