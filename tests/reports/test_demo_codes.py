"""The demonstration's codes: its accounts alone, and in the demonstration alone."""

from io import StringIO

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from django.test import Client

from reports.demo.load import PASSWORD
from tests import factories


@pytest.fixture
def demonstration(daniyar, olzhas, enrolled):
    """Two invented people, and a real one who must not be there."""
    factories.open_site(demonstration=True)
    for person in (daniyar, olzhas, factories.make_user("real@akimat.kz")):
        person.set_password(PASSWORD)
        person.save()
        TOTP.activate(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")


def codes(*words):
    out = StringIO()
    call_command("demo_codes", *words, stdout=out)
    return out.getvalue().splitlines()


def test_the_codes_sign_in(demonstration, daniyar):
    with time_machine.travel(1_763_900_020.0, tick=False):
        password, line = codes("daniyar@akimat.test")
        email, side, code, rest = line.split(maxsplit=3)
        client = Client()
        client.post("/accounts/login/", {"login": email, "password": password.split()[-1]})
        client.post("/accounts/2fa/authenticate/", {"code": code})

        assert client.get("/accounts/start/").url == "/desk/"
    assert (side, rest) == ("office", "(20 s left)")


def test_only_invented_people_are_shown(demonstration):
    _password, *lines = codes()

    assert [line.split()[0] for line in lines] == ["daniyar@akimat.test", "olzhas@operators.test"]


@pytest.mark.parametrize("email", ["real@akimat.kz", "nobody@akimat.test"])
def test_nobody_elses_codes_are_told(demonstration, email):
    with pytest.raises(CommandError, match=f"The demonstration has no account {email}."):
        codes(email)


def test_without_a_demonstration_there_are_no_codes(daniyar, enrolled):
    enrolled(daniyar)

    with pytest.raises(CommandError) as refusal:
        codes()

    assert str(refusal.value) == (
        "This is no demonstration: codes are shown by their owners' phones."
    )
