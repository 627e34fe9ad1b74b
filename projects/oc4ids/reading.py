"""Looks into JSON that anybody may have written: each value is what it should be, or refused."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from projects.matching import Unreadable
from projects.oc4ids import codes

Record = Mapping[str, object]


def text(record: Record, key: str) -> str:
    """The words under the key, without blanks around them."""
    value = record.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _wrong(key)
    return value.strip()


def part(record: Record, key: str) -> Record:
    """The object under the key; an empty one where there is none."""
    value = record.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise _wrong(key)
    return value


def items(record: Record, key: str) -> list[object]:
    value = record.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise _wrong(key)
    return value


def objects(record: Record, key: str) -> list[Record]:
    """The objects of the list under the key."""
    return [part({key: item}, key) for item in items(record, key) if item is not None]


def listing(record: Record, key: str) -> list[str]:
    """The words of the list under the key."""
    return [word for item in items(record, key) if (word := text({key: item}, key))]


def number(value: object) -> Decimal | None:
    """A number as a number; 0.1 stays 0.1."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    found = Decimal(str(value))
    return found if found.is_finite() else None


def tenge(record: Record, key: str) -> Decimal | None:
    """The sum under the key, if it is in tenge. None where it is in another currency."""
    value = part(record, key)
    if value.get("amount") is None or value.get("currency") != codes.TENGE:
        return None
    amount = number(value["amount"])
    if amount is None or not 0 <= amount < 10**16:
        raise Unreadable(_("The sum “%(text)s” makes no sense.") % {"text": value["amount"]})
    return round(amount, 2)


def day(record: Record, key: str) -> date | None:
    """The day as written, whatever hour and time zone stand behind it."""
    given = text(record, key)
    if not given:
        return None
    try:
        return date.fromisoformat(given[:10])
    except ValueError:
        words = _("The date “%(text)s” cannot be read.")
        raise Unreadable(words % {"text": given}) from None


def _wrong(key: str) -> Unreadable:
    return Unreadable(_("The value of “%(key)s” is not of the standard's kind.") % {"key": key})
