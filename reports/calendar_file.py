"""Writes days as a file that calendars subscribe to (RFC 5545). Hours are words, as announced."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from oversight.calendar import ONE_DAY
from oversight.log import keyring

_LONGEST = 75  # bytes of a line
_ESCAPED = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n", "\r": None})


@dataclass(frozen=True)
class Event:
    """A day on which something is held."""

    key: str
    day: date
    told_on: date
    title: str
    where: str
    about: str
    url: str


def written(name: str, events: Iterable[Event]) -> bytes:
    """The whole file."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Baqylau//Gatherings//KK"]
    lines += [f"X-WR-CALNAME:{_said(name)}"]
    for event in events:
        lines += _lines(event)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _lines(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.key}@{keyring.host()}"
    yield f"DTSTAMP:{event.told_on:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + ONE_DAY:%Y%m%d}"
    yield f"SUMMARY:{_said(event.title)}"
    yield f"LOCATION:{_said(event.where)}"
    yield f"DESCRIPTION:{_said(event.about)}"
    yield f"URL:{event.url}"
    yield "END:VEVENT"


def _said(words: str) -> str:
    return words.translate(_ESCAPED)


def _folded(line: str) -> bytes:
    """A long line goes on in the next one behind a blank; no letter is cut in two."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > _LONGEST:
            parts.append(part)
            part = " "
        part += letter
    return "\r\n".join([*parts, part, ""]).encode()
