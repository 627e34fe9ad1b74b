"""What became public since the last letters, by what it is about and by what can be followed.

Read once for all followers of a run: one who follows a region costs no more questions than one who
follows a single work.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from oversight.models import Place
from oversight.places import kato
from projects.models import Programme
from reports.models import Follow, News
from reports.models.news import Thing

# What a line of a letter is about: a column of `News` with the key in it; ("place", its key) for
# reports on no listed work.
Key = tuple[str, int]
Followed = tuple[str, object]
PREFIXES = (2, 4, 6)  # of a place's code: region, district, rural district

_COLUMNS = (
    *("pk", "kind", "project", "dossier", "gathering", "pledge", "machine", "group", "place"),
    *("report", "programme", "project__implementer"),
    *("in_region", "in_district", "in_rural", "seat"),
)
# With what each thing is read, to be named in a letter.
_RELATED = {
    "project": ("place",),
    "dossier": ("place",),
    "gathering": ("place",),
    "pledge": ("place", "firm"),
    "machine": ("place",),
    "group": ("place",),
    "place": (),
}


@dataclass
class About:
    """The news about one work, or one place: each with its number, in order; and where it is."""

    key: Key
    district: str
    news: list[tuple[int, str]]
    counts: Counter[str]

    def since(self, told: int) -> Counter[str]:
        """How many of each kind there are after the last one told of."""
        if self.news[0][0] > told:
            return self.counts
        return Counter(kind for pk, kind in self.news if pk > told)


class Gathering:
    """The news after `since` up to `head`, ready to be handed out."""

    def __init__(self, since: int, head: int) -> None:
        self.head = head
        self.about: dict[Key, About] = {}
        self._followed: dict[Followed, set[Key]] = defaultdict(set)
        rows = News.objects.filter(pk__gt=since, pk__lte=head).order_by("pk")
        for row in rows.values_list(*_COLUMNS).iterator(chunk_size=5000):
            self._add(*row)

    def _add(self, pk: int, kind: str, *columns: int | str | None) -> None:
        about, (report, programme, implementer), areas = columns[:7], columns[7:10], columns[10:]
        project, *_papers, machine, group, _place = about
        key = _key(dict(zip(_RELATED, about, strict=True)), report)
        if key not in self.about:
            self.about[key] = About(key, areas[1], [], Counter())
        self.about[key].news.append((pk, kind))
        self.about[key].counts[kind] += 1
        for area in {*areas}:
            self._followed["place", area].add(key)
        followed = {"project": project, "programme": programme, "machine": machine}
        for name, value in followed.items():
            if value:
                self._followed[name, value].add(key)
        for one in {group, implementer} - {None}:
            self._followed["group", one].add(key)

    def told_to(self, followed: Iterable[Followed], told: int) -> dict[Key, Counter[str]]:
        """What is new of these things after the last news told, by what it is about: each once."""
        keys: set[Key] = set()
        for one in followed:
            keys |= self._followed.get(one, set())
        found = {key: self.about[key].since(told) for key in keys}
        return {key: counts for key, counts in found.items() if counts}

    @cached_property
    def things(self) -> dict[Key, Thing]:
        """What the lines of letters are about, each with its place."""
        found: dict[Key, Thing] = {}
        for name, related in _RELATED.items():
            rows = News._meta.get_field(name).related_model.objects.select_related(*related)
            keys = [pk for kind, pk in self.about if kind == name]
            found |= {(name, pk): thing for pk, thing in _in_bulk(rows, keys).items()}
        return found

    @cached_property
    def areas(self) -> dict[str, Place]:
        """Regions and districts by the beginnings of their codes."""
        wide = Place.objects.current().filter(code__endswith="00000")
        return {place.code[: kato.level(place.code)]: place for place in wide}

    @cached_property
    def families(self) -> dict[int, set[int]]:
        """The programmes that an umbrella means, by its key."""
        return {programme.pk: programme.family() for programme in Programme.objects.all()}

    def followed(self, follow: Follow) -> set[Followed]:
        """What the thing is handed out under."""
        if follow.place_id:
            level = kato.level(follow.place.seat)
            return {
                ("place", follow.place.seat[:level] if level in PREFIXES else follow.place.seat)
            }
        if follow.programme_id:
            family = self.families.get(follow.programme_id, {follow.programme_id})
            return {("programme", pk) for pk in family}
        return {(follow.kind, follow.thing_id)}


def _key(about: dict[str, int | None], report: int | None) -> Key:
    """A group alone is meant only where it is no report of its."""
    return next((name, pk) for name, pk in about.items() if pk and not (name == "group" and report))


def _in_bulk(rows: object, keys: list[int], size: int = 5000) -> dict[int, object]:
    """Many rows by their keys, in as many questions as a database can take names."""
    found: dict[int, object] = {}
    for start in range(0, len(keys), size):
        found |= rows.in_bulk(keys[start : start + size])
    return found
