"""How a work is said on a page: its flags, its source, the language its title is in."""

import re
from decimal import Decimal

from django import template
from django.conf import settings
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from oversight.models import Place
from projects import comparison, flag_words, flags, matching
from projects.models import Holding, Project, ProjectFlag

register = template.Library()

# Where a name may be divided: before a consonant with a vowel behind it.
_VOWELS = "aeiouyаәеёиіоөуұүыэюя"
_SYLLABLE = re.compile(rf"(?<=\w\w)(?=[^\W\d_ьъ{_VOWELS}][{_VOWELS}])", re.IGNORECASE)
# Russian names of regions are adjectives: Павлодар(ская), Акмол(инская).
_SHORTER = ((re.compile("инская$"), "."), (re.compile("ская$"), ""))
SOFT_HYPHEN = "\N{SOFT HYPHEN}"

# What a list of works may say that is no more than our statuses.
_AS_OURS = ("cancelled", "done", "in_progress", "planned")
_LANGUAGES = {"kk": _("in Kazakh"), "ru": _("in Russian"), "en": _("in English")}


@register.filter
def flag_title(flag: ProjectFlag) -> Promise:
    """The flag in a word or two."""
    return flag_words.TITLES[flag.code]


@register.filter
def flag_sentence(flag: ProjectFlag) -> str:
    """The flag with its numbers."""
    return flag_words.sentence(flag.code, flag.numbers)


@register.filter
def marked(work: Project) -> list[ProjectFlag]:
    """The flags that a row of a list marks; it says in words how late it is and what is missing."""
    said = ("late", *flags.NOT_PUBLISHED)
    return [flag for flag in work.flags.all() if flag.code not in said]


@register.filter
def lacks(work: Project, figure: str) -> bool:
    """Whether its end, its sum or its supplier should be published, and is not."""
    return any(flag.code == f"{figure}_not_published" for flag in work.flags.all())


@register.filter
def in_language(code: str) -> Promise:
    """Says which language a text is in, when it is not the reader's."""
    return _LANGUAGES[code]


@register.filter
def source_word(status: str) -> Promise | str:
    """How far the source says the work is, where that is more than the status."""
    return "" if status in _AS_OURS else matching.SAID.get(status, status)


@register.filter
def held_how(mode: str) -> Promise | str:
    """How a machine is held."""
    return Holding.Mode(mode).label


@register.filter
def tile_name(region: Place) -> str:
    """A region on its tile: «БҚО» as people say it, or its name, divided where it is too long.

    Six tiles stand side by side on a phone, and browsers do not know how to divide Kazakh words.
    """
    name = region.name
    if region.kind == Place.Kind.REPUBLICAN_CITY:
        # Almaty is a city, and a region around it.
        return region.spoken.replace(name, _SYLLABLE.sub(SOFT_HYPHEN, name))
    if re.search(r"[ -]", name):
        return "".join(word[0] for word in re.split(r"[ -]", region.spoken)).upper()
    for ending, instead in _SHORTER:
        name = ending.sub(instead, name)
    return _SYLLABLE.sub(SOFT_HYPHEN, name)


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


@register.filter
def millions(value: Decimal | None) -> SafeString:
    """A sum in a narrow column whose heading says that it counts millions of tenge."""
    return _counted(value, 1_000_000, 1)


@register.filter
def whole(value: Decimal | None) -> SafeString:
    """A sum in whole tenge, in a narrow column whose heading says so."""
    return _counted(value, 1, 0)


def _counted(value: Decimal | None, unit: int, places: int) -> SafeString:
    if value is None:
        return format_html('<span class="unknown" title="{}">–</span>', _("not published"))
    said = number_format(round(value / unit, places), places, force_grouping=True)
    whole = f"{number_format(value, force_grouping=True)}\N{NO-BREAK SPACE}₸"
    return format_html('<data value="{}" title="{}">{}</data>', value, whole, said)


@register.simple_tag
def budget_series() -> dict[str, Promise]:
    """`{% budget_series as series %}`: of what the columns of a budget's years are made."""
    return {"own": _("own revenue"), "transfers": _("transfers")}


@register.simple_tag
def budgets_series() -> dict[str, Promise]:
    """`{% budgets_series as series %}`: what the columns of the spread count."""
    return {"budgets": _("local budgets")}
