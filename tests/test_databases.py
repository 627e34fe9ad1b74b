"""Which database DATABASE_URL means: PostgreSQL, a SQLite file, or the site's own."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.sqlite3.base import DatabaseWrapper

from config.databases import database


def test_without_an_address_the_data_lie_in_the_sites_folder(tmp_path):
    found = database("", tmp_path)

    assert (found["ENGINE"], found["NAME"]) == (
        "django.db.backends.sqlite3",
        tmp_path / "baqylau.sqlite3",
    )


def test_a_sqlite_file_that_is_named_is_kept_as_safe_as_our_own(tmp_path):
    own, named = (database(url, tmp_path) for url in ("", f"sqlite:///{tmp_path}/other.sqlite3"))

    assert (named["NAME"], named["OPTIONS"]) == (tmp_path / "other.sqlite3", own["OPTIONS"])


def test_a_sqlite_file_that_is_named_can_be_opened(db, tmp_path):
    named = database(f"sqlite:///{tmp_path}/other.sqlite3", tmp_path)
    rest = {"AUTOCOMMIT": True, "ATOMIC_REQUESTS": False, "TIME_ZONE": None, "CONN_MAX_AGE": 0}
    wrapper = DatabaseWrapper({**rest, "CONN_HEALTH_CHECKS": False, **named})

    with wrapper.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    wrapper.close()


def test_postgresql_is_not_waited_for_long():
    found = database("postgres://baqylau:secret@db.example/baqylau?sslmode=require", Path("/"))

    assert (found["ENGINE"], found["HOST"]) == ("django.db.backends.postgresql", "db.example")
    assert found["OPTIONS"] == {"sslmode": "require", "connect_timeout": 3}


@pytest.mark.parametrize("url", ["sqlite://:memory:", "sqlite://"])
def test_a_database_in_memory_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="in memory"):
        database(url, Path("/"))
