"""The desk from the keyboard: J and K walk the queue, Enter opens, / searches."""

import pytest

from tests import factories

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(phone, signed_in, daniyar, project, address):
    """Daniyar's queue of three, in a browser that is signed in."""
    for _ in range(3):
        factories.make_stopped_report(project)
    session = signed_in(daniyar).cookies["sessionid"].value
    phone.context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    phone.goto("/desk/")
    return phone


def focused(page):
    """Where the focus lies among the titles of the queue."""
    return page.evaluate(
        "[...document.querySelectorAll('.queue__title')].indexOf(document.activeElement)"
    )


def pressed(page, *keys):
    for key in keys:
        page.keyboard.press(key)
    return focused(page)


def test_j_and_k_walk_the_queue_and_stop_at_its_ends(desk):
    walked = [pressed(desk, key) for key in ("j", "j", "j", "j", "k", "k", "k")]

    assert walked == [0, 1, 2, 2, 1, 0, 0]


def test_enter_opens_what_has_the_focus(desk):
    title = desk.locator(".queue__title").nth(1)
    wanted = title.get_attribute("href")
    pressed(desk, "j", "j")

    with desk.expect_navigation():
        desk.keyboard.press("Enter")

    assert desk.url.endswith(wanted)


def test_a_slash_opens_the_search_and_letters_are_letters_there(desk):
    desk.keyboard.press("/")
    desk.keyboard.type("jk/")

    assert desk.locator("[role=search] [name=q]").input_value() == "jk/"


def test_keys_with_a_modifier_are_the_browsers_own(desk):
    assert pressed(desk, "Control+j") == -1
