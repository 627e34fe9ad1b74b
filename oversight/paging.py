"""Pages of a list by key, not by number: page thousand costs what page one costs.

One order is a field and a unique key, both in one direction, nulls last. A cursor is the pair of
the last row shown, so rows that come or go meanwhile neither repeat nor hide others.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.core.exceptions import ValidationError
from django.db import DataError
from django.db.models import F, Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response

PAGE_SIZE = 50
LONGEST_CURSOR = 1000
_CURSOR = "^(W[A-Za-z0-9_-]+)?$"  # a list in JSON begins with "[", which is so written
# What a database or its driver says of a value that is not of the column's kind.
_NOT_OF_ITS_KIND = (ValueError, TypeError, ArithmeticError, ValidationError, DataError)


class BadCursor(ValueError):
    """A cursor that this list did not make."""


@dataclass(frozen=True)
class Order:
    """A field and a unique key with one direction; `-` in front of the field means descending."""

    field: str
    key: str

    @property
    def name(self) -> str:
        return self.field.removeprefix("-")

    @property
    def descending(self) -> bool:
        return self.field.startswith("-")

    def apply(self, rows: QuerySet, *, backwards: bool) -> QuerySet:
        """The rows in this order, or in its opposite."""
        nulls = {}
        if self.has_nulls(rows):
            nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
        field, key = F(self.name), F(self.key)
        if self.descending != backwards:
            return rows.order_by(field.desc(**nulls), key.desc())
        return rows.order_by(field.asc(**nulls), key.asc())

    def has_nulls(self, rows: QuerySet) -> bool:
        """Only a column that can be null is asked about nulls: an index cannot serve that."""
        return rows.model._meta.get_field(self.name).null

    def beyond(self, rows: QuerySet, start: "Cursor") -> QuerySet:
        """The rows after the cursor's pair in reading direction; before it when backwards."""
        condition = self._beyond(start.value, start.key, backwards=start.backwards)
        if self.has_nulls(rows) and start.value is not None and not start.backwards:
            condition |= Q(**{f"{self.name}__isnull": True})
        return rows.filter(condition)

    def _beyond(self, value: object, key: object, *, backwards: bool) -> Q:
        sign = "lt" if self.descending != backwards else "gt"
        tie = Q(**{self.name: value, f"{self.key}__{sign}": key})
        if value is None:
            tie = Q(**{f"{self.name}__isnull": True, f"{self.key}__{sign}": key})
            return Q(**{f"{self.name}__isnull": False}) | tie if backwards else tie
        # The bound says nothing new, but an index can start at it.
        bound = Q(**{f"{self.name}__{sign}e": value})
        return bound & (Q(**{f"{self.name}__{sign}": value}) | tie)

    def pair_of(self, row: Model) -> list[object]:
        return [_plain(getattr(row, self.name)), _plain(getattr(row, self.key))]


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int | str) else str(value)


@dataclass(frozen=True)
class Cursor:
    """Where a page starts: behind (or, backwards, before) the row with this pair."""

    value: object
    key: object
    backwards: bool = False

    @classmethod
    def read(cls, text: str) -> Self:
        """Raises BadCursor."""
        if len(text) > LONGEST_CURSOR:
            raise BadCursor
        try:
            value, key, backwards = json.loads(base64.urlsafe_b64decode(text.encode() + b"=="))
        except (ValueError, binascii.Error, TypeError) as error:
            raise BadCursor from error
        if not isinstance(value, int | str | None) or not isinstance(key, int | str):
            raise BadCursor
        return cls(value, key, bool(backwards))

    def write(self) -> str:
        pair = json.dumps([self.value, self.key, self.backwards], separators=(",", ":"))
        return base64.urlsafe_b64encode(pair.encode()).decode().rstrip("=")


@dataclass(frozen=True)
class Page:
    """One page of rows, with the cursors of its neighbours ("" when there is none)."""

    rows: list
    next: str
    previous: str


def page(rows: QuerySet, order: Order, cursor: str = "", size: int = PAGE_SIZE) -> Page:
    """The page of `rows` that the cursor names. Raises BadCursor."""
    start = Cursor.read(cursor) if cursor else None
    backwards = bool(start and start.backwards)
    found = order.apply(rows, backwards=backwards)
    try:
        if start:
            found = order.beyond(found, start)
        fetched = list(found[: size + 1])
    except _NOT_OF_ITS_KIND as error:
        raise BadCursor from error
    more, shown = len(fetched) > size, fetched[:size]
    if backwards:
        shown.reverse()
    return _page(shown, order, start, more=more)


def _page(shown: list, order: Order, start: Cursor | None, *, more: bool) -> Page:
    backwards = bool(start and start.backwards)
    has_next = more or backwards
    has_previous = more if backwards else start is not None
    return Page(
        rows=shown,
        next=Cursor(*order.pair_of(shown[-1])).write() if shown and has_next else "",
        previous=Cursor(*order.pair_of(shown[0]), backwards=True).write()
        if shown and has_previous
        else "",
    )


def page_asked_for(
    request: HttpRequest, rows: QuerySet, order: Order, size: int = PAGE_SIZE
) -> Page:
    """The page that the address names; a cursor that is none begins anew."""
    try:
        return page(rows, order, request.GET.get("cursor", ""), size)
    except BadCursor:
        return page(rows, order, size=size)


def neighbours(request: HttpRequest, shown: Page) -> dict[str, str]:
    """The query strings of the pages before and after; "" when there is none."""
    return {
        name: cursor and query_with(request, cursor=cursor)
        for name, cursor in (("next", shown.next), ("previous", shown.previous))
    }


def query_with(request: HttpRequest, **changes: str) -> str:
    """The request's query string with some values changed; empty values are dropped."""
    query = request.GET.copy()
    for name, value in changes.items():
        query[name] = value
        if not value:
            del query[name]
    return query.urlencode()


def named(orders: Mapping[str, Order], name: str) -> Order:
    """The order that the API is asked for. Raises ValidationError."""
    if name not in orders:
        sentence = _("The list cannot be put in this order.")
        raise exceptions.ValidationError({"ordering": [sentence]})
    return orders[name]


def no_page() -> exceptions.ValidationError:
    """What a cursor that the list did not make is answered with."""
    sentence = _("This is not a page of this list. Take addresses from next and previous.")
    return exceptions.ValidationError({"cursor": [sentence]})


class KeysetPagination(BasePagination):
    """`{"next": url|null, "previous": url|null, "results": […]}` for the API.

    A view names its orders as `orders = {"": Order(…), "budget": Order(…)}`; `?ordering=` picks.
    """

    def paginate_queryset(self, queryset: QuerySet, request: Request, view: object = None) -> list:
        order = named(view.orders, request.query_params.get("ordering", ""))
        try:
            self.page = page(queryset, order, request.query_params.get("cursor", ""))
        except BadCursor:
            raise no_page() from None
        self.request = request
        return self.page.rows

    def get_paginated_response(self, data: list) -> Response:
        body = {
            "next": self._address(self.page.next),
            "previous": self._address(self.page.previous),
            "results": data,
        }
        if getattr(self.request, "demonstration", False):
            body = {"demonstration": True, **body}
        return Response(body)

    def _address(self, cursor: str) -> str | None:
        if not cursor:
            return None
        query = query_with(self.request, cursor=cursor)
        return self.request.build_absolute_uri(f"{self.request.path}?{query}")

    def get_paginated_response_schema(self, schema: dict) -> dict:
        address = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "demonstration": {"type": "boolean", "description": "True: nothing here is real."},
                "next": address,
                "previous": address,
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: object) -> list[dict]:
        words = "Where the page starts: take it from `next` or `previous`."
        cursor = _parameter("cursor", words, pattern=_CURSOR, maxLength=LONGEST_CURSOR)
        names = [name for name in view.orders if name]
        if not names:
            return [cursor]
        return [cursor, _parameter("ordering", "What the list is sorted by.", enum=names)]


def _parameter(name: str, description: str, **schema: object) -> dict[str, object]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": {"type": "string", **schema},
    }
