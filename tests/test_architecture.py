"""The arrow diagram of docs/architecture.md, as a test.

config → reports → projects → oversight; inside an app from the entry points down to the pure
modules. A module may import its own row and the rows below.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ["oversight", "projects", "reports", "config"]  # from the ground up

# What another app may use of an app below: never its views, forms, serializers or tasks.
OPEN_TO_ALL = {
    *("models", "services", "access", "public_log", "filters", "oc4ids", "jobs", "calendar"),
    *("names", "kato", "tables", "trilingual", "ids", "hashing", "flags", "paging", "problems"),
    *("codes", "origin", "signin", "health", "importing", "importers", "offices", "place_import"),
    *("traces", "endpoints", "guard", "admin_site", "staff", "groups", "access_log"),
    *("people", "asking", "documents", "tallies", "unpublished", "changes", "list_imports"),
    *("search", "nearest"),
    *("sealing", "notes", "merkle", "anchor", "proofs", "outside", "log_keys", "recovery"),
}

ROWS = [
    {
        *("urls", "admin", "import_admin", "management", "desk_urls", "joining_urls"),
        *("moderation_urls", "public_urls", "group_urls", "group_admin"),
    },
    {
        "views",
        "parties",
        "api",
        "receipt_api",
        "group_api",
        "feeds",
        "middleware",
        "context",
        "admin_site",
        "templatetags",
    },
    {
        "forms",
        "receipt_forms",
        "desk_forms",
        "casework_forms",
        "group_forms",
        "office_forms",
        "filters",
        "serializers",
        "signin",
        "problems",
        "origin",
        "importing",
    },
    {"tasks"},
    {
        "services",
        "joining",
        *("ties", "workspace"),
        "list_imports",
        "casework",
        *("sealing", "recovery", "verifying"),
        *("people", "asking", "documents"),
        "filing",
        "confirming",
        *("erasure", "erasure_requests", "hiding", "appeals", "restoring", "rotation"),
        "digests",
        "escalations",
        "issues",
        "own_works",
        "monthly",
        "letters",
        "questions",
        "wordings",
        "importers",
        "demo",
        "nightly",
        "uploads",
        "waiting",
        "photos",
    },
    {"scrub"},
    {"public_files"},
    {
        *("access", "registrars", "public_log", "jobs", "paging", "desk", "health"),
        *("summaries", "deadlines", "tallies", "unpublished", "statistics", "ladder"),
    },
    {"pressure", "repeats"},
    {"models"},
]
PURE_IMPORTS_NO = {"models", "views", "services", "access"}
PURE = {
    *("oversight.merkle", "oversight.notes", "oversight.outside.audit"),
    *("oversight.hashing", "oversight.ids", "oversight.kato", "oversight.names"),
    *("oversight.grids", "oversight.tables", "oversight.trilingual"),
    *("projects.flags", "projects.matching", "reports.bounces"),
    *("reports.workflow", "reports.receipts", "reports.checks", "reports.images"),
    "reports.checklists",
    *("reports.heif", "reports.likeness", "reports.anonymity"),
}


def modules():
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            if "migrations" not in path.parts:
                yield ".".join(path.relative_to(ROOT).with_suffix("").parts), path


def imports(path):
    """Each import of our own code: (module, is it inside a function)."""
    tree = ast.parse(path.read_text())
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in found:
            yield name, id(node) in inside


def own(name):
    return name.split(".")[0] in APPS


def row_of(parts):
    """The index of the row, from the sky down; None for pure and unnamed modules."""
    for index, row in enumerate(ROWS):
        if len(parts) > 1 and parts[1] in row:
            return index
    return None


MODULES = list(modules())


@pytest.mark.parametrize(("module", "path"), MODULES, ids=[name for name, _path in MODULES])
def test_imports_only_point_down(module, path):
    app = module.split(".")[0]
    wrong = []
    for name, is_inside in imports(path):
        if is_inside:
            wrong.append(f"{name} inside a function")
        if not own(name):
            continue
        parts = name.split(".")
        if APPS.index(parts[0]) > APPS.index(app):
            wrong.append(f"{name} stands above {app}")
        elif parts[0] != app and app != "config" and parts[1] not in OPEN_TO_ALL:
            wrong.append(f"{name} is private to {parts[0]}")
        elif parts[0] == app and _points_up(module, parts):
            wrong.append(f"{name} stands in a row above")
        if module in PURE and len(parts) > 1 and parts[1] in PURE_IMPORTS_NO:
            wrong.append(f"{name}: {module} is pure")

    assert wrong == []


def _points_up(module, parts):
    here, there = row_of(module.split(".")), row_of(parts)
    return here is not None and there is not None and there < here


@pytest.mark.parametrize(("program", "ours"), [("images", []), ("heif", ["reports.images"])])
def test_the_photo_programs_import_no_django(program, ours):
    names = [name for name, _inside in imports(ROOT / "reports" / f"{program}.py")]

    assert [name for name in names if name.split(".")[0] in ("django", *APPS)] == ours
