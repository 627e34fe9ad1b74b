"""Everywhere a site of several processes can leave a trace of somebody, and the search there."""

import json
from pathlib import Path

from django.conf import settings
from django.db import connection
from redis import Redis

from tests.faults.stack import parent


def tables():
    """Every row of every table as text, by table."""
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            yield name, "\n".join(map(_told, cursor.fetchall())).encode()


def _told(row):
    return " ".join(
        bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value) for value in row
    )


def queue(stack):
    """Everything the broker holds, and what it would write to its disk."""
    broker = Redis.from_url(stack.broker_url) if stack.broker is None else None
    broker = broker or Redis(unix_socket_path=str(stack.socket))
    return [(f"broker {key!r}", broker.dump(key) or b"") for key in broker.keys("*")]


def files(stack):
    """Logs, spools, media, quarantine, temporary files and what a crash leaves behind."""
    folders = (settings.MEDIA_ROOT, settings.WITHHELD_DIR, settings.QUARANTINE_DIR)
    for root in {stack.folder, *folders, settings.LETTERS_DIR}:
        for path in root.rglob("*"):
            if path.is_file() and path.name not in ("baqylau.sqlite3", "receipt.key"):
                yield str(path), path.read_bytes()
    for path in settings.BASE_DIR.glob("core*"):
        yield str(path), path.read_bytes()


def database_files():
    """What SQLite has on the disk, freed pages and its journal included."""
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        for path in name.parent.glob(f"{name.name}*"):
            yield str(path), path.read_bytes()


def server_files():
    """The tables and indexes of PostgreSQL as they lie on the disk of this machine. Its write-ahead
    log is not among them: docs/operations.md says how long that is kept."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
            cursor.execute(
                "SELECT current_setting('data_directory'), oid::text FROM pg_database"
                " WHERE datname = current_database()"
            )
            folder, number = cursor.fetchone()
        for path in Path(folder, "base", number).glob("*"):
            if path.is_file():
                yield str(path), path.read_bytes()


def database_log():
    """What PostgreSQL has written down, where it runs on this machine and writes into a file."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            server = parent(cursor.fetchone()[0])
        path = Path(f"/proc/{server}/fd/2").resolve()
        if path.is_file():
            yield str(path), path.read_bytes()


def holders(mark, places):
    """The places that hold the mark, words or bytes, however it is written."""
    if isinstance(mark, bytes):
        spellings = {mark, mark.hex().encode()}
    else:
        quoted = json.dumps(mark).strip('"').encode()
        spellings = {mark.encode(), quoted, mark.encode().hex().encode()}
    return [name for name, content in places if any(each in content for each in spellings)]
