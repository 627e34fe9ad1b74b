"""A villager with one thumb: from the sign at the building site to the receipt, at 360 pixels."""

import pytest

from reports import access
from tests import factories
from tests.browser.conftest import PHONE
from tests.browser.test_filing import PHOTOS, SEND, STOPPED, chosen, code_on

SCREEN = PHONE["height"]
REACH = 0.4 * SCREEN  # above this the thumb of the holding hand does not reach
LEAST = 43.5  # pixels, each way: 44, and what a browser rounds off
WORDS = "Құбыр көшеде жатыр."
REPORT = "main a[href$='/report/']"
# What a finger may mean: a tick with its label; a link in a sentence is as high as its line.
TARGETS = """() => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
  .map((each) => each.closest("label") ?? each)
  .filter((each) => each.checkVisibility() && !each.closest("p, figcaption, .skip"))
  .map((each) => [each.getBoundingClientRect(), each.outerHTML])
  .map(([{ width, height }, html]) => [Math.min(width, height), html.slice(0, 100)])"""
MIDDLE = "(each) => (({ top, bottom }) => (top + bottom) / 2)(each.getBoundingClientRect())"

pytestmark = pytest.mark.browser


class Thumb:
    """Brings what it wants into its reach, taps it, and counts taps and screens scrolled."""

    def __init__(self, phone):
        self.phone, self.taps, self.screens = phone, 0, 0.0

    def tap(self, selector):
        target = self.phone.locator(selector)
        target.wait_for()
        if not self._reaches(target):
            self._scroll(target.evaluate(MIDDLE) - (REACH + SCREEN) / 2)
        assert self._reaches(target), f"{selector} stands at {target.evaluate(MIDDLE)}"
        self.taps += 1
        target.tap()

    def _reaches(self, target):
        return REACH <= target.evaluate(MIDDLE) <= SCREEN - LEAST / 2

    def _scroll(self, pixels):
        before = self.phone.evaluate("scrollY")
        self.phone.evaluate("(by) => scrollBy({ top: by, behavior: 'instant' })", pixels)
        self.screens += abs(self.phone.evaluate("scrollY") - before) / SCREEN


@pytest.fixture
def phone(open_phone):
    return open_phone(has_touch=True, is_mobile=True, locale="kk")


@pytest.fixture
def thumb(phone, project):
    """At the sign: its camera has opened the short address."""
    phone.goto(f"/p/{project.identifier}")
    return Thumb(phone)


def test_three_taps_lead_from_the_sign_to_the_receipt(phone, thumb):
    thumb.tap(REPORT)
    thumb.tap(STOPPED)
    thumb.tap(SEND)

    assert access.own_report(code_on(phone)).stage == "stopped"
    assert (thumb.taps, thumb.screens < 2) == (3, True)


def test_words_and_a_photo_cost_two_taps_more(phone, thumb):
    thumb.tap(REPORT)
    thumb.tap(STOPPED)
    thumb.tap("[name=text]")
    phone.keyboard.type(WORDS)
    with phone.expect_file_chooser() as chooser:
        thumb.tap(PHOTOS)
    chooser.value.set_files([chosen(factories.picture())])
    phone.wait_for_selector("[data-previews] img[src^=blob]")
    thumb.tap(SEND)

    report = access.own_report(code_on(phone))
    assert (report.text, report.photos.count()) == (WORDS, 1)
    assert (thumb.taps, thumb.screens < 3) == (5, True)


def test_nothing_of_a_report_is_too_small_for_a_finger(phone, project):
    form = f"/kk/projects/{project.identifier}/report/"
    small = {}

    def look(page):
        found = [html for size, html in phone.evaluate(TARGETS) if size < LEAST]
        small.update({page: found} if found else {})

    phone.goto(form)
    look("form")
    phone.tap(STOPPED)
    phone.tap(SEND)
    phone.wait_for_selector("[data-keep-code]:not([hidden])")
    look("sent")
    phone.tap("[data-once-filed] button")
    phone.wait_for_selector("details summary")
    look("receipt")
    phone.goto("/kk/receipt/")
    look("code")
    phone.goto("/kk/report/queue/")
    look("phone")

    assert small == {}


def test_a_thumb_that_slips_off_the_sending_erases_nothing(phone, project):
    phone.goto(f"/kk/projects/{project.identifier}/report/")

    send = phone.locator(SEND).bounding_box()
    erase = phone.locator("form.leave button").bounding_box()

    assert erase["y"] - (send["y"] + send["height"]) >= 40
