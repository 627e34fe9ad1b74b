"""A new device is told by letter, and every session can be ended at once."""

import time

import pytest
from django.test import Client

from oversight import letters
from oversight.models import AccessEntry, Job
from tests.factories import PASSWORD


@pytest.fixture
def sign_in(daniyar, enrolled):
    code_at = enrolled(daniyar)

    def sign_in(browser):
        browser.post("/accounts/login/", {"login": daniyar.email, "password": PASSWORD})
        now = time.time() + 30 * AccessEntry.objects.filter(deed="signed_in").count()
        return browser.post("/accounts/2fa/authenticate/", {"code": code_at(now)})

    return sign_in


def told():
    return Job.objects.filter(kind="tell_new_device").count()


def test_the_first_device_and_a_known_one_are_not_told(sign_in):
    browser = Client()

    sign_in(browser)
    browser.post("/accounts/logout/")
    sign_in(browser)

    assert AccessEntry.objects.filter(deed="signed_in").count() == 2
    assert told() == 0


def test_a_device_that_is_new_to_the_account_is_told_by_letter(sign_in, daniyar, mailoutbox):
    sign_in(Client())

    sign_in(Client())
    letters.send_waiting()

    [letter] = mailoutbox
    assert letter.to == [daniyar.email]
    assert letter.subject == "A new device signed in to your account"


def test_a_password_alone_is_no_entry(daniyar, enrolled):
    enrolled(daniyar)

    Client().post("/accounts/login/", {"login": daniyar.email, "password": PASSWORD})

    assert AccessEntry.objects.count() == 0


def test_a_forged_cookie_of_a_device_is_worth_nothing(sign_in, daniyar):
    sign_in(Client())
    thief = Client()
    thief.cookies["device"] = f"{daniyar.pk}:forged"

    sign_in(thief)

    assert told() == 1


def test_signing_out_everywhere_ends_every_session(signed_in, daniyar):
    phone, office = signed_in(daniyar), signed_in(daniyar)

    phone.post("/accounts/sessions/end/")

    assert [browser.get("/desk/").status_code for browser in (phone, office)] == [302, 302]
    daniyar.refresh_from_db()
    assert signed_in(daniyar).get("/desk/").status_code == 200


def test_others_stay_signed_in(signed_in, daniyar, serik):
    browser = signed_in(serik)

    signed_in(daniyar).post("/accounts/sessions/end/")

    assert browser.get("/desk/").status_code == 200
