"""Finds places as people name them: in any script, with a wrong letter, with or without the kind
and the district.

What was typed is read in phrases.py; its words are looked up in tables of our own and graded in
grading.py. Likeness and order are reckoned here, so that SQLite and PostgreSQL give the same places
in the same order.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from django.db.models import QuerySet

from oversight.models import NameWord, Place
from oversight.models.lexicon import SOUGHT
from oversight.places import phrases
from oversight.places.grading import Grade, Grades, Looked
from oversight.places.phrases import Typed

MOST = 50
MOST_SIMILAR = 20
# How many names are read for a word, of the thousands that a beginning of two letters has: as many
# as may show where it stands alone, more where other words choose among them.
MOST_NAMES, MOST_NAMES_ALONE = 300, 3 * MOST

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

_RANK = {kind: rank for rank, kinds in enumerate(SOUGHT, start=1) for kind in kinds}


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
    letters: str
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
    *("word_id", "word__text", "name__place_id", "name__key", "name__text", "name__until"),
    *("name__place__code", "name__place__path", "name__place__kind"),
    *("name__place__project_count", "name__place__sort_key"),
)
_Order = tuple[object, ...]


def find(
    asked: str,
    among: QuerySet[Place] | None = None,
    most: int = MOST,
    listed: QuerySet[Place] = LISTED,
) -> Answer:
    """The places that the words may mean, of those `among` which one looks. `listed` is how the
    rows are read where one looks among all.

    Every word stands in the name of the place or of what contains it, at least one in its own.
    """
    if re.fullmatch(r"[0-9]{9}", asked.strip()):
        return _by_code(asked.strip(), among)
    typed = phrases.readings(asked)
    best = _best(typed, is_part=among is not None) if typed else {}
    if among is not None:
        kept = set(among.filter(pk__in=list(best)).values_list("pk", flat=True))
        best = {place: match for place, match in best.items() if place in kept}
    return _answer(sorted(best.values()), listed if among is None else among, most)


def _best(typed: list[Typed], *, is_part: bool) -> dict[int, tuple[_Order, _Name]]:
    """Each place with the name that answers best, and how well it does."""
    looked = Looked.up(typed)
    found = _names(looked, is_part=is_part)
    graded = _graded(looked, found)
    best: dict[int, tuple[_Order, _Name]] = {}
    for each in typed:
        for order, name in _matches(each, graded, found):
            if name.place not in best or order < best[name.place][0]:
                best[name.place] = (order, name)
    return best


def _by_code(code: str, among: QuerySet[Place] | None) -> Answer:
    """What the code means today."""
    place = Place.objects.at(code)
    if place is None or (among is not None and not among.filter(pk=place.pk).exists()):
        return Answer()
    return Answer([Found(place)])


# The names ------------------------------------------------------------------------------------


def _names(looked: Looked, *, is_part: bool) -> list[_Name]:
    """The names that hold one of the words; of very many, those that answer best or matter most."""
    rows = NameWord.objects.filter(word__in=looked.lexicon)
    rows = rows.order_by(looked.order, "-weight", "word__text", "pk")
    is_alone = len(looked.words) == 1
    most = MOST_NAMES_ALONE if is_alone and not is_part else MOST_NAMES * len(looked.words)
    if is_alone:
        # Asked for all at once, PostgreSQL reads each of thousands of names to choose among them.
        rows = NameWord.objects.filter(pk__in=list(rows.values_list("pk", flat=True)[:most]))
    standing = rows.filter(name__place__valid_to=None)
    return [_Name(*row) for row in standing.values_list(*_COLUMNS)[:most]]


def _graded(looked: Looked, found: Iterable[_Name]) -> dict[str, Grades]:
    """For each typed word the words of these names that answer it."""
    lexicon = {name.word: name.letters for name in found}
    return {
        word: {
            key: grade
            for key, text in lexicon.items()
            if (grade := looked.grade(word, text)) is not None
        }
        for word in looked.words
    }


def _matches(
    typed: Typed, graded: Mapping[str, Grades], found: Iterable[_Name]
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


def _own(words: Collection[int], graded: Mapping[str, Grades]) -> dict[str, Grade]:
    """The typed words that stand in a name, by how well they match."""
    return {
        word: min(grades[key] for key in words if key in grades)
        for word, grades in graded.items()
        if not grades.keys().isdisjoint(words)
    }


def _order(typed: Typed, name: _Name, own: Mapping[str, Grade]) -> _Order:
    rank = 0 if name.kind in typed.kinds else _RANK[name.kind]
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
