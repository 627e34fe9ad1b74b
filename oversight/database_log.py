"""Whether the database server keeps citizens' words out of its own log.

PostgreSQL writes a failing statement, with all its values, into its log, and the row it refused:
on a site like this that is a report and what opens it. Each setting is asked of the server itself.
"""

from django.db import connection

QUIET = {
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "track_commit_timestamp": "off",
}


def too_loud() -> list[str]:
    """The settings that would let the server write down what people sent; SQLite has no log."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [[*QUIET]])
        now = dict(cursor.fetchall())
    return [name for name, quiet in QUIET.items() if now.get(name, quiet) != quiet]
