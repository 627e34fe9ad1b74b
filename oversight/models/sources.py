"""Where figures about places come from, and under which licence they may be shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from oversight.models.restated import Restated


class DataSource(Restated):
    """Somebody else's data: named, with its licence, on every page that shows it."""

    LOGGED = "source"
    TOLD = ("name", "licence", "url")

    name = models.CharField(_("name"), max_length=200, unique=True)
    licence = models.CharField(_("licence"), max_length=100)
    url = models.URLField(_("address"), max_length=500, blank=True)
    imported_on = models.DateField(_("imported on"))

    class Meta:
        ordering = ["name"]
        verbose_name = _("data source")
        verbose_name_plural = _("data sources")

    def __str__(self) -> str:
        return f"{self.name} ({self.licence})"
