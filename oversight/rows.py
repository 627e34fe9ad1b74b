"""Rows of several tables in one query: they come as JSON, and are made models again here."""

import json
from collections import defaultdict
from collections.abc import Mapping
from itertools import chain
from operator import itemgetter

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    DecimalField,
    F,
    Field,
    Func,
    JSONField,
    Model,
    QuerySet,
    TextField,
    Value,
    Window,
)
from django.db.models.functions import Cast, RowNumber
from django.db.models.sql.compiler import SQLCompiler

# Names of fields; of what a row belongs to, and of its key, by their path: place__id, place__code.
Columns = tuple[str, ...]


class JsonRow(Func):
    """The columns of a row as one JSON object.

    Django's own JSONObject asks SQLite on every new connection, and under its write lock, whether
    it knows JSON: a page would wait for whoever writes.
    """

    function = "JSON_OBJECT"
    output_field = JSONField()

    def __init__(self, **columns: object) -> None:
        pairs = ((Cast(Value(name), TextField()), column) for name, column in columns.items())
        super().__init__(*chain.from_iterable(pairs))

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[object]]:
        return self.as_sql(compiler, connection, function="JSONB_BUILD_OBJECT")


def plain(field: Field, path: str) -> Cast | F:
    """JSON has no decimals: as a number a sum would lose its last digits. What is JSON itself is
    text within JSON on one database and not on the other: here on both."""
    return Cast(path, TextField()) if isinstance(field, DecimalField | JSONField) else F(path)


def made(model: type[Model], row: Mapping[str, object]) -> Model:
    """A row as a model again, with those fields that it has."""
    fields = [field for field in model._meta.concrete_fields if field.attname in row]
    values = [_value(field, row[field.attname]) for field in fields]
    return model.from_db("default", [field.attname for field in fields], values)


def _value(field: Field, said: object) -> object:
    if isinstance(field, JSONField) and said is not None:
        return json.loads(said)
    return field.to_python(said)


def together(asked: Mapping[str, tuple[QuerySet, Columns]]) -> dict[str, list[Model]]:
    """The rows of each, in its order, with their keys and these columns: all in one query."""
    first, *others = (_numbered(name, *each) for name, each in asked.items())
    found: dict[str, list[Model]] = {name: [] for name in asked}
    for name, _at, row in sorted(first.union(*others, all=True), key=itemgetter(1)):
        found[name].append(_whole(asked[name][0].model, row))
    return found


def _numbered(name: str, rows: QuerySet, columns: Columns) -> QuerySet:
    """A part of a union may not be cut short: its first rows are looked up by their keys."""
    at = Window(RowNumber(), order_by=rows.query.order_by)
    first = rows.model.objects.filter(pk__in=rows.values("pk")).order_by().annotate(at=at)
    row = JsonRow(**{path: _column(rows.model, path) for path in ("id", *columns)})
    return first.values_list(Value(name, TextField()), "at", row)


def _column(model: type[Model], path: str) -> Cast | F:
    owner, _dash, name = path.rpartition("__")
    if owner:
        model = model._meta.get_field(owner).related_model
    return plain(model._meta.get_field(name), path)


def _whole(model: type[Model], row: Mapping[str, object]) -> Model:
    """A row with what it belongs to."""
    own: dict[str, object] = {}
    owners: dict[str, dict[str, object]] = defaultdict(dict)
    for path, value in row.items():
        owner, _dash, name = path.rpartition("__")
        (owners[owner] if owner else own)[name] = value
    whole = made(model, own)
    for owner, columns in owners.items():
        setattr(whole, owner, made(model._meta.get_field(owner).related_model, columns))
    return whole
