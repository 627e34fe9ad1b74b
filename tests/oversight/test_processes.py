"""The supervisor, over small programs: real processes, real signals."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from oversight.processes import Refused, require_free_port

# Programs: one that stays, one with a child of its own, one that will not stop, one that says so.
# Each says hello when it is what it is meant to be.
STAYS = "hello; while true; do sleep 0.1; done"
PARENT = "sleep 1000 & hello; while true; do sleep 0.1; done"
STUBBORN = "trap '' TERM; hello; while true; do sleep 0.1; done"
POLITE = "trap 'echo goodbye; exit' TERM; hello; while true; do sleep 0.1; done"
SUPERVISE = """
import sys
from oversight import processes
processes.GRACE = 2.0
programs = [
    processes.Program(name, ["sh", "-c", f"hello() {{ echo $$ is {name}; }}; {script}"])
    for name, script in zip(sys.argv[1::2], sys.argv[2::2], strict=True)
]
processes.Supervisor(programs, lambda name, line: print(f"{name}: {line}", flush=True)).run(
    lambda: True
)
"""

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in Linux's /proc"),
]


class Supervised:
    """A supervisor in a process of its own, with what it has said so far."""

    def __init__(self, **programs):
        words = [word for pair in programs.items() for word in pair]
        self.process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISE, *words],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.pids = {}
        self.lines = []
        self.patience = threading.Timer(60, self.process.kill)  # so that no test hears for ever
        self.patience.start()

    def hear(self, words):
        """Read on until a line has the words."""
        for line in self.process.stdout:
            self.lines.append(line.strip())
            if " is " in line:
                self.pids[line.split(":")[0]] = int(line.split()[1])
            if words in line:
                return line.strip()
        raise AssertionError(f"never heard {words!r} in {self.lines}")

    def hear_all(self, names):
        """Read on until each program has said which process it is; any may speak first."""
        while set(self.pids) != set(names):
            self.hear(" is ")

    def end(self):
        self.patience.cancel()
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def supervise():
    started = []

    def start(**programs):
        supervised = Supervised(**programs)
        started.append(supervised)
        supervised.hear_all(programs)
        return supervised

    yield start

    for supervised in started:
        supervised.end()


def group_lives(leader):
    """Whether a process of the group still runs; one that waits to be reaped does not."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended while we looked
            state, _, group = stat.read_text().rpartition(") ")[2].split()[:3]
            if int(group) == leader and state != "Z":
                return True
    return False


def until(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_every_program_with_its_children(supervise, number):
    supervised = supervise(broker=STAYS, worker=PARENT)

    supervised.process.send_signal(number)

    assert supervised.process.wait(timeout=20) == 0
    until(lambda: not any(group_lives(pid) for pid in supervised.pids.values()))


def test_what_will_not_stop_is_killed_when_patience_ends(supervise):
    supervised = supervise(worker=STUBBORN)

    supervised.process.send_signal(signal.SIGTERM)

    assert supervised.process.wait(timeout=20) == 0
    until(lambda: not group_lives(supervised.pids["worker"]))


def test_the_first_program_stops_last(supervise):
    supervised = supervise(broker=POLITE, worker=POLITE)

    supervised.process.send_signal(signal.SIGTERM)

    assert [supervised.hear("goodbye"), supervised.hear("goodbye")] == [
        "worker: goodbye",
        "broker: goodbye",
    ]


def test_a_killed_program_comes_back_alone_and_without_its_old_children(supervise):
    supervised = supervise(broker=STAYS, worker=PARENT)
    before = dict(supervised.pids)

    os.kill(before["worker"], signal.SIGKILL)
    told = supervised.hear("starts again")
    supervised.hear("is worker")

    assert told == "worker: ended with code -9, starts again in 0.5 s"
    until(lambda: not group_lives(before["worker"]))
    assert supervised.pids["worker"] != before["worker"]
    assert supervised.pids["broker"] == before["broker"]


def test_a_program_that_cannot_live_is_tried_less_and_less_often(supervise):
    supervised = supervise(web=STAYS, worker="hello; exit 3")

    supervised.hear("starts again in 2 s")

    falls = [line for line in supervised.lines if "ended" in line]
    assert falls == [
        "worker: ended with code 3, starts again in 0.5 s",
        "worker: ended with code 3, starts again in 1 s",
        "worker: ended with code 3, starts again in 2 s",
    ]


def test_a_killed_supervisor_takes_its_programs_along(supervise):
    supervised = supervise(broker=STAYS, worker=STUBBORN)

    supervised.process.kill()

    until(lambda: not any(group_lives(pid) for pid in supervised.pids.values()))


def test_lines_are_passed_on_whole(supervise):
    supervised = supervise(web="hello; printf 'one '; sleep 0.3; echo line; sleep 1000")

    assert supervised.hear("line") == "web: one line"


@pytest.mark.parametrize("port", ["", "abc", "0", "-1", "65536", "80.5"])
def test_what_is_no_port_is_refused(port):
    with pytest.raises(Refused, match="PORT must be a number from 1 to 65535"):
        require_free_port("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused():
    with pytest.raises(Refused, match="Nothing can be served at 192.0.2.1, port 8000"):
        require_free_port("192.0.2.1", "8000")
