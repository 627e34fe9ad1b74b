"""The standard's schema and its own checker (libcoveoc4ids), without a network."""

import csv
import io
import json
import threading
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from jsonschema import Draft4Validator, FormatChecker
from libcoveoc4ids.api import oc4ids_json_output
from libcoveoc4ids.config import LibCoveOC4IDSConfig
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

HERE = Path(__file__).resolve().parent.parent / "oc4ids_standard"


def problems(package):
    """What the schema does not allow: where, and why."""
    found = _validator().iter_errors(package)
    return [(error.json_path, error.message) for error in found]


def checked(package, folder):
    """What the checker says of the package."""
    with _served() as address:
        config = LibCoveOC4IDSConfig({"schema_host": address, "schema_codelists": {"0.9": address}})
        return oc4ids_json_output(str(folder), None, package, config)


def objections(package, folder):
    """Everything that the checker finds wrong, by its kind; codes of our own are no fault."""
    verdict = checked(package, folder)
    kinds = (
        *("validation_errors", "conformance_checks", "additional_checks"),
        "additional_closed_codelist_values",
    )
    return {kind: verdict[kind] for kind in kinds if verdict[kind]}


@cache
def schema(name="project-schema.json"):
    """One of the vendored files."""
    return json.loads((HERE / name).read_text())


@cache
def _validator():
    project = schema()
    registry = Registry().with_resource(
        project["id"], Resource.from_contents(project, default_specification=DRAFT4)
    )
    package = schema("project-package-schema.json")
    return Draft4Validator(package, registry=registry, format_checker=FormatChecker())


def _codelist(name):
    """The official list, else what the schema itself says: the whole of a closed list."""
    path = HERE / "codelists" / name
    if path.exists():
        return path.read_bytes()
    out = io.StringIO()
    csv.writer(out).writerows([["Code", "Title"], *([c, c] for c in _closed()[name])])
    return out.getvalue().encode()


@cache
def _closed():
    found = {}

    def walk(part):
        if isinstance(part, dict):
            if "codelist" in part:
                codes = part.get("enum") or part.get("items", {}).get("enum") or []
                found.setdefault(part["codelist"], codes)
            part = list(part.values())
        if isinstance(part, list):
            for inner in part:
                walk(inner)

    walk(schema())
    return found


class _Files(BaseHTTPRequestHandler):
    def do_GET(self):
        name = self.path.rsplit("/", 1)[-1]
        is_list = name.endswith(".csv")
        body = _codelist(name) if is_list else (HERE / name).read_bytes()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Tests are quiet."""


@contextmanager
def _served():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Files)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
