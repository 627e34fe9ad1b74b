"""Where a stranger's photo is handed to a child process, and safe pictures or a refusal come back.

This side never decodes anything: it looks at the first bytes, starts `reports.photos.images` or
`reports.photos.heif`, and waits no longer than it must.
"""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext_lazy as _

SECONDS = 60  # by the clock on the wall; the child's own limit counts its work
SIZES = ("large", "phone", "thumb")
REASONS = {
    "empty": _("The file is empty. Choose the photo again."),
    "not_image": _("This file is not a photo. Choose a JPEG, PNG, WebP or HEIC picture."),
    "damaged": _("The photo was damaged on its way to us. Send it again."),
    "broken": _("This photo is damaged and cannot be opened. Choose another one or take it again."),
    "too_many_pixels": _("This photo has too many pixels. Make the photo smaller and send it."),
    "too_small": _("This picture is too small. Choose one at least 64 pixels wide and 64 high."),
    "too_large": _("This file is too large. Choose a photo of at most 16 MB."),
    "too_slow": _("This photo takes too long to open. Save it as a plain JPEG and send that."),
    "too_many": _("You can send up to 6 photos."),
    "unreadable": _("We could not open this photo. Choose another one."),
}

CHILD = [sys.executable, "-s", "-E", "-m"]
_PROGRAMS = {"heif": "reports.photos.heif"}
_ROOT = Path(__file__).resolve().parents[2]
# Nothing of ours is passed on. One arena, since heaps of threads would count as the child's memory;
# huge pages, since a picture touches much fresh memory once.
_ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "MALLOC_ARENA_MAX": "1",
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
}
_CRASHES = {-signal.SIGSEGV, -signal.SIGBUS, -signal.SIGABRT, -signal.SIGILL, -signal.SIGFPE}
_HEAD = 12  # bytes: enough to know every format we take
_HEIF_BRANDS = {
    *(b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"),
    *(b"mif1", b"msf1", b"avif", b"avis"),
}


class Refused(Exception):
    """There will be no picture of this file; `code` is one of REASONS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Picture:
    """What may be known of a photo, and its public files by size."""

    width: int
    height: int
    dhash: str
    same_day: bool | None
    near_site: bool | None
    incomplete: bool
    files: dict[str, Path]


def sniff(head: bytes) -> str | None:
    """The format its first bytes claim: jpeg, png, webp, heif, or None for what we do not take."""
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return "heif"
    return None


def develop(
    source: Path,
    target: Path,
    *,
    day: date | None = None,
    site: tuple[float, float] | None = None,
) -> Picture:
    """Make the public files in the folder `target`, and leave none behind when it raises.

    Raises Refused for a fault of the picture, OSError for one of the machine: that one passes,
    so the caller keeps the photo and tries again.
    """
    files = {size: target / f"{size}.jpg" for size in SIZES}
    request = {
        "source": str(source.absolute()),
        "target": str(target.absolute()),
        "kind": _kind(source),
        "day": day and day.isoformat(),
        "site": site,
    }
    try:
        return Picture(**_answer(request), files=files)
    except BaseException:
        for path in files.values():
            path.unlink(missing_ok=True)
        raise


def _kind(source: Path) -> str:
    with source.open("rb") as file:
        head = file.read(_HEAD)
    if len(head) < _HEAD:
        raise Refused("empty")
    kind = sniff(head)
    if kind is None:
        raise Refused("not_image")
    return kind


def _answer(request: dict) -> dict:
    program = _PROGRAMS.get(request["kind"], "reports.photos.images")
    child = _run([*CHILD, program], json.dumps(request))
    _check_death(child.returncode)
    answer = json.loads(child.stdout)
    if "refused" in answer:
        raise Refused(answer["refused"])
    if "fault" in answer:
        raise OSError(answer["fault"], os.strerror(answer["fault"]))
    return answer


def _run(child: list[str], request: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            child,
            input=request,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=_ROOT,
            env=_ENVIRONMENT,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refused("too_slow") from None


def _check_death(code: int) -> None:
    """A child that used up its time or crashed was killed by the picture, any other by us.

    A child killed from outside, or one that could not even start, says nothing about the picture,
    and a refusal would delete the only original.
    """
    if code == -signal.SIGXCPU:
        raise Refused("too_slow")
    if code in _CRASHES:
        raise Refused("broken")
    if code != 0:
        raise ChildProcessError(f"the darkroom's child ended with {code}")
