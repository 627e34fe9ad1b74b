"""Programmes that pay for works. Never guessed: a project without one has none."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from oversight import trilingual
from oversight.chains import leads_to
from oversight.models import Restated

# What may not lead back to where it began, and what is said where it would.
RINGS = {
    "successor": _("The programme would follow itself."),
    "umbrella": _("The programme would be its own umbrella."),
}


class Programme(Restated):
    """A state programme, with its years, what followed it, and the umbrella it stands under."""

    LOGGED = "prog"
    TOLD = (
        *("code", "name_kk", "name_ru", "name_en", "description_kk", "description_ru"),
        *("description_en", "starts_on", "ends_on", "successor__code", "umbrella__code"),
    )

    code = models.SlugField(_("code"), unique=True)
    name_kk = models.CharField(_("name in Kazakh"), max_length=200)
    name_ru = models.CharField(_("name in Russian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    description_kk = models.TextField(_("description in Kazakh"), blank=True)
    description_ru = models.TextField(_("description in Russian"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("successor"),
    )
    umbrella = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="members",
        verbose_name=_("umbrella"),
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A programme never follows itself, nor stands under itself, if only through others."""
        rings = {name: words for name, words in RINGS.items() if self._is_ring(name)}
        if rings:
            raise ValidationError(rings)

    def _is_ring(self, name: str) -> bool:
        onward = dict(Programme.objects.values_list("pk", name))
        return self.pk is not None and leads_to(getattr(self, f"{name}_id"), self.pk, onward)

    @property
    def name(self) -> str:
        return trilingual.pick(self, "name")[0]

    @property
    def description(self) -> str:
        return trilingual.pick(self, "description")[0]

    @property
    def description_language(self) -> str:
        """The language the description is really in."""
        return trilingual.pick(self, "description")[1]

    def family(self) -> set[int]:
        """The programme itself; of an umbrella also its members, and what followed any of them."""
        rows = list(Programme.objects.values_list("pk", "umbrella", "successor"))
        family, met = {self.pk}, set()
        if self.pk not in {umbrella for _pk, umbrella, _successor in rows}:
            return family
        while family != met:
            met = set(family)
            family |= {pk for pk, umbrella, _successor in rows if umbrella in met}
            family |= {successor for pk, _umbrella, successor in rows if pk in met and successor}
        return family


class ProgrammeYear(Restated):
    """What a source says of a whole year of a programme. A later source stands beside it."""

    LOGGED = "year"
    TOLD = (
        *("year", "stated", "works", "villages", "amount", "is_rounded", "source_url"),
        *("source_date", "programme__code"),
    )

    class Stated(models.TextChoices):
        PLANNED = "planned", _("planned")
        REPORTED = "reported", _("reported as done")

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="years", verbose_name=_("programme")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    stated = models.CharField(
        _("what the figures are"), max_length=8, choices=Stated.choices, default=Stated.REPORTED
    )
    works = models.PositiveIntegerField(_("number of works"), null=True, blank=True)
    villages = models.PositiveIntegerField(_("number of villages"), null=True, blank=True)
    amount = models.DecimalField(
        _("amount"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    is_rounded = models.BooleanField(_("rounded in the source"), default=False)
    source_url = models.TextField(_("source"), blank=True)
    source_date = models.CharField(_("date of the source"), max_length=10, blank=True)

    class Meta:
        ordering = ["-year", "stated", "source_url"]
        verbose_name = _("year of a programme")
        verbose_name_plural = _("years of programmes")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "year", "stated", "source_url"],
                name="one_total_per_year_and_source",
            ),
            models.CheckConstraint(
                condition=models.Q(amount=None) | models.Q(amount__gte=0),
                name="programme_year_amount_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme}, {self.year}, {self.get_stated_display()}"
