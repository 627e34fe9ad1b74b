"""Finds places as people name them: in any script, with or without the kind and the district."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from oversight import names
from oversight.kato import Kind
from oversight.models import Place

_ABOVE = ("", "parent__", "parent__parent__", "parent__parent__parent__")

# The order of like names: where people live, and what has no name of its own, last.
_KINDS = (
    (Kind.REGION, Kind.REPUBLICAN_CITY),
    (Kind.VILLAGE, Kind.TOWN, Kind.SETTLEMENT),
    (Kind.DISTRICT, Kind.CITY_DISTRICT),
    (Kind.RURAL_DISTRICT,),
    (
        Kind.CITY_ADMINISTRATION,
        Kind.TOWN_ADMINISTRATION,
        Kind.SETTLEMENT_ADMINISTRATION,
        Kind.VILLAGE_ADMINISTRATION,
    ),
)

# Words that people add to a name to say what kind of place they mean.
_SAID: dict[str, tuple[Kind, ...]] = {
    "ауыл ауылы село с аул village": (Kind.VILLAGE,),
    "ауылдық округ округі сельский сельского округа rural": (Kind.RURAL_DISTRICT,),
    "аудан ауданы район района district": (Kind.DISTRICT, Kind.CITY_DISTRICT),
    "облыс облысы область области region": (Kind.REGION,),
    "қала қаласы город г town city": (Kind.TOWN, Kind.REPUBLICAN_CITY),
    "кент кенті поселок settlement": (Kind.SETTLEMENT,),
}
KIND_WORDS = {names.fold(word): kinds for words, kinds in _SAID.items() for word in words.split()}


def places(asked: str) -> QuerySet[Place]:
    """The places that the words may mean, the likeliest first.

    Every word stands in the name of the place or of what contains it, at least one in its own.
    """
    words = names.fold(asked).split()
    bare = [word for word in words if word not in KIND_WORDS] or words
    if not bare:
        return Place.objects.none()
    found = Place.objects.current().filter(_any(Q(search_key__contains=word) for word in bare))
    if len(bare) > 1:
        for word in bare:
            found = found.filter(_anywhere(word))
    kinds = next((KIND_WORDS[word] for word in words if word in KIND_WORDS), ())
    return (
        found.select_related("parent__parent__parent")
        .alias(likeness=_likeness(bare), rank=_rank(kinds))
        .order_by("likeness", "rank", "-project_count", "sort_key", "code")
    )


def _anywhere(word: str) -> Q:
    return _any(Q(**{f"{above}search_key__contains": word}) for above in _ABOVE)


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)


def _likeness(words: list[str]) -> Case:
    """The whole name, then one of the words as a whole name, then a part of a name."""
    whole = _any(_is_name(word) for word in (" ".join(words), *words))
    return Case(When(whole, then=Value(0)), default=Value(1), output_field=IntegerField())


def _is_name(name: str) -> Q:
    """One of the names in a search key, which holds them with spaces between."""
    return (
        Q(search_key=name)
        | Q(search_key__startswith=f"{name} ")
        | Q(search_key__endswith=f" {name}")
        | Q(search_key__contains=f" {name} ")
    )


def _rank(kinds: tuple[Kind, ...]) -> Case:
    """The kind that is said first comes first."""
    steps = [When(kind__in=kinds, then=Value(0))] if kinds else []
    steps += [When(kind__in=some, then=Value(at)) for at, some in enumerate(_KINDS, start=1)]
    return Case(*steps, default=Value(len(_KINDS) + 1), output_field=IntegerField())
