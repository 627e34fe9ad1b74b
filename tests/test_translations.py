"""Three languages at every commit: nothing untranslated, nothing stale, nothing broken."""

import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ["kk", "ru"]
STOPS = ".:?!…"
HOLE = r"(?:\)[sd]|\})»?"
CASES = (
    "да де та те ға ге қа ке ны ні ды ді ты ті ның нің дың дің тың тің "
    "дан ден тан тен нан нен мен бен пен"
).replace(" ", "|")
# What a reader would stumble over: in whose language, how it is found, and one that is.
SLIPS = {
    "a case glued to a placeholder": (["kk"], rf"{HOLE}[-‑]?(?:{CASES})\b", "%(place)s-да"),
    "a case left out before its word": (
        ["kk"],
        rf"{HOLE} (?:дейін|бастап|бері|кейін)\b",
        "%(day)s дейін",
    ),
    "a reader spoken to as a child": (["kk"], r"(?i)\b(?:сен|сенің|сені|саған)\b", "Сен жаз."),
    "ё written as е": (["ru"], r"(?i)\b(?:еще|ее|счет|отчет|учет|поселок|объем)\b", "Еще раз"),
    "a space too many": (LANGUAGES, r"  | [,;:!?]| \.(?!\w)", "Жоқ , иә"),
    "a short dash for a long one": (LANGUAGES, r" - |(?<!\)s) – ", "Бұл – жол"),
    "a straight quotation mark": (LANGUAGES, r'["“”]', 'Это "да"'),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|</?\w+[^>]*>")


@cache
def catalogue(language):
    return polib.pofile(ROOT / "locale" / language / "LC_MESSAGES" / "django.po")


def key(entry):
    return entry.msgctxt, entry.msgid


def texts(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_is_translated(language):
    entries = catalogue(language)

    missing = [entry.msgid for entry in entries if not all(texts(entry))]

    assert missing == []
    assert [entry.msgid for entry in entries if entry.fuzzy or entry.obsolete] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_tags_survive_translation(language):
    wrong = []
    for entry in catalogue(language):
        wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        for text in texts(entry):
            if set(PLACEHOLDER.findall(text)) != wanted:
                wrong.append((entry.msgid, text))

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language):
    path = ROOT / "locale" / language / "LC_MESSAGES" / "django.mo"
    compiled = {key(entry): texts(entry) for entry in polib.mofile(path)}

    assert compiled == {key(entry): texts(entry) for entry in catalogue(language)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_mixes_two_alphabets(language):
    mixed = re.compile(r"[a-z][а-яёәғқңөұүһі]|[а-яёәғқңөұүһі][a-z]", re.IGNORECASE)
    plain = [PLACEHOLDER.sub(" ", text) for entry in catalogue(language) for text in texts(entry)]

    assert [text for text in plain if mixed.search(text)] == []


@pytest.mark.parametrize("slip", SLIPS)
def test_no_sentence_makes_a_reader_stumble(slip):
    languages, pattern, seen = SLIPS[slip]
    entries = [entry for language in languages for entry in catalogue(language)]
    said = [re.sub("<[^>]*>", "", text) for entry in entries for text in texts(entry)]

    assert re.search(pattern, seen)
    assert [text for text in said if re.search(pattern, text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_stops_as_it_does_in_english(language):
    def stop(text):
        last = text.rstrip("”»")[-1]
        return last if last in STOPS else ""

    said = [(entry.msgid, text) for entry in catalogue(language) for text in texts(entry)]

    assert [(english, text) for english, text in said if stop(english) != stop(text)] == []


@pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not installed")
def test_the_catalogues_hold_every_string_of_the_code(tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(
        ROOT,
        copy,
        ignore=shutil.ignore_patterns(".git", ".venv", "var", "tests", "bench", "node_modules"),
    )
    command = [sys.executable, "manage.py", "makemessages", "--no-location", "--no-wrap"]
    before = {key(entry) for entry in catalogue("kk")}

    subprocess.run([*command, "-l", "kk"], cwd=copy, check=True, capture_output=True)

    after = polib.pofile(copy / "locale" / "kk" / "LC_MESSAGES" / "django.po")
    assert {key(entry) for entry in after if not entry.obsolete} == before
