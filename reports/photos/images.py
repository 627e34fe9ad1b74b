"""The child process that looks into strangers' photos: Pillow and nothing of ours.

`python -m reports.photos.images` takes one JSON request on stdin and tells one JSON line on
stdout; `reports.photos.heif` is the same for the formats of newer phones. It limits itself before
it looks. What is wrong with the picture becomes a refusal; what is wrong with the machine becomes
a fault, so that a full disk never costs anybody a photo. Each photo waits for what is imported
here: every module counts.
"""

import io
import json
import math
import os
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import takewhile
from typing import TypeVar

from PIL import ExifTags, Image, ImageCms, ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

LIMITS = {
    resource.RLIMIT_AS: 700 * 2**20,
    resource.RLIMIT_CPU: 20,
    resource.RLIMIT_NOFILE: 32,
    resource.RLIMIT_FSIZE: 8 * 2**20,
    resource.RLIMIT_CORE: 0,
}
FORMATS = {
    "jpeg": [JpegImageFile.format],  # its opener also knows MPO, and gives the first picture
    "png": [PngImageFile.format],
    "webp": [WebPImageFile.format],
    "heif": ["AVIF", "HEIF"],  # known where `heif` made them known
}
MAX_BYTES = 16 * 2**20
MAX_PIXELS = {"jpeg": 120_000_000, "heif": 50_000_000, "png": 25_000_000, "webp": 25_000_000}
LONGEST, SHORTEST = 16_384, 64
SIZES = {"large": 1600, "phone": 800, "thumb": 320}
FILLER = 0.4  # of a cut photo's rows may be missing
NEAR = 500  # metres
JFIF = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

Site = tuple[float, float]
Answer = dict[str, str | int | bool | None]
T = TypeVar("T")


class Refused(Exception):
    """The picture cannot be shown; the argument is the code of the reason."""


def main() -> None:
    confine()
    try:
        answer = develop(**json.load(sys.stdin))
    except Refused as refusal:
        answer = {"refused": str(refusal)}
    except OSError as fault:
        answer = {"fault": fault.errno}
    print(json.dumps(answer))


def confine() -> None:
    """Take from this process what a hostile picture could use up; loosen nothing."""
    for what, most in LIMITS.items():
        soft, hard = resource.getrlimit(what)
        # The gap between the two keeps SIGXCPU, which names its cause, ahead of SIGKILL.
        resource.setrlimit(what, (_tighter(most, soft), _tighter(most + 1, hard)))


def _tighter(most: int, given: int) -> int:
    return most if given == resource.RLIM_INFINITY else min(most, given)


def develop(source: str, target: str, kind: str, day: str | None, site: Site | None) -> Answer:
    """Write the public sizes into the target folder; tell size, hash and coarse facts.

    Raises Refused for the picture's fault, OSError for the machine's: between reading the
    source and writing the result nothing touches a file.
    """
    with open(source, "rb") as file:
        data = file.read(MAX_BYTES + 1)
    with _blaming_the_picture():
        image, incomplete = _decoded(data, kind)
        exif = _known(image.getexif) or Image.Exif()
        large = _rebuilt(_srgb(_on_white(_upright(image, exif))))
        files = dict(_sizes(large))
    for size, content in files.items():
        _write(f"{target}/{size}.jpg", content)
    return {
        "width": large.width,
        "height": large.height,
        "dhash": _dhash(large),
        "same_day": _known(_same_day, exif, day),
        "near_site": _known(_near_site, exif, site),
        "incomplete": incomplete,
    }


def _sizes(image: Image.Image) -> Iterator[tuple[str, bytes]]:
    """Each size from the one before: the smaller ones cost next to nothing."""
    for size, most in SIZES.items():
        image = _fitted(image, most)
        yield size, _jpeg(image)


@contextmanager
def _blaming_the_picture() -> Iterator[None]:
    """Fail closed: whatever goes wrong in here is a refusal."""
    try:
        yield
    except Refused:
        raise
    except (MemoryError, Image.DecompressionBombError):
        raise Refused("too_many_pixels") from None
    except Exception:
        raise Refused("broken") from None


def _write(path: str, content: bytes) -> None:
    with open(path, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


# From bytes to a small picture


def _decoded(data: bytes, kind: str) -> tuple[Image.Image, bool]:
    """The first picture in the file, at most as large as the largest size; is some missing?

    Only a JPEG gets a second, lenient try: in it, what is missing can be seen and counted.
    """
    if kind == "png":
        _opened(data, kind).verify()  # loading alone skips the check sums
    try:
        return _small(_opened(data, kind)), False
    except OSError:
        if kind != "jpeg":
            raise
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    image = _small(_opened(data, kind))
    if _flat_rows(image) >= FILLER * image.height:
        raise Refused("broken")
    return image, True


def _opened(data: bytes, kind: str) -> Image.Image:
    """Read the header alone; refuse by the sizes, true and claimed, before any decoding."""
    if not data:
        raise Refused("empty")
    if len(data) > MAX_BYTES:
        raise Refused("too_large")
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS[kind] // 2  # Pillow warns here and refuses at the double
    image = Image.open(io.BytesIO(data), formats=FORMATS[kind])
    if min(image.size) < SHORTEST:
        raise Refused("too_small")
    if max(image.size) > LONGEST:
        raise Refused("too_many_pixels")
    return image


def _small(image: Image.Image) -> Image.Image:
    """Decode no more of it than will be shown."""
    image.draft(None, _fitting(image.size, SIZES["large"]))
    image.load()  # only now is the size of an HEIC certain
    return _fitted(_plain(image), SIZES["large"])


def _plain(image: Image.Image) -> Image.Image:
    """Eight bits a channel, no palette: what can be resized without loss of sense."""
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 257).convert("L")
    if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK") and "transparency" not in image.info:
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _fitting(size: tuple[int, int], most: int) -> tuple[int, int]:
    scale = min(1, most / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _fitted(image: Image.Image, most: int) -> Image.Image:
    size = _fitting(image.size, most)
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _flat_rows(image: Image.Image) -> int:
    """How many rows, counted from the bottom, are of one colour: a decoder's filler."""
    rows = (image.crop((0, y, image.width, y + 1)) for y in reversed(range(image.height)))
    return sum(1 for _row in takewhile(lambda row: row.getcolors(1), rows))


# From any small picture to plain pixels


def _upright(image: Image.Image, exif: Image.Exif) -> Image.Image:
    turn = _known(lambda: UPRIGHT[exif[ExifTags.Base.Orientation]])
    return image if turn is None else image.transpose(turn)


def _on_white(image: Image.Image) -> Image.Image:
    if not image.mode.endswith("A"):
        return image
    base = image.mode.removesuffix("A")
    paper = Image.new(base, image.size, "white")
    paper.paste(image.convert(base), mask=image.getchannel("A"))
    paper.info = image.info
    return paper


def _srgb(image: Image.Image) -> Image.Image:
    """Colours as the profile means them; a profile that makes no sense is ignored."""
    return _known(_by_profile, image) or image.convert("RGB")


def _by_profile(image: Image.Image) -> Image.Image:
    profile = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
    srgb = ImageCms.createProfile("sRGB")
    return ImageCms.profileToProfile(image, profile, srgb, outputMode="RGB")


def _rebuilt(image: Image.Image) -> Image.Image:
    """The same pixels and nothing else."""
    return Image.frombytes("RGB", image.size, image.tobytes())


def _jpeg(image: Image.Image) -> bytes:
    """Encode, open again, and refuse if anything but pixels came along."""
    file = io.BytesIO()
    image.save(file, "JPEG", quality=80, progressive=True, optimize=True)
    again = Image.open(file, formats=FORMATS["jpeg"])
    if set(again.info) - JFIF or {name for name, _content in again.applist} != {"APP0"}:
        raise Refused("broken")
    return file.getvalue()


def _dhash(image: Image.Image) -> str:
    """64 bits, in hex: is each cell of an 8 × 8 grid brighter than the one to its right?"""
    cells = image.convert("L").resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = (cells[i] > cells[i + 1] for i in range(72) if i % 9 < 8)
    return f"{sum(bit << i for i, bit in enumerate(bits)):016x}"


# Coarse facts: yes, no, or not known


def _known(fact: Callable[..., T], *given: object) -> T | None:
    """The fact, or None where the file's notes are missing, silly or hostile."""
    try:
        return fact(*given)
    except Exception:
        return None


def _same_day(exif: Image.Exif, day: str | None) -> bool | None:
    taken = exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal]
    camera_day = datetime.strptime(taken[:10], "%Y:%m:%d").date()
    return day and camera_day == date.fromisoformat(day)


def _near_site(exif: Image.Exif, site: Site | None) -> bool | None:
    """Was the camera within 500 metres? A receiver without a fix writes 0, 0: not known."""
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    camera = _degrees(gps, ExifTags.GPS.GPSLatitude), _degrees(gps, ExifTags.GPS.GPSLongitude)
    possible = any(camera) and abs(camera[0]) <= 90 and abs(camera[1]) <= 180
    return _metres(camera, site) <= NEAR if possible and site else None


def _degrees(gps: dict, tag: int) -> float:
    """Degrees, minutes and seconds as one number, signed by the hemisphere in the tag before."""
    value = sum(float(part) / 60**power for power, part in enumerate(gps[tag]))
    return -value if gps[tag - 1] in ("S", "W") else value


def _metres(here: Site, there: Site) -> float:
    """The great circle between two points."""
    (a, x), (b, y) = (map(math.radians, point) for point in (here, there))
    along, across = math.sin((b - a) / 2), math.sin((y - x) / 2)
    chord = math.sqrt(along**2 + math.cos(a) * math.cos(b) * across**2)
    return 2 * 6_371_000 * math.asin(chord)


if __name__ == "__main__":
    main()
