"""What every endpoint that is sent something keeps to."""

import json
from collections.abc import Mapping
from typing import IO

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from oversight import origin, problems

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
