"""Whether everybody may see a report, a photo, a paper."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Visibility(models.TextChoices):
    """Separate from the state: nothing is ever deleted."""

    PUBLIC = "public", _("public")
    HIDDEN = "hidden", _("hidden")
    ERASED = "erased", _("erased")
