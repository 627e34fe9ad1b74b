"""How one place may be written: in three languages, with its kind, and as people hear it."""

import re
from collections.abc import Collection
from functools import cache

from oversight.models import Place
from oversight.places import names, phrases

_UNITS = {Place.Kind.REGION, Place.Kind.DISTRICT}
SHORTEST_STEM, SHORTEST_WHOLE = 5, 4  # letters

# Letters by which Russian spellings of one Kazakh name differ; ы and и come and go.
_HEARD = ((r"дж", "ж"), (r"[хq]", "к"), (r"[чщ]", "ш"), (r"[ыи]", ""), (r"(.)\1+", r"\1"))

# Also behind or before a name where the classifier has it the other way round.
_RURAL_DISTRICT = (
    *("{} с.о.", "с.о. {}", "{} а.о.", "а.о. {}"),
    *("{} сельский округ", "сельский округ {}", "{} аульный округ", "аульный округ {}"),
)

# Endings of Russian adjectives where a list says «в Кордайском районе», in folded letters.
_CASES = ((r"(?<=[сц]к)(?:ого|ому|ом|им)$", "ии"), (r"(?<=[сц]к)ои$", "ая"))
_ADJECTIVE_ENDING = re.compile(r"[сц]к(?:ии|ая)$")

_NAMED_AFTER = frozenset(names.fold("им имени атын атындағы").split())

# What districts were called before the classifier of 2026, in folded letters, and are called now.
_RENAMED = {
    "енбекшильдерскии": "Біржан сал",
    "зеленовскии": "Бәйтерек",
    "зыряновскии": "Алтай",
    "качирскии": "Тереңкөл",
    "лебяжинскии": "Аққулы",
    "тарановскии": "Бейімбет Майлин",
}


def plain(text: str) -> str:
    """The letters alone, without the words that say that a place is named after somebody."""
    return "".join(word for word in names.fold(text).split() if word not in _NAMED_AFTER)


def sound(written: str) -> str:
    for pattern, heard in _HEARD:
        written = re.sub(pattern, heard, written)
    return written


@cache
def forms(kind: str, kk: str, ru: str, en: str) -> frozenset[str]:
    """Every way a place may be written: bare, with its kind, short; regions by their initials."""
    given = {"kk": kk, "ru": ru, "en": en or kk}
    ways = [*given.values()]
    for language, name in given.items():
        if name:
            ways += [names.spoken(kind, name, language), names.short(kind, name, language)]
    if kind == Place.Kind.REGION:
        ways += [_initials(names.spoken(kind, given[language], language)) for language in given]
    if kind == Place.Kind.RURAL_DISTRICT:
        ways += [way.format(name) for way in _RURAL_DISTRICT for name in (kk, ru) if name]
    return frozenset(filter(None, map(plain, ways)))


def _initials(phrase: str) -> str:
    """«СКО» for Северо-Казахстанская область; two letters could be anything."""
    words = names.fold(phrase).split()
    return "".join(word[0] for word in words) if len(words) > 2 else ""


def keys(place: Place) -> frozenset[str]:
    return forms(place.kind, place.name_kk, place.name_ru, place.name_en)


def is_called(name: str, place: Place) -> bool:
    """Letter for letter, but for case, spaces and the alphabet."""
    return plain(name) in keys(place)


def bare_unit(name: str) -> str:
    """The name of a district or region alone, as a dictionary has it: «Шу» of «Шу р-н»,
    «Кордайский» of «Кордайского района», without what stands in brackets."""
    return " ".join(_nominative(word) for word in _bare(re.sub(r"\(.*?\)", " ", name), _UNITS))


def _bare(name: str, kinds: Collection[str]) -> list[str]:
    """The folded words of a name, without those that say one of the kinds."""
    words = names.fold(phrases.in_full(name)).split()
    return [word for word in words if not set(phrases.KIND_WORDS.get(word, ())).intersection(kinds)]


def _nominative(word: str) -> str:
    for pattern, ending in _CASES:
        word = re.sub(pattern, ending, word)
    return word


def may_mean(name: str, place: Place) -> bool:
    """Whether it is the place's name cut short («Аксу г.а.»), or was its name once."""
    written = [_nominative(word) for word in _bare(name, {place.kind})]
    if any(_RENAMED.get(word) == place.name_kk for word in written):
        return True
    called = {"kk": place.name_kk, "ru": place.name_ru}
    full = [names.spoken(place.kind, text, language) for language, text in called.items()]
    stems = [re.sub(_ADJECTIVE_ENDING, "", word) for word in written]
    return any(
        _cuts_short(words, names.fold(phrase).split())
        for phrase in full
        for words in (written, stems)
    )


def _cuts_short(written: list[str], words: list[str]) -> bool:
    whole = any(len(word) >= SHORTEST_WHOLE and word in words for word in written)
    return whole and all(any(word.startswith(begun) for word in words) for begun in written)


def has_one_stem(one: str, other: str) -> bool:
    """Whether one is the other with a longer ending."""
    short, long = sorted((one, other), key=len)
    return len(short) >= SHORTEST_STEM and long.startswith(short)


def one_letter_apart(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1 or len(one) < 4:
        return False
    pairs = enumerate(zip(one, other, strict=False))
    start = next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))
    tails = [(one[start + a :], other[start + b :]) for a, b in ((1, 1), (1, 0), (0, 1))]
    return any(left == right for left, right in tails)
