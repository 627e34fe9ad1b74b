"""Passwords that somebody here would guess: made of the words of this work, or of a place's name.

The list of common passwords that comes with Django knows no Kazakh.
"""

import re

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from oversight.models import Place, User
from oversight.places import names

# Folded, as names are: no matter in which script they are typed.
WORDS = (
    *("akim", "akimat", "auyl", "audan", "oblys", "okrug", "qala", "kazakhstan", "qazaqstan"),
    *("baqylau", "baqylaushy", "esep", "apparat", "kense", "parol", "qupiyasoz", "password"),
    *("admin", "dostyk", "salem", "qyzmet", "zhauap", "habar", "kirgizu", "qwerty"),
)
OWN = 6  # letters that must be left when what anybody would guess is taken away
_LETTERS = re.compile(r"[^\W\d_]+")


class LocalWordsValidator:
    """Refuses a password of which little is left without such words, places' names and figures."""

    def validate(self, password: str, user: User | None = None) -> None:
        if len(_own(password)) < OWN:
            raise ValidationError(
                _("It is made of words or names of places that anybody here would guess."),
                code="password_of_local_words",
            )

    def get_help_text(self) -> str:
        return _("Not made of words of this work or of the name of a place.")


def _own(password: str) -> str:
    """The letters of the password that are neither a word of the list nor a place's name."""
    folded = names.fold(password)
    for word in sorted((names.fold(word) for word in WORDS), key=len, reverse=True):
        folded = folded.replace(word, " ")
    parts = _LETTERS.findall(folded)
    known = _places(parts)
    return "".join(part for part in parts if part not in known)


def _places(parts: list[str]) -> set[str]:
    """Which of these stand in the name of a place as a word."""
    named = Q(pk=None)
    for part in parts:
        named |= Q(search_key__contains=part)
    keys = Place.objects.filter(named).values_list("search_key", flat=True)
    return {word for key in keys for word in key.split()} & set(parts)
