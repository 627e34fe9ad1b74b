"""A whole site for one test, and nothing left of it afterwards."""

import os
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from oversight import broker
from tests.faults.stack import Stack


@pytest.fixture
def stack(transactional_db, tmp_path):
    """A site of which only the broker runs yet."""
    with _stack(tmp_path, _given_broker()) as stack:
        yield stack


@pytest.fixture
def stack_with_own_broker(transactional_db, tmp_path):
    """The same, with a broker that the test may stop: `stack.broker`."""
    with _stack(tmp_path, "") as stack:
        yield stack


@contextmanager
def _stack(folder, given):
    if not Path("/proc/self/cmdline").exists():
        pytest.skip("needs Linux's /proc")
    with broker.socket_in(folder) as socket:
        stack = Stack(folder, socket, given or broker.url(socket))
        try:
            if not given:
                stack.start_broker()
            yield stack
        finally:
            stack.end()


def _given_broker():
    """The Redis that this run is on, with a database of its own for each parallel test process."""
    given = os.environ.get("REDIS_URL", "")
    number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return given and urlsplit(given)._replace(path=f"/{number}").geturl()
