"""The ladder against floods: what the site can still take, by counts of its own.

Nobody is blocked: a village shares one address, so none is counted. Each rung asks less of the
people behind the site: reports wait for a moderator, photos come later, and at last the words wait
on the phone. It goes down by itself as the hour passes.
"""

import shutil
import time
from enum import IntEnum

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.models import Report, Tally

SITE = "site"
STRANGERS = "letters to strangers"
OBJECTIONS = "objections"
HOUR = 3600
RETRY = 600  # seconds after which a phone asks again
# One statement for the work and the site, safe when many count at once; the same in both databases.
_COUNT = """
    INSERT INTO reports_tally (subject, hour, count) VALUES (%s, %s, 1), (%s, %s, 1)
    ON CONFLICT (subject, hour) DO UPDATE SET count = reports_tally.count + 1
"""


class Level(IntEnum):
    """The rungs, from the ground up."""

    NORMAL = 0
    HELD = 1
    TEXT_ONLY = 2
    CLOSED = 3

    @property
    def says(self) -> Promise:
        return _SAYS[self]


_SAYS = {
    Level.NORMAL: _("Reports come as usual."),
    Level.HELD: _("Many reports come: each waits for a moderator."),
    Level.TEXT_ONLY: _("Very many reports come: words are taken, photos later."),
    Level.CLOSED: _("More reports come than the site can take: phones keep them and try again."),
}


class Closed(Exception):
    """The site takes nothing new right now; what was written stays where it was written."""


class NoRoom(OSError):
    """Photos wait, as on a full disk; the words go."""


def level() -> Level:
    """The rung the site stands on, for everything that it may be sent."""
    return max(for_words(), Level.TEXT_ONLY if _is_full() else Level.NORMAL)


def for_words(*subjects: str) -> Level:
    """The rung for the words of a report about this work or place: by the hour's counts alone.

    Too little room or too many waiting decisions stop photos, and no word.
    """
    counts, most = _counts(SITE, *subjects), settings.LADDER
    site = counts.pop(SITE, 0)
    if site >= most["site_closed"]:
        return Level.CLOSED
    if site >= most["site_text_only"]:
        return Level.TEXT_ONLY
    is_flooded = site >= most["site_held"] or max(counts.values(), default=0) >= most["work_held"]
    return Level.HELD if is_flooded else Level.NORMAL


def check_open(now: Level) -> None:
    """Raises Closed when nothing new is taken."""
    if now >= Level.CLOSED:
        raise Closed


def check_room() -> None:
    """Raises NoRoom while photos are not taken."""
    if level() >= Level.TEXT_ONLY:
        raise NoRoom


def note(subject: str) -> None:
    """Count a report that was filed. The last thing its transaction does: the site has one row."""
    hour = _hour()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [subject, hour, SITE, hour])


def check_letters() -> None:
    """Raises Closed while very many addresses were written to that nobody has confirmed."""
    if _counts(STRANGERS).get(STRANGERS, 0) >= settings.LADDER["letters_to_strangers"]:
        raise Closed


def note_letter() -> None:
    """Count a letter that asks a stranger's address to confirm something."""
    _note_alone(STRANGERS)


def check_objections() -> None:
    """Raises Closed while readers object to more reports than moderators can look at."""
    if _counts(OBJECTIONS).get(OBJECTIONS, 0) >= settings.LADDER["objections"]:
        raise Closed


def note_objection() -> None:
    """Count a case that readers opened; whoever joins one is not counted."""
    _note_alone(OBJECTIONS)


def _note_alone(subject: str) -> None:
    row, _new = Tally.objects.get_or_create(subject=subject, hour=_hour())
    Tally.objects.filter(pk=row.pk).update(count=F("count") + 1)


def sweep() -> None:
    """Forget the hours that count no more."""
    Tally.objects.filter(hour__lt=_hour() - 1).delete()


def _counts(*subjects: str) -> dict[str, float]:
    """How many came within the last hour: what the hour before gave fades as this one passes."""
    hour, passed = divmod(time.time(), HOUR)
    counts: dict[str, float] = {}
    recent = Tally.objects.filter(subject__in=subjects, hour__gte=hour - 1)
    for subject, when, count in recent.values_list("subject", "hour", "count"):
        share = 1 if when == hour else 1 - passed / HOUR
        counts[subject] = counts.get(subject, 0) + count * share
    return counts


def _hour() -> int:
    return int(time.time() // HOUR)


def _is_full() -> bool:
    """So many decisions or files wait that pictures must wait too."""
    most = settings.LADDER["waiting_text_only"]
    waiting = Report.objects.held()[: most + 1].count()
    return waiting > most or _free_percent() < settings.LADDER["disk_percent_text_only"]


def _free_percent() -> float:
    there = settings.MEDIA_ROOT
    while not there.exists():
        there = there.parent
    disk = shutil.disk_usage(there)
    return 100 * disk.free / disk.total
