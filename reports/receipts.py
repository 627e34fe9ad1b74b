"""The receipt code: what it looks like, how it is forgiven, and what the server keeps of it."""

import hmac
import secrets

# 32 symbols that nobody confuses: no I, L, O, U.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 24
_VALUE = {symbol: value for value, symbol in enumerate(ALPHABET)}
# Cyrillic letters that look the same, and Latin ones people write for digits.
_LOOKS_LIKE = str.maketrans("АВЕКМНОРСТХУҮІЗ" + "OILU", "ABEKMH0PCTXYY13" + "011V")


class Malformed(ValueError):
    """Not a receipt code: wrong length, a foreign symbol, or a wrong check symbol."""


def make_code() -> str:
    """A fresh code: 23 random symbols (115 bits) and a check symbol."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + check_symbol(body)


def check_symbol(body: str) -> str:
    """Luhn's sum modulo 32: catches every single wrong symbol and most swaps of neighbours."""
    total = 0
    for place, symbol in enumerate(reversed(body)):
        value = _VALUE[symbol] * (2 if place % 2 == 0 else 1)
        total += value // 32 + value % 32
    return ALPHABET[-total % 32]


def fold(typed: str) -> str:
    """The 24 symbols meant, whatever the keyboard, case, spaces and dashes. Raises Malformed."""
    symbols = "".join(typed.upper().split()).replace("-", "").translate(_LOOKS_LIKE)
    if len(symbols) != LENGTH or not set(symbols) <= set(ALPHABET):
        raise Malformed
    if check_symbol(symbols[:-1]) != symbols[-1]:
        raise Malformed
    return symbols


def spell(code: str) -> str:
    """Six groups of four, as people read it."""
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def confirmation(public_id: str, address: str, pepper: bytes) -> str:
    """What only a letter to this address tells: 32 hex digits, made again when they come back."""
    words = f"{public_id}\x00{address}".encode()
    return hmac.digest(pepper, b"confirm\x00" + words, "sha256").hex()[:32]


def fingerprint(code: str, pepper: bytes) -> str:
    """All that the server stores of a code: 64 hex digits.

    115 random bits need no slow hash (ASVS 6.5.2); the pepper keeps a stolen database useless.
    """
    return hmac.digest(pepper, b"receipt\x00" + code.encode(), "sha256").hex()
