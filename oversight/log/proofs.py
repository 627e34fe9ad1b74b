"""Proofs that an entry is in the tree, as self-contained files in the format of C2SP."""

import base64

from oversight import public_log
from oversight.log import merkle
from oversight.models import Checkpoint, LogEntry, LogTile

FIRST_LINE = "c2sp.org/tlog-proof@v1"
WIDTH = LogTile.WIDTH


class NotSealed(Exception):
    """The entry waits for the next checkpoint."""


class Broken(Exception):
    """The stored tree does not lead to the signed root: nothing is proven."""


def of(entry: LogEntry) -> str:
    """The proof file of a sealed entry: the entry itself, its path, the newest checkpoint.

    Raises NotSealed, and Broken rather than hand out a proof that proves nothing.
    """
    checkpoint = public_log.latest_checkpoint()
    if entry.index is None or checkpoint is None:
        raise NotSealed
    path = inclusion(entry.index, checkpoint)
    leaf = bytes(entry.leaf_hash)
    if merkle.root_by_inclusion(entry.index, checkpoint.size, leaf, path) != bytes(checkpoint.root):
        raise Broken
    lines = [FIRST_LINE, f"extra {_base64(entry.text.encode())}", f"index {entry.index}"]
    return "\n".join([*lines, *map(_base64, path), "", checkpoint.note])


def inclusion(index: int, checkpoint: Checkpoint) -> list[bytes]:
    """The path of one entry, from the roots of whole tiles and the leaves of two tiles."""
    size = checkpoint.size
    last = size // WIDTH
    tiles = LogTile.objects.filter(number__lt=last).order_by("number")
    roots = [bytes(root) for root in tiles.values_list("root", flat=True)]
    own, rest = _leaves(index // WIDTH, size), _leaves(last, size)
    if rest:
        roots.append(merkle.root(rest))

    def subtree(start: int, end: int) -> bytes:
        if end - start < WIDTH and start // WIDTH == index // WIDTH:
            return merkle.root(own[start % WIDTH : start % WIDTH + end - start])
        return merkle.root(roots[start // WIDTH : -(-end // WIDTH)])

    return merkle.inclusion(index, size, subtree)


def _leaves(tile: int, size: int) -> list[bytes]:
    start, end = tile * WIDTH, min((tile + 1) * WIDTH, size)
    rows = LogEntry.objects.filter(index__gte=start, index__lt=end).order_by("index")
    return [bytes(leaf) for leaf in rows.values_list("leaf_hash", flat=True)]


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
