"""How well words of the lexicon (models/lexicon.py) match the words that somebody typed.

The grade of a word is told by its letters alone, to the database where it must choose among
thousands of names, and here of each name that it gave.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import reduce
from operator import or_
from typing import Self

from django.db.models import Case, Q, QuerySet, Value, When

from oversight.models import Slip, Word
from oversight.places import names
from oversight.places.phrases import Typed

SHORTEST_INSIDE = 3  # letters that are looked for in the middle of words


class Grade(IntEnum):
    """How well a word of a name matches a word that was typed; the smaller the better."""

    SAME = 0
    BEGINS = 1
    INSIDE = 2
    HEARD = 3
    SLIP = 4
    FIRST_LETTER = 5  # wrong, which happens least


# What a word is worth where not all can be weighed: a name that only holds it within comes last.
_WEAK = {grade: int(grade) for grade in Grade} | {Grade.INSIDE: len(Grade)}
Grades = Mapping[int, Grade]  # of the words of the lexicon, by their keys


@dataclass(frozen=True)
class Looked:
    """The words that were typed, folded, and for each what the lexicon has in its place.

    A short word that another one follows has been typed to its end: «ақ жол»."""

    words: tuple[str, ...]
    whole: frozenset[str]
    slips: Mapping[str, Mapping[str, Grade]]

    @classmethod
    def up(cls, typed: Iterable[Typed]) -> Self:
        """Look up what stands for words with a slip in them, as folded or as written."""
        typed = list(typed)
        words = dict(pair for each in typed for pair in each.pairs)
        short = {word for each in typed for word in each.words[:-1] if len(word) < SHORTEST_INSIDE}
        return cls(tuple(words), frozenset(short), _slips(words))

    def grade(self, word: str, text: str) -> Grade | None:
        """How a word of the lexicon answers one that was typed; None where it does not."""
        grade = grade_of(word, text)
        if grade == Grade.SAME or (grade is not None and word not in self.whole):
            return grade
        return self.slips[word].get(text)

    @property
    def lexicon(self) -> QuerySet[Word]:
        """The words that may be meant."""
        near = {text for slips in self.slips.values() for text in slips}
        return Word.objects.filter(reduce(or_, map(self._held, self.words), Q(text__in=near)))

    def _held(self, word: str) -> Q:
        if len(word) >= SHORTEST_INSIDE:
            return Q(text__contains=word)
        return Q(text=word) if word in self.whole or len(word) < 2 else Q(text__startswith=word)

    @property
    def order(self) -> Case:
        """The order of names by the grade of their word."""
        texts: dict[Grade, set[str]] = defaultdict(set)
        for slips in self.slips.values():
            for text, grade in slips.items():
                texts[grade].add(text)
        begun = [word for word in self.words if len(word) > 1 and word not in self.whole]
        inside = [word for word in begun if len(word) >= SHORTEST_INSIDE]
        conditions = [
            (Grade.SAME, Q(word__text__in=self.words)),
            *((Grade.BEGINS, Q(word__text__startswith=word)) for word in begun),
            *((Grade.INSIDE, Q(word__text__contains=word)) for word in inside),
            *((grade, Q(word__text__in=texts[grade])) for grade in sorted(texts)),
        ]
        return Case(
            *(When(condition, then=Value(_WEAK[grade])) for grade, condition in conditions),
            default=Value(len(_WEAK)),
        )


def _slips(words: Mapping[str, str]) -> dict[str, dict[str, Grade]]:
    """The words of the lexicon that have a slip in common with each of these."""
    slips = {
        # In Latin, two letters that changed places may make a pair that says a third («Kayanr»).
        word: set().union(*map(names.slips, (word, written, written.translate(names.ONE_BY_ONE))))
        for word, written in words.items()
    }
    found: dict[str, dict[str, Grade]] = {word: {} for word in words}
    met = Slip.objects.filter(text__in=set().union(*slips.values()))
    for slip, text in met.values_list("text", "word__text"):
        for word, its_slips in slips.items():
            if slip in its_slips:
                found[word][text] = slip_grade(word, text)
    return found


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
