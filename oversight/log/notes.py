"""Signed notes and checkpoints as C2SP writes them, with Ed25519. Pure: text and keys only."""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

_ED25519 = b"\x01"
_SIGNED_BY = "— "


class BadNote(Exception):
    """A note that is not what it says; the message says which rule it breaks."""


@dataclass(frozen=True)
class Signer:
    """A named key that signs."""

    name: str
    seed: bytes

    # Each promise is signed in the request that files: the key is made ready once.
    @cached_property
    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @cached_property
    def _half(self) -> bytes:
        return self._private.public_key().public_bytes_raw()

    @property
    def public(self) -> str:
        """The key by which others verify: name, number and public half on one line."""
        number = _key_id(self.name, self._half).hex()
        return f"{self.name}+{number}+{_base64(_ED25519 + self._half)}"

    def sign(self, text: str) -> str:
        """The text, an empty line, and the line that signs it."""
        mark = _key_id(self.name, self._half) + self._private.sign(text.encode())
        return f"{text}\n{_SIGNED_BY}{self.name} {_base64(mark)}\n"


@dataclass(frozen=True)
class Head:
    """What a checkpoint says: of which log, how many entries, which root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{_base64(self.root)}\n"


def opened(note: str, public: str) -> str:
    """The text of a note that this key has signed. Raises BadNote."""
    text, gap, signatures = note.rpartition("\n\n")
    if not gap or not signatures.endswith("\n"):
        raise BadNote("not a signed note")
    name, number, half = _public(public)
    lines = signatures[:-1].split("\n")
    if len(set(lines)) < len(lines):
        raise BadNote("signed twice by the same line")
    for mark in [_mark_of(line, name) for line in lines]:
        if mark[:4] == number:
            return _checked(f"{text}\n", mark[4:], half)
    raise BadNote("not signed by this key")


def _mark_of(line: str, name: str) -> bytes:
    first, _blank, mark = line.removeprefix(_SIGNED_BY).rpartition(" ")
    if not line.startswith(_SIGNED_BY):
        raise BadNote("not a line that signs")
    return _bytes(mark) if first == name else b""


def _checked(text: str, signature: bytes, half: bytes) -> str:
    try:
        Ed25519PublicKey.from_public_bytes(half).verify(signature, text.encode())
    except InvalidSignature:
        raise BadNote("the signature does not fit the text") from None
    return text


def head(text: str) -> Head:
    """The checkpoint that a note's text is. Raises BadNote."""
    lines = text.split("\n")
    if len(lines) != 4 or lines[3] or not re.fullmatch(r"0|[1-9]\d{0,14}", lines[1], re.ASCII):
        raise BadNote("not a checkpoint")
    return Head(lines[0], int(lines[1]), _bytes(lines[2]))


def head_of(note: str) -> Head:
    """What the note says, whoever signed it. Raises BadNote."""
    return head(note.rpartition("\n\n")[0] + "\n")


def notes_in(text: str) -> list[str]:
    """The notes of a file that holds several, each followed by an empty line."""
    found, lines = [], []
    for line in text.splitlines(keepends=True):
        if line == "\n" and lines and lines[-1].startswith(_SIGNED_BY):
            found.append("".join(lines))
            lines = []
        else:
            lines.append(line)
    return found


def _public(public: str) -> tuple[str, bytes, bytes]:
    parts = public.split("+", 2)
    if len(parts) != 3:
        raise BadNote("not a public key")
    name, number, half = parts[0], parts[1], _bytes(parts[2])
    if half[:1] != _ED25519 or len(half) != 33 or _key_id(name, half[1:]).hex() != number:
        raise BadNote("not a public key")
    return name, bytes.fromhex(number), half[1:]


def _key_id(name: str, half: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + _ED25519 + half).digest()[:4]


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if _base64(raw) != text:  # there is one way to write it
        raise BadNote("not base64")
    return raw
