"""Eight short words for a checkpoint, that two people can compare over a telephone.

Each word stands for 16 bits, consonant and vowel in turn (a proquint); the letters are Cyrillic
for readers of Kazakh and Russian, and the same sounds in Latin ones. Source: Daniel S. Wilkerson,
"A Proposal for Proquints", 2009.
"""

import hashlib

WORDS = 8
LATIN = ("bdfghjklmnprstvz", "aiou")
CYRILLIC = ("бдфгхжклмнпрствз", "аиоу")
# Of each word: two bits a vowel, four a consonant, from the highest.
_SHIFTS = ((12, 0), (10, 1), (6, 0), (4, 1), (0, 0))


def words(text: str, *, cyrillic: bool) -> str:
    """The words of a checkpoint's three lines: of the first 128 bits of their SHA-256."""
    digest = hashlib.sha256(text.encode()).digest()
    letters = CYRILLIC if cyrillic else LATIN
    return " ".join(_word(digest[at : at + 2], letters) for at in range(0, 2 * WORDS, 2))


def _word(two: bytes, letters: tuple[str, str]) -> str:
    number = int.from_bytes(two)
    found = (letters[kind][number >> shift & (3 if kind else 15)] for shift, kind in _SHIFTS)
    return "".join(found)
