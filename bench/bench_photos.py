"""What the darkroom's safety costs: `python -m bench.bench_photos`.

A phone's 12 megapixels through the darkroom, against the same sizes made by Pillow alone in this
process; then the most memory the child needs for ordinary and for the largest photos.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from bench import peak
from reports.photos import darkroom

ROUNDS = 9
SIZES = (1600, 800, 320)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        photo, public = phone_photo(folder / "photo"), folder / "public"
        public.mkdir()
        ours, theirs = [], []
        for _round in range(ROUNDS):
            ours.append(timed(lambda: darkroom.develop(photo, public)))
            theirs.append(timed(lambda: by_pillow(photo, public)))
        report(photo, min(ours), min(theirs))
        report_memory(folder, public)


def phone_photo(path: Path) -> Path:
    """4000 × 3000, with a phone's grain: about 3.4 MB."""
    light = Image.linear_gradient("L").resize((4000, 3000))
    grain = Image.effect_noise((4000, 3000), 24)
    planes = (Image.blend(light, grain, 0.5), grain, light.rotate(180))
    Image.merge("RGB", planes).save(path, "JPEG", quality=77)
    return path


def by_pillow(photo: Path, public: Path) -> None:
    """The same three sizes, trusting the file."""
    with Image.open(photo) as image:
        image.draft(None, (1600, 1200))
        for most in SIZES:
            size = (most, most * 3 // 4)
            smaller = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
            smaller.save(public / f"{most}.jpg", quality=80, progressive=True, optimize=True)


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def report(photo: Path, ours: float, theirs: float) -> None:
    print(f"12 MP JPEG of {photo.stat().st_size / 2**20:.1f} MB, the quickest of {ROUNDS}:")
    print(f"  darkroom {ours * 1000:.0f} ms, Pillow alone {theirs * 1000:.0f} ms")
    print(f"  ratio {ours / theirs:.2f} (wanted: at most 1.5)")


def report_memory(folder: Path, public: Path) -> None:
    print("Most memory of the child:")
    print(f"  12 MP JPEG {needed(folder / 'photo', public)} MB")
    large = folder / "large"
    for megapixels, size in ((50, (8160, 6120)), (108, (12_000, 9000))):
        plain = Image.new("RGB", size, (120, 110, 90))
        for kind, progressive in (("baseline", False), ("progressive", True)):
            plain.save(large, "JPEG", progressive=progressive)
            print(f"  {megapixels} MP JPEG, {kind} {needed(large, public)} MB")


def needed(photo: Path, public: Path) -> int:
    """Megabytes the child needed at most for this photo."""
    note, child = photo.with_suffix(".peak"), darkroom.CHILD
    darkroom.CHILD = [sys.executable, "-S", "-E", peak.__file__, str(note), *child]
    try:
        darkroom.develop(photo, public)
    finally:
        darkroom.CHILD = child
    return int(note.read_text()) // 1024


if __name__ == "__main__":
    main()
