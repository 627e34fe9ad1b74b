"""A loop is as quick at whatever depth of the stack it runs."""

import resource

from config.room import roomy

CALLS = 500


def loop(depth):
    """Call again and again, so many calls down. Returns how often memory had to be fetched."""
    if depth:
        return loop(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _call in range(CALLS):
        _called()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def _called():
    return _called_again()


def _called_again():
    return None


def test_no_depth_makes_a_loop_fetch_memory_again_and_again():
    fetched = {depth: roomy(loop)(depth) for depth in range(400)}

    assert {depth: times for depth, times in fetched.items() if times > CALLS / 5} == {}


def test_what_has_room_is_called_and_answers_as_before():
    assert roomy(divmod)(7, 2) == (3, 1)
    assert roomy(dict)(one=1) == {"one": 1}
