"""What somebody typed who looks for a place: names, and words for the kind of place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from oversight.places import names
from oversight.places.kato import Kind

MOST_WORDS = 6

# Words that people add to a name to say what kind of place they mean; the smallest kinds first.
_SAID: dict[str, tuple[Kind, ...]] = {
    "ауыл ауылы а село с аул village": (Kind.VILLAGE,),
    "кент кенті поселок п settlement": (Kind.SETTLEMENT,),
    "қала қаласы қ город г town city": (Kind.TOWN, Kind.REPUBLICAN_CITY),
    "ауылдық округ округі сельский сельского округа rural": (Kind.RURAL_DISTRICT,),
    "аудан ауданы ауд район района district": (Kind.DISTRICT, Kind.CITY_DISTRICT),
    "облыс облысы область области обл region": (Kind.REGION,),
}
# What falls into single letters when it is read word by word, and what it is short for.
_SHORT = (
    (r"\bр\s?[-–/.]\s?о?н[ае]?\b", "район"),
    (r"\b[ас]\s?[./]\s?о\b", "округ"),
    (r"\b[ас]\s?[./]\s?[аә]\b", "ауыл"),
    (r"\b[гқ]\s?[./]\s?[аә]\b", "қала"),
    (r"\b[пк]\s?[./]\s?[аә]\b", "кент"),
    (r"\b(?:им|ат|атын)\.", " "),  # named after somebody
)
KIND_WORDS = {names.fold(word): kinds for words, kinds in _SAID.items() for word in words.split()}


@dataclass(frozen=True)
class Typed:
    """What was typed, folded: the words of names, and the kinds of place that were said."""

    words: tuple[str, ...]
    written: tuple[str, ...]  # each word in the letters it was typed in
    kinds: tuple[Kind, ...] = ()

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each word, folded and as it is written."""
        return zip(self.words, self.written, strict=True)

    @property
    def phrase(self) -> str:
        return " ".join(self.words)


def readings(asked: str) -> list[Typed]:
    """What the words may say: names of places, and of what contains them; or one long name."""
    words = names.words(in_full(asked))[:MOST_WORDS]
    kinds = next((kinds for word, kinds in KIND_WORDS.items() if word in dict(words)), ())
    bare = [pair for pair in words if pair[0] not in KIND_WORDS] or words
    if not bare:
        return []
    folded, written = zip(*bare, strict=True)
    apart = Typed(folded, written, kinds)
    if len(bare) not in (2, 3):
        return [apart]
    return [apart, Typed(("".join(folded),), ("".join(written),), kinds)]


def in_full(asked: str) -> str:
    """The words with their abbreviations written out: «Ақсу а.о.», «р-н им. Казыбек би»."""
    text = asked.casefold()
    for short, full in _SHORT:
        text = re.sub(short, full, text)
    return text
