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
    "differences",
    *("tables", "trilingual", "ids", "flags", "paging", "problems", "places", "log", "outside"),
    *("streams", "rows"),
    *("codes", "origin", "signin", "health", "importing", "importers", "offices"),
    *("traces", "endpoints", "guard", "admin_site", "staff", "groups", "access_log"),
    "mail",
    *("people", "asking", "documents", "tallies", "unpublished", "changes", "list_imports"),
    *(
        "folding",
        "papers",
        "pdf",
        "giving",
        "budgets",
        "charts",
        "chains",
        "election_figures",
        "akim_terms",
    ),
    *("machinery", "restating", "told_later"),
}

# From the sky down. A wing (a folder) stands in one row, but for those of its modules that have
# a row of their own.
ROWS = [
    {
        "urls",
        "admin",
        "import_admin",
        "group_admin",
        "election_admin",
        "place_admin",
        "giving_admin",
        "document_admin",
        "machinery.admin",
        "budgets.admin",
        "management",
    },
    {
        "views",
        "parties",
        "givers",
        "api",
        "giving_api",
        "needs_api",
        "programme_api",
        *("machinery.api", "machinery.pages", "budgets.api", "budgets.pages"),
        "feeds",
        "middleware",
        "context",
        "admin_site",
        "templatetags",
    },
    {"events", "open_data"},
    {
        *("forms", "filters", "serializers", "signin", "problems", "origin", "importing"),
        *("api.serializers", "api.filing_serializers", "api.receipt_serializers"),
    },
    {"tasks"},
    {
        *(
            "services",
            "casework",
            "confirming",
            "filing",
            "joining",
            "questions",
            "wordings",
            "pressure",
        ),
        *(
            "masking",
            "statements",
            "objecting",
            "own_works",
            "counting",
            "monthly",
            "nightly",
            "waiting",
            "demo",
        ),
        *("photos", "letters", "following", "removals", "groups"),
        *(
            "needs",
            "list_imports",
            "list_kinds",
            "people",
            "asking",
            "documents",
            "papers",
            "enclosures",
            "importers",
        ),
        *("giving", "giving_lists", "cells", "budgets", "machinery"),
        *("log.sealing", "log.recovery", "log.verifying", "log.rotation", "places", "flagging"),
    },
    {"removals.scrub"},
    {"photos.public_files"},
    {
        *("access", "registrars", "public_log", "restating", "told_later", "jobs", "paging"),
        *("desk", "health"),
        *("summaries", "deadlines", "conflicts", "tallies", "unpublished", "statistics", "ladder"),
        *("news", "subjects", "gathering", "envelopes", "history", "saving"),
    },
    {"steps", "repeats"},
    {"models"},
    {"places.names", "places.kato", "photos.quarantine"},
    {"budgets.checks", "budgets.cells"},
    {"budgets.classification"},
]
PURE_IMPORTS_NO = {"models", "views", "services", "access"}
PURE = {
    *("oversight.log.merkle", "oversight.log.notes", "oversight.log.spoken"),
    "oversight.outside.audit",
    *(
        "oversight.chains",
        "oversight.log.hashing",
        "oversight.folding",
        "oversight.ids",
        "oversight.places.kato",
        "oversight.places.names",
    ),
    *(
        "oversight.charts",
        "oversight.differences",
        "oversight.grids",
        "oversight.pdf",
        "oversight.stripping",
        "oversight.tables",
    ),
    "oversight.trilingual",
    "projects.machinery.spans",
    *("projects.flags", "projects.flag_words", "projects.matching", "reports.letters.bounces"),
    *("projects.budgets.cells", "projects.budgets.checks", "projects.budgets.classification"),
    *("reports.workflow", "reports.receipts", "reports.checks", "reports.photos.images"),
    "reports.checklists",
    *("reports.photos.heif", "reports.photos.likeness", "reports.anonymity"),
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
    for name in (".".join(parts[1:3]), *parts[1:2]):
        for index, row in enumerate(ROWS):
            if name in row:
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


@pytest.mark.parametrize(("program", "ours"), [("images", []), ("heif", ["reports.photos.images"])])
def test_the_photo_programs_import_no_django(program, ours):
    names = [name for name, _inside in imports(ROOT / "reports" / "photos" / f"{program}.py")]

    assert [name for name in names if name.split(".")[0] in ("django", *APPS)] == ours


def test_only_tasks_know_celery_so_that_web_servers_need_no_room_for_it():
    knowing = {
        module
        for module, path in MODULES
        if any(name.split(".")[0] in ("celery", "kombu") for name, _inside in imports(path))
    }

    assert knowing == {"config.celery", *(f"{app}.tasks" for app in APPS if app != "config")}
    assert list(imports(ROOT / "config" / "__init__.py")) == []
