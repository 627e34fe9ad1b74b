"""How alike two pictures are by their hashes. Pure; a hint to moderators, never a verdict."""

from collections.abc import Iterable

SAME = 8  # bits of 64 in which two copies of one picture may differ
MOST = 5  # neighbours told of one photo
_PLAIN = 4  # a wall or a sky resembles every other: so few bits tell nothing


def neighbours(dhash: str, known: Iterable[tuple[int, str]]) -> list[tuple[int, int]]:
    """The most alike of the known pictures: (bits in which they differ, key), the nearest first."""
    bits = _bits(dhash)
    if not _PLAIN <= bits.bit_count() <= 64 - _PLAIN:
        return []
    near = ((apart, key) for key, other in known if (apart := _apart(bits, other)) <= SAME)
    return sorted(near)[:MOST]


def _bits(dhash: str) -> int:
    return int(dhash or "0", 16)


def _apart(bits: int, other: str) -> int:
    return (bits ^ _bits(other)).bit_count()
