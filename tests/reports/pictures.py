"""Pictures as phones, bad camera apps and attackers make them, drawn when they are asked for."""

import io
import random
import re
import zlib
from pathlib import Path
from struct import pack, pack_into

import pytest
from PIL import ExifTags, Image, ImageChops, ImageCms
from PIL.PngImagePlugin import PngInfo

from reports.photos import darkroom

AKSU = (45.4800, 64.0900)
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def developed(folder: Path, data: bytes, name: str = "upload", **notes) -> darkroom.Picture:
    """What the darkroom makes of these bytes; its files lie in `folder/public`."""
    source, target = folder / name, folder / "public"
    source.write_bytes(data)
    target.mkdir(exist_ok=True)
    return darkroom.develop(source, target, **notes)


def large(folder: Path, data: bytes) -> Image.Image:
    """The largest public picture made of these bytes."""
    return shown(developed(folder, data).files["large"])


def shown(path: Path) -> Image.Image:
    return Image.open(io.BytesIO(path.read_bytes()))


def refusal(folder: Path, data: bytes) -> str:
    """Why there is no picture of these bytes; and nothing may be left of one."""
    with pytest.raises(darkroom.Refused) as refused:
        developed(folder, data)
    assert list((folder / "public").iterdir()) == []
    return refused.value.code


def difference(one: Image.Image, other: Image.Image) -> int:
    """The largest difference of any pixel of the two pictures."""
    extrema = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).getextrema()
    return max(most for _least, most in extrema)


# Scenes


def scene(width: int = 320, height: int = 240, seed: int = 1) -> Image.Image:
    """A picture with no two rows or corners alike."""
    cells = random.Random(seed)
    planes = [
        Image.frombytes("L", (8, 6), cells.randbytes(48)).resize((width, height))
        for _colour in range(3)
    ]
    return Image.merge("RGB", planes)


def stored(image: Image.Image, orientation: int) -> Image.Image:
    """As a camera held in that orientation keeps it."""
    turn = STORED[orientation]
    return image if turn is None else image.transpose(turn)


def saved(image: Image.Image, kind: str = "JPEG", **options) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def lossless(image: Image.Image, **options) -> bytes:
    return saved(image, "PNG", **options)


# What cameras write beside the picture


def notes(orientation=None, taken=None, place=None) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "TattleMake"
    exif[ExifTags.Base.Artist] = "Aigul of Aksu"
    if orientation is not None:
        exif[ExifTags.Base.Orientation] = orientation
    if taken:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    if place:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update(_gps(*place))
    return exif


def _gps(latitude: float, longitude: float) -> dict:
    return {
        ExifTags.GPS.GPSLatitudeRef: "N" if latitude >= 0 else "S",
        ExifTags.GPS.GPSLatitude: _sexagesimal(abs(latitude)),
        ExifTags.GPS.GPSLongitudeRef: "E" if longitude >= 0 else "W",
        ExifTags.GPS.GPSLongitude: _sexagesimal(abs(longitude)),
    }


def _sexagesimal(degrees: float) -> tuple[float, float, float]:
    minutes = degrees % 1 * 60
    return float(int(degrees)), float(int(minutes)), round(minutes % 1 * 60, 4)


def raw_notes(*entries: tuple[int, int, int, bytes], following: int = 0) -> bytes:
    """EXIF by hand: (tag, type, count, four bytes) each, and where the next directory lies."""
    rows = b"".join(pack("<HHI4s", *entry) for entry in entries)
    return b"Exif\0\0II*\0" + pack("<IH", 8, len(entries)) + rows + pack("<I", following)


def with_segment(jpeg: bytes, marker: int, content: bytes) -> bytes:
    """Put a segment right after the start of the file."""
    return jpeg[:2] + pack(">BBH", 0xFF, marker, len(content) + 2) + content + jpeg[2:]


def red_is_green() -> bytes:
    """A colour profile in which red and green have changed places."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swap = {b"rXYZ": b"gXYZ", b"gXYZ": b"rXYZ"}
    return re.sub(rb"[rg]XYZ", lambda name: swap[name[0]], profile)


# JPEG


def segments(jpeg: bytes) -> list[str]:
    """The markers of a JPEG up to its end; the end must be the end of the file."""
    found, position = [], 2
    while jpeg[position + 1] != 0xD9:
        found.append(f"{jpeg[position + 1]:02X}")
        position += 2 + int.from_bytes(jpeg[position + 2 : position + 4])
        if found[-1] == "DA":
            position = re.compile(rb"\xff[^\0\xd0-\xd7]").search(jpeg, position).start()
    assert position + 2 == len(jpeg)
    return found


def forged(jpeg: bytes, width: int, height: int) -> bytes:
    """The same data, claiming another size."""
    data = bytearray(jpeg)
    pack_into(">HH", data, re.search(rb"\xff[\xc0-\xc2]\0.\x08", jpeg, re.S).end(), height, width)
    return bytes(data)


def many_scans(jpeg: bytes, times: int) -> bytes:
    """Repeat the last pass of a progressive JPEG."""
    last = jpeg[jpeg.rindex(b"\xff\xda") : -2]
    return jpeg[:-2] + last * times + jpeg[-2:]


def ycck(image: Image.Image) -> bytes:
    """A CMYK picture as Adobe likes it: inverted, its colours turned into luma and chroma."""
    *colours, black = image.split()
    luma_chroma = Image.merge("RGB", colours).convert("YCbCr").split()
    planes = [plane.point(lambda value: 255 - value) for plane in luma_chroma]
    jpeg = saved(Image.merge("CMYK", (*planes, black)), quality=95, subsampling=0)
    transform = jpeg.index(b"Adobe") + 11
    return jpeg[:transform] + b"\x02" + jpeg[transform + 1 :]


def flipped(data: bytes, seed: int, count: int = 40) -> bytes:
    """The same file with some bytes after its first twelve turned over."""
    damage, spoilt = random.Random(seed), bytearray(data)
    for position in damage.sample(range(12, len(data)), count):
        spoilt[position] ^= damage.randrange(1, 256)
    return bytes(spoilt)


# PNG and WebP


def chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return pack(">I", len(content)) + name + content + pack(">I", check)


def png(width: int, height: int, bits: int, colour: int, rows: bytes, *chunks: bytes) -> bytes:
    """A PNG by hand; `chunks` come before the picture."""
    head = chunk(b"IHDR", pack(">II5B", width, height, bits, colour, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + body + chunk(b"IEND", b"")


def written_by(author: str) -> PngInfo:
    """The author, in plain text and in XMP."""
    info = PngInfo()
    info.add_text("Author", author, zip=True)
    info.add_itxt("XML:com.adobe.xmp", f"<dc:creator>{author}</dc:creator>")
    return info


def zeros(megabytes: int) -> bytes:
    """So many megabytes of nothing, packed into some kilobytes."""
    packer, million = zlib.compressobj(1), bytes(10**6)
    return b"".join(packer.compress(million) for _n in range(megabytes)) + packer.flush()


def moving_png(first: Image.Image, frames: int) -> bytes:
    """An animation whose frames after the first cannot be decoded."""
    plain = lossless(first)
    body, end = plain.index(b"IDAT") - 4, plain.index(b"IEND") - 4
    control = b"".join(
        chunk(b"fcTL", pack(">5I2H2B", 2 * n + 1, *first.size, 0, 0, 1, 10, 0, 0))
        + chunk(b"fdAT", pack(">I", 2 * n + 2) + b"not pixels")
        for n in range(frames - 1)
    )
    start = chunk(b"acTL", pack(">II", frames, 0)) + chunk(
        b"fcTL", pack(">5I2H2B", 0, *first.size, 0, 0, 1, 10, 0, 0)
    )
    return plain[:body] + start + plain[body:end] + control + plain[end:]


def moving_webp(first: Image.Image, frames: int) -> bytes:
    """An animation whose frames after the first cannot be decoded."""
    coded = saved(first, "WEBP", lossless=True)[12:]
    where = b"".join(n.to_bytes(3, "little") for n in (0, 0, first.width - 1, first.height - 1, 10))
    good = _riff(b"ANMF", where + b"\x02" + coded)
    bad = _riff(b"ANMF", where + b"\x02" + _riff(b"VP8L", coded[8:13] + bytes(3)))
    canvas = pack("<I", 2) + where[6:12]
    moving = _riff(b"VP8X", canvas) + _riff(b"ANIM", bytes(6)) + good + bad * (frames - 1)
    return _riff(b"RIFF", b"WEBP" + moving)


def _riff(name: bytes, content: bytes) -> bytes:
    return name + pack("<I", len(content)) + content + bytes(len(content) % 2)
