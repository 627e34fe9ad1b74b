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

from oversight.log import anchor, notes, sealing, verifying
from oversight.models import Checkpoint, Installation, LogEntry
from tests.faults.stack import environment

KILLS = int(os.environ.get("SEALER_KILLS", "8"))  # hundreds when somebody has the time
PROGRAM = settings.BASE_DIR / "tests" / "faults" / "sealer.py"
CAST = ("write", "write", "seal", "seal")


@pytest.fixture
def at_work(transactional_db, tmp_path):
    """Writers and sealers on the test database; their files say what was acknowledged."""
    surroundings = environment(tmp_path) | {
        "PYTHONPATH": str(settings.BASE_DIR),
        "LOG_DIR": str(settings.LOG_DIR),
        "LOG_KEY_FILE": str(settings.LOG_KEY_FILE),
    }
    connections.close_all()
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), str(tmp_path), *CAST],
        env=surroundings,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


@pytest.mark.faults
def test_sealers_killed_among_writers_lose_nothing(at_work, tmp_path):
    files = [tmp_path / f"{what}-{number}.txt" for number, what in enumerate(CAST)]
    try:
        until(lambda: Checkpoint.objects.count() > 2)
        for kill in range(KILLS):
            time.sleep(random.uniform(0.01, 0.1))
            stop_child(files[kill % len(files)])
    finally:
        os.killpg(at_work.pid, signal.SIGKILL)
        at_work.wait()

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
