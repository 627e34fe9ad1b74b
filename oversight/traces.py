"""What a database keeps behind of rows that were emptied, and how it is made to let go."""

from django.db import connection, models


def forget(*kinds: type[models.Model]) -> None:
    """Overwrite what is left of erased values of these tables. Runs outside a transaction.

    SQLite overwrites at once (`secure_delete`), but its write-ahead file still holds the old
    pages; PostgreSQL keeps old rows until it is told to clean up.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        for kind in kinds:
            cursor.execute(f"VACUUM {connection.ops.quote_name(kind._meta.db_table)}")
