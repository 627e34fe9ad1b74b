"""A site in pieces: what `runall` runs, started and killed one by one, on the test database."""

import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

from celery import Celery
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from oversight import broker
from oversight.management.commands import runall
from oversight.models import Job
from oversight.processes import Guard


@contextmanager
def site(folder, broker_url=""):
    """A site of which only the broker runs yet: the given one, or one of its own."""
    with broker.socket_in(folder) as path:
        stack = Stack(folder, path, broker_url or broker.url(path))
        try:
            if not broker_url:
                stack.start_broker()
            yield stack
        finally:
            stack.end()


class Stack:
    """The programs of one site: its folder is the test's, its database the test database."""

    def __init__(self, folder, path, broker_url):
        port = free_port()
        self.folder = folder
        self.address = f"http://127.0.0.1:{port}"
        self.broker = None
        self.broker_url = broker_url
        self.socket = path
        self._web = runall.web("127.0.0.1", str(port))
        self._celery = Celery(broker=broker_url, set_as_current=False)
        self._environment = environment(folder) | {"REDIS_URL": broker_url, "PORT": str(port)}
        self._running = []
        self._guard = Guard()

    def start_broker(self):
        """Until it listens; one that was killed leaves its socket behind."""
        self.socket.unlink(missing_ok=True)
        self.broker = self.start(broker.program(self.folder, self.socket))
        until(self.socket.exists)

    def start_worker(self, **environment):
        return self.start(runall.worker(), **environment)

    def start_clock(self):
        return self.start(runall.clock(self.folder))

    def start_web(self):
        """Until the site answers at its address. Returns its process."""
        process = self.start(self._web)
        until(self._answers)
        return process

    def start(self, program, **environment):
        """Run one program at the head of a process group of its own."""
        with self._log(program.name).open("ab") as log:
            process = subprocess.Popen(
                program.command,
                cwd=settings.BASE_DIR,
                env=self._environment | program.environment | environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._guard.watch(process.pid)
        self._running.append(process)
        return process

    def wake(self, task):
        """Ring for a worker, as the clock does every few seconds."""
        self._celery.send_task(task, ignore_result=True)

    def tasks_at_work(self):
        """The names of what the worker has in its hands."""
        told = self._celery.control.inspect(timeout=2, limit=1).active() or {}
        return [task["name"] for tasks in told.values() for task in tasks]

    def has_worker(self):
        return bool(self._celery.control.ping(timeout=2, limit=1))

    def log(self, name):
        return self._log(name).read_text()

    def end(self):
        for process in self._running:
            crash(process)
        self._celery.close()
        self._guard.dismiss()

    def _answers(self):
        with suppress(OSError), urlopen(f"{self.address}/healthz", timeout=5) as response:
            return response.status == 200
        return False

    def _log(self, name):
        return self.folder / f"{name}.log"


def environment(folder):
    """What makes a program work in the test's folder, on its database and with its keys."""
    return {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "VAR_DIR": str(folder),
        "TMPDIR": str(folder),
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "QUARANTINE_DIR": str(settings.QUARANTINE_DIR),
        "WITHHELD_DIR": str(settings.WITHHELD_DIR),
        "LETTERS_DIR": str(settings.LETTERS_DIR),
        "SECRET_KEY": settings.SECRET_KEY,
        "RECEIPT_KEY_FILE": str(settings.RECEIPT_KEY_FILE),
        "DATABASE_URL": _database(folder),
    }


def _database(folder):
    """The address of the test database; on SQLite none, and a link where the site looks for it."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        (folder / "baqylau.sqlite3").symlink_to(name)
        return ""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def end_leases():
    """As if the minutes had passed that a dead worker's jobs stay its own."""
    Job.objects.filter(done_at=None).update(lease_until=timezone.now())


@contextmanager
def locked(rows):
    """Who would write these rows waits meanwhile; who is killed waiting never writes them."""
    with transaction.atomic():
        list(rows.select_for_update().values_list("pk"))
        yield
        if connection.vendor == "postgresql":
            _forget_the_dead()


def _forget_the_dead():
    """PostgreSQL would go on with what a dead client has asked for and waits for."""
    time.sleep(0.2)  # its last words may still be on the way
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks"
            " WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
        )


def crash(process):
    """Kill -9 the program and all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def freeze(process, words):
    """Stop the program of this command line that the process starts, once it is there; its pid."""
    found = []
    until(lambda: found.extend(_group(process.pid, words)) or found)
    os.kill(found[0], signal.SIGSTOP)
    return found[0]


def _group(leader, words):
    """The pids of a process group whose command line holds the words."""
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended while we looked
            line = (entry / "cmdline").read_text().replace("\0", " ")
            if words in line and os.getpgid(int(entry.name)) == leader:
                yield int(entry.name)


def parent(pid):
    """The process that started this one."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2]
    return int(after_name.split()[1])


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as trial:
        return trial.getsockname()[1]


def until(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "What was waited for did not come true."
        time.sleep(0.02)
