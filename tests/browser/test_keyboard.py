"""The main way without a finger or a mouse: Tab, Enter, Space and the arrows alone."""

import pytest

from reports import access

FAR = 40  # presses of Tab; nobody should need more on one page
# The ring lies around the thing itself, around the card that it opens, or around its label; that
# of the button inside a date field is the browser's own.
SHOWS_FOCUS = """(element) => !element.matches(":focus") || [
  getComputedStyle(element),
  getComputedStyle(element, "::after"),
  ...(element.nextElementSibling ? [getComputedStyle(element.nextElementSibling)] : []),
].some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)"""

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["script", "plain"])
def keys(request, open_phone):
    """A phone that only its keys are used of."""
    return open_phone(java_script_enabled=request.param)


def tab_to(keys, selector):
    """Tab on to the first thing that fits; each on the way shows that it has the focus."""
    for _press in range(FAR):
        keys.keyboard.press("Tab")
        focused = keys.evaluate_handle("document.activeElement").as_element()
        assert focused.evaluate(SHOWS_FOCUS), focused.evaluate("(element) => element.outerHTML")
        if focused.evaluate("(element, selector) => element.matches(selector)", selector):
            return
    raise AssertionError(f"no way to {selector}")


def press(keys, key, heading):
    """Press a key that leads to the page with this heading."""
    keys.keyboard.press(key)
    keys.wait_for_selector(f"h1:has-text('{heading}')")


def test_a_report_is_filed_and_its_receipt_read_from_the_keyboard_alone(keys, project):
    keys.goto("/en/")
    tab_to(keys, "main [name=q]")
    keys.keyboard.type("aksu")
    press(keys, "Enter", "Search")
    tab_to(keys, "main a[href*='/places/433636100/']")
    press(keys, "Enter", "Aksu village")
    tab_to(keys, "main a[href*='/projects/kz-aksu-water/']")
    press(keys, "Enter", "Water pipe")
    tab_to(keys, "main a[href$='/report/']")
    press(keys, "Enter", "Tell what you see")

    tab_to(keys, "[name=stage]")
    keys.keyboard.press("ArrowDown")
    tab_to(keys, "[name=is_misuse]")
    keys.keyboard.press("Space")
    tab_to(keys, "[name=text]")
    keys.keyboard.type("Экскаватор біреудің ауласын қазып жатыр.")
    tab_to(keys, "main form[data-report] button, main form[method=post] button")
    press(keys, "Enter", "Your report has arrived")
    code = keys.inner_text(".receipt__code")
    tab_to(keys, "main form[action$='/receipt/'] button")
    press(keys, "Enter", "My report")

    report = access.own_report(code)
    assert (report.kind, report.stage) == ("misuse", "under_way")
    assert report.text in keys.inner_text("main")
