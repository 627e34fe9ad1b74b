"""Rows found by words that people type, in any script."""

from collections.abc import Callable, Iterable
from functools import partial, reduce
from operator import or_
from typing import Self

from django.db.models import Q, QuerySet

from oversight.places import names


def holding(rows: QuerySet, asked: str, *lookups: str) -> QuerySet:
    """Rows that answer every word by one of the lookups.

    What holds no word at all («???») finds nothing, rather than everything.
    """
    return _holding(rows, asked, partial(_answered, lookups))


def _holding(rows: QuerySet, asked: str, holds: Callable[[str], Q]) -> QuerySet:
    held = [holds(word) for word in dict.fromkeys(names.fold(asked).split())]
    return rows.filter(*held) if held else rows.none()


def _answered(lookups: Iterable[str], word: str) -> Q:
    return reduce(or_, (Q((lookup, word)) for lookup in lookups))


class WordedQuerySet(QuerySet):
    """Rows that are found by their own words, or by the place they have."""

    WORDS = ("search_key__contains", "place__search_key__contains")

    def matching(self, asked: str) -> Self:
        """Rows that hold every word."""
        return _holding(self, asked, self.holds)

    def holds(self, word: str) -> Q:
        """Whether a row holds the folded word."""
        return _answered(self.WORDS, word)
