"""A whole site for one test, and nothing left of it afterwards."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from redis import Redis

from tests.faults.stack import site


@pytest.fixture
def stack(transactional_db, tmp_path):
    """On the Redis of this run if there is one."""
    _require_proc()
    with site(tmp_path, _given_broker()) as stack:
        yield stack


@pytest.fixture
def stack_with_own_broker(transactional_db, tmp_path):
    """The same, with a broker that the test may stop: `stack.broker`."""
    _require_proc()
    with site(tmp_path) as stack:
        yield stack


def _require_proc():
    if not Path("/proc/self/cmdline").exists():
        pytest.skip("needs Linux's /proc")


def _given_broker():
    """The Redis of this run, with an empty database of its own for each parallel test process."""
    given = os.environ.get("REDIS_URL", "")
    if not given:
        return ""
    number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    own = urlsplit(given)._replace(path=f"/{number}").geturl()
    # What workers killed by earlier tests had in hand would come back after some minutes.
    with Redis.from_url(own) as redis:
        redis.flushdb()
    return own
