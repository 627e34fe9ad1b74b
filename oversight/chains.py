"""What follows what, or stands under what: a chain must not lead back to its beginning. Pure."""

from collections.abc import Hashable, Mapping


def leads_to(start: Hashable | None, goal: Hashable, onward: Mapping) -> bool:
    """Whether one comes from the start to the goal; an old ring elsewhere ends the walk too."""
    met = set()
    while start is not None and start not in met:
        if start == goal:
            return True
        met.add(start)
        start = onward.get(start)
    return False
