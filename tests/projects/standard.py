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


@cache
def _schema(name):
    return json.loads((HERE / name).read_text())


@cache
def _validator():
    project = _schema("project-schema.json")
    registry = Registry().with_resource(
        project["id"], Resource.from_contents(project, default_specification=DRAFT4)
    )
    package = _schema("project-package-schema.json")
    return Draft4Validator(package, registry=registry, format_checker=FormatChecker())


@cache
def _codelists():
    """Closed lists are in the schema itself."""
    found = dict(_schema("open-codelists.json"))

    def walk(part):
        if isinstance(part, dict):
            if "codelist" in part:
                codes = part.get("enum") or part.get("items", {}).get("enum") or []
                found.setdefault(part["codelist"], codes)
            part = list(part.values())
        if isinstance(part, list):
            for inner in part:
                walk(inner)

    walk(_schema("project-schema.json"))
    return found


class _Files(BaseHTTPRequestHandler):
    def do_GET(self):
        name = self.path.rsplit("/", 1)[-1]
        if name.endswith(".csv"):
            out = io.StringIO()
            csv.writer(out).writerows([["Code", "Title"], *([c, c] for c in _codelists()[name])])
            body = out.getvalue().encode()
        else:
            body = json.dumps(_schema(name)).encode()
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
