"""An empty database of the bench's own kind, which nothing else reaches."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.core.management import call_command
from django.db import connection


@contextmanager
def database() -> Iterator[None]:
    """SQLite in VAR_DIR, or a test database beside the one that DATABASE_URL names; processes that
    are started inside find the same."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        call_command("migrate", verbosity=0)
        yield
        return
    before = connection.settings_dict["NAME"]
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    os.environ["DATABASE_URL"] = urlsplit(url)._replace(path=f"/{name}").geturl()
    try:
        yield
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)
