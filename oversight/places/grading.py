"""How well words of the lexicon (models/lexicon.py) match the words that somebody typed."""

from collections.abc import Iterable, Mapping
from enum import IntEnum
from functools import reduce
from operator import or_

from django.db.models import Q

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


Grades = Mapping[int, Grade]  # of the words of the lexicon, by their keys


def graded(typed: Iterable[Typed]) -> dict[str, Grades]:
    """The words of the lexicon that each typed word may be, as folded or as written."""
    words = dict(pair for each in typed for pair in each.pairs)
    whole = {word for each in typed for word in each.words[:-1] if len(word) < SHORTEST_INSIDE}
    found: dict[str, dict[int, Grade]] = {word: {} for word in words}
    _meet_slips(words, found)
    looked_for = reduce(or_, (_contains(word, word in whole) for word in found))
    for key, text in Word.objects.filter(looked_for).values_list("pk", "text"):
        for word, grades in found.items():
            grade = grade_of(word, text)
            if grade == Grade.SAME or (grade is not None and word not in whole):
                grades[key] = grade
    return found


def _meet_slips(words: Mapping[str, str], found: Mapping[str, dict[int, Grade]]) -> None:
    slips = {word: names.slips(word) | names.slips(words[word]) for word in found}
    every = set().union(*slips.values())
    met = Slip.objects.filter(text__in=every).values_list("text", "word_id", "word__text")
    for slip, key, text in met:
        for word, its_slips in slips.items():
            if slip in its_slips:
                found[word][key] = slip_grade(word, text)


def _contains(word: str, is_whole: bool) -> Q:
    """A short word that another one follows has been typed to its end: «ақ жол»."""
    if len(word) >= SHORTEST_INSIDE:
        return Q(text__contains=word)
    return Q(text=word) if is_whole or len(word) < 2 else Q(text__startswith=word)


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
