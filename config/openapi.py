"""What the description of the API says beyond its endpoints: examples, shares, what is known.

Examples are made of the schema itself, so that no operation lacks one and none grows old; what a
field says is looked up by its name.
"""

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, Throttled

from oversight import problems
from oversight.open_data import UnknownKey

Words = dict[str, object]

DEPTH = 6
WORDS = "Мәтін"
_CSV = "\ufeffid,kind,stage\r\nq4d7ya2mxk3cztnb,progress,stopped\r\n"
_GEOJSON = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "id": "kz-aksu-water",
            "geometry": {"type": "Point", "coordinates": [64.67, 45.08]},
            "properties": {"identifier": "kz-aksu-water"},
        }
    ],
}
FILES = {"text/csv": _CSV, "application/geo+json": _GEOJSON}
# What a field of this name says in an example; a list of choices decides first.
SAMPLES: Words = {
    "account_id": "",
    "after": 40,
    "code": "433636100",
    "description": "Құбыр көшеде жатыр.",
    "detail": "Something in what was sent is not right.",
    "draft_id": "0b5e7c1e-6f0a-4f5c-9f0e-2d8f6b1c7a11",
    "group": "dostyk",
    "id": "q4d7ya2mxk3cztnb",
    "identifier": "kz-aksu-water",
    "kind": "progress",
    "language": "kk",
    "large": "/media/photos/0f3a/large.jpg",
    "latitude": 45.08,
    "longitude": 64.67,
    "n": 1,
    "name": "Ақсу ауылы әкімінің аппараты",
    "name_kk": "Ақсу",
    "name_ru": "Аксу",
    "object": "q4d7ya2mxk3cztnb",
    "office_name": "Ақсу ауылы әкімінің аппараты",
    "photo": "m3k7q2xw5d4abcyz",
    "place": "433636100",
    "place_name": "Ақсу ауылы",
    "programme": "ak-bulak",
    "project": "kz-aksu-water",
    "public_id": "q4d7ya2mxk3cztnb",
    "receipt_code": "7K2M-PX4Q-9TBC-3HWN-Y5DA-6ZEY",
    "ref": "q4d7ya2mxk3cztnb",
    "report": "q4d7ya2mxk3cztnb",
    "role": "office",
    "sha256_original": "0f" * 32,
    "slug": "dostyk",
    "stage": "stopped",
    "subject": "Су құбыры",
    "text": "Құбыр көшеде жатыр, жұмыс тоқтап қалды.",
    "token": "c2FtcGxl",
    "title": "Су құбыры",
    "title_kk": "Су құбыры",
    "title_ru": "Водопровод",
}
_FORMATS: Words = {
    "date": "2026-11-23",
    "date-time": "2026-11-23T00:00:00+05:00",
    "decimal": "186400000.00",
    "email": "aigul@example.kz",
    "uuid": SAMPLES["draft_id"],
}
# What is sent as a whole, where one field forbids another.
SENT: Words = {
    "Filing": {
        "draft_id": SAMPLES["draft_id"],
        "receipt_code": SAMPLES["receipt_code"],
        "kind": "progress",
        "stage": "stopped",
        "project": SAMPLES["project"],
        "text": SAMPLES["text"],
        "language": "kk",
    }
}


def describe(result: Words, **_given: object) -> Words:
    """A hook of drf-spectacular: the finished description, with what it lacks."""
    schemas = result["components"]["schemas"]
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            _give_examples(operation, schemas)
            if method == "get" and not path.startswith("/api/v1/receipt/"):
                _tell_of_reading(operation)
    return result


def _give_examples(operation: Words, schemas: Words) -> None:
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "path":
            parameter["example"] = sample(parameter["schema"], schemas, parameter["name"])
        elif parameter["in"] == "query":
            parameter["allowEmptyValue"] = True  # a blank narrows nothing, as in a form
            if parameter["schema"].get("type") == "integer":
                parameter["schema"].setdefault("minimum", 1)  # the key of a row
    bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
    for body in bodies:
        for kind, content in body.get("content", {}).items():
            if "schema" in content and content["schema"].get("format") != "binary":
                whole = SENT.get(content["schema"].get("$ref", "").rpartition("/")[2])
                content["example"] = whole or FILES.get(kind) or sample(content["schema"], schemas)


def sample(schema: Words, schemas: Words, name: str = "", depth: int = 0) -> object:
    """A value that the schema allows, as an answer might hold it."""
    schema = _resolved(schema, schemas)
    if "enum" in schema:
        return _chosen(schema["enum"], name)
    kind = schema.get("type", "object")
    if kind == "object":
        return _filled(schema, schemas, depth)
    if kind == "array":
        return [sample(schema["items"], schemas, name, depth + 1)] if depth < DEPTH else []
    return _plain(schema, kind, name)


def _resolved(schema: Words, schemas: Words) -> Words:
    """What stands behind references and choices; the first that says something."""
    if "$ref" in schema:
        return _resolved(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    for word in ("allOf", "oneOf", "anyOf"):
        if word in schema:
            return _resolved(schema[word][0], schemas)
    return schema


def _chosen(choices: list[object], name: str) -> object:
    wished = SAMPLES.get(name)
    return wished if wished in choices else next((one for one in choices if one), choices[0])


def _filled(schema: Words, schemas: Words, depth: int) -> Words:
    inner = schema.get("additionalProperties")
    if isinstance(inner, dict) and inner:
        return {"key": sample(inner, schemas, "", depth + 1)}
    fields = schema.get("properties", {})
    return {name: sample(field, schemas, name, depth + 1) for name, field in fields.items()}


def _plain(schema: Words, kind: str, name: str) -> object:
    wished = SAMPLES.get(name)
    if kind == "boolean":
        return False
    if kind in ("integer", "number"):
        fits = isinstance(wished, int | float) and not isinstance(wished, bool)
        return wished if fits else max(1, schema.get("minimum", 1))
    if "format" in schema:
        return _FORMATS.get(schema["format"], settings.SITE_URL + "/kk/")
    if isinstance(wished, str):
        return wished[: schema.get("maxLength", len(wished))]
    return "2026-11-23" if name.endswith("_on") else WORDS[: schema.get("maxLength", len(WORDS))]


def _tell_of_reading(operation: Words) -> None:
    """Reading is counted, and answered in a few bytes where nothing changed: all but tables and
    maps, of which nobody knows the end when they begin to leave."""
    operation.setdefault("parameters", []).append(
        {
            "name": "X-Api-Key",
            "in": "header",
            "required": False,
            "description": _("A key with a limit of its own; without it all share one."),
            "schema": {"type": "string"},
        }
    )
    responses = operation["responses"]
    responses["200"]["headers"] = {
        "RateLimit-Limit": _header(_("Requests that a minute holds."), "integer"),
        "RateLimit-Remaining": _header(_("What is left of them."), "integer"),
        "RateLimit-Reset": _header(_("Seconds until the next minute."), "integer"),
    }
    if not FILES.keys() & responses["200"].get("content", {}):
        responses["200"]["headers"]["ETag"] = _header(_("A hash of the content."), "string")
        responses["304"] = {"description": _("It is what you have (If-None-Match).")}
    spent, unknown = Throttled(), UnknownKey()
    responses["429"] = _refused(spent, _("The share of this minute is spent."))
    responses["429"]["headers"] = {"Retry-After": _header(_("Seconds to wait."), "integer")}
    responses["403"] = _refused(unknown, str(unknown.detail))


def _refused(refusal: APIException, description: str) -> Words:
    content = {
        "schema": {"$ref": "#/components/schemas/Problem"},
        "example": problems.body(refusal, refusal.status_code),
    }
    return {"description": description, "content": {problems.MEDIA_TYPE: content}}


def _header(description: str, kind: str) -> Words:
    return {"description": description, "schema": {"type": kind}}
