"""The arithmetic of the public log: pure, so that an outsider can copy it to check us.

Source: RFC 9162 section 2.1 (leaf and node prefixes); the commitment is ours, described in
docs/verifying-the-log.md.
"""

import hashlib
import hmac

SALT_BYTES = 32
_PART_LABEL = b"oversight-part/1"


def leaf(entry: bytes) -> bytes:
    """The 32-byte hash of one entry."""
    return hashlib.sha256(b"\x00" + entry).digest()


def commitment(salt: bytes, name: str, value: bytes) -> bytes:
    """Binds a part's value without telling it: 32 bytes that only the salt can open."""
    return hashlib.sha256(_PART_LABEL + b"\x00" + salt + name.encode() + b"\x00" + value).digest()


def citizen_salt(code: str, object_id: str, part: str) -> bytes:
    """The salt of a citizen's part, which the reporter can make again from the receipt code.

    After the server has destroyed text and salt, the code alone still proves what was filed.
    `code` is the folded 24-symbol receipt code.
    """
    label = b"\x00".join([b"salt", object_id.encode(), part.encode()])
    return hmac.digest(code.encode(), label, "sha256")
