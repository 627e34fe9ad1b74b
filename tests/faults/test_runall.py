"""`manage.py runall` as a person and the kernel meet it: real processes, real signals."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

from oversight.processes import only_one

ROOT = Path(__file__).resolve().parent.parent.parent
# The word that tells a process on its command line; what has none of them is the broker.
PARTS = ["runall", "guard.py", "waitress", "worker", "beat"]

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs Linux's /proc"),
]


class Site:
    """A runall with a folder and a port of its own, and all that it started."""

    def __init__(self, folder, port, **environment):
        self.folder = folder
        self.address = f"http://127.0.0.1:{port}"
        self.log = folder.parent / "runall.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "runall"],
                cwd=ROOT,
                env=own(folder) | {"PORT": str(port)} | environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def parts(self):
        """The pids of its living processes, by the part they play."""
        found = {}
        for pid, words in processes_of(self.folder):
            part = next((part for part in PARTS if part in words), "broker")
            found.setdefault(part, []).append(pid)
        return found

    def says(self, words):
        return words in self.log.read_text()

    def is_complete(self):
        """Broker, web and clock, and a worker with its two hands."""
        counts = {name: len(pids) for name, pids in self.parts().items()}
        everybody = dict.fromkeys([*PARTS, "broker"], 1) | {"worker": 3}
        return self.says("The site is ready") and counts == everybody

    def answers(self):
        with urllib.request.urlopen(f"{self.address}/healthz", timeout=5) as response:
            return response.status == 200


def own(folder):
    """The environment of a site on the embedded default, whatever this run is on."""
    mine = os.environ | {"VAR_DIR": str(folder), "DATABASE_URL": "", "REDIS_URL": ""}
    return mine | {"DJANGO_SETTINGS_MODULE": "config.settings"}


def processes_of(folder):
    """(pid, words of its command line) of each process that was given the folder or works there."""
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended while we looked
            traces = (entry / "environ").read_bytes() + bytes((entry / "cwd").readlink())
            if bytes(folder) in traces:
                words = (entry / "cmdline").read_text().split("\0")
                yield int(entry.name), [Path(word).name for word in words]


def until(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{condition.__name__} did not come true"
        time.sleep(0.1)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("migrated")
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=own(folder), check=True)
    return folder


@pytest.fixture
def folder(migrated, tmp_path):
    return shutil.copytree(migrated, tmp_path / "var")


@pytest.fixture
def port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@pytest.fixture
def start(folder, port):
    started = []

    def start_one(**environment):
        started.append(Site(folder, port, **environment))
        return started[-1]

    yield start_one

    for site in started:
        site.process.kill()
        site.process.wait()


@pytest.fixture
def site(start):
    site = start()
    until(site.is_complete)
    return site


def refusal(folder, port):
    """What runall says when it refuses: exit code and words."""
    result = subprocess.run(
        [sys.executable, "manage.py", "runall"],
        cwd=ROOT,
        env=own(folder) | {"PORT": str(port)},
        capture_output=True,
        text=True,
    )
    return result.returncode, result.stdout + result.stderr


def test_a_taken_port_is_said_in_one_sentence_and_nothing_starts(folder):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        told = refusal(folder, port)

    assert told == (
        1,
        f"Nothing can be served at 127.0.0.1, port {port} (Address already in use): stop the "
        f"program that holds it, or choose another port, for example PORT={port % 65535 + 1}.\n",
    )
    assert not (folder / "broker").exists()


def test_a_second_site_in_one_folder_is_refused_in_one_sentence(folder, port):
    with only_one(folder):
        told = refusal(folder, port)

    assert told == (
        1,
        f"The site already runs from {folder} (process {os.getpid()}): "
        "stop that one first, or set VAR_DIR to another folder.\n",
    )


def test_a_database_that_is_not_up_to_date_is_refused(tmp_path, port):
    told = refusal(tmp_path / "empty", port)

    assert told == (1, "The database is not up to date: run `manage.py migrate` first.\n")


def test_a_killed_worker_comes_back_and_then_ctrl_c_stops_everything(site):
    before = site.parts()["worker"]

    os.kill(min(before), signal.SIGKILL)
    until(lambda: site.says("worker | ended with code -9"))
    answered = site.answers()
    until(site.is_complete)
    after = site.parts()["worker"]
    site.process.send_signal(signal.SIGINT)

    assert answered
    assert set(before) & set(after) == set()
    assert site.process.wait(timeout=30) == 0
    assert list(processes_of(site.folder)) == []


def test_a_killed_supervisor_leaves_no_orphan(site):
    site.process.kill()
    site.process.wait()

    until(lambda: list(processes_of(site.folder)) == [])


def test_the_pages_stand_without_any_broker(start):
    site = start(REDIS_URL="redis://127.0.0.1:1/0")

    until(lambda: site.says("The site is ready"))

    assert site.answers()
    assert "broker" not in site.parts()
