"""The shapes of GeoReport v2: JSON and XML with the same names, and its own errors."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from xml.etree import ElementTree

from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from rest_framework.exceptions import APIException, MethodNotAllowed

from oversight import problems

Words = dict[str, object]
View = Callable[..., HttpResponse]
XML = "text/xml; charset=utf-8"
# What XML 1.0 cannot hold, even escaped.
_UNSPEAKABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def answer(form: str, root: str, item: str, rows: list[Words], status: int = 200) -> HttpResponse:
    """Rows as a list in JSON, or as elements `item` below `root` in XML."""
    if form == "xml":
        return HttpResponse(_xml(root, item, rows), content_type=XML, status=status)
    return JsonResponse(rows, safe=False, status=status, json_dumps_params={"ensure_ascii": False})


def one(form: str, root: str, row: Words) -> HttpResponse:
    """One thing that is no list: a definition, or the discovery document."""
    if form != "xml":
        return JsonResponse(row, json_dumps_params={"ensure_ascii": False})
    element = ElementTree.Element(root)
    _fill(element, row)
    return HttpResponse(_bytes(element), content_type=XML)


def refusal(form: str, status: int, *sentences: str) -> HttpResponse:
    """Errors as GeoReport has them: a code and a sentence each."""
    rows = [{"code": status, "description": sentence} for sentence in sentences]
    return answer(form, "errors", "error", rows, status)


def shaped(view: View) -> View:
    """What the framework refuses before the view is asked has GeoReport's shape as well."""

    @wraps(view)
    def page(request: HttpRequest, **said: str) -> HttpResponse:
        form = said.get("form", "json")
        try:
            response = view(request, **said)
        except (SuspiciousOperation, MultiPartParserError, OperationalError) as error:
            return _of_problem(form, problems.meant(error))
        match response.status_code:
            case HTTPStatus.FORBIDDEN:
                return _of_problem(form, problems.ForeignOrigin())
            case HTTPStatus.METHOD_NOT_ALLOWED:
                refused = _of_problem(form, MethodNotAllowed(request.method))
                refused["Allow"] = response["Allow"]
                return refused
        return response

    return page


def _of_problem(form: str, problem: APIException) -> HttpResponse:
    response = refusal(form, problem.status_code, problems.title(problem))
    if wait := getattr(problem, "wait", None):
        response["Retry-After"] = wait
    return response


def _xml(root: str, item: str, rows: list[Words]) -> bytes:
    element = ElementTree.Element(root)
    for row in rows:
        _fill(ElementTree.SubElement(element, item), row)
    return _bytes(element)


# The name of each thing in a list, by the name of the list.
_SINGULAR = {
    "attributes": "attribute",
    "values": "value",
    "endpoints": "endpoint",
    "formats": "format",
}


def _fill(element: ElementTree.Element, row: Words) -> None:
    for name, value in row.items():
        inner = ElementTree.SubElement(element, name)
        if isinstance(value, list):
            for each in value:
                part = ElementTree.SubElement(inner, _SINGULAR[name])
                _fill(part, each) if isinstance(each, dict) else _say(part, each)
        else:
            _say(inner, value)


def _say(element: ElementTree.Element, value: object) -> None:
    if isinstance(value, bool):
        element.text = "true" if value else "false"
    elif value not in (None, ""):
        element.text = str(value).translate(_UNSPEAKABLE)


def _bytes(element: ElementTree.Element) -> bytes:
    return ElementTree.tostring(element, encoding="utf-8", xml_declaration=True)
