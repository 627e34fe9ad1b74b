"""Which place a row means: by its code, else by its name inside the district. Never a guess.

Names are compared as people hear them, since one Kazakh name has several Russian spellings
(Кобдинский and Хобдинский, Кызылкогинский and Кзылкогинский); a former name counts as another
spelling. Where more than one place could be meant, or the only one is elsewhere, the row is refused
with what could be meant.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from django.utils.translation import gettext_lazy as _

from oversight.models import Place, PlaceName
from oversight.places import kato, names
from oversight.tables import Words
from projects.matching import Unreadable

MOST_NAMED = 8  # candidates that a refusal spells out
LANGUAGES = ("kk", "ru", "en")
LIVED_IN = {Place.Kind.VILLAGE, Place.Kind.SETTLEMENT, Place.Kind.TOWN, Place.Kind.LOCALITY}
DISTRICTS = {
    Place.Kind.DISTRICT,
    Place.Kind.CITY_ADMINISTRATION,
    Place.Kind.CITY_DISTRICT,
    Place.Kind.REPUBLICAN_CITY,
}
REGIONS = {Place.Kind.REGION, Place.Kind.REPUBLICAN_CITY}


class Asked(Unreadable):
    """It could be any of these places; the operator must say which."""

    def __init__(self, reason: Words, candidates: Sequence[Place]) -> None:
        super().__init__(reason)
        self.candidates = tuple(candidates)


@dataclass(frozen=True)
class Found:
    """The place, and what to look at although it is certain."""

    place: Place
    note: Words = ""


class Places:
    """The places in force, found by code or name without asking the database again."""

    def __init__(self) -> None:
        places = list(Place.objects.current())
        by_id = {place.pk: place for place in places}
        for place in places:
            # So that a full name costs no query.
            place.parent = by_id.get(place.parent_id)
        self.by_code = {place.code: place for place in places}
        self.former: dict[int, set[str]] = defaultdict(set)
        for key, name in PlaceName.objects.exclude(until=None).values_list("place", "text"):
            if key in by_id:
                self.former[key] |= _forms(by_id[key].kind, name, name, name)

    def find(self, values: Mapping[str, str]) -> Found:
        """By `kato`; else by `place` within `district_kato` or `district`, `region_kato` or
        `region`. Raises Unreadable, and Asked where it is unsure."""
        code = values.get("kato", "").strip()
        name = values.get("place", "").strip()
        if code:
            place = self._around(code.split())
            return Found(place, self._other_name(place, name))
        if not name:
            raise Unreadable(_("The row names no place."))
        region, district, note = self._scope(values, name)
        if district:
            return self._in_district(name, district, note)
        return self._in_region(name, region)

    def at(self, code: str) -> Place:
        """The place in force under the code; a retired code means what it became."""
        place = self.by_code.get(code) or Place.objects.at(code)
        if place is None:
            raise Unreadable(_("No place has the code %(code)s.") % {"code": code})
        if place.valid_to is None:
            return self.by_code[place.code]
        words = _("The code %(code)s is retired (%(place)s), and nothing says what it became.")
        raise Unreadable(words % {"code": code, "place": said(place)})

    def _around(self, codes: list[str]) -> Place:
        """The smallest place that holds all of the codes."""
        first, *others = [self.at(code) for code in codes]
        for code in first.ancestor_codes:
            if all(code in other.ancestor_codes for other in others):
                return self.by_code[code]
        raise Unreadable(_("The work is in several regions: give it one code for each."))

    # Where to look ------------------------------------------------------------------------

    def _scope(
        self, values: Mapping[str, str], name: str
    ) -> tuple[Place | None, Place | None, Words]:
        """The region and the district that the row names, and a note on how they were read."""
        region = self._unit(values, "region", REGIONS, None, name)
        district = self._unit(values, "district", DISTRICTS, region and region.place, name)
        note = (district and district.note) or (region and region.note) or ""
        return region and region.place, district and district.place, note

    def _unit(
        self, values: Mapping[str, str], level: str, kinds: set[str], above: Place | None, name: str
    ) -> Found | None:
        """The region or district by its code, else by its name; None where neither is given."""
        code, spoken = values.get(f"{level}_kato", "").strip(), values.get(level, "").strip()
        if code:
            try:
                return Found(self.at(code))
            except Unreadable as problem:
                raise Asked(problem.args[0], self._alike(name)) from None
        if not spoken:
            return None
        units = [unit for unit in self._alike(spoken, above, kinds) if unit.kind in kinds]
        exact = [unit for unit in units if _is_called(spoken, unit)]
        if len(exact or units) == 1:
            unit = (exact or units)[0]
            return Found(unit, "" if exact else _read_as(spoken, unit))
        raise Asked(_asked(spoken, units or self._alike(spoken, None, kinds)), self._alike(name))

    # Which one ----------------------------------------------------------------------------

    def _in_district(self, name: str, district: Place, note: Words) -> Found:
        alike = self._alike(name, district)
        exact = [place for place in alike if _is_called(name, place)]
        if len(exact) == 1:
            return Found(exact[0], note)
        if not exact and len(alike) == 1:
            return Found(alike[0], _read_as(name, alike[0]))
        candidates = exact or alike or self._close(name, district) or self._alike(name)
        raise Asked(_asked(name, candidates), candidates)

    def _in_region(self, name: str, region: Place | None) -> Found:
        """Without a district nothing may sound alike in the whole region."""
        alike = self._alike(name, region)
        if region and len(alike) == 1 and _is_called(name, alike[0]):
            return Found(alike[0])
        raise Asked(_asked(name, alike), alike)

    def _alike(
        self, name: str, unit: Place | None = None, kinds: Collection[str] = ()
    ) -> list[Place]:
        """What sounds so inside the unit. A village and its rural district often share the name;
        people mean the village."""
        first, last = kato.below(unit.code) if unit else ("0", "9" * 9)
        found = [p for p in self._by_sound.get(_sound(_plain(name)), ()) if first <= p.code <= last]
        if kinds:
            return [place for place in found if place.kind in kinds]
        return [place for place in found if place.kind in LIVED_IN] or found

    def _close(self, name: str, unit: Place) -> list[Place]:
        """Places whose name differs by one letter: only ever asked, never taken."""
        first, last = kato.below(unit.code)
        inside = [place for code, place in self.by_code.items() if first <= code <= last]
        plain = _plain(name)
        return [p for p in inside if any(_one_letter_apart(plain, key) for key in _keys(p))]

    @cached_property
    def _by_sound(self) -> dict[str, list[Place]]:
        index: dict[str, list[Place]] = defaultdict(list)
        for place in self.by_code.values():
            for sound in {_sound(key) for key in _keys(place) | self.former.get(place.pk, set())}:
                index[sound].append(place)
        return index

    def _other_name(self, place: Place, name: str) -> Words:
        """A code may have been reused or mistyped: said where nothing there is called so."""
        if not name:
            return ""
        first, last = kato.below(place.code)
        sounds = self._by_sound.get(_sound(_plain(name)), ())
        near = [p for p in sounds if first <= p.code <= last or p.code in place.ancestor_codes]
        if near:
            return ""
        words = _("The code %(code)s is %(place)s; the row says “%(name)s”.")
        return words % {"code": place.code, "place": said(place), "name": name}


def said(place: Place) -> str:
    """The full name, as one would tell it apart: with its district and region."""
    return ", ".join(unit.spoken for unit in reversed(place.lineage))


def _asked(name: str, candidates: Sequence[Place]) -> Words:
    if not candidates:
        return _("No place is called “%(name)s” there. Give its code.") % {"name": name}
    listed = [f"{place.code} {said(place)}" for place in candidates[:MOST_NAMED]]
    rest = [f"… +{len(candidates) - MOST_NAMED}"] if len(candidates) > MOST_NAMED else []
    words = _("Which place is “%(name)s”? Give the code of one of these: %(places)s.")
    return words % {"name": name, "places": "; ".join([*listed, *rest])}


def _read_as(name: str, place: Place) -> Words:
    words = _("“%(name)s” is read as %(code)s %(place)s.")
    return words % {"name": name, "code": place.code, "place": said(place)}


# Spellings --------------------------------------------------------------------------------

# Letters by which Russian spellings of one Kazakh name differ; ы and и come and go.
_HEARD = ((r"дж", "ж"), (r"[хq]", "к"), (r"[чщ]", "ш"), (r"[ыи]", ""), (r"(.)\1+", r"\1"))


def _plain(text: str) -> str:
    return names.fold(text).replace(" ", "")


def _sound(plain: str) -> str:
    for pattern, heard in _HEARD:
        plain = re.sub(pattern, heard, plain)
    return plain


@cache
def _forms(kind: str, kk: str, ru: str, en: str) -> frozenset[str]:
    """Every way a place may be written: bare, with its kind, short."""
    given = {"kk": kk, "ru": ru, "en": en or kk}
    forms = [*given.values()]
    for language, name in given.items():
        if name:
            forms += [names.spoken(kind, name, language), names.short(kind, name, language)]
    return frozenset(filter(None, map(_plain, forms)))


def _keys(place: Place) -> frozenset[str]:
    return _forms(place.kind, place.name_kk, place.name_ru, place.name_en)


def _is_called(name: str, place: Place) -> bool:
    """Letter for letter, but for case, spaces and the alphabet."""
    return _plain(name) in _keys(place)


def _one_letter_apart(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1 or len(one) < 4:
        return False
    pairs = enumerate(zip(one, other, strict=False))
    start = next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))
    tails = [(one[start + a :], other[start + b :]) for a, b in ((1, 1), (1, 0), (0, 1))]
    return any(left == right for left, right in tails)
