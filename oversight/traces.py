"""What a database keeps behind of rows that were emptied, and how it is made to let go."""

from django.db import connection, models


def forget(*kinds: type[models.Model]) -> None:
    """Overwrite what is left of erased values of these tables; inside a transaction it cannot be.

    SQLite overwrites at once (`secure_delete`), but its write-ahead file still holds the old
    pages; PostgreSQL keeps old rows until it is told to clean up.
    """
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        for kind in kinds:
            cursor.execute(f"VACUUM {_table(kind)}")


def rewrite(*kinds: type[models.Model]) -> None:
    """Write these tables anew: after VACUUM alone, PostgreSQL's pages may hold bytes of old rows.

    It locks each table while it lasts, so by night.
    """
    if connection.in_atomic_block or connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for kind in kinds:
            cursor.execute(f"VACUUM (FULL) {_table(kind)}")


def _table(kind: type[models.Model]) -> str:
    return connection.ops.quote_name(kind._meta.db_table)
