"""What the role of the web servers may do in PostgreSQL: everything but change or drop a fact."""

from collections.abc import Iterable

from django.db import connection, models

from oversight.models import Checkpoint, LogEntry, LogTile

# The number that the seal gives, and what opens a commitment: the triggers say how they may move.
_MOVED = '"index", salts'
_OWNERS = ("django_migrations",)  # only who migrates writes here


def grant(role: str, *, facts: Iterable[type[models.Model]]) -> None:
    """Give the role, which exists, what the site needs; rows of `facts` may change and never go.

    To be run by the owner of the tables, again after each migration. Asking twice does no harm.
    """
    name = connection.ops.quote_name(role)
    with connection.cursor() as cursor:
        for statement in _statements(name, [_table(fact) for fact in facts]):
            cursor.execute(statement)


def _statements(role: str, facts: list[str]) -> list[str]:
    entry, heads = _table(LogEntry), (_table(Checkpoint), _table(LogTile))
    return [
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        *(f"REVOKE DELETE, TRUNCATE ON {table} FROM {role}" for table in facts),
        *(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}" for table in (entry, *heads)),
        f"GRANT UPDATE ({_MOVED}) ON {entry} TO {role}",
        *(f"REVOKE INSERT, UPDATE, DELETE ON {table} FROM {role}" for table in _OWNERS),
    ]


def _table(kind: type[models.Model]) -> str:
    return connection.ops.quote_name(kind._meta.db_table)
