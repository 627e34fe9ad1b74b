"""What residents see on the site, in the words of the report form."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """What a resident sees on the site."""

    NOT_STARTED = "not_started", _("not started")
    UNDER_WAY = "under_way", _("under way")
    STOPPED = "stopped", _("stopped")
    FINISHED = "finished", _("finished")
    FINISHED_NOT_WORKING = "finished_not_working", _("finished but not working")
    CANNOT_TELL = "cannot_tell", _("cannot tell")
