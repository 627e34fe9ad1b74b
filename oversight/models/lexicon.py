"""Every name under which a place is found, its words, and those words with a slip in them.

Search looks into these tables and nowhere else, so that every database answers alike.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import CombinedExpression
from django.utils.translation import gettext_lazy as _

from oversight.models.restated import Restated
from oversight.places import names
from oversight.places.kato import Kind

BATCH = 1000


class PlaceNameManager(models.Manager):
    def index(self, places: Iterable[models.Model]) -> None:
        """Let these places be found under the names they bear now; former names stay."""
        for batch in _batches(places):
            self.filter(place__in=batch, until=None).delete()
            self._add(
                self.model(place=place, key=key, text=text)
                for place in batch
                for key, text in names.keys(place.name_kk, place.name_ru, place.name_en)
            )

    def remember(self, place: models.Model, texts: Iterable[str], until: date) -> None:
        """Let the place be found under names it bore until that day."""
        texts = [text for text in dict.fromkeys(texts) if text]
        known = set(self.filter(place=place).values_list("key", flat=True))
        self._add(
            self.model(place=place, key=key, text=text, until=until)
            for key, text in names.keys(*texts)
            if key not in known
        )

    def _add(self, rows: Iterable["PlaceName"]) -> None:
        rows = self.bulk_create(rows, batch_size=BATCH)
        words = Word.objects.ids({word for row in rows for word in row.key.split()})
        added = self.filter(pk__in=[row.pk for row in rows])
        weights = dict(added.values_list("pk", _weight_of("place")))
        NameWord.objects.bulk_create(
            (
                NameWord(name=row, word_id=words[word], weight=weights[row.pk])
                for row in rows
                for word in set(row.key.split())
            ),
            batch_size=BATCH,
        )


class WordManager(models.Manager):
    def ids(self, texts: Iterable[str]) -> dict[str, int]:
        """The words by their texts; those not met before are added with their slips."""
        found: dict[str, int] = {}
        for batch in _batches(sorted(texts)):
            known = dict(self.filter(text__in=batch).values_list("text", "pk"))
            met = [self.model(text=text) for text in batch if text not in known]
            self.bulk_create(met, batch_size=BATCH)
            Slip.objects.bulk_create(
                (
                    Slip(word=word, text=slip)
                    for word in met
                    for slip in names.slips(word.text) | names.latin_slips(word.text)
                ),
                batch_size=BATCH,
            )
            found |= known | {word.text: word.pk for word in met}
        return found


class Word(models.Model):
    """One folded word of some name."""

    text = models.CharField(max_length=200, unique=True)

    objects = WordManager()

    def __str__(self) -> str:
        return self.text


class Slip(models.Model):
    """A word as it is heard, and without one of its letters: one wrong letter meets it there."""

    word = models.ForeignKey(Word, models.CASCADE, related_name="slips")
    text = models.CharField(max_length=200, db_index=True)

    def __str__(self) -> str:
        return self.text


class PlaceName(Restated):
    """A name of a place, in one language, now or until some day."""

    LOGGED = "name"
    TOLD = ("text", "until", "place__code")

    place = models.ForeignKey(
        "oversight.Place", models.PROTECT, related_name="names", verbose_name=_("place")
    )
    text = models.CharField(_("name"), max_length=200)
    key = models.CharField(max_length=200, db_index=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = PlaceNameManager()

    class Meta:
        ordering = ["place", "-until", "text"]
        verbose_name = _("name of a place")
        verbose_name_plural = _("names of places")

    def __str__(self) -> str:
        return self.text

    @classmethod
    def told_rows(cls) -> models.QuerySet:
        """Former names alone: those of today stand in the place itself."""
        return cls.objects.exclude(until=None)


# What people look for, of places with like names: where they live before what lies around it.
SOUGHT = (
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
    (Kind.LOCALITY,),
)
# A kind that people look for sooner outweighs any number of works.
_STEP = 1_000_000


def _weight_of(place: str) -> CombinedExpression:
    """What a place weighs, by the name of the relation that leads there."""
    kinds = (
        When(Q((f"{place}__kind__in", kinds)), then=Value(step * _STEP))
        for step, kinds in enumerate(reversed(SOUGHT), start=1)
    )
    return Case(*kinds) + F(f"{place}__project_count")


class NameWordQuerySet(models.QuerySet):
    def weigh(self) -> None:
        """Take over what the places weigh now."""
        same = NameWord.objects.filter(pk=OuterRef("pk"))
        weight = Subquery(same.values_list(_weight_of("name__place")))
        self.exclude(weight=weight).update(weight=weight)


class NameWord(models.Model):
    """One of the words of a name, with what its place weighed when that was last reckoned.

    Of thousands of names search reads those of the heaviest places; the order in which it shows
    them is today's."""

    name = models.ForeignKey(PlaceName, models.CASCADE, related_name="words")
    word = models.ForeignKey(Word, models.CASCADE, related_name="names")
    weight = models.PositiveIntegerField(default=0)

    objects = NameWordQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.name}: {self.word}"


def _batches(things: Iterable) -> Iterator[list]:
    pieces = iter(things)
    while batch := list(islice(pieces, BATCH)):
        yield batch
