"""A clock that stands still until a test moves it."""

import pytest
import time_machine

from tests.oversight.door import MOMENT


@pytest.fixture
def clock():
    with time_machine.travel(MOMENT, tick=False) as traveller:
        yield traveller
