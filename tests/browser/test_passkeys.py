"""A passkey: added once with the codes of the phone, and then it is the second factor."""

import time

import pytest
from allauth.mfa.models import Authenticator

from tests import factories

pytestmark = pytest.mark.browser

KEY = {
    **{"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True},
    **{"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True},
}


@pytest.fixture
def phone(open_phone):
    """With a fingerprint reader that knows its owner."""
    page = open_phone()
    reader = page.context.new_cdp_session(page)
    reader.send("WebAuthn.enable")
    reader.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return page


@pytest.fixture
def code(enrolled, daniyar):
    """The code that Daniyar's phone shows now."""
    code_at = enrolled(daniyar)
    return lambda: code_at(time.time())


@pytest.fixture
def added(phone, code, signed_in, daniyar, address):
    """Daniyar, signed in, shows his phone once more and adds a passkey."""
    session = signed_in(daniyar).cookies["sessionid"].value
    phone.context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    phone.goto("/accounts/2fa/webauthn/add/")
    phone.fill("input[name=code]", code())
    phone.click("main form:first-of-type button")
    phone.wait_for_selector("[data-passkey=create]:not([hidden])")
    with phone.expect_navigation():
        phone.click("[data-passkey=create] button")
    return phone


def passkeys(user):
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)


def sign_in(phone, daniyar):
    phone.context.clear_cookies()
    phone.goto("/accounts/login/")
    phone.fill("input[name=login]", daniyar.email)
    phone.fill("input[name=password]", factories.PASSWORD)
    with phone.expect_navigation():
        phone.press("input[name=password]", "Enter")


def test_a_passkey_is_added_and_opens_the_desk(added, daniyar):
    assert passkeys(daniyar).count() == 1

    sign_in(added, daniyar)
    added.wait_for_selector("[data-passkey=get]:not([hidden])")
    with added.expect_navigation(url="**/desk/"):
        added.click("[data-passkey=get] button")

    assert added.locator("nav.rooms").is_visible()


def test_a_passkey_that_was_taken_away_opens_nothing(added, daniyar):
    passkeys(daniyar).delete()

    sign_in(added, daniyar)
    added.goto("/desk/")

    assert "/desk/" not in added.url.split("?")[0]
