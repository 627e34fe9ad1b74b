"""Texts kept in three languages and read in the reader's."""

from django.utils.translation import get_language

ORDER = ("kk", "ru", "en")


def pick(thing: object, field: str) -> tuple[str, str]:
    """The text in the reader's language, else in the first language that has it.

    Returns the text and the code of the language it really is in, for the `lang` attribute.
    """
    reader = get_language() or ORDER[0]
    for language in (reader, *ORDER):
        text = getattr(thing, f"{field}_{language}", "")
        if text:
            return text, language
    return "", reader
