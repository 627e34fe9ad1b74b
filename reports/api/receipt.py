"""The reporter's own report, with the receipt code and with nothing else."""

from collections.abc import Callable
from functools import partial

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from oversight.endpoints import SentTo
from oversight.problems import Problem, told
from reports import access, own, pressure, questions, repeats, services
from reports.api.receipt_serializers import (
    CodeSerializer,
    ErasedSerializer,
    MessageSerializer,
    OwnReportSerializer,
    RemovalSerializer,
    SayingSerializer,
    StepSerializer,
)
from reports.models import Report, Visibility
from reports.removals import appeals, erasure
from reports.workflow import NotAllowed


class UnknownReceipt(Problem):
    """The same for a wrong code, an unknown one, and one whose holder erased the report."""

    status_code = 404
    default_code = "receipt_unknown"
    default_detail = _("There is no report for this code.")


class Erased(Problem):
    """Others erased it: its author is told why, and by whom."""

    status_code = 410
    default_code = "erased"
    default_detail = _("This report was erased")


class StepNotAllowed(Problem):
    status_code = 409
    default_code = "not_allowed"
    default_detail = _("This can no longer be done. Look how the report stands now.")


_ANSWERS = {200: OwnReportSerializer, **told(400, 403, 404, 409, 410, 415)}
Sent = dict[str, object]


def report_of(code: str) -> Report:
    """The report of this code. Raises UnknownReceipt, and Erased with its reason."""
    report = _known(code)
    if report.visibility == Visibility.ERASED:
        removal = report.removals.whole().last()
        raise Erased(id=report.public_id, removal=RemovalSerializer(removal).data)
    return report


def _known(code: str) -> Report:
    report = access.own_report(code)
    if report is None:
        raise UnknownReceipt
    return report


class Receipt(SentTo):
    """The report as its author sees it."""

    private = True

    @extend_schema(request=CodeSerializer, responses=_ANSWERS)
    def post(self, request: Request) -> Response:
        return _shown(read(CodeSerializer, request)["receipt_code"])


class GiveVerdict(SentTo):
    """Say whether what the office claims is done; "no" starts its clock again."""

    private = True

    @extend_schema(request=SayingSerializer, responses=_ANSWERS)
    def post(self, request: Request) -> Response:
        sent = read(SayingSerializer, request)
        give = partial(services.give_verdict, is_done=sent["is_done"], text=sent["text"])
        return _step(give, sent)


class Message(SentTo):
    """Answer what the office asks; the answer is for the office's eyes only."""

    private = True

    @extend_schema(request=MessageSerializer, responses=_ANSWERS)
    def post(self, request: Request) -> Response:
        sent = read(MessageSerializer, request)
        return _step(partial(questions.answer, text=sent["text"]), sent)


class Withdraw(SentTo):
    """Take the report back; that it was there stays known."""

    private = True

    @extend_schema(request=StepSerializer, responses=_ANSWERS)
    def post(self, request: Request) -> Response:
        return _step(services.withdraw_report, read(StepSerializer, request))


class Appeal(SentTo):
    """Ask another moderator to decide anew; once. Where all was erased, the answer is still 410,
    and its `removal` says that the appeal was taken."""

    private = True

    @extend_schema(request=StepSerializer, responses=_ANSWERS)
    def post(self, request: Request) -> Response:
        return _step(appeals.appeal, read(StepSerializer, request), find=_known)


class TakeBack(SentTo):
    """Within three days take back a withdrawal, or a yes to what the office claims."""

    private = True

    @extend_schema(request=StepSerializer, responses=_ANSWERS)
    def post(self, request: Request) -> Response:
        return _step(pressure.take_back, read(StepSerializer, request))


class Pressed(SentTo):
    """Somebody pressed the reporter: the report stands, and no later yes or withdrawal counts."""

    private = True

    @extend_schema(request=StepSerializer, responses=_ANSWERS)
    def post(self, request: Request) -> Response:
        return _step(pressure.note_pressure, read(StepSerializer, request))


class Erase(SentTo):
    """Erase the report: hidden at once, its words and photos gone, its code forgotten."""

    private = True

    @extend_schema(
        request=CodeSerializer,
        responses={200: ErasedSerializer, **told(400, 403, 404, 410, 415)},
    )
    def post(self, request: Request) -> Response:
        report = report_of(read(CodeSerializer, request)["receipt_code"])
        erasure.erase_own(report)
        return Response(ErasedSerializer(report).data)


def read(serializer: type[CodeSerializer], request: Request) -> Sent:
    """What was sent, checked."""
    sent = serializer(data=request.data)
    sent.is_valid(raise_exception=True)
    return sent.validated_data


def _step(
    step: Callable[[Report], object], sent: Sent, find: Callable[[str], Report] = report_of
) -> Response:
    code = sent["receipt_code"]
    try:
        repeats.once(find(code), sent.get("step_id"), step)
    except NotAllowed:
        raise StepNotAllowed from None
    return _shown(code)


def _shown(code: str) -> Response:
    report = report_of(code)
    return Response(OwnReportSerializer({"report": report, "own": own.view(report)}).data)
