"""Where the data lies: in a SQLite file of the site's own, or where DATABASE_URL says."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured


def database(url: str, folder: Path) -> dict[str, object]:
    """The settings of the one database; without an address, a file in the folder."""
    if not url:
        return _sqlite(folder / "baqylau.sqlite3")
    named = environ.Env.db_url_config(url)
    if named["ENGINE"].endswith("sqlite3"):
        return _sqlite(_file(named["NAME"]))
    options = {**named.get("OPTIONS", {}), "connect_timeout": 3}
    return {**named, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}


def _file(name: str) -> Path:
    if name == ":memory:":
        raise ImproperlyConfigured(
            "DATABASE_URL names a database in memory, which the site's other processes cannot see."
        )
    return Path(name)


def _sqlite(path: Path) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # A file, as in life: in memory, SQLite locks tables instead of waiting.
        "TEST": {"NAME": path.with_name("test.sqlite3")},
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            # FULL: a report that was acknowledged survives a power cut.
            # secure_delete: what was erased is not left lying in the file.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "PRAGMA secure_delete=ON; PRAGMA mmap_size=134217728;",
        },
    }
