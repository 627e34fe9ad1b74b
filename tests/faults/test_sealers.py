"""Sealers and writers killed in the middle, again and again: nothing is lost, nothing twice."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest
from django.conf import settings
from django.db import connections

from oversight import anchor, notes, sealing, verifying
from oversight.models import Checkpoint, Installation, LogEntry
from tests.faults.stack import environment

KILLS = int(os.environ.get("SEALER_KILLS", "24"))
PROGRAM = settings.BASE_DIR / "tests" / "faults" / "sealer.py"


@pytest.fixture
def start(transactional_db, tmp_path):
    """Runs a writer or a sealer on the test database; the file says what was acknowledged."""
    surroundings = environment(tmp_path) | {
        "PYTHONPATH": str(settings.BASE_DIR),
        "LOG_DIR": str(settings.LOG_DIR),
        "LOG_KEY_FILE": str(settings.LOG_KEY_FILE),
    }

    def start_one(what, number):
        file = tmp_path / f"{what}-{number}.txt"
        words = [sys.executable, str(PROGRAM), what, str(file)]
        return subprocess.Popen(words, env=surroundings, stderr=subprocess.DEVNULL), file

    connections.close_all()
    return start_one


@pytest.mark.faults
def test_sealers_killed_among_writers_lose_nothing(start, tmp_path):
    cast = [start(what, number) for number, what in enumerate(["write", "write", "seal", "seal"])]
    try:
        until(lambda: Checkpoint.objects.count() > 2)
        for kill in range(KILLS):
            time.sleep(random.uniform(0.02, 0.2))
            stop_child(cast[kill % len(cast)][1])
    finally:
        for process, file in cast:
            process.kill()
            process.wait()
            stop_child(file)

    sealing.seal(at_once=True)

    acknowledged = set(lines(tmp_path, "write"))
    told = {int(size) for size in lines(tmp_path, "seal")}
    sealed = list(LogEntry.objects.sealed().order_by("index").values_list("index", "object_id"))
    assert Installation.current().log_alarm == ""
    assert [index for index, _thing in sealed] == list(range(len(sealed)))
    assert acknowledged <= {thing for _index, thing in sealed}
    assert len({thing for _index, thing in sealed}) == len(sealed)
    assert told <= set(Checkpoint.objects.values_list("size", flat=True))
    assert verifying.verify().problems == []
    sizes = list(Checkpoint.objects.order_by("size").values_list("size", flat=True))
    assert [notes.head_of(note).size for note in anchor.kept()] == sizes


def lines(folder, what):
    return [line for file in folder.glob(f"{what}-*.txt") for line in file.read_text().split()]


def stop_child(file):
    """The one at work; its parent starts another, unless it was stopped before."""
    with suppress(FileNotFoundError, ProcessLookupError):
        os.kill(int(file.with_name(f"{file.name}.pid").read_text()), signal.SIGKILL)


def until(holds, seconds=30):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)
