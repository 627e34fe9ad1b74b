"""Several programs under one supervisor: started in order, kept alive, stopped together."""

import fcntl
import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from oversight import guard

GRACE = 10.0  # seconds to finish what is in hand before being killed
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds before an ended program starts again
SETTLED = 30.0  # seconds of life after which earlier falls are forgotten
TURN = 0.1  # seconds between two looks at the children

Say = Callable[[str, str], None]  # a program's name, and a line of what it says


class Refused(Exception):
    """The programs cannot be started; the message says why in one sentence."""


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder for this supervisor; the lock ends with the process, however that ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "runall.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise Refused(
                f"The site already runs from {folder} (process {file.read()}): "
                "stop that one first, or set VAR_DIR to another folder."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def require_free_port(host: str, port: str) -> None:
    """Refuse an address that cannot be listened at, before anything is started."""
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise Refused(f"PORT must be a number from 1 to 65535, not {port!r}.")
    try:
        _try_to_bind(host, int(port))
    except OSError as error:
        raise Refused(
            f"Nothing can be served at {host}, port {port} ({error.strerror}): stop the program "
            f"that holds it, or choose another port, for example PORT={int(port) % 65535 + 1}."
        ) from None


def _try_to_bind(host: str, port: int) -> None:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        trial.bind(address)


@dataclass(frozen=True)
class Program:
    """What to run, under which name, and how."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    stop_signal: signal.Signals = signal.SIGTERM
    delay: float = 0.0  # seconds in which those before it have the processor to themselves
    log: str = ""  # where it writes what it does not say here


class Child:
    """A program with the process that runs it at present, or with none."""

    def __init__(self, program: Program, say: Say) -> None:
        self.program = program
        self.process: subprocess.Popen[bytes] | None = None
        self._due_at = time.monotonic() + program.delay
        self._say = say
        self._falls = 0
        self._started_at = 0.0
        self._unfinished_line = b""

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def is_due(self) -> bool:
        return self.process is None and time.monotonic() >= self._due_at

    def start(self) -> None:
        """Run the program at the head of a process group of its own."""
        self._started_at = time.monotonic()
        self.process = subprocess.Popen(
            self.program.command,
            env=os.environ | self.program.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        os.set_blocking(self.process.stdout.fileno(), False)

    def relay(self) -> bool:
        """Pass on the whole lines that wait; False when there will never be more."""
        words = os.read(self.process.stdout.fileno(), 65536)
        *lines, self._unfinished_line = (self._unfinished_line + words).split(b"\n")
        for line in lines:
            self._say(self.program.name, line.decode(errors="replace"))
        return bool(words)

    def ask_to_stop(self) -> None:
        if self.is_running:
            self.process.send_signal(self.program.stop_signal)

    def end(self) -> int:
        """Kill what is left of its group, pass on its last words, and tell its exit code."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        code = self.process.wait()
        with suppress(BlockingIOError):  # only what escaped the group can still hold the pipe
            while self.relay():
                pass
        self.process.stdout.close()
        self.process = None
        return code

    def plan_restart(self, code: int) -> None:
        """Wait longer after each fall: a program that cannot live must not eat the machine."""
        now = time.monotonic()
        self._falls = 1 if now - self._started_at > SETTLED else self._falls + 1
        pause = min(SHORTEST_PAUSE * 2 ** (self._falls - 1), LONGEST_PAUSE)
        self._due_at = now + pause
        why = f" (see {self.program.log})" if self.program.log else ""
        self._say(self.program.name, f"ended with code {code}{why}, starts again in {pause:g} s")


class Guard:
    """A process that kills the living groups when this one is gone, even by kill -9."""

    def __init__(self) -> None:
        command = [sys.executable, "-I", "-S", guard.__file__]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)

    def watch(self, group: int) -> None:
        self._tell(f"+{group}\n")

    def forget(self, group: int) -> None:
        self._tell(f"-{group}\n")

    def dismiss(self) -> None:
        self._process.stdin.close()
        self._process.wait()

    def _tell(self, line: str) -> None:
        with suppress(BrokenPipeError):  # without a guard the programs are still supervised
            self._process.stdin.write(line.encode())
            self._process.stdin.flush()


class Supervisor:
    """Keeps the programs alive until a signal says stop; the first one stops last."""

    def __init__(self, programs: list[Program], say: Say) -> None:
        self._children = [Child(program, say) for program in programs]
        self._selector = selectors.DefaultSelector()
        self._guard = Guard()
        self._signals = 0

    def run(self, announce: Callable[[], bool]) -> None:
        """Until told to stop. `announce` is called each turn until it says that it is done."""
        self._listen_to_signals()
        announced = False
        try:
            while not self._signals:
                self._start_what_is_due()
                self._relay()
                self._mourn()
                announced = announced or announce()
        finally:
            # The others may still have a word to say to the broker.
            self._stop(self._children[1:])
            self._stop(self._children[:1])
            self._guard.dismiss()

    def _listen_to_signals(self) -> None:
        signal.signal(signal.SIGINT, self._count)
        signal.signal(signal.SIGTERM, self._count)
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # nohup wants it to live on
            signal.signal(signal.SIGHUP, self._count)

    def _count(self, number: int, frame: FrameType | None) -> None:
        self._signals += 1

    def _start_what_is_due(self) -> None:
        for child in self._children:
            if child.is_due:
                child.start()
                self._guard.watch(child.process.pid)
                self._selector.register(child.process.stdout, selectors.EVENT_READ, child)

    def _relay(self) -> None:
        for key, _ in self._selector.select(TURN):
            if not key.data.relay():
                self._selector.unregister(key.fileobj)

    def _mourn(self) -> None:
        for child in self._children:
            if child.process is not None and not child.is_running:
                child.plan_restart(self._end(child))

    def _end(self, child: Child) -> int:
        with suppress(KeyError):  # it may have closed its mouth before
            self._selector.unregister(child.process.stdout)
        group = child.process.pid
        code = child.end()
        self._guard.forget(group)
        return code

    def _stop(self, children: list[Child]) -> None:
        """Ask; wait; a second signal, or the end of patience, kills."""
        living = [child for child in children if child.process is not None]
        deadline = time.monotonic() + GRACE
        for child in living:
            child.ask_to_stop()
        while any(child.is_running for child in living):
            if self._signals > 1 or time.monotonic() > deadline:
                break
            self._relay()
        for child in living:
            self._end(child)
