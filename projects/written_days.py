"""Days, months and parts of a year in words, as papers write them. Pure."""

import re
from dataclasses import dataclass

_MONTHS = (
    *("январ|қаңтар", "феврал|ақпан", "март|наурыз", "апрел|сәуір", "ма[йя]|мамыр"),
    *("июн|маусым", "июл|шілде", "август|тамыз", "сентябр|қыркүйек", "октябр|қазан"),
    *("ноябр|қараша", "декабр|желтоқсан"),
)
_DAYS_IN_WORDS = [
    re.compile(pattern % "|".join(_MONTHS), re.IGNORECASE)
    for pattern in (
        r"[«\"]?\b(?P<day>\d{1,2})[»\"]?\s+(?P<month>%s)\w*\s+(?P<year>\d{4})(?:\s*года\b)?",
        r"\b(?P<year>\d{4})\s*(?:жылғы|жылдың|ж\.?)\s*(?P<day>\d{1,2})\s+(?P<month>%s)\w*",
    )
]
_YEAR_WORDS = {"год", "года", "г", "жыл", "жылғы", "жылдың", "ж"}
# Parts of a year, by how their words begin, with how many months each has.
_PARTS = {"кв": 3, "тоқсан": 3, "полугоди": 6, "жартыжыл": 6}
_ENDINGS = ([], ["й"], ["ый"], ["е"], ["ое"], ["ші"])  # of the number: «1-е», «2-ші»
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LOOK_ALIKE = str.maketrans("і", "i")  # the Cyrillic letter


@dataclass(frozen=True)
class Said:
    """As many months as are said, from the first of them on."""

    year: int
    month: int
    months: int = 1


def in_numerals(text: str) -> str:
    """The text with its days in numerals: of «24 декабря 2025 года» or «2025 жылғы 24
    желтоқсандағы» it has `24.12.2025`, as decisions and contracts name their day."""
    for written in _DAYS_IN_WORDS:
        text = written.sub(_numerals, text)
    return text


def _numerals(found: re.Match[str]) -> str:
    return f"{found['day']}.{_month(found['month']):02}.{found['year']}"


def _month(word: str) -> int | None:
    stems = enumerate(_MONTHS, 1)
    return next((at for at, stem in stems if re.match(stem, word, re.IGNORECASE)), None)


def read(text: str) -> Said | None:
    """«май 2026», «IV кв. 2026», «2026 ж. 1-тоқсан»; None for all else."""
    words = re.findall(r"\d+|[^\W\d_]+", text.casefold())
    years = [word for word in words if re.fullmatch(r"\d{4}", word)]
    if len(years) != 1:
        return None
    year = int(years[0])
    match [word for word in words if word not in {*years, *_YEAR_WORDS}]:
        case [word] if month := _month(word):
            return Said(year, month)
        case [number, *ending, part] if ending in _ENDINGS:
            return _part(year, number, part)
    return None


def _part(year: int, number: str, word: str) -> Said | None:
    """A quarter or a half of the year."""
    months = next((long for begins, long in _PARTS.items() if word.startswith(begins)), 0)
    which = _ROMAN.get(number.translate(_LOOK_ALIKE)) or (int(number) if number.isdecimal() else 0)
    return Said(year, (which - 1) * months + 1, months) if 0 < which * months <= 12 else None
