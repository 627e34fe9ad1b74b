"""All rooms of a desk and of a group are seen on a phone: none has to be drawn into sight."""

import pytest

pytestmark = pytest.mark.browser

# What of the rooms lies outside of the strip, which is as wide as the phone less its margins.
UNSEEN = """(strip) => [...strip.querySelectorAll("a")].filter((room) =>
  room.getBoundingClientRect().right > strip.getBoundingClientRect().right + 1 ||
  room.getBoundingClientRect().height < 43.5).map((room) => room.textContent)"""


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_no_room_is_out_of_sight(phone, dostyk, daniyar, sign_in, language):
    unseen = []

    sign_in(phone, daniyar, language)
    phone.goto("/desk/works/")
    unseen += phone.locator(".rooms").evaluate(UNSEEN)
    sign_in(phone, dostyk.members.get(), language)
    phone.goto("/accounts/groups/dostyk/")
    unseen += phone.locator(".rooms").evaluate(UNSEEN)

    assert unseen == []
