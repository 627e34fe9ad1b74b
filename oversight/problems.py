"""Errors of the API as problem details (RFC 9457), in the reader's language.

Each has a stable `code`; a request that makes no sense also has `errors`, sentences per field.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions, serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

MEDIA_TYPE = "application/problem+json"
logger = logging.getLogger(__name__)

Errors = dict[str, list[str]]


class Problem(exceptions.APIException):
    """A refusal of our own: subclasses name its code, status and sentence.

    `wait` seconds become Retry-After; `members` stand in the body beside the usual ones.
    """

    wait: int | None = None

    def __init__(self, detail: str | None = None, **members: object) -> None:
        super().__init__(detail)
        self.members = members


class TooLarge(Problem):
    status_code = 413
    default_code = "too_large"
    default_detail = _("This is too large.")


class ForeignOrigin(Problem):
    status_code = 403
    default_code = "foreign_origin"
    default_detail = _("Another site may not send this for its visitors.")


class Unavailable(Problem):
    status_code = 503
    default_code = "unavailable"
    default_detail = _("This cannot be done right now. Nothing was changed; try again soon.")
    wait = 5


# What the framework's own sentence would fill in from the request.
_TITLES = {
    "method_not_allowed": _("This address does not take that method."),
    "unsupported_media_type": _("This address does not take that kind of content."),
    "invalid": _("Something in what was sent is not right."),
}


class ProblemSerializer(serializers.Serializer):
    """What every error looks like, for the schema."""

    type = serializers.URLField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
    errors = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()), required=False
    )

    class Meta:
        ref_name = "Problem"


@dataclass(frozen=True)
class Kind:
    """A kind of problem, for the page that explains them."""

    code: str
    status: int
    title: str


_FRAMEWORK = (
    exceptions.ValidationError,
    exceptions.ParseError,
    exceptions.PermissionDenied,
    exceptions.NotFound,
    exceptions.MethodNotAllowed,
    exceptions.NotAcceptable,
    exceptions.UnsupportedMediaType,
    exceptions.Throttled,
)


def kinds() -> list[Kind]:
    """Every kind of problem that the API knows, by status."""
    known = [
        Kind(each.default_code, each.status_code, title(each))
        for each in (*_FRAMEWORK, *Problem.__subclasses__())
    ]
    return sorted(known, key=lambda kind: (kind.status, kind.code))


def title(refusal: exceptions.APIException | type[exceptions.APIException]) -> str:
    """The sentence of its kind, in the reader's language."""
    return str(_TITLES.get(refusal.default_code, refusal.default_detail))


def told(*statuses: int) -> dict[tuple[int, str], type[ProblemSerializer]]:
    """For the schema: the endpoint may answer with problems of these statuses."""
    return {(status, MEDIA_TYPE): ProblemSerializer for status in statuses}


def handler(exc: Exception, context: Mapping[str, object]) -> Response | None:
    """The answer to an exception; None, and so a crash that is seen, for a fault of ours."""
    refusal = meant(exc)
    response = exception_handler(refusal, context)
    if response is None:
        return None
    response.data = body(refusal, response.status_code)
    response.content_type = MEDIA_TYPE
    # Whatever the address gives else (YAML, HTML), its errors are JSON.
    context["request"].accepted_renderer = JSONRenderer()
    context["request"].accepted_media_type = JSONRenderer.media_type
    return response


def answer(refusal: exceptions.APIException, path: str) -> HttpResponse:
    """The same where no endpoint was asked yet; below /open311/ in the shape that is read there."""
    told = body(refusal, refusal.status_code)
    if path.startswith("/open311/"):
        told = [{"code": refusal.status_code, "description": told["detail"]}]
    response = JsonResponse(told, status=refusal.status_code, safe=False, content_type=MEDIA_TYPE)
    wait = getattr(refusal, "wait", None)
    if wait:
        response["Retry-After"] = wait
    return response


def meant(exc: Exception) -> Exception:
    """The exception, or what it means to the one who asked."""
    if isinstance(exc, Http404):
        return exceptions.NotFound()
    if isinstance(exc, PermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(exc, RequestDataTooBig):
        return TooLarge()
    if isinstance(exc, SuspiciousOperation | MultiPartParserError):
        return exceptions.ParseError()
    if isinstance(exc, OperationalError):
        logger.error("The database did not answer: %s", type(exc).__name__)
        return Unavailable()
    return exc


def body(refusal: exceptions.APIException, status: int) -> dict[str, object]:
    """What the answer says, as RFC 9457 has it."""
    code = refusal.default_code
    told = {
        "type": f"{settings.SITE_URL}/api/v1/docs/#{code}",
        "title": title(refusal),
        "status": status,
        "detail": str(refusal.detail),
        "code": code,
    }
    if isinstance(refusal, exceptions.ValidationError):
        errors = flat(refusal.detail)
        told |= {"detail": next(iter(errors.values()))[0], "errors": errors}
    return told | getattr(refusal, "members", {})


def flat(detail: object, path: str = "") -> Errors:
    """Sentences by field; a field inside another is told with its path (`photos.0.n`).

    What belongs to no field stands under the empty name.
    """
    if isinstance(detail, Mapping):
        inner = detail.items()
    elif all(isinstance(each, str) for each in detail):
        return {path: [str(sentence) for sentence in detail]}
    else:
        inner = enumerate(detail)
    found: Errors = {}
    for name, each in inner:
        found |= flat(each, _joined(path, str(name)))
    return found


def _joined(path: str, name: str) -> str:
    own = "" if name == api_settings.NON_FIELD_ERRORS_KEY else name
    return ".".join(filter(None, [path, own]))
