"""The API describes itself, whole and valid, and can be read without any other server."""

import re

import pytest
import yaml
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage as storage
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft4Validator
from rest_framework import serializers

from oversight.paging import Cursor

APPS = ("oversight", "projects", "reports")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_description_is_valid_and_leaves_nothing_to_guess(language, tmp_path):
    file = tmp_path / "schema.yml"

    call_command("spectacular", lang=language, file=str(file), validate=True, fail_on_warn=True)

    assert sorted(yaml.safe_load(file.read_text())["paths"]) == [
        "/api/v1/",
        "/api/v1/budgets.csv",
        "/api/v1/budgets/",
        "/api/v1/budgets/{public_id}/",
        "/api/v1/commitments.csv",
        "/api/v1/dossiers/",
        "/api/v1/dossiers/{public_id}/",
        "/api/v1/events/",
        "/api/v1/gatherings.csv",
        "/api/v1/gatherings/",
        "/api/v1/gatherings/{public_id}/",
        "/api/v1/groups/",
        "/api/v1/groups/{slug}/",
        "/api/v1/machines.csv",
        "/api/v1/machines/",
        "/api/v1/machines/{public_id}/",
        "/api/v1/norms.csv",
        "/api/v1/norms/",
        "/api/v1/oc4ids.json",
        "/api/v1/offices/",
        "/api/v1/offices/{id}/",
        "/api/v1/places/",
        "/api/v1/places/{code}/",
        "/api/v1/pledges.csv",
        "/api/v1/pledges/",
        "/api/v1/pledges/{public_id}/",
        "/api/v1/populations.csv",
        "/api/v1/populations/",
        "/api/v1/programmes/",
        "/api/v1/programmes/{code}/",
        "/api/v1/projects.csv",
        "/api/v1/projects.geojson",
        "/api/v1/projects/",
        "/api/v1/projects/{identifier}/",
        "/api/v1/projects/{identifier}/askings/",
        "/api/v1/pupils.csv",
        "/api/v1/pupils/",
        "/api/v1/receipt/",
        "/api/v1/receipt/appeal/",
        "/api/v1/receipt/erase/",
        "/api/v1/receipt/message/",
        "/api/v1/receipt/photos/",
        "/api/v1/receipt/photos/{n}/",
        "/api/v1/receipt/pressed/",
        "/api/v1/receipt/take-back/",
        "/api/v1/receipt/verdict/",
        "/api/v1/receipt/withdraw/",
        "/api/v1/removals/",
        "/api/v1/reports.csv",
        "/api/v1/reports.geojson",
        "/api/v1/reports/",
        "/api/v1/reports/confirm-address/",
        "/api/v1/reports/{public_id}/",
        "/api/v1/reports/{public_id}/confirmations/",
        "/api/v1/statements/",
        "/api/v1/statistics/",
        "/api/v1/statistics/elections.csv",
        "/api/v1/statistics/elections/",
        "/api/v1/statistics/reports.csv",
        "/api/v1/statistics/works.csv",
        "/api/v1/subsidies.csv",
        "/api/v1/subsidies/",
        "/api/v1/terms.csv",
        "/api/v1/terms/",
    ]


def serializers_of_rows(above=serializers.ModelSerializer):
    for one in above.__subclasses__():
        yield from serializers_of_rows(one)
        if hasattr(one, "Meta") and one.__module__.split(".")[0] in APPS:
            yield one


def test_no_address_that_may_be_blank_is_described_as_one(described):
    wrong = [
        f"{one.__name__}.{name}"
        for one in serializers_of_rows()
        for name, field in one().fields.items()
        if isinstance(field, serializers.URLField)
        and one.Meta.model._meta.get_field(field.source).blank
    ]

    assert wrong == []


def asked(described, path):
    """What may stand in an address, by its name."""
    parameters = described["paths"][path]["get"]["parameters"]
    return {one["name"]: one["schema"] for one in parameters if one["in"] == "query"}


def test_the_description_says_which_values_are_refused(described):
    subsidies = asked(described, "/api/v1/subsidies/")
    statistics = asked(described, "/api/v1/statistics/")
    reports = asked(described, "/api/v1/reports/")

    assert (subsidies["year"]["minimum"], subsidies["year"]["maximum"]) == (1991, 2100)
    assert (subsidies["firm"]["minimum"], statistics["office"]["minimum"]) == (1, 1)
    assert reports["overdue"]["type"] == reports["needs_answer"]["type"] == "boolean"
    assert set(reports["kind"]["enum"]) == {"progress", "misuse"}
    assert "held" not in reports["state"]["enum"]


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        *((period, True) for period in ("", "2026", "2026-Q3", "2026-11")),
        *((period, False) for period in ("26", "2026-Q5", "2026-13", "2026-11-01", "x")),
    ],
)
def test_a_period_is_described_as_it_is_read(client, site, described, said, is_one):
    pattern = asked(described, "/api/v1/statistics/")["period"]["pattern"]

    assert bool(re.search(pattern, said)) is is_one
    status = client.get("/api/v1/statistics/", {"period": said}).status_code
    assert status == (200 if is_one else 400)


def test_a_cursor_is_described_as_it_is_made(described):
    pattern = asked(described, "/api/v1/reports/")["cursor"]["pattern"]
    made = [Cursor(None, 1), Cursor("2026-11-27", "q4d7ya2mxk3cztnb", backwards=True), Cursor(1, 2)]

    assert all(re.search(pattern, cursor.write()) for cursor in made)
    assert re.search(pattern, "")
    assert not re.search(pattern, "5")


@pytest.fixture(scope="module")
def described():
    return SchemaGenerator().get_schema(request=None, public=True)


def operations(described):
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def contents(operation):
    """What is sent and what is answered, but for raw pictures."""
    for body in (operation.get("requestBody", {}), *operation["responses"].values()):
        for content in body.get("content", {}).values():
            if content["schema"].get("format") != "binary":
                yield content


def without_nullable(schema):
    """OpenAPI 3.0 says null in its own way."""
    if isinstance(schema, list):
        return [without_nullable(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {name: without_nullable(each) for name, each in schema.items() if name != "nullable"}
    return {"anyOf": [plain, {"type": "null"}]} if schema.get("nullable") is True else plain


def test_every_operation_has_examples_that_its_schema_allows(described):
    components = without_nullable(described["components"])
    wrong = []
    for name, operation in operations(described):
        found = list(contents(operation))
        if not found or any("example" not in content for content in found):
            wrong.append(f"{name} lacks an example")
        for content in found:
            schema = {**without_nullable(content["schema"]), "components": components}
            errors = Draft4Validator(schema).iter_errors(content.get("example"))
            wrong += [f"{name}: {error.message} at {list(error.path)}" for error in errors]

    assert wrong == []


def test_the_example_of_a_report_is_filed_as_it_stands(client, described, project):
    content = described["paths"]["/api/v1/reports/"]["post"]["requestBody"]["content"]
    example = content["application/json"]["example"]

    answer = client.post("/api/v1/reports/", example, content_type="application/json")

    assert (answer.status_code, example["project"]) == (201, project.identifier)


def test_reading_tells_of_shares_and_of_what_is_known(described):
    for name, operation in operations(described):
        if name.startswith("get") and "/receipt/" not in name:
            is_file = name.endswith((".csv", ".geojson"))  # leaves row by row, unhashed
            known = set() if is_file else {"304"}
            assert {"304", "403", "429"} & operation["responses"].keys() == known | {"403", "429"}
            assert "RateLimit-Remaining" in operation["responses"]["200"]["headers"]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "application/json"),
        ("application/vnd.oai.openapi", "application/vnd.oai.openapi; charset=utf-8"),
    ],
)
def test_the_description_is_served(client, site, accept, kind):
    response = client.get("/api/v1/schema/", headers={"Accept": accept})

    assert (response.status_code, response["Content-Type"]) == (200, kind)


@pytest.mark.parametrize("query", ["?lang=zz", "?version=%0a", "?format=exe", "?script"])
def test_the_description_does_not_stumble_over_odd_wishes(client, site, query):
    assert client.get(f"/api/v1/schema/{query}").status_code in {200, 404}


def test_the_page_of_the_description_needs_no_exception(client, site):
    docs, other = (
        set(client.get(address)["Content-Security-Policy"].split("; "))
        for address in ["/api/v1/docs/", "/api/v1/"]
    )

    assert docs == other


def test_the_page_asks_this_server_only_and_all_it_asks_for_is_there(client, site):
    page = client.get("/api/v1/docs/").content.decode()

    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    files = [address.removeprefix("/static/") for address in addresses if "/static/" in address]
    assert [address for address in addresses if not address.startswith("/")] == []
    assert len(files) == 4
    assert [file for file in files if not (finders.find(file) or storage.exists(file))] == []
    assert "<style" not in page
    assert re.findall(r"<script(?![^>]* src=)", page) == []


def test_every_kind_of_problem_is_explained_where_its_type_points(client, site):
    page = client.get("/api/v1/docs/").content.decode()

    codes = re.findall(r'<dt id="(\w+)">', page)
    assert sorted(codes) == [
        "draft_conflict",
        "erased",
        "foreign_origin",
        "invalid",
        "key_unknown",
        "method_not_allowed",
        "not_acceptable",
        "not_allowed",
        "not_found",
        "not_missing",
        "not_open",
        "number_taken",
        "parse_error",
        "permission_denied",
        "photo_refused",
        "photos_later",
        "receipt_unknown",
        "throttled",
        "through_group",
        "too_large",
        "too_many_reports",
        "unavailable",
        "unsupported_media_type",
        "wrong_offset",
    ]


def test_the_page_of_the_description_is_only_read(client, site):
    assert client.post("/api/v1/docs/").status_code == 405


def test_a_file_is_described_with_what_narrows_its_list(described):
    files = [path for path in described["paths"] if path.endswith((".csv", ".geojson"))]
    lists = {path: f"{path.rpartition('.')[0]}/" for path in files}
    less = {
        path: asked(described, same).keys() - asked(described, path).keys() - {"cursor", "whole"}
        for path, same in lists.items()
        if same in described["paths"]
    }

    assert less == dict.fromkeys(less, set())
    assert asked(described, "/api/v1/reports.csv")["overdue"]["type"] == "boolean"
    assert "answered" in asked(described, "/api/v1/commitments.csv")


def test_an_etag_is_described_where_there_is_one(client, site, described):
    def has_tag(path):
        told = described["paths"][path]["get"]["responses"]
        return "ETag" in told["200"]["headers"], "304" in told

    for path in ("/api/v1/reports/", "/api/v1/oc4ids.json", "/api/v1/reports.csv"):
        has_one = "ETag" in client.get(path)
        assert has_tag(path) == (has_one, has_one)
    assert has_tag("/api/v1/projects.geojson") == (False, False)
