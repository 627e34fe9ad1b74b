"""A small writer of HEIC files, since what we depend on can only read them.

Blocks of 16 × 16 pixels go into HEVC as they are (the codec's PCM mode): large files, exact pixels.
"""

import re
from dataclasses import dataclass, field
from struct import pack

from PIL import Image

# How much of the interval the unlikely answer takes, for each state of the arithmetic coder.
UNLIKELY = (
    *(240, 227, 216, 205, 195, 185, 175, 166, 158, 150, 142, 135, 128, 122, 116, 110, 104, 99),
    *(94, 89, 85, 80, 76, 72, 69, 65, 62, 59, 56, 53, 50, 48, 45, 43, 41, 39, 37, 35, 33, 31),
    *(30, 28, 27, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 14, 13, 12, 12, 11, 11, 10, 9),
)
PROFILE = "00000011" + f"{0x70000000:032b}" + "1001" + "0" * 44 + f"{120:08b}"
DEPTH = b"urn:mpeg:hevc:2015:auxid:2"
SRGB = pack(">4s3HB", b"nclx", 1, 13, 6, 0x80)


@dataclass
class Item:
    """A picture, or notes about one, inside the file."""

    kind: bytes
    payload: bytes
    properties: list[bytes] = field(default_factory=list)
    points_to: list[tuple[bytes, list[int]]] = field(default_factory=list)


def heic(
    image: Image.Image, *properties: bytes, exif: bytes = b"", beside: tuple[Item, ...] = ()
) -> bytes:
    """One picture; `beside` are other items of the file that point to it."""
    notes = [Item(b"Exif", pack(">I", 0) + exif, [], [(b"cdsc", [1])])] if exif else []
    return file([picture(image, *properties), *notes, *beside])


def grid(tile: Image.Image, columns: int, rows: int, missing: int = 0) -> bytes:
    """One picture of equal tiles, all kept once; `missing` of them are not in the file."""
    width, height = tile.width * columns, tile.height * rows
    tiles = [picture(tile)] * (columns * rows - missing)
    ids = list(range(2, 2 + columns * rows))
    layout = pack(">4B2H", 0, 0, rows - 1, columns - 1, width, height)
    whole = Item(b"grid", layout, [_size(width, height), box(b"colr", SRGB)], [(b"dimg", ids)])
    return file([whole, *tiles])


def picture(image: Image.Image, *properties: bytes, role: bytes = b"") -> Item:
    """An item of one picture; with a role (`thmb`, `auxl`) it belongs to the first item."""
    coded, config = _hevc(image)
    described = [config, _size(*image.size), box(b"colr", SRGB), *properties]
    return Item(b"hvc1", coded, described, [(role, [1])] if role else [])


def turned(quarters: int) -> bytes:
    """Show it turned so many quarters against the clock."""
    return box(b"irot", bytes([quarters]))


def mirrored(axis: int) -> bytes:
    return box(b"imir", bytes([axis]))


def auxiliary(name: bytes) -> bytes:
    return _full(b"auxC", name + b"\0")


# The container


def box(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return pack(">I4s", len(body) + 8, name) + body


def _full(name: bytes, *parts: bytes, version: int = 0) -> bytes:
    return box(name, pack(">I", version << 24), *parts)


def _size(width: int, height: int) -> bytes:
    return _full(b"ispe", pack(">II", width, height))


def file(items: list[Item]) -> bytes:
    """The whole file; the first item is what it shows."""
    start = box(b"ftyp", b"heic", pack(">I", 0), b"mif1heic")
    offset = len(start) + len(_meta(items, 0)) + 8
    return start + _meta(items, offset) + box(b"mdat", *_payloads(items))


def _payloads(items: list[Item]) -> list[bytes]:
    return list(dict.fromkeys(item.payload for item in items))


def _meta(items: list[Item], offset: int) -> bytes:
    numbered = list(enumerate(items, 1))
    infos = [_full(b"infe", pack(">HH4sB", n, 0, i.kind, 0), version=2) for n, i in numbered]
    pointers = [
        box(kind, pack(f">HH{len(ids)}H", n, len(ids), *ids))
        for n, item in numbered
        for kind, ids in item.points_to
    ]
    return _full(
        b"meta",
        _full(b"hdlr", pack(">I4s13x", 0, b"pict")),
        _full(b"pitm", pack(">H", 1)),
        _full(b"iinf", pack(">H", len(items)), *infos),
        _full(b"iref", *pointers) if pointers else b"",
        _properties(items),
        _places(items, offset),
    )


def _properties(items: list[Item]) -> bytes:
    known = list(dict.fromkeys(prop for item in items for prop in item.properties))
    lists = [
        pack(">HB", n, len(item.properties))
        + bytes(0x80 | known.index(prop) + 1 for prop in item.properties)
        for n, item in enumerate(items, 1)
    ]
    return box(b"iprp", box(b"ipco", *known), _full(b"ipma", pack(">I", len(lists)), *lists))


def _places(items: list[Item], offset: int) -> bytes:
    places = {}
    for payload in _payloads(items):
        places[payload] = pack(">II", offset, len(payload))
        offset += len(payload)
    rows = [pack(">HHH", n, 0, 1) + places[item.payload] for n, item in enumerate(items, 1)]
    return _full(b"iloc", b"\x44\x00", pack(">H", len(items)), *rows)


# The codec


def _hevc(image: Image.Image) -> tuple[bytes, bytes]:
    """The coded picture, and the box that says how to decode it."""
    parameters = {32: _video(), 33: _sequence(*image.size), 34: _picture()}
    units = [
        pack(">BHH", 0x80 | kind, 1, len(unit)) + unit
        for kind, unit in ((kind, _unit(kind, data)) for kind, data in parameters.items())
    ]
    head = pack(">BBI6sBHBBBBHBB", 1, 3, 0x70000000, b"\x90", 120, 0xF000, 0xFC, 0xFD, 0xF8, 0xF8,
                0, 0x0F, len(units))  # fmt: skip
    coded = _unit(19, _bytes("101" + _ue(2) + "11") + _blocks(image))
    return pack(">I", len(coded)) + coded, box(b"hvcC", head, *units)


def _unit(kind: int, data: bytes) -> bytes:
    return bytes([kind << 1, 1]) + re.sub(rb"\0\0(?=[\0-\3])", b"\0\0\3", data)


def _ue(number: int) -> str:
    """A whole number in as many bits as it needs (Exp-Golomb)."""
    bits = f"{number + 1:b}"
    return "0" * (len(bits) - 1) + bits


def _bytes(bits: str) -> bytes:
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8)


def _video() -> bytes:
    return _bytes("0000" + "11" + "000000" + "000" + "1" + "1" * 16 + PROFILE
                  + "1" + _ue(0) * 3 + "000000" + _ue(0) + "00" + "1")  # fmt: skip


def _sequence(width: int, height: int) -> bytes:
    """Blocks of 16 × 16, PCM allowed in them, every filter off."""
    return _bytes("0000" + "000" + "1" + PROFILE + _ue(0) + _ue(1) + _ue(width) + _ue(height)
                  + "0" + _ue(0) * 3 + "1" + _ue(0) * 3 + _ue(1) + _ue(0) + _ue(0) + _ue(2)
                  + _ue(0) * 2 + "000" + "1" + "01110111" + _ue(1) + _ue(0) + "1"
                  + _ue(0) + "0000" + "0" + "1")  # fmt: skip


def _picture() -> bytes:
    return _bytes(_ue(0) * 2 + "00" + "000" + "00" + _ue(0) * 3 + "000" + _ue(0) * 2 + "0000"
                  + "00" + "0" + "1" + "01" + "00" + _ue(0) + "00" + "1")  # fmt: skip


def _blocks(image: Image.Image) -> bytes:
    """Each block: "whole and raw" through the arithmetic coder, then its samples."""
    luma, *chroma = image.convert("YCbCr").split()
    chroma = [plane.resize((image.width // 2, image.height // 2)) for plane in chroma]
    corners = [(x, y) for y in range(0, image.height, 16) for x in range(0, image.width, 16)]
    parts = []
    for n, (x, y) in enumerate(corners):
        interval = (506 if n else 508) - UNLIKELY[min(n, len(UNLIKELY) - 1)]
        parts.append(_bytes(f"{interval | 1:09b}"))
        parts.append(luma.crop((x, y, x + 16, y + 16)).tobytes())
        half = (x // 2, y // 2, x // 2 + 8, y // 2 + 8)
        parts += [plane.crop(half).tobytes() for plane in chroma]
    return b"".join(parts) + _bytes(f"{509:09b}")
