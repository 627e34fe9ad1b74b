"""The database server's log holds no citizen's words: asked of the server, said by readiness."""

import pytest
from django.db import connection

from oversight import database_log, readiness


@pytest.fixture
def server(db):
    """Set a setting as a superuser may, for this connection."""

    def change(**settings):
        with connection.cursor() as cursor:
            for name, value in settings.items():
                cursor.execute(f"SET {name} = '{value}'")

    quiet = {name: value for name, value in database_log.QUIET.items() if name[:5] != "track"}
    if connection.vendor == "postgresql":
        change(**quiet)
    return change


def check():
    return next(check for check in readiness.checks() if check.name == "database_log")


def test_a_quiet_server_is_quiet(server):
    assert database_log.too_loud() == []
    assert check().holds


@pytest.mark.parametrize(
    ("name", "loud"),
    [
        ("log_error_verbosity", "default"),
        ("log_min_error_statement", "error"),
        ("log_statement", "mod"),
        ("log_min_duration_statement", "100"),
    ],
)
def test_each_loud_setting_is_named(server, name, loud):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite writes no log")
    server(**{name: loud})

    assert database_log.too_loud() == [name]
    assert not check().holds
