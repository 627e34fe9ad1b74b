"""Place names: found under any spelling and script, shown and sorted as people expect."""

import re
import unicodedata
from collections.abc import Mapping

from oversight.kato import Kind

# Search. Everything is folded to the letters of a Russian keyboard.

_FOLDED = str.maketrans("ёйәғқңөұүһіэўќїј", "еиагкноуухиеука", "ьъ")
_ACCENTED = str.maketrans({"ş": "ш", "š": "ш", "ç": "ч", "č": "ч", "ž": "ж", "ý": "у", "ı": "и"})
# Latin letters that slip into Cyrillic words, since they look the same.
_LOOK_ALIKE = str.maketrans("acehikmoptxy", "асехикмортху")
_LATIN = {
    "shch": "щ",
    "sh": "ш",
    "ch": "ч",
    "zh": "ж",
    "kh": "х",
    "gh": "г",
    "ts": "ц",
    "ya": "я",
    "yu": "ю",
    "yo": "е",
    "ye": "е",
    **dict(zip("abcdefghijklmnopqrstuvwxz", "абкдефгхижклмнопкрстувукз", strict=True)),
}
_LATIN_SOUND = re.compile("|".join(_LATIN))


def fold(text: str) -> str:
    """The text in small letters of one alphabet: "Жалағаш", "Zhalagash", "Jalağaş" are one."""
    plain = unicodedata.normalize("NFKC", text.replace("№", " ")).casefold()
    plain = unicodedata.normalize("NFD", plain.translate(_FOLDED).translate(_ACCENTED))
    plain = re.sub("[\u0300-\u036f'’ʼ`]", "", plain)
    return " ".join(map(_fold_word, re.findall(r"[^\W_]+", plain)))


def _fold_word(word: str) -> str:
    if re.search("[а-я]", word):
        return word.translate(_LOOK_ALIKE)
    # y is й after a vowel and at the end of -iy and -yy; it is ы elsewhere (Kostanay, Kyzylorda).
    word = re.sub(r"y(?![aeou])", _y, word)
    return _LATIN_SOUND.sub(lambda found: _LATIN[found[0]], word).replace("y", "ы")


def _y(found: re.Match[str]) -> str:
    before = found.string[: found.start()][-1:]
    at_end = found.end() == len(found.string)
    return "и" if before in tuple("aeou") or (at_end and before in tuple("iy")) else "ы"


def search_key(*names: str) -> str:
    """What search looks into: every name folded; short ones also as one word (Жаңа тілек)."""
    folded = dict.fromkeys(fold(name) for name in names)
    joined = (name.replace(" ", "") for name in folded if name.count(" ") in (1, 2))
    return " ".join(dict.fromkeys([*filter(None, folded), *joined]))


def grams(key: str) -> set[str]:
    """Threes of letters of each word: a name with one slip still shares most of them."""
    words = {_heard(word) for word in key.split()}
    padded = [f"  {word} " for word in words]
    return {word[at : at + 3] for word in padded for at in range(len(word) - 2)}


def _heard(word: str) -> str:
    """Letters that are mixed up in writing made one: ы and и, щ and ш, double and single."""
    return re.sub(r"(.)\1+", r"\1", word.translate(_MIXED_UP))


_MIXED_UP = str.maketrans("ыщ", "иш")


# English.

_USUAL = {
    "Абай": "Abai",
    "Қарағанды": "Karaganda",
    "Батыс Қазақстан": "West Kazakhstan",
    "Солтүстік Қазақстан": "North Kazakhstan",
    "Шығыс Қазақстан": "East Kazakhstan",
}
_ROMAN = dict(
    zip(
        "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
        "a a b v g g d e yo zh z i y k k l m n n o o p r s t u u u f kh h ts ch sh shch"
        " ' y i ' e yu ya".split(),
        strict=True,
    )
)


def romanize(name: str) -> str:
    """The name in Latin letters as English texts write it: Zhalagash, Kyzylorda."""
    bare = re.sub(r"^имени | атындағы$", "", name)
    if bare in _USUAL:
        return _USUAL[bare]
    short = re.sub(r"[ыи]й\b", "ы", bare)
    return "".join(map(_roman, short)).replace("'", "")


def _roman(letter: str) -> str:
    latin = _ROMAN.get(letter.lower(), letter)
    return latin.capitalize() if letter.isupper() else latin


# The name as people say it.


def spoken(kind: str, name: str, language: str) -> str:
    """The whole phrase in a language, from the name in that language: «Ақсу ауылы», «село Аксу»."""
    return _phrase(_FULL, kind, name, language)


def short(kind: str, name: str, language: str) -> str:
    """The phrase for narrow columns: «Ақсу а.», «с. Аксу»."""
    return _phrase(_SHORT, kind, name, language)


def _phrase(phrases: "_Phrases", kind: str, name: str, language: str) -> str:
    plain, other = phrases[language][kind]
    if language == "en":
        return plain.format(romanize(name))
    return (other if _OTHER[language].search(name) else plain).format(name)


_Phrases = Mapping[str, Mapping[str, tuple[str, str]]]
# Names that ask for the other phrase: Kazakh ones that end in "named after", Russian adjectives.
_OTHER = {
    "kk": re.compile(" атындағы$"),
    "ru": re.compile("(?:[сц]к|[внч])(?:ий|ый|ой|ая|яя)$"),
}


def _by_kind(*phrases: tuple[str, str]) -> dict[str, tuple[str, str]]:
    """In the order in which Kind names the kinds."""
    return dict(zip(Kind.values, phrases, strict=True))


_FULL: _Phrases = {
    "kk": _by_kind(
        ("{} облысы", "{} облыс"),
        ("{} қаласы", "{} қала"),
        ("{} ауданы", "{} аудан"),
        ("{} қалалық әкімдігі", "{} қалалық әкімдік"),
        ("{} ауданы", "{} аудан"),
        ("{} қаласы", "{} қала"),
        ("{} қалалық әкімдігі", "{} қалалық әкімдік"),
        ("{} кенті", "{} кент"),
        ("{} кенттік әкімдігі", "{} кенттік әкімдік"),
        ("{} ауылдық округі", "{} ауылдық округ"),
        ("{} ауылдық әкімдігі", "{} ауылдық әкімдік"),
        ("{} ауылы", "{} ауыл"),
        ("{}", "{}"),
    ),
}
