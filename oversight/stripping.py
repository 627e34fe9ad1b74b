"""Takes out of a picture what it says of its maker: place, time, device, comments. Pure.

The picture itself is not decoded: only the parts that a viewer needs are copied, and which side
is up. Raises Broken for what is no whole picture.
"""

from collections.abc import Iterator

EXIF = b"Exif\x00\x00"
ICC = b"ICC_PROFILE\x00"
ORIENTATION = 0x0112
# APP0 is JFIF; APP14 says how colours are meant. Other APPn and COM hold what nobody asked for.
FREE = frozenset([*range(0xE1, 0xEE), 0xEF, 0xFE])
SCAN, END = 0xDA, 0xD9
PNG_START = b"\x89PNG\r\n\x1a\n"
# What decides how a PNG looks; text, time and Exif are not among it.
PNG_KEPT = frozenset(
    [
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP"),
        *(b"sBIT", b"bKGD", b"hIST", b"pHYs", b"cICP"),
    ]
)


class Broken(Exception):
    """The parts do not follow one another to the picture's end."""


def stripped(kind: str, content: bytes) -> bytes:
    """A JPEG or PNG without what it says of its maker; other files as they are."""
    parts = {"jpeg": _jpeg, "png": _png}.get(kind)
    return b"".join(parts(content)) if parts else content


# JPEG -------------------------------------------------------------------------------------


def _jpeg(content: bytes) -> Iterator[bytes]:
    yield content[:2]
    at, side = 2, 1
    while True:
        marker, end = _segment(content, at)
        segment = content[at:end]
        if marker in FREE and not segment[4:].startswith(ICC):
            side = _side(segment[10:]) if segment[4:].startswith(EXIF) else side
        else:
            if marker == SCAN and side != 1:
                yield _exif(side)
                side = 1
            yield segment
        if marker == END:
            return
        at = _after_scan(content, end) if marker == SCAN else end
        yield content[end:at]


def _segment(content: bytes, at: int) -> tuple[int, int]:
    """Which segment begins here, and where it ends."""
    if content[at : at + 1] != b"\xff" or at + 2 > len(content):
        raise Broken
    marker = content[at + 1]
    if marker == END:
        return marker, at + 2
    length = int.from_bytes(content[at + 2 : at + 4], "big")
    end = at + 2 + length
    if length < 2 or end > len(content):
        raise Broken
    return marker, end


def _after_scan(content: bytes, at: int) -> int:
    """Where the coded picture ends: at a marker that is neither stuffing nor a restart."""
    while (at := content.find(b"\xff", at)) >= 0:
        following = content[at + 1 : at + 2]
        if following and following not in b"\x00\xff" and not 0xD0 <= following[0] <= 0xD7:
            return at
        at += 1 if following == b"\xff" else 2
    raise Broken


def _side(tiff: bytes) -> int:
    """Which side is up: 1 to 8, 1 where nothing sensible is said."""
    order = {b"II": "little", b"MM": "big"}.get(tiff[:2])
    if order is None:
        return 1
    at = int.from_bytes(tiff[4:8], order)
    for number in range(int.from_bytes(tiff[at : at + 2], order)):
        entry = tiff[at + 2 + 12 * number :][:12]
        if int.from_bytes(entry[:2], order) == ORIENTATION:
            side = int.from_bytes(entry[8:10], order)
            return side if 1 <= side <= 8 else 1
    return 1


def _exif(side: int) -> bytes:
    """An Exif segment that says which side is up, and nothing else."""
    entry = ORIENTATION.to_bytes(2, "big") + b"\x00\x03\x00\x00\x00\x01" + side.to_bytes(2, "big")
    tiff = b"MM\x00*\x00\x00\x00\x08\x00\x01" + entry + b"\x00\x00" + b"\x00\x00\x00\x00"
    return b"\xff\xe1" + (len(EXIF + tiff) + 2).to_bytes(2, "big") + EXIF + tiff


# PNG --------------------------------------------------------------------------------------


def _png(content: bytes) -> Iterator[bytes]:
    yield PNG_START
    at, name = len(PNG_START), b""
    while name != b"IEND":
        end = at + 12 + int.from_bytes(content[at : at + 4], "big")
        name = content[at + 4 : at + 8]
        if len(name) < 4 or end > len(content):
            raise Broken
        if name in PNG_KEPT:
            yield content[at:end]
        at = end
