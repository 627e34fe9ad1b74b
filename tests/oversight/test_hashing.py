"""The arithmetic of the log, against values reckoned by hand with sha256sum."""

from oversight.log import hashing


def test_a_leaf_is_the_hash_of_a_zero_byte_and_the_entry():
    # printf '\000abc' | sha256sum
    expected = "609f6e36d2405585188d5cfd761f407c7cc46a7d3f314c88270469dde315fcd1"

    assert hashing.leaf(b"abc").hex() == expected


def test_a_commitment_is_the_hash_that_the_format_describes():
    # (printf 'oversight-part/1\000'; head -c 32 /dev/zero; printf 'text\000value') | sha256sum
    expected = "5ab1cc82688b8ff61828488af324b50bd15c7536dc0db0ec767106fc62cccc64"

    assert hashing.commitment(bytes(32), "text", b"value").hex() == expected


def test_a_commitment_binds_salt_name_and_value():
    salt = bytes(32)

    commitments = {
        hashing.commitment(salt, "text", b"value"),
        hashing.commitment(bytes([1]) * 32, "text", b"value"),
        hashing.commitment(salt, "place", b"value"),
        hashing.commitment(salt, "text", b"other"),
    }

    assert len(commitments) == 4


def test_the_reporter_can_make_the_salt_again_and_nobody_else():
    mine = hashing.citizen_salt("A" * 24, "abcdefghij234567", "text")

    assert mine == hashing.citizen_salt("A" * 24, "abcdefghij234567", "text")
    assert mine != hashing.citizen_salt("B" * 24, "abcdefghij234567", "text")
    assert mine != hashing.citizen_salt("A" * 24, "abcdefghij234567", "place")
    assert len(mine) == 32
