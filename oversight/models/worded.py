"""Rows found by words that people type, in any script."""

from functools import reduce
from operator import or_
from typing import Self

from django.db.models import Q, QuerySet

from oversight.places import names


def holding(rows: QuerySet, asked: str, *lookups: str) -> QuerySet:
    """Rows that answer every word by one of the lookups.

    What holds no word at all («???») finds nothing, rather than everything.
    """
    words = dict.fromkeys(names.fold(asked).split())
    held = [reduce(or_, (Q((lookup, word)) for lookup in lookups)) for word in words]
    return rows.filter(*held) if held else rows.none()


class WordedQuerySet(QuerySet):
    """Rows that are found by their own words, or by the place they have."""

    WORDS = ("search_key__contains", "place__search_key__contains")

    def matching(self, asked: str) -> Self:
        """Rows that hold every word."""
        return holding(self, asked, *self.WORDS)
