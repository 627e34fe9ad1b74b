"""Outlives a killed supervisor to end what it left running.

Reads process groups from its input, `+123` for one that lives and `-123` for one that has ended.
The input closes when the supervisor is gone, however it went; then those that live are killed.
It is run by its path, with the standard library alone.
"""

import os
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress


def living(lines: Iterable[str]) -> set[int]:
    """The groups that were not said to have ended."""
    groups: set[int] = set()
    for line in lines:
        keep = groups.add if line.startswith("+") else groups.discard
        keep(int(line[1:]))
    return groups


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for group in living(sys.stdin):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)
