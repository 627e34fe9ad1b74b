"""What residents see on the site, or of a machine, in the words of the report form."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """What a resident sees."""

    # Of a work
    NOT_STARTED = "not_started", _("not started")
    UNDER_WAY = "under_way", _("under way")
    STOPPED = "stopped", _("stopped")
    FINISHED = "finished", _("finished")
    FINISHED_NOT_WORKING = "finished_not_working", _("finished but not working")

    # Of a machine
    SERVES_VILLAGE = "serves_village", _("works for the village")
    WORKS_ELSEWHERE = "works_elsewhere", _("works on a private field")
    REFUSED_US = "refused_us", _("was refused to us")
    STANDS_IDLE = "stands_idle", _("stands idle")
    BROKEN_DOWN = "broken_down", _("is broken")

    CANNOT_TELL = "cannot_tell", _("cannot tell")


OF_MACHINE = (
    Stage.SERVES_VILLAGE,
    Stage.WORKS_ELSEWHERE,
    Stage.REFUSED_US,
    Stage.STANDS_IDLE,
    Stage.BROKEN_DOWN,
    Stage.CANNOT_TELL,
)
OF_WORK = (*(stage for stage in Stage if stage not in OF_MACHINE), Stage.CANNOT_TELL)
# What an office must answer for, of whatever it is seen.
GRAVE = (
    Stage.STOPPED,
    Stage.FINISHED_NOT_WORKING,
    Stage.WORKS_ELSEWHERE,
    Stage.REFUSED_US,
    Stage.BROKEN_DOWN,
)


def choices(stages: tuple[Stage, ...]) -> list[tuple[str, str]]:
    """These, as a field of a form takes them."""
    return [(stage.value, stage.label) for stage in stages]
