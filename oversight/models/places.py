"""Places of the state classifier (KATO): regions, districts, rural districts, villages."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from oversight.calendar import today
from oversight.models.lexicon import PlaceName
from oversight.models.restated import Restated
from oversight.models.worded import holding
from oversight.places import kato, names


class PlaceQuerySet(models.QuerySet):
    def current(self) -> "PlaceQuerySet":
        """Places of the newest edition."""
        return self.filter(valid_to=None)

    def regions(self) -> "PlaceQuerySet":
        """The parts the country is made of; what a demonstration invents is no part of it."""
        return self.current().filter(parent=None, invented=False).order_by("code")

    def below(self, place: "Place") -> "PlaceQuerySet":
        """The place and everything inside it: one index range of codes."""
        first, last = kato.below(place.code)
        return self.current().filter(code__range=(first, last))

    def above(self, place: "Place") -> "PlaceQuerySet":
        """The place and everything that contains it."""
        return self.current().filter(code__in=place.ancestor_codes)

    def at(self, code: str) -> "Place | None":
        """What the code means today: the place in force, else what a retired one became."""
        newest = F("valid_to").desc(nulls_first=True)
        places = self.filter(code=code).order_by(newest)
        place = places.select_related("parent__parent__parent").first()
        met = set()
        while place and place.valid_to and place.successor and place.pk not in met:
            met.add(place.pk)
            place = place.successor
        return place

    def called(self, name: str) -> "PlaceQuerySet":
        """Places that bear exactly this name, or bore it once, in any script and spelling."""
        key = names.fold(name)
        return self.current().filter(pk__in=PlaceName.objects.filter(key=key).values("place"))

    def named(self, words: str) -> "PlaceQuerySet":
        """Places whose names hold every one of these words, in any script and spelling."""
        return holding(self.current(), words, "search_key__contains")


class Place(Restated):
    """One unit of the classifier, as it stands in one edition.

    Codes are reused between editions, so the code alone is not the key: the row without
    `valid_to` is the one in force.
    """

    LOGGED = "unit"
    TOLD = (
        *("code", "kind", "invented", "name_kk", "name_ru", "name_en", "latitude"),
        *("longitude", "population", "population_year", "valid_from", "valid_to"),
        *("parent__code", "point_source_id", "population_source_id", "successor__code"),
    )

    Kind = kato.Kind

    # Identity
    code = models.CharField(_("KATO code"), max_length=9, db_index=True)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("inside"),
    )
    # The codes of the place itself and of all above it, nearest first, for one-query look-ups.
    # Of a place no longer in force they are those of the place that stands for it now.
    path = models.CharField(max_length=80, editable=False, blank=True)
    # Lists count what is here under this code: a retired code may mean another village today.
    seat = models.CharField(max_length=9, editable=False, blank=True, db_index=True)
    invented = models.BooleanField(_("invented for demonstration"), default=False)

    # Names
    name_kk = models.CharField(_("name in Kazakh"), max_length=200)
    name_ru = models.CharField(_("name in Russian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    search_key = models.CharField(max_length=600, editable=False)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)

    # Where, and how many live there
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    point_source = models.ForeignKey(
        "oversight.DataSource",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="points",
        verbose_name=_("source of the point"),
    )
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    population_source = models.ForeignKey(
        "oversight.DataSource",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("source of the population"),
    )

    # Edition
    valid_from = models.DateField(_("in the classifier since"))
    valid_to = models.DateField(_("until"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("successor"),
    )

    # Summary, written by the services above in the same transaction
    project_count = models.PositiveIntegerField(default=0, editable=False)
    report_count = models.PositiveIntegerField(default=0, editable=False)
    last_seen_on = models.DateField(null=True, editable=False)
    late_count = models.PositiveIntegerField(default=0, editable=False)
    grave_count = models.PositiveIntegerField(default=0, editable=False)
    unseen_count = models.PositiveIntegerField(default=0, editable=False)
    no_end_count = models.PositiveIntegerField(default=0, editable=False)
    no_sum_count = models.PositiveIntegerField(default=0, editable=False)
    no_supplier_count = models.PositiveIntegerField(default=0, editable=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "code"]
        verbose_name = pgettext_lazy("unit of the classifier", "place")
        verbose_name_plural = _("places")
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_to=None), name="one_current_place_per_code"
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]{9}$"), name="place_code_is_nine_digits"
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="place_point_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="place_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["parent", "sort_key"], name="place_children")]

    def __str__(self) -> str:
        return self.spoken

    def save(self, *args: object, **kwargs: object) -> None:
        self.fill_keys()
        super().save(*args, **kwargs)
        if kwargs.get("update_fields") is None:
            PlaceName.objects.index([self])

    def fill_keys(self) -> None:
        """Set what is reckoned from the names, the code and the parent.

        Bulk writers call it, and `PlaceName.objects.index()` behind it."""
        self.search_key = names.search_key(self.name_kk, self.name_ru, self.name_en)
        self.sort_key = names.sort_key(self.name_kk)
        self.fill_place()

    def fill_place(self) -> None:
        """Set where it is counted."""
        stands_for = (self.successor or self.parent) if self.valid_to else None
        if stands_for:
            self.seat, self.path = stands_for.seat, stands_for.path
        else:
            above = self.parent.path if self.parent else ""
            self.seat, self.path = self.code, f"{self.code} {above}".strip()

    @property
    def ancestor_codes(self) -> list[str]:
        """Its own code first, then the codes of what contains it, up to the region."""
        return self.path.split()

    @property
    def lineage(self) -> list["Place"]:
        """From the region down to the place itself; costs no query where parents are loaded."""
        return [*self.parent.lineage, self] if self.parent else [self]

    @property
    def name(self) -> str:
        """The bare name in the reader's language; English is written from the Kazakh one."""
        return self.name_in(get_language() or "kk")

    def name_in(self, language: str) -> str:
        """The bare name in one of the three languages."""
        if language == "en":
            return self.name_en or names.romanize(self.name_kk)
        return (self.name_ru if language == "ru" else self.name_kk) or self.name_kk or self.name_ru

    @property
    def spoken(self) -> str:
        """The name as people say it, in the reader's language."""
        return self.spoken_in(get_language() or "kk")

    def spoken_in(self, language: str) -> str:
        """The name as people say it in one of the three languages."""
        return names.spoken(self.kind, self.name_in(language), language)

    @property
    def has_point(self) -> bool:
        return self.latitude is not None

    def is_in_force(self, at: date | None = None) -> bool:
        """Whether the classifier names the place on that day."""
        day = at or today()
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
