"""Triggers by which both databases keep the public log as it was written, whoever speaks SQL.

A seat belt: whoever can drop a trigger can rewrite a row. The proof is the signed log itself.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

ENTRIES, HEADS = "oversight_logentry", ("oversight_checkpoint", "oversight_logtile")

# What an update of an entry must leave alone. The number goes from none to one, once; what
# opens a commitment may be taken away, never put in.
_KEPT = ("id", "kind", "object_id", "text", "leaf_hash", "promise")
_NUMBERED = 'NEW."index" {same} OLD."index" OR OLD."index" IS NULL'


def install(connection: BaseDatabaseWrapper) -> None:
    """Set the triggers; asking twice does no harm."""
    remove(connection)
    _run(connection, _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for a migration backwards, and for emptying a test database."""
    tables = (ENTRIES, *HEADS)
    if connection.vendor == "postgresql":
        drops = [f"DROP TRIGGER IF EXISTS {name} ON {table}" for table in tables for name in _NAMES]
    else:
        drops = [f"DROP TRIGGER IF EXISTS {table}_{name}" for table in tables for name in _NAMES]
    _run(connection, drops)


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


_NAMES = ("no_update", "no_delete", "no_truncate", "no_replace")


def _sqlite() -> list[str]:
    same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in _KEPT)
    fewer = (
        "NOT EXISTS (SELECT 1 FROM json_each(NEW.salts) AS new WHERE NOT EXISTS ("
        "SELECT 1 FROM json_each(OLD.salts) AS old"
        " WHERE old.key = new.key AND old.value = new.value))"
    )
    allowed = f"{same} AND ({_NUMBERED.format(same='IS')}) AND {fewer}"
    there = 'id = NEW.id OR "index" = NEW."index"'
    statements = [
        _sqlite_trigger(ENTRIES, "no_update", "UPDATE", f"WHEN NOT ({allowed})"),
        _sqlite_trigger(ENTRIES, "no_delete", "DELETE"),
        _sqlite_trigger(
            ENTRIES, "no_replace", "INSERT", f"WHEN EXISTS (SELECT 1 FROM {ENTRIES} WHERE {there})"
        ),
    ]
    for table in HEADS:
        statements += [
            _sqlite_trigger(table, "no_update", "UPDATE"),
            _sqlite_trigger(table, "no_delete", "DELETE"),
        ]
    return statements


def _sqlite_trigger(table: str, name: str, event: str, when: str = "") -> str:
    return (
        f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} {when} "
        "BEGIN SELECT RAISE(ABORT, 'the public log is never changed'); END"
    )


def _postgresql() -> list[str]:
    same = " AND ".join(f"NEW.{name} = OLD.{name}" for name in _KEPT)
    numbered = _NUMBERED.format(same="IS NOT DISTINCT FROM")
    allowed = f"{same} AND ({numbered}) AND OLD.salts @> NEW.salts"
    statements = [
        "CREATE OR REPLACE FUNCTION oversight_log_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the public log is never changed'; END $$",
        f"CREATE TRIGGER no_update BEFORE UPDATE ON {ENTRIES} FOR EACH ROW"
        f" WHEN (({allowed}) IS NOT TRUE) EXECUTE FUNCTION oversight_log_refuse()",
    ]
    for table in (ENTRIES, *HEADS):
        statements += [
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {each}"
            " EXECUTE FUNCTION oversight_log_refuse()"
            for name, event, each in [
                ("no_update", "UPDATE", "ROW"),
                ("no_delete", "DELETE", "ROW"),
                ("no_truncate", "TRUNCATE", "STATEMENT"),
            ]
            if (table, name) != (ENTRIES, "no_update")
        ]
    return statements


_SQLITE, _POSTGRESQL = _sqlite(), _postgresql()
