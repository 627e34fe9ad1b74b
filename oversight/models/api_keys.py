"""Who reads open data in earnest, and how much they take."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApiKey(models.Model):
    """A key given to a reader: a newspaper, a researcher, another site. Only its hash is kept."""

    name = models.CharField(_("who"), max_length=200)
    contact = models.CharField(_("contact"), max_length=254)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    per_minute = models.PositiveIntegerField(_("requests a minute"), default=6_000)
    made_on = models.DateField(_("given on"), editable=False)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("key of the API")
        verbose_name_plural = _("keys of the API")

    def __str__(self) -> str:
        return self.name


class ApiUse(models.Model):
    """How often a key was used in one minute; nothing of what was asked, or from where."""

    key = models.ForeignKey(ApiKey, models.CASCADE, related_name="uses")
    minute = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "minute"], name="one_count_a_minute")]

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"
