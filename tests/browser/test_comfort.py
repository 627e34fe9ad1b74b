"""Large letters, a doubled page, a still page: whoever needs them loses nothing."""

import pytest

from tests import factories

pytestmark = pytest.mark.browser

HIDDEN = """
() => [...document.querySelectorAll("main *")].filter((each) => {
  const style = getComputedStyle(each);
  const clips = ["hidden", "clip"].includes(style.overflowX) && each.clientWidth > 1;
  return clips && each.scrollWidth > each.clientWidth + 1 && each.innerText?.trim();
}).map((each) => each.outerHTML.slice(0, 120))
"""
MOVES = """
() => [...document.querySelectorAll("*")].filter((each) => {
  const style = getComputedStyle(each);
  const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0);
  return lasts(style.transitionDuration) || lasts(style.animationDuration);
}).map((each) => each.outerHTML.slice(0, 120))
"""
SMOOTH = "() => getComputedStyle(document.documentElement).scrollBehavior"


@pytest.fixture
def pages(project, aksu):
    report = factories.make_stopped_report(project)
    aksu.population = 120
    aksu.save()
    work = f"/kk/projects/{project.identifier}/"
    return [
        "/kk/",
        f"/kk/places/{aksu.code}/",
        work,
        f"{work}report/",
        f"/kk/reports/{report.public_id}/",
        "/kk/receipt/",
    ]


def test_at_two_hundred_percent_nothing_is_cut_off(open_phone, pages):
    """A browser's zoom halves the page: 1280 pixels are 640, and letters stand twice as large."""
    doubled = open_phone(viewport={"width": 640, "height": 400}, device_scale_factor=2)
    found = {}

    for page in pages:
        doubled.goto(page)
        wide = doubled.evaluate("document.documentElement.scrollWidth > innerWidth")
        found[page] = [*doubled.evaluate(HIDDEN), *(["scrolls sideways"] if wide else [])]

    assert found == dict.fromkeys(pages, [])


def test_letters_twice_as_large_still_fit_on_a_phone(open_phone, pages):
    phone = open_phone()
    found = {}

    for page in pages:
        phone.goto(page)
        phone.evaluate("document.documentElement.style.fontSize = '200%'")
        wide = phone.evaluate("document.documentElement.scrollWidth > innerWidth")
        found[page] = [*phone.evaluate(HIDDEN), *(["scrolls sideways"] if wide else [])]

    assert found == dict.fromkeys(pages, [])


def test_on_a_wide_screen_what_is_folded_opens(open_phone, pages):
    desk = open_phone(viewport={"width": 1280, "height": 800})
    desk.goto(pages[3])

    desk.click("[data-more] > summary")

    assert desk.is_visible("[name=observed_on]")


def test_nothing_moves_for_whom_moving_things_make_ill(open_phone, pages):
    still = open_phone(reduced_motion="reduce")
    found = {}

    for page in pages:
        still.goto(page)
        found[page] = (still.evaluate(MOVES), still.evaluate(SMOOTH))

    assert found == dict.fromkeys(pages, ([], "auto"))


def test_escape_twice_leaves_and_once_stays(open_phone, pages, settings, address):
    settings.LEAVE_URL = f"{address}/robots.txt"
    phone = open_phone()
    phone.goto(pages[3])
    phone.wait_for_selector("[data-leave-keys]:not([hidden])")

    phone.keyboard.press("Escape")
    stays = phone.url
    phone.keyboard.press("Escape")
    phone.wait_for_url("**/robots.txt")
    phone.go_back()

    assert stays == address + pages[3]
    assert phone.url == "about:blank"


def test_without_javascript_the_link_leaves(open_phone, pages, settings, address):
    settings.LEAVE_URL = f"{address}/robots.txt"
    phone = open_phone(java_script_enabled=False)
    phone.goto(pages[3])

    phone.click("[data-leave-now]")

    assert phone.url == settings.LEAVE_URL


def test_the_button_empties_the_phone_and_leaves(open_phone, pages, settings, address):
    settings.LEAVE_URL = f"{address}/robots.txt"
    phone = open_phone()
    phone.goto(pages[3])
    phone.wait_for_selector("form[data-ready]")
    phone.fill("textarea[name=text]", "Құбыр тоттанып тұр.")

    phone.click("form.leave button")
    phone.wait_for_url("**/robots.txt")
    phone.goto(pages[3])
    phone.wait_for_selector("form[data-ready]")

    assert phone.input_value("textarea[name=text]") == ""
