"""What every endpoint that is sent something keeps to."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import IO

from django.db.models import Model, QuerySet
from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.generics import GenericAPIView, ListAPIView
from rest_framework.parsers import JSONParser
from rest_framework.permissions import SAFE_METHODS
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from oversight import origin, paging, problems, streams

LARGEST_JSON = 128 * 1024  # the longest text, each letter escaped, and room for the rest


class SmallJSON(JSONParser):
    """JSON in UTF-8, of a size and depth that a request can need."""

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, object] | None = None,
    ) -> object:
        body = stream.read(LARGEST_JSON + 1)
        if len(body) > LARGEST_JSON:
            raise problems.TooLarge
        try:
            data = json.loads(body.decode(), parse_constant=_no_number)
            # Half a character can be escaped in JSON, but nothing can store or show it.
            json.dumps(data, ensure_ascii=False).encode()
        except (ValueError, RecursionError) as error:
            raise ParseError from error
        return data


def _no_number(constant: str) -> None:
    raise ValueError(constant)


WHOLE = OpenApiParameter(
    "whole", str, enum=["yes"], description="Each row with all that its own address tells of it."
)


class Whole(ListAPIView):
    """A list whose rows are told whole when `whole=yes` is asked for."""

    whole_queryset: QuerySet
    whole_serializer_class: type[BaseSerializer]

    @property
    def is_whole(self) -> bool:
        """Raises ValidationError for another word."""
        said = self.request.query_params.get("whole", "") if self.request else ""
        if said not in ("", "yes"):
            raise ValidationError({"whole": [_("Write yes.")]})
        return said == "yes"

    def get_queryset(self) -> QuerySet:
        return self.whole_queryset.all() if self.is_whole else super().get_queryset()

    def get_serializer_class(self) -> type[BaseSerializer]:
        return self.whole_serializer_class if self.is_whole else self.serializer_class


class Export(GenericAPIView):
    """The rows of a list, narrowed and ordered alike, as one file that leaves row by row."""

    pagination_class = None
    orders: Mapping[str, paging.Order] = {}
    content_type = ""
    name = ""

    def perform_content_negotiation(
        self, request: Request, force: bool = False
    ) -> tuple[BaseRenderer, str]:
        """A file is what it is, whatever the reader would rather accept."""
        return super().perform_content_negotiation(request, force=True)

    def answer(
        self,
        whole: Callable[[QuerySet], Iterable[Model]],
        lines: Callable[[Iterable[Model]], Iterator[str]],
    ) -> StreamingHttpResponse:
        order = paging.named(self.orders, self.request.query_params.get("ordering", ""))
        rows = order.apply(self.filter_queryset(self.get_queryset()), backwards=False)
        return StreamingHttpResponse(
            lines(whole(rows)),
            content_type=self.content_type,
            headers={"Content-Disposition": f'attachment; filename="{self.name}"'},
        )


class ListTable(Export):
    """The rows of a list as a table for a spreadsheet, in these columns."""

    content_type = "text/csv; charset=utf-8"
    columns: streams.Columns = {}

    @extend_schema(filters=True, responses={(200, "text/csv"): str, **problems.told(400)})
    def get(self, request: Request) -> StreamingHttpResponse:
        return self.answer(_whole, partial(streams.csv_lines, self.columns))


def _whole(rows: QuerySet) -> Iterable[Model]:
    return rows.iterator(chunk_size=streams.AT_ONCE)


class SentTo(APIView):
    """Takes what is sent from our own pages and from programs, not from another site's pages.

    No cache keeps an answer to something sent, nor any answer of a private endpoint.
    """

    parser_classes = [SmallJSON]
    private = False

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        super().initial(request, *args, **kwargs)
        if request.method not in SAFE_METHODS and origin.is_foreign(request):
            raise problems.ForeignOrigin

    def finalize_response(
        self, request: Request, response: Response, *args: object, **kwargs: object
    ) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        if self.private or request.method not in SAFE_METHODS:
            response["Cache-Control"] = "no-store"
        return response
