"""Sessions end in time, and speak the language of their user."""

import pytest

from oversight.models import User
from tests import factories
from tests.oversight.door import CODE, LOGIN, MOMENT, NEW_PASSWORD, browser, password, sign_in


def test_half_an_hour_of_silence_ends_a_session(clock, enrolled, daniyar):
    client = sign_in(daniyar, enrolled(daniyar)(MOMENT))
    client.get("/desk/")
    clock.shift(29 * 60)
    awake = client.get("/desk/")
    clock.shift(31 * 60)

    asleep = client.get("/desk/", follow=True)

    assert awake.status_code == 200
    assert asleep.redirect_chain == [("/accounts/login/?next=%2Fdesk%2F", 302)]
    assert [str(message) for message in asleep.context["messages"]] == [
        "You were signed out because nothing had been done here for a while."
    ]


def test_a_working_day_ends_a_session_however_busy(clock, enrolled, daniyar):
    client = sign_in(daniyar, enrolled(daniyar)(MOMENT))
    statuses = []
    for _quarter in range(33):
        statuses.append(client.get("/desk/").status_code)
        clock.shift(15 * 60)

    assert statuses == [200] * 33
    assert client.get("/desk/").status_code == 302


def test_signing_out_is_a_post_and_leaves_nothing(clock, enrolled, daniyar):
    client = sign_in(daniyar, enrolled(daniyar)(MOMENT))

    asked = client.get("/accounts/logout/")
    still = client.get("/desk/")
    done = client.post("/accounts/logout/")

    assert (asked.status_code, still.status_code) == (200, 200)
    assert done["Clear-Site-Data"] == '"cache", "cookies"'
    assert client.get("/desk/").status_code == 302


def test_a_closed_account_is_out_at_the_next_click(signed_in, daniyar):
    clerk = signed_in(daniyar)
    User.objects.filter(pk=daniyar.pk).update(is_active=False)

    assert clerk.get("/desk/").status_code == 302


def test_a_new_password_ends_every_session(clock, enrolled, daniyar):
    code_at = enrolled(daniyar)
    here, there = sign_in(daniyar, code_at(MOMENT)), sign_in(daniyar, code_at(MOMENT + 30))

    answer = here.post(
        "/accounts/password/change/",
        {"oldpassword": factories.PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )

    assert answer.url == LOGIN
    assert [client.get("/desk/").status_code for client in (here, there)] == [302, 302]
    assert password(daniyar, typed=NEW_PASSWORD)[1].url == CODE


@pytest.mark.parametrize(("language", "word"), [("kk", "kk"), ("ru", "ru"), ("en", "en")])
def test_the_desk_speaks_the_users_language(signed_in, daniyar, language, word):
    clerk = signed_in(daniyar)

    clerk.post("/accounts/language/", {"language": language, "next": "/desk/"})
    page = clerk.get("/accounts/2fa/", headers={"accept-language": "en"})

    assert f'<html lang="{word}">' in page.content.decode()


def test_before_signing_in_the_browser_keeps_the_language(site):
    client = browser()

    answer = client.post("/accounts/language/", {"language": "ru", "next": LOGIN})

    assert answer.url == LOGIN
    assert '<html lang="ru">' in client.get(LOGIN).content.decode()
    assert client.cookies["django_language"]["path"] == "/accounts/"


def test_no_other_language_and_no_other_site_are_taken(signed_in, daniyar):
    clerk = signed_in(daniyar)

    answer = clerk.post("/accounts/language/", {"language": "xx", "next": "https://evil.test/"})

    daniyar.refresh_from_db()
    assert (answer.url, daniyar.language) == ("/accounts/start/", "en")
