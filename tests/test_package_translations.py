"""Django and its companions speak whole Kazakh and Russian: strings, dates and numbers."""

import ast
import re
from collections import Counter
from datetime import date, datetime, time
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import polib
import pytest
from django import forms
from django.conf import settings
from django.utils import formats, translation
from django.utils.translation.trans_real import DjangoTranslation

OURS = settings.BASE_DIR / "locale" / "packages"
OUR_CATALOGUES = [("kk", "django"), ("kk", "djangojs"), ("ru", "django")]
PACKAGES = [
    ("django.conf", "django"),
    ("django.contrib.admin", "django"),
    ("django.contrib.admin", "djangojs"),
    ("django.contrib.auth", "django"),
    ("django.contrib.contenttypes", "django"),
    ("django.contrib.humanize", "django"),
    ("django.contrib.postgres", "django"),
    ("django.contrib.sessions", "django"),
    ("rest_framework", "django"),
    ("django_filters", "django"),
    ("allauth", "django"),
]
# Their Python code is read too: not every shipped catalogue is up to date with it.
SOURCES = ["rest_framework", "django_filters", "drf_spectacular", "allauth.account", "allauth.mfa"]
GETTEXT = {"_", "gettext", "gettext_lazy"}
# Parts of allauth that are not installed here; their strings are nobody's.
UNUSED = re.compile(r"(templates/)?(socialaccount|idp|openid|headless)/")

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{[^}]*\}")
TAG = re.compile(r"</?[a-z][^>]*>")
EDGES = re.compile(r"^\s*|\s*$")
MIXED_SCRIPT = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")


def catalogue(folder, language, domain):
    """The entries of one catalogue, from its .po or, where only that is shipped, its .mo."""
    stem = Path(folder) / language / "LC_MESSAGES" / domain
    if stem.with_suffix(".po").exists():
        return [e for e in polib.pofile(stem.with_suffix(".po")) if not e.obsolete]
    if stem.with_suffix(".mo").exists():
        return list(polib.mofile(stem.with_suffix(".mo")))
    return []


def ours(language, domain):
    return catalogue(OURS, language, domain)


def key(entry):
    return entry.msgctxt, entry.msgid, entry.msgid_plural or ""


def texts(entry):
    """Every form of a translation; one for most, several where it counts."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def pairs(entry):
    """Each translated form with the sources it may answer to.

    The form for one thing may keep the number that English drops ("an hour ago").
    """
    if not entry.msgid_plural:
        return [([entry.msgid], entry.msgstr)]
    first, *rest = texts(entry)
    return [([entry.msgid, entry.msgid_plural], first)] + [([entry.msgid_plural], t) for t in rest]


def translated(entries):
    return {key(e) for e in entries if all(texts(e)) and "fuzzy" not in getattr(e, "flags", [])}


def folder_of(package):
    return Path(import_module(package).__file__).parent


def spoken(package):
    """The strings that the Python code of a package hands to gettext."""
    trees = (ast.parse(source.read_text()) for source in folder_of(package).rglob("*.py"))
    calls = (n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Call) and n.args)
    said = (call.args[0] for call in calls if getattr(call.func, "id", "") in GETTEXT)
    return {literal.value for literal in said if isinstance(literal, ast.Constant)}


def is_used(entry):
    places = [place for place, _ in getattr(entry, "occurrences", [])]
    return not places or not all(UNUSED.match(place) for place in places)


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize(("package", "domain"), PACKAGES)
def test_no_string_of_a_package_stays_english(package, domain, language):
    folder = folder_of(package) / "locale"
    known = catalogue(folder, "en", domain) + catalogue(folder, "ru", domain)
    said = translated(catalogue(folder, language, domain)) | translated(ours(language, domain))

    unsaid = {key(entry) for entry in known if is_used(entry)} - said

    assert known != []
    assert unsaid == set()


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("package", SOURCES)
def test_no_string_in_the_code_of_a_package_stays_english(package, language):
    folder = folder_of(package.split(".")[0]) / "locale"
    said = translated(catalogue(folder, language, "django")) | translated(ours(language, "django"))

    strings = spoken(package)

    assert strings != set()
    assert strings - {msgid for _, msgid, _ in said} == set()


@pytest.mark.parametrize(("language", "domain"), OUR_CATALOGUES)
def test_the_compiled_catalogue_says_what_the_written_one_says(language, domain):
    stem = OURS / language / "LC_MESSAGES" / domain

    written = {key(e): texts(e) for e in polib.pofile(stem.with_suffix(".po"))}
    compiled = {key(e): texts(e) for e in polib.mofile(stem.with_suffix(".mo"))}

    assert compiled == written != {}


@pytest.mark.parametrize(("language", "domain"), OUR_CATALOGUES)
def test_nothing_is_empty_unsure_obsolete_or_twice(language, domain):
    catalogue = polib.pofile(OURS / language / "LC_MESSAGES" / f"{domain}.po")

    doubts = catalogue.untranslated_entries() + catalogue.fuzzy_entries()
    repeated = [k for k, times in Counter(map(key, catalogue)).items() if times > 1]

    assert doubts + catalogue.obsolete_entries() + repeated == []


@pytest.mark.parametrize(("language", "domain"), OUR_CATALOGUES)
@pytest.mark.parametrize(
    "pattern", [PLACEHOLDER, TAG, EDGES], ids=["placeholders", "tags", "edges"]
)
def test_a_translation_keeps_what_is_not_words(language, domain, pattern):
    def kept(text):
        return sorted(pattern.findall(text))

    broken = [
        (sources[0], text)
        for entry in ours(language, domain)
        for sources, text in pairs(entry)
        if kept(text) not in [kept(source) for source in sources]
    ]

    assert broken == []


@pytest.mark.parametrize(("language", "domain"), OUR_CATALOGUES)
def test_no_word_mixes_latin_and_cyrillic_letters(language, domain):
    mixed = [
        text
        for entry in ours(language, domain)
        for text in texts(entry)
        if MIXED_SCRIPT.search(PLACEHOLDER.sub(" ", text))
    ]

    assert mixed == []


@pytest.mark.parametrize(("language", "domain"), OUR_CATALOGUES)
def test_our_words_win_over_the_package_s_own(settings, language, domain):
    settings.LOCALE_PATHS = [OURS]
    speech = DjangoTranslation(language, domain=domain)

    overruled = [
        entry.msgid
        for entry in ours(language, domain)
        if not entry.msgid_plural
        and speech.gettext("\x04".join(filter(None, [entry.msgctxt, entry.msgid]))) != entry.msgstr
    ]

    assert overruled == []


def test_kazakh_nouns_stay_singular_after_any_number(settings):
    settings.LOCALE_PATHS = [OURS]
    speech = DjangoTranslation("kk")

    days = [speech.ngettext("%(num)d day", "%(num)d days", n) % {"num": n} for n in (0, 1, 2, 21)]

    assert days == ["0 күн", "1 күн", "2 күн", "21 күн"]


@pytest.mark.parametrize(
    ("language", "kind", "text"),
    [
        ("kk", "DATE_FORMAT", "2026 ж. 23 қараша"),
        ("kk", "DATETIME_FORMAT", "2026 ж. 23 қараша, 14:05"),
        ("kk", "YEAR_MONTH_FORMAT", "2026 ж. қараша"),
        ("kk", "MONTH_DAY_FORMAT", "23 қараша"),
        ("kk", "SHORT_DATE_FORMAT", "23.11.2026"),
        ("kk", "SHORT_DATETIME_FORMAT", "23.11.2026 14:05"),
        ("kk", "F", "Қараша"),
        ("kk", "l", "Дүйсенбі"),
        ("ru", "DATE_FORMAT", "23 ноября 2026 года"),
        ("ru", "YEAR_MONTH_FORMAT", "ноябрь 2026 года"),
        ("ru", "MONTH_DAY_FORMAT", "23 ноября"),
        ("ru", "SHORT_DATE_FORMAT", "23.11.2026"),
    ],
)
def test_a_day_is_written_as_people_write_it(language, kind, text):
    with translation.override(language):
        written = formats.date_format(datetime(2026, 11, 23, 14, 5), kind)

    assert written == text


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_sum_is_grouped_by_threes_with_spaces_that_do_not_break(language):
    with translation.override(language):
        written = formats.number_format(Decimal("1234567.5"))

    assert written == "1\xa0234\xa0567,5"


@pytest.mark.parametrize("text", ["23.11.2026", "23.11.26", "2026-11-23"])
def test_a_kazakh_form_takes_a_day_as_it_is_written(text):
    with translation.override("kk"):
        day = forms.DateField(localize=True).clean(text)

    assert day == date(2026, 11, 23)


def test_a_kazakh_form_takes_an_hour_and_refuses_what_is_none():
    with translation.override("kk"):
        hour = forms.TimeField(localize=True).clean("14:05")
        with pytest.raises(forms.ValidationError) as refusal:
            forms.TimeField(localize=True).clean("25:05")
        sentences = refusal.value.messages

    assert hour == time(14, 5)
    assert sentences == ["Дұрыс уақытты енгізіңіз."]


def test_a_kazakh_week_begins_on_monday():
    with translation.override("kk"):
        first = formats.get_format("FIRST_DAY_OF_WEEK")

    assert first == 1
