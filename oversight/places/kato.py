"""Reads the state classifier of places (KATO): what a place is, what it is in, what it is called.

A code is AB CD EF HIJ: region, district or city, rural district or town, village.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from django.db.models import TextChoices
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from oversight.tables import Refusal, Row, TableRefused, Words

MOST_PLACES = 50_000  # an edition has about 16,000
REQUIRED = ("te", "kaz_name", "rus_name")
ALIASES = {
    "name_kaz": "kaz_name",
    "name_kk": "kaz_name",
    "name_rus": "rus_name",
    "name_ru": "rus_name",
    "code": "te",
    "kato": "te",
}


class Kind(TextChoices):
    """What a place is. An administration is what the classifier puts around a town or village."""

    REGION = "region", _("region")
    REPUBLICAN_CITY = "republican_city", _("city of republican significance")
    DISTRICT = "district", _("district")
    CITY_ADMINISTRATION = "city_administration", _("city administration")
    CITY_DISTRICT = "city_district", _("city district")
    TOWN = "town", _("town")
    TOWN_ADMINISTRATION = "town_administration", _("town administration")
    SETTLEMENT = "settlement", _("settlement")
    SETTLEMENT_ADMINISTRATION = "settlement_administration", _("settlement administration")
    RURAL_DISTRICT = "rural_district", _("rural district")
    VILLAGE_ADMINISTRATION = "village_administration", _("village administration")
    VILLAGE = "village", _("village")
    LOCALITY = "locality", _("small locality")


@dataclass(frozen=True, slots=True)
class KatoRow:
    """A place of the classifier. A name the edition does not give is blank."""

    code: str
    kind: Kind
    parent: str | None
    name_kk: str
    name_ru: str


def read(rows: Iterable[Row | Refusal]) -> Iterator[KatoRow | Refusal]:
    """The places of a whole edition, each after the one it is in; what makes no sense, refused."""
    kept = list(islice(rows, MOST_PLACES + 1))
    if len(kept) > MOST_PLACES:
        raise TableRefused(_("The file has too many rows for an edition of the classifier."))
    yield from (row for row in kept if isinstance(row, Refusal))
    places = sorted((row for row in kept if isinstance(row, Row)), key=_code_and_number)
    codes = {row.values["te"]: row.number for row in reversed(places)}
    lost: set[str] = set()
    for row in places:
        place = _place(row, codes, lost)
        if isinstance(place, Refusal) and codes[row.values["te"]] == row.number:
            lost.add(row.values["te"])
        yield place


def parent_code(code: str, codes: Collection[str]) -> str | None:
    """The nearest existing code above. Villages hold nothing: people count the farms and sidings
    near them to the rural district."""
    above = (code[:6] + "000", code[:4] + "00000", code[:2] + "0000000")
    return next((other for other in above if other != code and other in codes), None)


def below(code: str) -> tuple[str, str]:
    """The first and the last code that a place and everything in it can have."""
    return code, code[: level(code)].ljust(9, "9")


def level(code: str) -> int:
    """How many digits of a code say where it stands: 2, 4, 6, or 9 for a village or farm."""
    return next((digits for digits in (2, 4, 6) if not code[digits:].strip("0")), 9)


def _code_and_number(row: Row) -> tuple[str, int]:
    return row.values["te"], row.number


def _place(row: Row, codes: Mapping[str, int], lost: Collection[str]) -> KatoRow | Refusal:
    code, depth = row.values["te"], level(row.values["te"])
    kind_ru, name_ru = _kind_and_name(row.values["rus_name"], _RUSSIAN[depth])
    kind_kk, name_kk = _kind_and_name(row.values["kaz_name"], _KAZAKH[depth])
    kind, parent = _kind_at(code, kind_ru or kind_kk), parent_code(code, codes)
    problem = (
        _code_problem(row, codes)
        or _kind_problem(kind, name_kk or name_ru)
        or _parent_problem(depth, parent, lost)
    )
    if problem or kind is None:
        return Refusal(row.number, row.values, problem)
    if kind is Kind.LOCALITY:
        name_kk, name_ru = _typed(name_kk, _TYPES_KK), _typed(name_ru, _TYPES_RU)
    return KatoRow(code, kind, parent, name_kk, name_ru)


def _code_problem(row: Row, codes: Mapping[str, int]) -> Words:
    code = row.values["te"]
    if not re.fullmatch(r"[1-9][0-9]{8}", code):
        return _("The code is not nine digits.")
    if codes[code] != row.number:
        words = _("The code stands in row {number} already.")
        return format_lazy(words, number=codes[code])
    parts = {"ab": code[:2], "cd": code[2:4], "ef": code[4:6], "hij": code[6:]}
    given = {name: row.values.get(name, "").zfill(len(part)) for name, part in parts.items()}
    if any(row.values.get(name) and given[name] != part for name, part in parts.items()):
        return _("The code and its parts (AB, CD, EF, HIJ) differ.")
    return ""


def _kind_problem(kind: Kind | None, name: str) -> Words:
    if not name:
        return _("The name is missing.")
    return "" if kind else _("Neither name says what kind of place this is.")


def _parent_problem(level: int, parent: str | None, lost: Collection[str]) -> Words:
    if level > 2 and parent is None:
        return _("The file has no place that this one could be in.")
    return _("The place that this one is in was refused.") if parent in lost else ""


def _kind_at(code: str, marked: Kind | None) -> Kind | None:
    """People live where a code ends in 00 or in 80 to 99; the codes between are winterings and
    farms, whatever their marker says."""
    if level(code) < 9:
        return marked
    lived_in = code[7:] == "00" or code[7:] >= "80"
    return marked if marked and lived_in else Kind.LOCALITY


# Markers: «с.», «с.о.», «Г.А.» and the like stand before or after the name, with or without dots
# and spaces. What one means depends on the level: «с.А. …» is a village named after an A.


@dataclass(frozen=True)
class _Markers:
    kinds: Mapping[str, Kind]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """One letter needs its dot in front of a name, and a space, dot or digit behind one."""
        letter = "|".join(marker for marker in self.kinds if len(marker) == 1) or "(?!)"
        long = "|".join(_spaced(marker) for marker in self.kinds if len(marker) > 1)
        return re.compile(
            rf"^(?:(?:{long})(?:\s*\.\s*|\s+)|(?:{letter})\.\s*)(?=\S)"
            rf"|(?:\s+|(?<=[.\d»]))(?:{long}|{letter})\s*\.?$"
        )

    def kind_of(self, marker: str) -> Kind:
        return self.kinds[re.sub(r"[\s.]", "", marker)]


def _spaced(marker: str) -> str:
    """Two letters with a dot between them; words as they are, with either case in front."""
    if len(marker) == 2:
        return r"\s*\.\s*".join(marker)
    return marker


_RUSSIAN = {
    2: _Markers({"г": Kind.REPUBLICAN_CITY, "область": Kind.REGION}),
    4: _Markers({"ГА": Kind.CITY_ADMINISTRATION, "район": Kind.DISTRICT, "Район": Kind.DISTRICT}),
    6: _Markers(
        {
            "со": Kind.RURAL_DISTRICT,
            "са": Kind.VILLAGE_ADMINISTRATION,
            "па": Kind.SETTLEMENT_ADMINISTRATION,
            "га": Kind.TOWN_ADMINISTRATION,
            "ра": Kind.CITY_DISTRICT,
            "район": Kind.CITY_DISTRICT,
            "г": Kind.TOWN,
        }
    ),
    9: _Markers(
        {
            "с": Kind.VILLAGE,
            "п": Kind.SETTLEMENT,
            "г": Kind.TOWN,
            "район": Kind.CITY_DISTRICT,
        }
    ),
}
_KAZAKH = {
    2: _Markers({"қ": Kind.REPUBLICAN_CITY, "облысы": Kind.REGION}),
    4: _Markers(
        {
            "ҚӘ": Kind.CITY_ADMINISTRATION,
            "ГА": Kind.CITY_ADMINISTRATION,
            "ауданы": Kind.DISTRICT,
        }
    ),
    6: _Markers(
        {
            "ао": Kind.RURAL_DISTRICT,
            "аә": Kind.VILLAGE_ADMINISTRATION,
            "кә": Kind.SETTLEMENT_ADMINISTRATION,
            "қә": Kind.TOWN_ADMINISTRATION,
            "ауданы": Kind.CITY_DISTRICT,
            "қ": Kind.TOWN,
        }
    ),
    9: _Markers(
        {
            "а": Kind.VILLAGE,
            "с": Kind.VILLAGE,
            "ауылы": Kind.VILLAGE,
            "к": Kind.SETTLEMENT,
            "қ": Kind.TOWN,
            "ауданы": Kind.CITY_DISTRICT,
        }
    ),
}


def _kind_and_name(text: str, markers: _Markers) -> tuple[Kind | None, str]:
    """What the marker says, and the name without it; some names carry the marker twice."""
    kind, name = None, clean(text)
    while found := markers.pattern.search(name):
        kind = kind or markers.kind_of(found[0])
        name = (name[: found.start()] + name[found.end() :]).strip()
    name = re.sub(r"^«([^«»]*)»$", r"\1", name)
    name = re.sub(r"^(?:им\.|имени\b)\s*", "имени ", name)
    return kind, re.sub(r"\s+(?:ат\.|атын\.?)$", " атындағы", name)


# Kazakh letters as fonts of the nineties placed them, still found in the classifier.
_OLD_FONT = str.maketrans("ўЎќЌїЇјЈ", "ұҰқҚүҮәӘ")
_MISPRINTS = ((r"\bат\.ауыл$", "ат.а."), (r"(?<=\w)ас\.$", " а."))


def clean(text: str) -> str:
    """A name with its letters, spaces and quotation marks put right."""
    name = unicodedata.normalize("NFC", text).translate(_OLD_FONT)
    name = re.sub(r'\s*"\s*([^"]*?)\s*"\s*', r" «\1» ", name)
    for wrong, right in _MISPRINTS:
        name = re.sub(wrong, right, name)
    return " ".join(name.split())


# What a small locality is belongs to its name; the abbreviations are written out.

_TYPES_RU = {
    "ст": "станция {}",
    "рзд": "разъезд {}",
    "уч": "участок {}",
    "отг": "отгон {}",
    "[Оо]тд": "отделение {}",
    r"кр\.хоз": "крестьянское хозяйство {}",
    r"крес\.пос": "крестьянское поселение {}",
    r"Жив\.т(?:очка)?": "животноводческая точка {}",
    r"Ост\.пункт": "остановочный пункт {}",
}
_TYPES_KK = {
    "ст": "{} стансасы",
    "рзд": "{} разъезі",
    "уч": "{} учаскесі",
    "ж": "{} жайылымы",
    r"шарқож|шар\.қож": "{} шаруа қожалығы",
    r"шар(?:уаш)?\.қонысы": "{} шаруа қонысы",
}


def _typed(name: str, types: Mapping[str, str]) -> str:
    for short, phrase in types.items():
        found = re.search(rf"^(?:{short})(?:\.\s*|\s+)|(?:\s+|(?<=[.\d]))(?:{short})\.?$", name)
        if found:
            rest = name[: found.start()] + name[found.end() :]
            return phrase.format(_typed(rest, types))
    return name
