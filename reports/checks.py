"""What makes a text wait for a moderator: private data and links. Pure; a hint, never a verdict."""

import re

_CAPITAL = "А-ЯӘҒҚҢӨҰҮҺІЁ"
_NAME = f"[{_CAPITAL}][а-яәғқңөұүһіё]+"
_NAMED_FOR = "көше|даңғыл|атындағы|атында|ауыл|мектеп|орта"
# Word by word: a private person's data in a public text harms somebody.
PATTERNS = {
    "iin": re.compile(r"(?<!\d)\d{12}(?!\d)"),
    "card": re.compile(r"(?<!\d)(?:\d{4}[ -]?){3}\d{4}(?!\d)"),
    "phone": re.compile(
        r"(?<!\d)(?:\+?7|8)[ (-]{0,2}7\d{2}[ )-]{0,2}\d{3}[ -]?\d{2}[ -]?\d{2}(?!\d)"
    ),
    "email": re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
    "plate": re.compile(r"(?<!\w)\d{3}\s?[A-ZА-Я]{3}\s?\d{2}(?!\w)"),
    "link": re.compile(r"https?://|www\.", re.IGNORECASE),
}


# A name with the father's name, with initials or with a surname in whatever case. Streets and
# schools bear names, too.
_FATHERS = f"{_NAME}(?:[уұ]лы|[қк]ызы|[ое]вич|[ое]вна)"
_CASE = "а|у|ым|ой|е|(?:[тдн][ыі]|[тдн][ыі]ң|[ғқ]а|[гк]е|[тдн][ае]|[тдн][ае]н|[пбм]ен)"
_SURNAME = f"[{_CAPITAL}][а-яәғқңөұүһіё]{{2,}}[еоё]ва?(?:{_CASE})?"
_BEARS_ONE = r"имени им\. ул\. улица улице улицы улицу село селе села"
_NOT_AFTER = "".join(f"(?<!{word} )" for word in _BEARS_ONE.split())
_PERSON = re.compile(
    rf"(?<!\w){_NOT_AFTER}"
    rf"(?:(?:{_FATHERS}|{_NAME}\s{_SURNAME}|{_SURNAME}\s{_NAME})(?!\w|\s(?:{_NAMED_FOR}))"
    rf"|{_NAME}\s[{_CAPITAL}]\.\s?[{_CAPITAL}]\.)"
)


def found(text: str) -> list[str]:
    """The names of what the text seems to hold, in a fixed order."""
    return [name for name, pattern in PATTERNS.items() if pattern.search(text)]


def found_in_report(text: str) -> list[str]:
    """The same of a resident's words, where a person's name waits for a moderator, too."""
    return [*found(text), *(["name"] if _PERSON.search(text) else [])]
