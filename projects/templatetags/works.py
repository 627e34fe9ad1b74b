"""How a work is said on a page: its flags, its source, the language its title is in."""

import re

from django import template
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oversight.models import Place
from projects import comparison, flags
from projects.models import Project, ProjectFlag

register = template.Library()

# Letters of a name that fit on a phone, six tiles side by side; Almaty is a region and a city.
TILE = 4

# What a list of works may say beyond our statuses; what says no more than they do is left out.
_SOURCE_WORDS = {
    "acceptance": _("being accepted"),
    "contract": _("contract signed"),
    "design": _("being designed"),
    "disputed": _("disputed"),
    "failed": _("done badly, or not working"),
    "needed": _("said to be needed"),
    "overdue": _("overdue"),
    "procurement": _("contractor being sought"),
    "stopped": _("stopped"),
    **dict.fromkeys(("cancelled", "done", "in_progress", "planned"), ""),
}
_LANGUAGES = {"kk": _("in Kazakh"), "ru": _("in Russian"), "en": _("in English")}


@register.filter
def flag_title(flag: ProjectFlag) -> Promise:
    """The flag in a word or two."""
    return flags.TITLES[flag.code]


@register.filter
def flag_sentence(flag: ProjectFlag) -> str:
    """The flag with its numbers."""
    return flags.sentence(flag.code, flag.numbers)


@register.filter
def in_language(code: str) -> Promise:
    """Says which language a text is in, when it is not the reader's."""
    return _LANGUAGES[code]


@register.filter
def source_word(status: str) -> Promise | str:
    """How far the source says the work is, where that is more than the status."""
    return _SOURCE_WORDS.get(status, status)


@register.filter
def tile_name(region: Place) -> str:
    """A region in a few letters: «БҚО» as people say it, or the beginning of its name.

    The three cities stand in full, or Almaty would be the region around it.
    """
    if region.kind == Place.Kind.REPUBLICAN_CITY:
        return region.name
    words = re.split(r"[ -]", region.spoken)
    several = re.search(r"[ -]", region.name)
    if several:
        return "".join(word[0] for word in words).upper()
    return region.name[:TILE]


@register.simple_tag
def map_tiles() -> dict[str, str]:
    """`{% map_tiles as tiles %}`: where the ground of maps comes from; nowhere, when not set."""
    return {"url": settings.MAP_TILES_URL, "credit": settings.MAP_TILES_CREDIT}


@register.filter
def host(url: str) -> str:
    """The name of the site an address leads to; empty for what is no address of the web."""
    return comparison.host(url)


@register.simple_tag
def source_day(project: Project) -> dict[str, object]:
    """`{% source_day project as source %}`: the day of the source, and how exact it is."""
    day, precision = comparison.source_day(project)
    return {"day": day, "precision": precision}
