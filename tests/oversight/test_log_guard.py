"""No path in our code, and no plain SQL, changes or drops what stands in the log."""

import ast
import re

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, models, transaction

from oversight.models import Checkpoint, LogEntry, LogTile
from oversight.models.log import Unchangeable
from tests.oversight.log import seal, write
from tests.reports import test_log_covers

APPS = ("oversight", "projects", "reports")
# What the public log speaks of, and itself.
FACTS = {
    *("LogEntry", "Checkpoint", "LogTile", "Report", "Reply", "Verdict", "Photo", "Decision"),
    *("FigureChange", "Forwarding", "DueChange", "Confirmation", "Asking", "Removal"),
}


@pytest.fixture
def sealed(db):
    write(256)
    seal()


FORBIDDEN = {
    "an entry's words": "UPDATE oversight_logentry SET text = 'x'",
    "an entry's leaf": "UPDATE oversight_logentry SET leaf_hash = NULL",
    "an entry's number": 'UPDATE oversight_logentry SET "index" = "index" + 1000',
    "an entry's number taken away": 'UPDATE oversight_logentry SET "index" = NULL',
    "a salt put in": """UPDATE oversight_logentry SET salts = '{"text": "00"}'""",
    "an entry deleted": "DELETE FROM oversight_logentry",
    "a checkpoint changed": "UPDATE oversight_checkpoint SET note = 'x'",
    "a checkpoint deleted": "DELETE FROM oversight_checkpoint",
    "a tile changed": "UPDATE oversight_logtile SET number = 7",
    "a tile deleted": "DELETE FROM oversight_logtile",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_the_database_refuses(sealed, what):
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(FORBIDDEN[what])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite cannot truncate")
def test_postgresql_refuses_to_truncate(sealed):
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE oversight_logentry")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a statement of SQLite")
def test_sqlite_refuses_to_replace(sealed):
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("INSERT OR REPLACE INTO oversight_logentry SELECT * FROM oversight_logentry")


def test_a_salt_can_be_taken_away(sealed):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE oversight_logentry SET salts = '{}'")


@pytest.mark.parametrize("kind", [LogEntry, Checkpoint, LogTile])
def test_the_models_refuse_every_way(sealed, kind):
    row = kind.objects.first()
    field = next(one for one in kind._meta.concrete_fields if not one.primary_key)

    for forbidden in (
        row.save,
        row.delete,
        kind.objects.all().delete,
        lambda: kind.objects.update(**{field.name: getattr(row, field.name)}),
        lambda: kind.objects.bulk_update([row], [field.name]),
        lambda: row.save_base(raw=True, force_update=True),
        lambda: kind._base_manager.all().delete(),
        lambda: kind.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(Unchangeable):
            forbidden()


def test_deleting_anything_never_takes_a_fact_with_it():
    ours = [kind for app in APPS for kind in apps.get_app_config(app).get_models()]
    kinds = [one for one in ours if one.__name__ in FACTS]
    cascading = [
        f"{kind.__name__}.{field.name}"
        for kind in kinds
        for field in kind._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and field.remote_field.on_delete is not models.PROTECT
    ]

    assert {kind.__name__ for kind in kinds} == FACTS
    assert cascading == []


def test_deleting_a_place_an_office_or_a_user_never_reaches_what_the_log_tells_of():
    """Not even through what goes with them: whatever would go too keeps them where they are."""
    told, reached = {*test_log_covers.FACTS}, {"Place", "Office", "User"}
    before = set()
    while reached != before:
        before = set(reached)
        reached |= {field.related_model.__name__ for field in going_with(before)}

    assert sorted(reached & told - {"Place", "Office"}) == []


def going_with(names):
    """What is deleted, or loses a value, with rows of these models."""
    for kind in apps.get_models():
        for field in kind._meta.related_objects if kind.__name__ in names else ():
            if not field.many_to_many and field.on_delete is not models.PROTECT:
                yield field


def test_no_code_deletes_a_fact():
    """No `.delete()` in our code is asked of a fact, nor of what hangs on one."""
    hanging = {
        field.related_name
        for app in APPS
        for kind in apps.get_app_config(app).get_models()
        for field in kind._meta.related_objects
        if field.related_model.__name__ in FACTS and field.related_name not in (None, "+")
    }
    wrong = [
        f"{path.name}: {asked}"
        for app in APPS
        for path in (settings.BASE_DIR / app).rglob("*.py")
        for asked in deletes(path)
        if {*re.findall(r"\w+", asked)} & (FACTS | hanging)
    ]

    assert wrong == []


def deletes(path):
    """What each deletion is asked of; migrations may delete what they have made."""
    text = path.read_text()
    if "migrations" in path.parts or "delete" not in text:
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and node.attr in ("delete", "_raw_delete"):
            yield ast.unparse(node)
