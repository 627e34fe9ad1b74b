"""Faces and plates are covered before a photo leaves the phone: with a finger, or with keys."""

import io

import pytest
from PIL import Image

from reports.models import Photo
from reports.photos import quarantine
from tests.browser.test_filing import PHOTOS, SEND, chosen, fill

pytestmark = pytest.mark.browser


@pytest.fixture
def form(project):
    return f"/en/projects/{project.identifier}/report/"


@pytest.fixture
def editor(phone, form):
    """The editor, open on a photo that is black on the left and white on the right."""
    out = io.BytesIO()
    picture = Image.new("RGB", (800, 600), "black")
    picture.paste("white", (400, 0, 800, 600))
    picture.save(out, "JPEG", quality=95)
    fill(phone, form)
    phone.set_input_files(PHOTOS, [chosen(out.getvalue())])
    phone.click("button[data-cover]")
    phone.wait_for_selector("dialog[open] canvas")
    return phone


def sent(phone):
    """The picture as it left the phone."""
    phone.click("dialog button[value=done]")
    phone.wait_for_selector("dialog", state="detached")
    phone.wait_for_timeout(300)
    phone.click(SEND)
    phone.wait_for_selector("[data-arrived]:not([hidden])")
    kept = quarantine.path_of(Photo.objects.get().quarantine).read_bytes()
    return Image.open(io.BytesIO(kept)).convert("L")


def test_what_a_finger_draws_over_is_gone_from_the_picture(editor):
    box = editor.locator("dialog canvas").bounding_box()

    def at(x, y):
        return box["x"] + box["width"] * x, box["y"] + box["height"] * y

    editor.mouse.move(*at(0.25, 0.25))
    editor.mouse.down()
    editor.mouse.move(*at(0.75, 0.75), steps=4)
    editor.mouse.up()
    light = sent(editor)

    inside = {light.getpixel((x, 300)) // 16 for x in (220, 380, 420, 580)}
    assert len(inside) == 1  # one colour where black met white
    assert (light.getpixel((40, 40)) < 16, light.getpixel((760, 560)) > 239) == (True, True)


def test_a_box_is_put_moved_and_stretched_with_keys_alone(editor):
    editor.focus("[data-add]")
    editor.keyboard.press("Enter")
    for key in ["Shift+ArrowRight", "Shift+ArrowDown", "ArrowLeft", "ArrowUp"]:
        editor.keyboard.press(key)
    light = sent(editor)

    assert 60 < light.getpixel((395, 290)) < 190
    assert light.getpixel((40, 40)) < 16


def test_a_tap_covers_nothing_and_the_last_box_can_be_taken_away(editor):
    canvas = editor.locator("dialog canvas")
    canvas.click()
    editor.click("[data-add]")
    editor.click("[data-undo]")
    light = sent(editor)

    assert (light.getpixel((300, 300)) < 16, light.getpixel((500, 300)) > 239) == (True, True)


def test_the_editor_shuts_nobody_out(editor, complaints_of_axe):
    assert complaints_of_axe(editor) == []
    assert editor.evaluate("document.documentElement.scrollWidth") == 360
