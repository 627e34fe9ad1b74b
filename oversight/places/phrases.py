"""What somebody typed who looks for a place: names, and words for the kind of place."""

from collections.abc import Iterator
from dataclasses import dataclass

from oversight.places import names
from oversight.places.kato import Kind

MOST_WORDS = 6

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
