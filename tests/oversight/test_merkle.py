"""The log's tree, against the public vectors of certificate transparency and a second program."""

from hashlib import sha256

import pymerkle
import pytest

from oversight.log import hashing, merkle
from oversight.outside import audit

# The leaves and roots that RFC 6962's reference implementation is tested with.
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]
LEAVES += ["606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LARGEST = 40
ENTRIES = [str(number).encode() for number in range(LARGEST)]
HASHES = [hashing.leaf(entry) for entry in ENTRIES]


@pytest.fixture(scope="module")
def theirs():
    tree = pymerkle.InmemoryTree()
    for entry in ENTRIES:
        tree.append_entry(entry)
    return tree


def subtree(start, end):
    return merkle.root(HASHES[start:end])


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_the_public_vectors(size):
    leaves = [hashing.leaf(bytes.fromhex(leaf)) for leaf in LEAVES[:size]]

    assert merkle.root(leaves).hex() == ROOTS[size]


# Paths of the same reference implementation over the same leaves: entry or old size, size, path.
_1, _2, _3 = (
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
)
_4, _5, _6 = (
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
)
INCLUSION = [
    (0, 1, []),
    (0, 8, [_1, _2, _3]),
    (5, 8, [_4, _5, ROOTS[4]]),
    (2, 3, [ROOTS[2]]),
    (1, 5, [ROOTS[1], _2, _4]),
]
CONSISTENCY = [(1, 1, []), (1, 8, [_1, _2, _3]), (6, 8, [_6, _5, ROOTS[4]]), (2, 5, [_2, _4])]


def public_subtree(start, end):
    return merkle.root([hashing.leaf(bytes.fromhex(leaf)) for leaf in LEAVES[start:end]])


@pytest.mark.parametrize(("index", "size", "path"), INCLUSION)
def test_inclusion_paths_are_those_of_the_public_vectors(index, size, path):
    hashes = [bytes.fromhex(one) for one in path]
    leaf = hashing.leaf(bytes.fromhex(LEAVES[index]))

    assert merkle.inclusion(index, size, public_subtree) == hashes
    assert merkle.root_by_inclusion(index, size, leaf, hashes).hex() == ROOTS[size]
    assert audit.root_by_path(index, size, leaf, hashes).hex() == ROOTS[size]


@pytest.mark.parametrize(("old", "new", "path"), CONSISTENCY)
def test_consistency_paths_are_those_of_the_public_vectors(old, new, path):
    hashes = [bytes.fromhex(one) for one in path]

    assert merkle.consistency(old, new, public_subtree) == hashes
    found = merkle.roots_by_consistency(old, new, bytes.fromhex(ROOTS[old]), hashes)
    assert [root.hex() for root in found] == [ROOTS[old], ROOTS[new]]


def test_a_root_over_the_roots_of_whole_blocks_is_the_root_of_the_leaves():
    blocks = [subtree(start, min(start + 8, LARGEST - 3)) for start in range(0, LARGEST - 3, 8)]

    assert merkle.root(blocks) == subtree(0, LARGEST - 3)


def test_every_inclusion_path_is_the_second_programs(theirs):
    for size in range(1, LARGEST + 1):
        for index in range(size):
            path = merkle.inclusion(index, size, subtree)

            # Theirs counts entries from one, and puts the leaf itself in front.
            assert path == theirs.prove_inclusion(index + 1, size).path[1:]
            root = merkle.root_by_inclusion(index, size, HASHES[index], path)
            assert root == theirs.get_root(size)


def test_every_consistency_path_leads_to_both_roots(theirs):
    for new in range(1, LARGEST + 1):
        for old in range(1, new + 1):
            path = merkle.consistency(old, new, subtree)

            roots = merkle.roots_by_consistency(old, new, theirs.get_root(old), path)
            assert roots == (theirs.get_root(old), theirs.get_root(new))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 13, 40])
def test_a_path_that_was_tampered_with_leads_elsewhere_or_nowhere(size):
    for index in range(size):
        path = merkle.inclusion(index, size, subtree)

        for wrong in tampered(path):
            assert leads(index, size, HASHES[index], wrong) != merkle.root(HASHES[:size])
        assert leads(index, size, sha256(b"other").digest(), path) != merkle.root(HASHES[:size])


def tampered(path):
    yield [*path, bytes(32)]
    if path:
        yield path[:-1]
        yield [bytes([path[0][0] ^ 1]) + path[0][1:], *path[1:]]
    if len(path) > 1:
        yield path[::-1]


def leads(*proof):
    try:
        return merkle.root_by_inclusion(*proof)
    except ValueError:
        return None


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_what_is_not_in_the_tree_has_no_path(index, size):
    with pytest.raises(ValueError, match="no such entry"):
        merkle.root_by_inclusion(index, size, bytes(32), [])


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3)])
def test_a_tree_never_shrinks(old, new):
    with pytest.raises(ValueError, match="never smaller"):
        merkle.roots_by_consistency(old, new, bytes(32), [])
