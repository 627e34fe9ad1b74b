"""What can be read of a PDF without believing it: its names, and words as a hint. Pure.

A PDF hides names in packed streams and behind #-escapes, so both are undone before anything is
looked for. What cannot be unpacked within bounds is not readable, and is not let through.
"""

import re
import zlib
from collections.abc import Iterator
from itertools import chain

MOST_UNPACKED = 64 * 1024 * 1024  # bytes of all streams of one file together
MOST_WORDS = 1024 * 1024  # characters: what is read for a hint
MOST_MAPS = 16  # fonts whose letters are spelled out
# What a paper does not need. A reader of PDF would run it, or offer it to be opened.
ACTIVE = frozenset(
    {b"JavaScript", b"Rendition", b"Launch", b"EmbeddedFile", b"EmbeddedFiles", b"RichMedia"}
    | {b"XFA"}
)
LOCKED = frozenset({b"Encrypt"})

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_BEFORE = 4096  # bytes before a stream in which its dictionary stands
_NAME = re.compile(rb"/([^\x00\t\n\f\r ()<>\[\]{}/%]+)")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_PICTURES = (b"/DCTDecode", b"/JPXDecode", b"/CCITTFaxDecode", b"/JBIG2Decode")

# On a page: a string, or the operator that follows its strings.
_TOKEN = re.compile(rb"(\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>)|([A-Za-z'\"*]+)", re.S)
_SHOW = (b"Tj", b"TJ", b"'", b'"')
_BACKSLASH = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
_MAPPED = re.compile(rb"beginbf(char|range)(.*?)endbf", re.S)
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")

# The letters of one font: how many bytes a code has, and what each code means.
Letters = tuple[int, dict[int, str]]


class Unreadable(Exception):
    """A stream that is broken, packed as nobody needs here, or too large when unpacked."""


def holds(content: bytes, wanted: frozenset[bytes]) -> bool:
    """Whether one of these names stands in the file, in packed streams too. Raises Unreadable."""
    streams = chain([content], _unpacked(content))
    found = (_unescaped(match[1]) for stream in streams for match in _NAME.finditer(stream))
    return any(name in wanted for name in found)


def _unescaped(name: bytes) -> bytes:
    return _ESCAPE.sub(lambda escape: bytes.fromhex(escape[1].decode()), name)


def _unpacked(content: bytes) -> Iterator[bytes]:
    """The streams of the file as they read when unpacked, those of pictures left out."""
    left = MOST_UNPACKED
    for match in _STREAM.finditer(content):
        before = content[max(0, match.start() - _BEFORE) : match.start()]
        told = _unescaped(before[before.rfind(b"obj") + 3 :])
        if any(name in told for name in _PICTURES):
            continue
        body = content[match.end() : content.find(b"endstream", match.end())]
        # Packed otherwise than by deflating it does not inflate, and is not readable.
        stream = _inflate(body, left) if b"/Filter" in told else body
        left -= len(stream)
        yield stream


def _inflate(packed: bytes, most: int) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        stream = unpacker.decompress(packed, most + 1)
    except zlib.error:
        raise Unreadable from None
    if len(stream) > most:
        raise Unreadable
    return stream


# Words, as far as they can be read -------------------------------------------------------------


def words(content: bytes) -> str:
    """What the pages say, as far as it can be read: a hint, never a proof that it says no more.

    Each text is spelled out by the letters of every font, since which one it is set in is not
    followed. Raises Unreadable.
    """
    streams = list(_unpacked(content))
    letters: list[Letters] = [(1, {code: chr(code) for code in range(32, 256)})]
    letters += [found for stream in streams if (found := _letters(stream))[1]][:MOST_MAPS]
    shown = [text for stream in streams for text in _shown(stream)]
    spelled = (_spell(text, one) for one in letters for text in shown)
    return " ".join(filter(None, spelled))[:MOST_WORDS]


def _shown(stream: bytes) -> Iterator[bytes]:
    """The text of each operator that shows one, its pieces put together."""
    pieces = []
    for match in _TOKEN.finditer(stream):
        if match[1]:
            pieces.append(_raw(match[1]))
            continue
        if match[2] in _SHOW:
            yield b"".join(pieces)
        pieces = []


def _raw(piece: bytes) -> bytes:
    if piece.startswith(b"("):
        return _BACKSLASH.sub(_plain, piece[1:-1])
    digits = b"".join(piece[1:-1].split())
    return bytes.fromhex(digits.decode() + "0" * (len(digits) % 2))


def _plain(escape: re.Match[bytes]) -> bytes:
    said = escape[1]
    return bytes([int(said, 8) & 0xFF]) if said.isdigit() else said


def _spell(text: bytes, letters: Letters) -> str:
    width, meaning = letters
    codes = (text[at : at + width] for at in range(0, len(text), width))
    return "".join(meaning.get(int.from_bytes(code), "") for code in codes)


def _letters(stream: bytes) -> Letters:
    """A font's table from codes to letters, where this stream is one."""
    width, meaning = 1, {}
    for match in _MAPPED.finditer(stream):
        found = _HEX.findall(match[2])
        width = max([width, *(len(code) // 2 for code in found[:1])])
        step = 2 if match[1] == b"char" else 3
        for row in zip(*[iter(found)] * step, strict=False):
            meaning |= _row(row)
    return width, meaning


def _row(row: tuple[bytes, ...]) -> dict[int, str]:
    """From one code to one letter, or from a range of codes to letters that follow one another."""
    first, last = int(row[0], 16), int(row[-2], 16)
    letter = bytes.fromhex(row[-1].decode().zfill(4)).decode("utf-16-be", "ignore")
    if first == last or len(letter) != 1:
        return {first: letter}
    count = min(last - first + 1, 256)
    return {first + step: chr(ord(letter) + step) for step in range(count)}
