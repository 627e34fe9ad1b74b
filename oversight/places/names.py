"""Place names: found under any spelling and script, shown and sorted as people expect."""

import re
import unicodedata
from collections.abc import Mapping

from oversight.places.kato import Kind

# Search. Everything is folded to the letters of a Russian keyboard.

_FOLDED = str.maketrans("ёйәғқңөұүһіэўќїј", "еиагкноуухиеукуа", "ьъ")
# What loses its accent but not its sound.
_ACCENTED = str.maketrans(
    {"ş": "sh", "š": "sh", "ç": "ch", "č": "ch", "ž": "zh", "ý": "u", "ı": "i"}
)
# Latin letters that slip into Cyrillic words, since they look the same.
_LOOK_ALIKE = str.maketrans("acehikmoptxy", "асехикмортху")
_LATIN = {
    "shch": "щ",
    "tsh": "тш",
    "sh": "ш",
    "ch": "ч",
    "zh": "ж",
    "kh": "х",
    "gh": "г",
    "ts": "ц",
    "ya": "я",
    "yu": "ю",
    **dict(zip("abcdefghijklmnopqrstuvwxz", "абкдефгхижклмнопкрстувукз", strict=True)),
}
ONE_BY_ONE = str.maketrans({one: _LATIN[one] for one in _LATIN if len(one) == 1} | {"y": "и"})
_LATIN_SOUND = re.compile("|".join(_LATIN))
# The letter y, tried in this order: Сары-, Ёлка, Есил and Новое, й after a vowel, endings, ы.
_Y = (
    (r"(?<=^sar)y(?=[aeou])", "ы"),
    (r"^yo", "е"),
    (r"(?<![aeou])y(?=e)|y(?=e$)", ""),
    (r"(?:(?<=[aeo])|(?<=[^aeo]u)|(?<=^u))y(?![au])", "и"),
    (r"(?<=[iy])y$", "и"),
    (r"(?<=sk)y$", "ии"),
    (r"y(?![au])", "ы"),
)


def fold(text: str) -> str:
    """The text in small letters of one alphabet: "Жалағаш", "Zhalagash", "Jalağaş" are one."""
    return " ".join(folded for folded, _word in words(text))


def words(text: str) -> list[tuple[str, str]]:
    """Each word folded, and with the letters it is written in."""
    plain = unicodedata.normalize("NFKC", text.replace("№", " ")).casefold()
    plain = unicodedata.normalize("NFD", plain.translate(_FOLDED).translate(_ACCENTED))
    plain = re.sub("[\u0300-\u036f'’ʼ`]", "", plain)
    return [(_fold_word(word), word) for word in re.findall(r"[^\W_]+", plain)]


def _fold_word(word: str) -> str:
    if re.search("[а-я]", word):
        return word.translate(_LOOK_ALIKE)
    for pattern, sound in _Y:
        word = re.sub(pattern, sound, word)
    return _LATIN_SOUND.sub(lambda found: _LATIN[found[0]], word)


def search_key(*names: str) -> str:
    """What search looks into: every name folded; short ones also as one word (Жаңа тілек)."""
    folded = dict.fromkeys(fold(name) for name in names)
    joined = (name.replace(" ", "") for name in folded if name.count(" ") in (1, 2))
    return " ".join(dict.fromkeys([*filter(None, folded), *joined]))


def keys(*names: str) -> list[tuple[str, str]]:
    """What each name is looked up by, with the name itself; short names also as one word."""
    folded = {fold(name): name for name in reversed(names)}
    joined = {joined_key(key): name for key, name in folded.items()}
    return [(key, name) for key, name in (joined | folded).items() if key]


def joined_key(key: str) -> str:
    """Two or three words written as one: Жаңатілек for Жаңа тілек."""
    return key.replace(" ", "") if key.count(" ") in (1, 2) else key


SHORTEST_WITH_SLIP = 3

# What is often written one for the other, in Cyrillic and in Latin letters.
_MIXED_UP = str.maketrans("ыщ", "иш") | str.maketrans({"y": "i", "q": "k", "j": "zh"})


def slips(word: str) -> set[str]:
    """The word as it is heard, and without each of its letters.

    Two words that differ in one letter (another, missing, added, or two that changed places)
    have one of these in common."""
    sounds = {word.translate(_MIXED_UP), heard(word)}
    return sounds | {
        sound[:at] + sound[at + 1 :]
        for sound in sounds
        if len(sound) >= SHORTEST_WITH_SLIP
        for at in range(len(sound))
    }


def latin_slips(folded: str) -> set[str]:
    """The same in Latin letters, for words in which two of them stand for one: a slip in "sh" makes
    quite another word."""
    latin = "".join(map(_roman, folded))
    return slips(latin) if len(latin) > len(folded) else set()


def heard(word: str) -> str:
    """A word without what people mix up when they write it by ear: double letters, ы and и."""
    return re.sub(r"(.)\1+", r"\1", word.translate(_MIXED_UP))


# English.

_USUAL = {
    "Абай": "Abai",
    "Қарағанды": "Karaganda",
    "Батыс Қазақстан": "West Kazakhstan",
    "Солтүстік Қазақстан": "North Kazakhstan",
    "Шығыс Қазақстан": "East Kazakhstan",
}
_ROMAN = {
    **dict(zip("аәбвгғдезийкқлмн", "aabvggdeziykklmn", strict=True)),
    **dict(zip("ңоөпрстуұүфһыіэъь", ["n", *"ooprstuuufhyie", "", ""], strict=True)),
    "ё": "yo",
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ю": "yu",
    "я": "ya",
}


def romanize(name: str) -> str:
    """The name in Latin letters as English texts write it: Zhalagash, Kyzylorda."""
    bare = re.sub(r"^имени | атындағы$", "", name)
    if bare in _USUAL:
        return _USUAL[bare]
    return "".join(map(_roman, re.sub(r"[ыи]й\b", "ы", bare)))


def _roman(letter: str) -> str:
    latin = _ROMAN.get(letter.lower(), letter)
    return latin.capitalize() if letter.isupper() else latin


# The name as people say it. Where there are two phrases, the second is for names that ask for it:
# Kazakh ones that end in "named after", Russian adjectives («Аксуский», not «Достык»).

_ADJECTIVE = re.compile("(?!имени ).*(?:[сц]к|[внч])(?:ий|ый|ой)$")
_FEMININE = re.compile("(?!имени ).*(?:[сц]к|[внч])(?:ая|яя)$")
_FEMININE_KINDS = {  # область, администрация
    Kind.REGION,
    Kind.CITY_ADMINISTRATION,
    Kind.TOWN_ADMINISTRATION,
    Kind.SETTLEMENT_ADMINISTRATION,
    Kind.VILLAGE_ADMINISTRATION,
}
_Phrases = Mapping[str, Mapping[str, tuple[str, ...]]]
_FULL: _Phrases = {
    "kk": {
        Kind.REGION: ("{} облысы", "{} облыс"),
        Kind.REPUBLICAN_CITY: ("{} қаласы", "{} қала"),
        Kind.DISTRICT: ("{} ауданы", "{} аудан"),
        Kind.CITY_ADMINISTRATION: ("{} қалалық әкімдігі", "{} қалалық әкімдік"),
        Kind.CITY_DISTRICT: ("{} ауданы", "{} аудан"),
        Kind.TOWN: ("{} қаласы", "{} қала"),
        Kind.TOWN_ADMINISTRATION: ("{} қалалық әкімдігі", "{} қалалық әкімдік"),
        Kind.SETTLEMENT: ("{} кенті", "{} кент"),
        Kind.SETTLEMENT_ADMINISTRATION: ("{} кенттік әкімдігі", "{} кенттік әкімдік"),
        Kind.RURAL_DISTRICT: ("{} ауылдық округі", "{} ауылдық округ"),
        Kind.VILLAGE_ADMINISTRATION: ("{} ауылдық әкімдігі", "{} ауылдық әкімдік"),
        Kind.VILLAGE: ("{} ауылы", "{} ауыл"),
        Kind.LOCALITY: ("{}",),
    },
    "ru": {
        Kind.REGION: ("область {}", "{} область"),
        Kind.REPUBLICAN_CITY: ("город {}",),
        Kind.DISTRICT: ("район {}", "{} район"),
        Kind.CITY_ADMINISTRATION: ("городская администрация {}", "{} городская администрация"),
        Kind.CITY_DISTRICT: ("район {}", "{} район"),
        Kind.TOWN: ("город {}",),
        Kind.TOWN_ADMINISTRATION: ("городская администрация {}", "{} городская администрация"),
        Kind.SETTLEMENT: ("посёлок {}",),
        Kind.SETTLEMENT_ADMINISTRATION: (
            "поселковая администрация {}",
            "{} поселковая администрация",
        ),
        Kind.RURAL_DISTRICT: ("сельский округ {}", "{} сельский округ"),
        Kind.VILLAGE_ADMINISTRATION: ("сельская администрация {}", "{} сельская администрация"),
        Kind.VILLAGE: ("село {}",),
        Kind.LOCALITY: ("{}",),
    },
    "en": {
        Kind.REGION: ("{} Region",),
        Kind.REPUBLICAN_CITY: ("{} city",),
        Kind.DISTRICT: ("{} District",),
        Kind.CITY_ADMINISTRATION: ("{} city administration",),
        Kind.CITY_DISTRICT: ("{} District",),
        Kind.TOWN: ("{} city",),
        Kind.TOWN_ADMINISTRATION: ("{} town administration",),
        Kind.SETTLEMENT: ("{} settlement",),
        Kind.SETTLEMENT_ADMINISTRATION: ("{} settlement administration",),
        Kind.RURAL_DISTRICT: ("{} rural district",),
        Kind.VILLAGE_ADMINISTRATION: ("{} village administration",),
        Kind.VILLAGE: ("{} village",),
        Kind.LOCALITY: ("{}",),
    },
}
_SHORT: _Phrases = {
    "kk": {
        Kind.REGION: ("{} обл.",),
        Kind.REPUBLICAN_CITY: ("{} қ.",),
        Kind.DISTRICT: ("{} ауд.",),
        Kind.CITY_ADMINISTRATION: ("{} қ.ә.",),
        Kind.CITY_DISTRICT: ("{} ауд.",),
        Kind.TOWN: ("{} қ.",),
        Kind.TOWN_ADMINISTRATION: ("{} қ.ә.",),
        Kind.SETTLEMENT: ("{} к.",),
        Kind.SETTLEMENT_ADMINISTRATION: ("{} к.ә.",),
        Kind.RURAL_DISTRICT: ("{} а.о.",),
        Kind.VILLAGE_ADMINISTRATION: ("{} а.ә.",),
        Kind.VILLAGE: ("{} а.",),
        Kind.LOCALITY: ("{}",),
    },
    "ru": {
        Kind.REGION: ("обл. {}", "{} обл."),
        Kind.REPUBLICAN_CITY: ("г. {}",),
        Kind.DISTRICT: ("р-н {}", "{} р-н"),
        Kind.CITY_ADMINISTRATION: ("г.а. {}", "{} г.а."),
        Kind.CITY_DISTRICT: ("р-н {}", "{} р-н"),
        Kind.TOWN: ("г. {}",),
        Kind.TOWN_ADMINISTRATION: ("г.а. {}", "{} г.а."),
        Kind.SETTLEMENT: ("п. {}",),
        Kind.SETTLEMENT_ADMINISTRATION: ("п.а. {}", "{} п.а."),
        Kind.RURAL_DISTRICT: ("с.о. {}", "{} с.о."),
        Kind.VILLAGE_ADMINISTRATION: ("с.а. {}", "{} с.а."),
        Kind.VILLAGE: ("с. {}",),
        Kind.LOCALITY: ("{}",),
    },
    "en": _FULL["en"]
    | {
        Kind.REPUBLICAN_CITY: ("{}",),
        Kind.TOWN: ("{}",),
        Kind.SETTLEMENT: ("{}",),
        Kind.RURAL_DISTRICT: ("{} r.d.",),
        Kind.VILLAGE: ("{}",),
    },
}


def spoken(kind: str, name: str, language: str) -> str:
    """The whole phrase in a language, from the name in that language: «Ақсу ауылы», «село Аксу».

    English takes the Kazakh name too, and writes it in Latin letters."""
    return _phrase(_FULL, kind, name, language)


def short(kind: str, name: str, language: str) -> str:
    """The phrase for narrow columns: «Ақсу а.», «с. Аксу»."""
    return _phrase(_SHORT, kind, name, language)


def _phrase(phrases: _Phrases, kind: str, name: str, language: str) -> str:
    plain, *other = phrases[language][kind]
    written = romanize(name) if language == "en" else name
    return (other[0] if other and _asks(kind, name, language) else plain).format(written)


def _asks(kind: str, name: str, language: str) -> bool:
    """Whether the name is grammatically one with the word for its kind."""
    if language == "kk":
        return name.endswith(" атындағы")
    adjective = _FEMININE if kind in _FEMININE_KINDS else _ADJECTIVE
    return adjective.match(name) is not None


# Order. Two plain letters stand for each letter, so that every database sorts them alike.

_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_PLACE = (
    {letter: chr(97 + at // 26) + chr(97 + at % 26) for at, letter in enumerate(_ALPHABET)}
    | {letter: "z" + letter for letter in "abcdefghijklmnopqrstuvwxyz"}
    | {digit: "0" + digit for digit in "0123456789"}
    | {" ": "00"}
)


def sort_key(name: str) -> str:
    """A key that sorts by the Kazakh alphabet, numbers by their size and before letters."""
    plain = unicodedata.normalize("NFKC", name).casefold().replace("-", " ")
    counted = re.sub(r"[0-9]+", lambda found: found[0].zfill(4), plain)
    return "".join(_PLACE.get(letter, "") for letter in counted)
