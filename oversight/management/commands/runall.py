"""`manage.py runall`: the whole site on one machine, under one supervisor."""

import http.client
import os
import signal
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from oversight import broker
from oversight.models import Installation
from oversight.processes import Program, Refused, Supervisor, only_one, require_free_port

# Six photos and three documents of an answer, with its words.
LARGEST_UPLOAD = 7 * settings.PHOTO_MAX_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
# Bytes of an answer that wait in memory: what was sent is let go when so many have passed, so a
# long table takes no more than a short one. Waitress would keep sixteen times as many.
MOST_UNSENT = 2**20
HEAD_START = 1.0  # seconds that the first page has the processor for itself
FOLDER = "oversight.mail.LetterFolder"
READY = """
The site is ready: {site}/
  akims' offices   {site}/desk/
  moderators       {site}/moderation/
  operators        {site}/admin/
  API              {site}/api/v1/docs/
  accounts         {accounts}
  letters          {letters}
Ctrl-C stops it.
"""
BROKEN = "The web server is up, but answers with an error: see the lines above."
DEMONSTRATION = "below; `make codes` shows their one-time codes again"
NOBODY_YET = "`manage.py setup` makes the first one"


class Command(BaseCommand):
    help = "Start broker, web server, worker and clock, and keep them alive until Ctrl-C."
    # A second start takes seconds: the checks belong to `migrate` and to the tests.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--prepare",
            action="store_true",
            help="first migrate, and fill an empty database with demonstration data",
        )

    def handle(self, *, prepare: bool, **options: object) -> None:
        host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
        os.chdir(settings.BASE_DIR)
        try:
            with only_one(settings.VAR_DIR):
                require_free_port(host, port)
                _make_ready(prepare)
                with _wakers() as wakers:
                    programs = [*wakers, web(host, port), worker(), clock(settings.VAR_DIR)]
                    Supervisor(programs, _say).run(_greet_once_up(host, int(port)))
        except Refused as refusal:
            sys.exit(str(refusal))
        except KeyboardInterrupt:
            sys.exit("Stopped before the site was up.")


@contextmanager
def _wakers() -> Iterator[list[Program]]:
    """Our own broker, made known to all that is started here; none where REDIS_URL names one."""
    if os.environ.get("REDIS_URL"):
        yield []
        return
    with broker.socket_in(settings.VAR_DIR) as socket:
        os.environ["REDIS_URL"] = broker.url(socket)
        yield [broker.program(settings.VAR_DIR, socket)]


def web(host: str, port: str) -> Program:
    """The web server; SIGINT lets waitress finish what it has begun."""
    options = {
        "--host": host,
        "--port": port,
        "--threads": "8",
        "--ident": "",
        "--max-request-body-size": str(LARGEST_UPLOAD),
        "--outbuf-high-watermark": str(MOST_UNSENT),
    }
    words = [f"{name}={value}" for name, value in options.items()]
    return _python("web", "waitress", *words, "config.wsgi:application", stop_signal=signal.SIGINT)


def worker() -> Program:
    """Celery's hands."""
    lonely = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    return _celery("worker", "worker", "--concurrency", "2", *lonely)


def clock(folder: Path) -> Program:
    """Celery's beat, always as a process of its own: as a worker's child it outlives the worker."""
    return _celery("beat", "beat", "--schedule", str(folder / "beat-schedule"), "--pidfile", "")


def _celery(name: str, *words: str) -> Program:
    words = ["--quiet", "--app", "config.celery", *words, "--loglevel", "WARNING"]
    return _python(name, "celery", *words, delay=HEAD_START)


def _python(name: str, module: str, *words: str, **how: signal.Signals | float) -> Program:
    return Program(name, [sys.executable, "-m", module, *words], {"PYTHONUNBUFFERED": "1"}, **how)


def _make_ready(prepare: bool) -> None:
    """The database has the tables this code wants, and with `--prepare` something to show."""
    outdated = _is_outdated()
    if outdated and not prepare:
        raise Refused("The database is not up to date: run `manage.py migrate` first.")
    if outdated:
        _print("Preparing the database; the first time this takes half a minute.")
        call_command("migrate", verbosity=0)
    if prepare:
        call_command("demo", if_empty=True)


def _is_outdated() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _greet_once_up(host: str, port: int) -> Callable[[], bool]:
    """Says where everything is as soon as the web server answers."""
    demonstration = Installation.current().demonstration
    greeting = READY.format(
        site=settings.SITE_URL,
        accounts=DEMONSTRATION if demonstration else NOBODY_YET,
        letters=settings.LETTERS_DIR if settings.EMAIL_BACKEND == FOLDER else "sent by e-mail",
    )
    connections.close_all()

    def announce() -> bool:
        status = _status(host, port)
        if status:
            _print(greeting if status < 500 else BROKEN)
            if demonstration:
                _introduce()
        return bool(status)

    return announce


def _introduce() -> None:
    """The demonstration's accounts, and a receipt code to try."""
    words = StringIO()
    call_command("demo_codes", stdout=words)
    connections.close_all()
    _print(words.getvalue())


def _status(host: str, port: int) -> int:
    """What the web server answers, 0 while it does not. A redirect to https is an answer."""
    link = http.client.HTTPConnection(host, port, timeout=5)
    try:
        link.request("GET", "/healthz", headers={"Host": urlsplit(settings.SITE_URL).netloc})
        return link.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        link.close()


def _say(name: str, line: str) -> None:
    _print(f"{name:<6} | {line}")


def _print(text: str) -> None:
    """The site outlives whoever read its words."""
    with suppress(BrokenPipeError):
        print(text, flush=True)
