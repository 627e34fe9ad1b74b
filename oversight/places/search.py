"""Finds places as people name them: in any script, with a wrong letter, with or without the kind
and the district.

Words are looked up in tables of our own (models/lexicon.py); likeness and order are reckoned here,
so that SQLite and PostgreSQL give the same places in the same order.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Case, Q, QuerySet, Value, When

from oversight.models import NameWord, Place, Slip, Word
from oversight.places import names
from oversight.places.kato import Kind

MOST = 50
MOST_SIMILAR = 20
MOST_WORDS = 6
MOST_NAMES = 500  # names weighed for a word: a beginning of two letters has thousands
SHORTEST_INSIDE = 3  # letters that are looked for in the middle of words

# The order of like names: where people live, and what has no name of its own, last.
_NAMED = ("code", "kind", "name_kk", "name_ru", "name_en")
_ABOVE = ("parent", "parent__parent", "parent__parent__parent")
# All that a row of results shows.
LISTED = (
    Place.objects.current()
    .select_related(_ABOVE[-1])
    .only(
        *_NAMED,
        "project_count",
        *(f"{above}__{name}" for above in _ABOVE for name in (*_NAMED, "parent")),
        "parent",
    )
)

_KINDS = (
    (Kind.REGION, Kind.REPUBLICAN_CITY),
    (Kind.VILLAGE, Kind.TOWN, Kind.SETTLEMENT),
    (Kind.DISTRICT, Kind.CITY_DISTRICT),
    (Kind.RURAL_DISTRICT,),
    (
        Kind.CITY_ADMINISTRATION,
        Kind.TOWN_ADMINISTRATION,
        Kind.SETTLEMENT_ADMINISTRATION,
        Kind.VILLAGE_ADMINISTRATION,
    ),
)
_RANK = {kind: rank for rank, kinds in enumerate(_KINDS, start=1) for kind in kinds}
_RANK_OF_KIND = Case(
    *(When(name__place__kind__in=kinds, then=Value(at)) for at, kinds in enumerate(_KINDS)),
    default=Value(len(_KINDS)),
)

# Words that people add to a name to say what kind of place they mean.
_SAID: dict[str, tuple[Kind, ...]] = {
    "ауыл ауылы село с аул village": (Kind.VILLAGE,),
    "ауылдық округ округі сельский сельского округа rural": (Kind.RURAL_DISTRICT,),
    "аудан ауданы район района district": (Kind.DISTRICT, Kind.CITY_DISTRICT),
    "облыс облысы область области region": (Kind.REGION,),
    "қала қаласы город г town city": (Kind.TOWN, Kind.REPUBLICAN_CITY),
    "кент кенті поселок settlement": (Kind.SETTLEMENT,),
}
KIND_WORDS = {names.fold(word): kinds for words, kinds in _SAID.items() for word in words.split()}


class Grade(IntEnum):
    """How well a word of a name matches a word that was typed; the smaller the better."""

    SAME = 0
    BEGINS = 1
    INSIDE = 2
    HEARD = 3
    SLIP = 4
    FIRST_LETTER = 5  # wrong, which happens least


@dataclass(frozen=True)
class Typed:
    """What was typed, folded: the words of names, and the kinds of place that were said."""

    words: tuple[str, ...]
    written: tuple[str, ...]  # each word in the letters it was typed in
    kinds: tuple[Kind, ...] = ()

    @property
    def phrase(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True)
class Found:
    """A place, and the name it is found by where it bears that name no longer."""

    place: Place
    former: str = ""


@dataclass(frozen=True)
class Answer:
    """The places that the words may mean, the likeliest first; then those with similar names."""

    places: list[Found] = field(default_factory=list)
    similar: list[Found] = field(default_factory=list)

    def __iter__(self) -> Iterator[Found]:
        yield from self.places
        yield from self.similar


class _Name(NamedTuple):
    """A name that has one of the words, and what its place is ordered by."""

    word: int
    place: int
    key: str
    text: str
    until: date | None
    code: str
    path: str
    kind: str
    works: int
    sort_key: str


_COLUMNS = (
    *("word_id", "name__place_id", "name__key", "name__text", "name__until"),
    *("name__place__code", "name__place__path", "name__place__kind"),
    *("name__place__project_count", "name__place__sort_key"),
)
_Grades = Mapping[int, Grade]  # of the words of the lexicon, by their keys
_Order = tuple[object, ...]


def find(asked: str, among: QuerySet[Place] | None = None, most: int = MOST) -> Answer:
    """The places that the words may mean, of those `among` which one looks.

    Every word stands in the name of the place or of what contains it, at least one in its own.
    """
    if re.fullmatch(r"[0-9]{9}", asked.strip()):
        return _by_code(asked.strip(), among)
    typed = readings(asked)
    best = _best(typed) if typed else {}
    if among is not None:
        kept = set(among.filter(pk__in=list(best)).values_list("pk", flat=True))
        best = {place: match for place, match in best.items() if place in kept}
    return _answer(sorted(best.values()), LISTED if among is None else among, most)


def _best(typed: list[Typed]) -> dict[int, tuple[_Order, _Name]]:
    """Each place with the name that answers best, and how well it does."""
    written = [pair for each in typed for pair in zip(each.words, each.written, strict=True)]
    graded = _graded(dict(written))
    found = _names(set().union(*graded.values()), graded)
    best: dict[int, tuple[_Order, _Name]] = {}
    for each in typed:
        for order, name in _matches(each, graded, found):
            if name.place not in best or order < best[name.place][0]:
                best[name.place] = (order, name)
    return best


def readings(asked: str) -> list[Typed]:
    """What the words may say: names of places, and of what contains them; or one long name."""
    words = names.words(asked)[:MOST_WORDS]
    kinds = next((KIND_WORDS[word] for word, _written in words if word in KIND_WORDS), ())
    bare = [pair for pair in words if pair[0] not in KIND_WORDS] or words
    if not bare:
        return []
    folded, written = zip(*bare, strict=True)
    apart = Typed(folded, written, kinds)
    if len(bare) not in (2, 3):
        return [apart]
    return [apart, Typed(("".join(folded),), ("".join(written),), kinds)]


def _by_code(code: str, among: QuerySet[Place] | None) -> Answer:
    """What the code means today."""
    place = Place.objects.at(code)
    if place is None or (among is not None and not among.filter(pk=place.pk).exists()):
        return Answer()
    return Answer([Found(place)])


# The words ------------------------------------------------------------------------------------


def _graded(words: Mapping[str, str]) -> dict[str, dict[int, Grade]]:
    """The words of the lexicon that each typed word may be, as folded or as written."""
    found: dict[str, dict[int, Grade]] = {word: {} for word in words}
    slips = {word: names.slips(word) | names.slips(words[word]) for word in found}
    every = set().union(*slips.values())
    met = Slip.objects.filter(text__in=every).values_list("text", "word_id", "word__text")
    for slip, key, text in met:
        for word, its_slips in slips.items():
            if slip in its_slips:
                found[word][key] = slip_grade(word, text)
    looked_for = reduce(or_, map(_contains, found))
    for key, text in Word.objects.filter(looked_for).values_list("pk", "text"):
        for word, grades in found.items():
            grade = grade_of(word, text)
            if grade is not None:
                grades[key] = grade
    return found


def _contains(word: str) -> Q:
    if len(word) >= SHORTEST_INSIDE:
        return Q(text__contains=word)
    return Q(text__startswith=word) if len(word) > 1 else Q(text=word)


def grade_of(word: str, text: str) -> Grade | None:
    """How a word of the lexicon holds the typed word as it is written."""
    if text == word:
        return Grade.SAME
    if len(word) > 1 and text.startswith(word):
        return Grade.BEGINS
    return Grade.INSIDE if len(word) >= SHORTEST_INSIDE and word in text else None


def slip_grade(word: str, text: str) -> Grade:
    """How far a word of the lexicon is from the typed word with a slip in it."""
    if names.heard(word) == names.heard(text):
        return Grade.HEARD
    return Grade.SLIP if word[0] == text[0] else Grade.FIRST_LETTER


# The names ------------------------------------------------------------------------------------


def _names(words: Collection[int], graded: Mapping[str, _Grades]) -> list[_Name]:
    """The names that hold one of these words; of very many, those that matter most."""
    same = [key for grades in graded.values() for key in grades if grades[key] == Grade.SAME]
    order = [
        Case(When(word__in=same, then=Value(0)), default=Value(1)),
        _RANK_OF_KIND,
        "-name__place__project_count",
        *("name__place__sort_key", "name__place__code", "name__key"),
    ]
    rows = NameWord.objects.filter(word__in=words, name__place__valid_to=None).order_by(*order)
    return [_Name(*row) for row in rows.values_list(*_COLUMNS)[: MOST_NAMES * len(graded)]]


def _matches(
    typed: Typed, graded: Mapping[str, _Grades], found: Iterable[_Name]
) -> Iterator[tuple[_Order, _Name]]:
    """The names that hold one of the words, where the other ones stand in it or above it."""
    graded = {word: graded[word] for word in typed.words}
    codes = {
        word: {name.code for name in found if name.word in grades}
        for word, grades in graded.items()
    }
    for same in _by_name(found):
        own = _own({name.word for name in same}, graded)
        path = same[0].path.split()
        if own and all(word in own or codes[word].intersection(path) for word in typed.words):
            yield _order(typed, same[0], own), same[0]


def _by_name(found: Iterable[_Name]) -> Collection[list[_Name]]:
    by_name: dict[tuple[int, str], list[_Name]] = defaultdict(list)
    for name in found:
        by_name[name.place, name.key].append(name)
    return by_name.values()


def _own(words: Collection[int], graded: Mapping[str, _Grades]) -> dict[str, Grade]:
    """The typed words that stand in a name, by how well they match."""
    return {
        word: min(grades[key] for key in words if key in grades)
        for word, grades in graded.items()
        if not grades.keys().isdisjoint(words)
    }


def _order(typed: Typed, name: _Name, own: Mapping[str, Grade]) -> _Order:
    rank = 0 if name.kind in typed.kinds else _RANK.get(name.kind, len(_KINDS) + 1)
    likeness = how_like(typed, name.key, own)
    is_former = name.until is not None
    return likeness, is_former, rank, -name.works, name.sort_key, name.code


class Likeness(IntEnum):
    """How a name answers what was typed; from SIMILAR on it only resembles it."""

    WHOLE = 0
    WHOLE_AND_ABOVE = 1
    BEGINS = 2
    HAS_WORD = 3
    HAS_BEGINNING = 4
    SIMILAR = 5
    HAS_SLIP = 8
    HAS_INSIDE = 9


def how_like(typed: Typed, key: str, own: Mapping[str, Grade]) -> int:
    """The likeness of a name that holds these of the typed words, the smaller the better."""
    if key == typed.phrase:
        return Likeness.WHOLE
    worst, whole = max(own.values()), len(own) >= len(key.split())
    if worst == Grade.INSIDE:
        return Likeness.HAS_INSIDE
    if worst >= Grade.HEARD:
        return Likeness.SIMILAR + worst - Grade.HEARD if whole else Likeness.HAS_SLIP
    if whole and worst == Grade.SAME:
        return Likeness.WHOLE_AND_ABOVE
    if key.startswith(typed.phrase):
        return Likeness.BEGINS
    return Likeness.HAS_WORD + min(own.values())


# The answer -----------------------------------------------------------------------------------


def _answer(matches: list[tuple[_Order, _Name]], among: QuerySet[Place], most: int) -> Answer:
    like = [name for order, name in matches if order[0] < Likeness.SIMILAR][:most]
    similar = [name for order, name in matches if order[0] >= Likeness.SIMILAR]
    similar = similar[: min(most - len(like), MOST_SIMILAR) if like else most]
    places = among.in_bulk([name.place for name in (*like, *similar)])
    return Answer(
        *([_found(places[name.place], name) for name in some] for some in (like, similar))
    )


def _found(place: Place, name: _Name) -> Found:
    return Found(place, name.text if name.until else "")
