"""Which place a row means: by its code, else by its name inside the district. Never a guess.

Names are compared as people hear them, since one Kazakh name has several Russian spellings
(Кобдинский and Хобдинский, Кызылкогинский and Кзылкогинский); a former name counts as another
spelling. Where more than one place could be meant, or the only one is elsewhere, the row is refused
with what could be meant.

Codes are reused and mistyped, so a code alone proves little: where the row also has a name, and no
place there is called so, the operator is asked which of the two is right.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils import formats
from django.utils.translation import gettext_lazy as _

from oversight.models import Place, PlaceName
from oversight.places import kato
from oversight.tables import Words
from projects.importers import spellings
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
                self.former[key] |= spellings.forms(by_id[key].kind, name, name, name)
        self.earlier: dict[str, list[Place]] = defaultdict(list)
        gone = Place.objects.exclude(valid_to=None).filter(
            code__in=Place.objects.current().values("code")
        )
        for place in gone.select_related("successor"):
            self.earlier[place.code].append(place)

    def find(self, values: Mapping[str, str]) -> Found:
        """By `kato`; else by `place` within `district_kato` or `district`, `region_kato` or
        `region`. Raises Unreadable, and Asked where it is unsure."""
        code = re.sub(r"(?<=\b\d{9})\.0+\b", "", values.get("kato", "").strip())
        name = values.get("place", "").strip()
        if code:
            return self._by_code(code.split(), name)
        if not name:
            raise Unreadable(_("The row names no place."))
        region, district, note = self._scope(values, name)
        parts = list(filter(None, map(str.strip, name.split(",")))) or [name]
        found = [
            self._in_district(part, district, note) if district else self._in_region(part, region)
            for part in parts
        ]
        return found[0] if len(found) == 1 else self._together(name, found)

    def _together(self, name: str, found: Sequence[Found]) -> Found:
        """Several names in one cell: the place that lies in all others («Ақсу а.о., Ақсу а.»), else
        the smallest that holds them all."""
        codes = [each.place.code for each in found]
        inmost = max((each.place for each in found), key=lambda place: len(place.ancestor_codes))
        place = inmost if set(codes).issubset(inmost.ancestor_codes) else self._around(codes)
        return Found(place, _read_as(name, place))

    def decided(self, codes: str) -> Found:
        """What an operator answered, whatever the row is called. Raises Unreadable."""
        return Found(self._around(codes.split()))

    def _by_code(self, codes: list[str], name: str) -> Found:
        """What the code means today, unless the row's name, or the code's past, speaks against."""
        place = self._around(codes)
        if len(codes) > 1 or (name and self._is_near(place, name)):
            return Found(place)
        earlier = [other for other in self.earlier[place.code] if other.successor != place]
        if not name:
            if earlier:
                raise Asked(_reused(place, earlier[0]), [place])
            return Found(place)
        meant = [other for other in earlier if spellings.is_called(name, other)]
        if meant and meant[0].successor:
            heir = self.at(meant[0].successor.code)
            return Found(heir, _read_as(name, heir))
        if self._resembles(place, name):
            return Found(place, _other_name(place, name))
        others = self._alike(name)
        raise Asked(_disagreeing(place, name, others), [place, *others])

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
        units = self._alike(spoken, above, kinds)
        units = units or self._alike(spellings.bare_unit(spoken), above, kinds)
        exact = _outermost([unit for unit in units if spellings.is_called(spoken, unit)])
        if len(exact or units) == 1:
            unit = (exact or units)[0]
            return Found(unit, "" if exact else _read_as(spoken, unit))
        units = units or self._alike(spoken, None, kinds) or self._meant(spoken, kinds)
        inside = [p for unit in units for p in self._alike(name, unit) or self._close(name, unit)]
        if inside:
            # The village is asked for: the district's code would be taken as the work's place.
            raise Asked(_asked(f"{name}, {spoken}", inside), inside)
        raise Asked(_asked(spoken, units), self._alike(name))

    # Which one ----------------------------------------------------------------------------

    def _in_district(self, name: str, district: Place, note: Words) -> Found:
        alike = self._alike(name, district)
        exact = [place for place in alike if spellings.is_called(name, place)]
        if len(exact) == 1:
            return Found(exact[0], note)
        if not exact and len(alike) == 1:
            return Found(alike[0], _read_as(name, alike[0]))
        candidates = exact or alike or self._close(name, district) or self._alike(name)
        raise Asked(_asked(name, candidates), candidates)

    def _in_region(self, name: str, region: Place | None) -> Found:
        """Without a district nothing may sound alike in the whole region."""
        alike = self._alike(name, region)
        if region and len(alike) == 1 and spellings.is_called(name, alike[0]):
            return Found(alike[0])
        raise Asked(_asked(name, alike), alike)

    def _alike(
        self, name: str, unit: Place | None = None, kinds: Collection[str] = ()
    ) -> list[Place]:
        """What sounds so inside the unit. A village and its rural district often share the name;
        people mean the village."""
        first, last = kato.below(unit.code) if unit else ("0", "9" * 9)
        sounding = self._by_sound.get(spellings.sound(spellings.plain(name)), ())
        found = [place for place in sounding if first <= place.code <= last]
        if kinds:
            return [place for place in found if place.kind in kinds]
        return [place for place in found if place.kind in LIVED_IN] or found

    def _meant(self, spoken: str, kinds: Collection[str]) -> list[Place]:
        """Whose name is cut short, or was this once: only ever asked, never taken."""
        inside = (place for place in self.by_code.values() if place.kind in kinds)
        return [place for place in inside if spellings.may_mean(spoken, place)]

    def _close(self, name: str, unit: Place) -> list[Place]:
        """Places whose name differs by one letter: only ever asked, never taken."""
        first, last = kato.below(unit.code)
        inside = [place for code, place in self.by_code.items() if first <= code <= last]
        plain = spellings.plain(name)
        return [
            p
            for p in inside
            if any(spellings.one_letter_apart(plain, key) for key in spellings.keys(p))
        ]

    @cached_property
    def _by_sound(self) -> dict[str, list[Place]]:
        index: dict[str, list[Place]] = defaultdict(list)
        for place in self.by_code.values():
            for sound in {
                spellings.sound(key)
                for key in spellings.keys(place) | self.former.get(place.pk, set())
            }:
                index[sound].append(place)
        return index

    def _is_near(self, place: Place, name: str) -> bool:
        """Whether the place, or one inside or around it, is called so."""
        first, last = kato.below(place.code)
        sounds = self._by_sound.get(spellings.sound(spellings.plain(name)), ())
        return any(first <= p.code <= last or p.code in place.ancestor_codes for p in sounds)

    def _resembles(self, place: Place, name: str) -> bool:
        """With another ending (Троебратское for Троебрат), or one letter wrong."""
        plain = spellings.plain(name)
        return any(
            spellings.one_letter_apart(plain, key) or spellings.has_one_stem(plain, key)
            for key in spellings.keys(place) | self.former.get(place.pk, set())
        )


def _outermost(units: list[Place]) -> list[Place]:
    """A city district stands in the classifier twice, once inside itself."""
    codes = {unit.code for unit in units}
    return [unit for unit in units if codes.intersection(unit.ancestor_codes) == {unit.code}]


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


def _other_name(place: Place, name: str) -> Words:
    words = _("The code %(code)s is %(place)s; the row says “%(name)s”.")
    return words % {"code": place.code, "place": said(place), "name": name}


def _disagreeing(place: Place, name: str, others: Sequence[Place]) -> Words:
    """Both may be wrong: a code was reused or mistyped, a village renamed."""
    sentences = [
        _other_name(place, name),
        _("If the code is right, clear the name; if not, give the right code."),
        *([_asked(name, others)] if others else []),
    ]
    return " ".join(map(str, sentences))


def _reused(place: Place, before: Place) -> Words:
    words = _(
        "The code %(code)s has meant two places: %(before)s until %(day)s, and %(place)s since. "
        "Write the name beside it."
    )
    day = formats.date_format(before.valid_to)
    told = {"code": place.code, "before": before.spoken, "day": day, "place": said(place)}
    return words % told


def _read_as(name: str, place: Place) -> Words:
    words = _("“%(name)s” is read as %(code)s %(place)s.")
    return words % {"name": name, "code": place.code, "place": said(place)}
