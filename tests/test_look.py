"""What the style sheets and the parts of pages promise to every page."""

import gzip
import re
from itertools import product

import pytest
from django import forms
from django.conf import settings
from django.template.loader import render_to_string

from projects.flags import FLAGS
from projects.models import Project
from projects.models.project import Stage
from reports.forms.desk import FilesInput
from reports.workflow import State

CSS = settings.BASE_DIR / "static" / "css"
TEMPLATES = settings.BASE_DIR / "templates"
SITE = (CSS / "site.css").read_text()
TEXTS = ("ink", "ink-soft", "accent", "late")
GROUNDS = ("paper", "card", "wash", "accent-wash", "late-wash")


def tokens(theme):
    """The colours of a theme; dark ones replace light ones."""
    light, dark = re.findall(r":root \{(.*?)\}", SITE, re.DOTALL)
    found = re.findall(r"--([\w-]+): (#\w+);", light if theme == "light" else light + dark)
    return dict(found)


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def pages():
    """Templates of pages: letters and the Django admin have a look of their own."""
    found = TEMPLATES.rglob("*.html")
    return [path for path in found if not {"email", "admin"} & set(path.parts)]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_can_be_read_on_every_ground(theme):
    colour = tokens(theme)
    pairs = [*product(TEXTS, GROUNDS), ("accent-ink", "accent"), ("band-ink", "band")]

    faint = [pair for pair in pairs if contrast(colour[pair[0]], colour[pair[1]]) < 4.5]

    assert faint == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_edges_of_inputs_can_be_seen(theme):
    colour = tokens(theme)

    faint = [ground for ground in ("paper", "card") if contrast(colour["edge"], colour[ground]) < 3]

    assert faint == []


def test_style_sheets_stay_light():
    weights = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in CSS.glob("*.css")}

    assert weights.keys() == {
        *("site.css", "places.css", "sheet.css", "desk.css", "print.css", "admin.css")
    }
    assert [name for name, weight in weights.items() if weight > 8 * 1024] == []


def test_every_state_has_a_shape():
    codes = {*State, *Project.Status, *Stage, *FLAGS, "overdue", "soon", "later"}

    shapeless = {code for code in codes if not re.search(rf"\.mark--{code}::before\b", SITE)}

    # A plain disc: somebody waits for an answer, and nothing is wrong yet.
    assert shapeless == {State.OPEN}


def test_every_stage_has_a_picture():
    drawn = {path.stem for path in (TEMPLATES / "components" / "pictures").glob("*.svg")}

    assert drawn == {*Stage}


def test_no_page_carries_style_or_script_that_the_policy_refuses():
    inline = re.compile(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)", re.IGNORECASE)

    refused = [path.name for path in pages() if inline.search(path.read_text())]

    assert refused == ["log_audit.html"]  # whole by itself; test_log_views.py checks its policy


@pytest.mark.parametrize("status", [400, 500, 503])
def test_pages_of_last_resort_need_no_context_and_no_database(status):
    page = render_to_string(f"{status}.html")

    assert re.findall(r'<section lang="(\w+)">', page) == ["kk", "ru", "en"]
    assert len(re.findall(r"<h[12]>[^<]+</h[12]>\s*<p>[^<]+</p>", page)) == 3


def test_every_chooser_of_files_is_one_that_speaks_the_readers_language():
    """One form of markup: the native input first, then a label that stands as its button."""
    known = re.compile(r'<div class="chooser">(<input[^>]* type="file"[^>]*>)<label class="button')
    bare = {
        path.name for path in pages() if re.search(r'type="file"', known.sub("", path.read_text()))
    }

    assert bare == {"log_audit.html"}  # whole by itself, it names its chooser in its own way


class Answer(forms.Form):
    stage = forms.ChoiceField(
        label="Stage", help_text="Look.", choices=Stage.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(label="Words", help_text="Yours.")
    agreed = forms.BooleanField(label="Agreed", help_text="Think.", required=False)
    photos = forms.FileField(
        label="Photos", help_text="Few.", widget=FilesInput("Choose photos", {}), required=False
    )


def rendered(field, part="_field"):
    return render_to_string(f"components/{part}.html", {"field": field, "pictures": True})


@pytest.mark.parametrize("name", ["stage", "text", "agreed", "photos"])
def test_field_leads_to_its_help_and_its_errors(name):
    form = Answer({})
    for unasked in ("agreed", "photos"):
        form.add_error(unasked, "Say yes or no.")

    page = rendered(form[name])

    described = re.search(r'aria-describedby="([^"]+)"', page)[1].split()
    assert described == [f"id_{name}_helptext", f"id_{name}_error"]
    assert [re.findall(rf'id="({target})"', page) for target in described] == [
        [t] for t in described
    ]


def test_field_without_errors_shows_none():
    page = rendered(Answer()["text"])

    assert ("field__errors" in page, "field--wrong" in page) == (False, False)


def test_required_is_said_in_words():
    words = {name: "required</span>" in rendered(Answer()[name]) for name in Answer.base_fields}

    assert words == {"stage": True, "text": True, "agreed": False, "photos": False}


def test_a_field_of_files_has_a_label_for_a_button_and_keeps_the_native_input():
    page = rendered(Answer()["photos"])

    [inputs] = re.findall(r'<div class="chooser">(.*?)</div>', page)
    assert re.search(r'<input type="file" name="photos"[^>]* multiple[^>]* id="id_photos"', inputs)
    assert re.findall(r'<label class="button[^"]*" for="id_photos">([^<]+)<', inputs) == [
        "Choose photos"
    ]


def test_choice_with_pictures_shows_a_picture_and_a_word_for_each():
    page = rendered(Answer()["stage"], "_choices")

    assert page.count("<svg") == len(Stage)
    assert re.findall(r'choice__word">([^<]+)<', page) == [str(label) for label in Stage.labels]


def test_errors_above_a_form_lead_to_the_fields():
    page = render_to_string("components/_errors.html", {"form": Answer({})})

    assert re.findall(r'href="#(\w+)"', page) == ["id_stage", "id_text"]
    assert 'id="id_stage"' in rendered(Answer({})["stage"])
