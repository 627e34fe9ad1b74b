"""Room on Python's stack for all that one call leads to.

The frames of calls lie in pieces of 16 KB. A loop that happens to call across the end of a piece
fetches memory and gives it back each time round, a hundred times slower than anywhere else
(python/cpython#142183, in 3.11 and 3.12 for good). One frame that asks for half a megabyte gets a
piece of a whole one, and whatever is called from it fits into the rest.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

WORDS = 2**16  # of eight bytes each

Given, Answer = ParamSpec("Given"), TypeVar("Answer")


def roomy(call: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """The same call, with room below it."""

    def with_room(*given: Given.args, **named: Given.kwargs) -> Answer:
        return call(*given, **named)

    with_room.__code__ = with_room.__code__.replace(co_stacksize=WORDS)
    return with_room
