"""What imports of somebody else's data about places share: the source, and what would change."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from oversight import restating
from oversight.calendar import today
from oversight.models import DataSource, Place
from oversight.places import names
from oversight.tables import Refusal, Row, Words

NAMES = ("name_kk", "name_ru")


class Unusable(ValueError):
    """A row that makes no sense; `reason` is the sentence that says why."""

    def __init__(self, reason: Words) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Given:
    """Where the data comes from, as the operator says it."""

    name: str
    licence: str
    url: str = ""

    @transaction.atomic
    def save(self) -> DataSource:
        """The source by its name, with the licence and the day of this import."""
        details = {"licence": self.licence, "url": self.url, "imported_on": today()}
        source = DataSource.objects.update_or_create(name=self.name, defaults=details)[0]
        restating.tell(DataSource.objects.filter(pk=source.pk))
        return source

    def is_of(self, source: DataSource | None) -> bool:
        """Whether a figure has this source already, under these very terms."""
        return source is not None and (source.name, source.licence, source.url) == (
            self.name,
            self.licence,
            self.url,
        )


@dataclass(frozen=True)
class Entry:
    """One value for one place, beside the one it has."""

    place: Place
    value: object
    before: object = None
    is_same: bool = False

    def __str__(self) -> str:
        was = "" if self.before is None else f"{self.before} → "
        return f"{self.place.code} {self.place.name_kk}: {was}{self.value}"


@dataclass
class Filling:
    """What a file would set, before anything is written."""

    source: Given
    new: list[Entry] = field(default_factory=list)
    changed: list[Entry] = field(default_factory=list)
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)

    def __iter__(self) -> Iterator[Entry]:
        yield from self.new
        yield from self.changed

    def sort_in(self, rows: Iterable[Row | Refusal], read: Callable[[Row], Entry | None]) -> None:
        """Read every row; what `read` cannot use comes out with its reason."""
        for row in rows:
            if isinstance(row, Refusal):
                self.refused.append(row)
                continue
            try:
                entry = read(row)
            except Unusable as error:
                self.refused.append(Refusal(row.number, row.values, error.reason))
            else:
                self.add(entry)

    def add(self, entry: Entry | None) -> None:
        """A row that is no entry says nothing."""
        if entry is None:
            return
        if entry.is_same:
            self.unchanged += 1
        elif entry.before is None:
            self.new.append(entry)
        else:
            self.changed.append(entry)


class Places:
    """Places by code, asked of the database once. An old code means what it means today."""

    def __init__(self, rows: QuerySet[Place]) -> None:
        self.by_code = {place.code: place for place in rows}

    def of(self, row: Row, code: str) -> Place:
        """Raises Unusable: also when the row names another place than the one with the code."""
        place = self.by_code.get(code) or Place.objects.at(code)
        if place is None:
            raise Unusable(_("No place has this code."))
        given = [row.values[name] for name in NAMES if row.values.get(name)]
        if given and not _words(*given) & _words(place.name_kk, place.name_ru):
            words = _("The code belongs to another place: {place}.")
            raise Unusable(format_lazy(words, place=place.name_kk))
        return self.by_code.setdefault(place.code, place)


def _words(*texts: str) -> set[str]:
    """The words of names, without initials and marks of their kind where there are others."""
    words = set(names.fold(" ".join(texts)).split())
    return {word for word in words if len(word) > 2} or words
