"""The tree of RFC 9162, section 2.1: roots, paths and what they prove. Pure."""

from collections.abc import Callable, Sequence
from hashlib import sha256

EMPTY = sha256(b"").digest()

# The root of the entries from `start` up to, not including, `end`.
Subtree = Callable[[int, int], bytes]


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def root(hashes: Sequence[bytes]) -> bytes:
    """The root over these leaves, or over the roots of equal power-of-two blocks of leaves."""
    row = list(hashes)
    while len(row) > 1:
        odd = row[-1:] if len(row) % 2 else []
        row = [
            sha256(b"\x01" + left + right).digest()
            for left, right in zip(row[::2], row[1::2], strict=False)
        ] + odd
    return row[0] if row else EMPTY


def split(size: int) -> int:
    """Where a tree of this size divides: the largest power of two below it."""
    return 1 << (size - 1).bit_length() - 1


def inclusion(index: int, size: int, subtree: Subtree) -> list[bytes]:
    """The hashes that lead from one leaf to the root, the leaf's neighbour first."""
    path, start, end = [], 0, size
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            path.append(subtree(middle, end))
            end = middle
        else:
            path.append(subtree(start, middle))
            start = middle
    return path[::-1]


def root_by_inclusion(index: int, size: int, leaf: bytes, path: Sequence[bytes]) -> bytes:
    """The root that the path leads to. Raises ValueError for a path of another length."""
    if not 0 <= index < size:
        raise ValueError("no such entry in a tree of this size")
    turns, start, end = [], 0, size
    while end - start > 1:
        middle = start + split(end - start)
        turns.append(index < middle)
        start, end = (start, middle) if index < middle else (middle, end)
    if len(path) != len(turns):
        raise ValueError("the path has the wrong length")
    found = leaf
    for is_left, other in zip(reversed(turns), path, strict=True):
        found = node(found, other) if is_left else node(other, found)
    return found


def consistency(old: int, new: int, subtree: Subtree) -> list[bytes]:
    """The hashes that prove the tree of `old` entries to be the beginning of that of `new`."""
    path: list[bytes] = []
    start, end, whole = 0, new, True
    while old - start < end - start:
        middle = start + split(end - start)
        if old <= middle:
            path.append(subtree(middle, end))
            end = middle
        else:
            path.append(subtree(start, middle))
            start, whole = middle, False
    if not whole:
        path.append(subtree(start, end))
    return path[::-1]


def roots_by_consistency(
    old: int, new: int, old_root: bytes, path: Sequence[bytes]
) -> tuple[bytes, bytes]:
    """The two roots that the path leads to. Raises ValueError for a path of another length."""
    if not 0 < old <= new:
        raise ValueError("a later tree is never smaller")
    turns, start, end, whole = [], 0, new, True
    while old - start < end - start:
        middle = start + split(end - start)
        if old <= middle:
            turns.append(True)
            end = middle
        else:
            turns.append(False)
            start, whole = middle, False
    rest = list(path)
    if len(rest) != len(turns) + (not whole):
        raise ValueError("the path has the wrong length")
    before = after = old_root if whole else rest.pop(0)
    for is_left, other in zip(reversed(turns), rest, strict=True):
        if is_left:
            after = node(after, other)
        else:
            before, after = node(other, before), node(other, after)
    return before, after
