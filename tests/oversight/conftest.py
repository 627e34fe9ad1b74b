"""A clock that stands still until a test moves it, and editions of the classifier as files."""

import pytest
import time_machine

from oversight import database_log
from tests.oversight.door import MOMENT
from tests.oversight.editions import HEADER


@pytest.fixture
def clock():
    with time_machine.travel(MOMENT, tick=False) as traveller:
        yield traveller


@pytest.fixture
def write(tmp_path):
    """Writes rows of the classifier as a file and returns its path."""

    def write_file(rows, name="kato.csv"):
        path = tmp_path / name
        path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
        return path

    return write_file


@pytest.fixture(autouse=True)
def _any_server(request, monkeypatch):
    """How this machine's PostgreSQL writes its log is tried in a file of its own."""
    if request.path.name != "test_database_log.py":
        monkeypatch.setattr(database_log, "QUIET", {})
