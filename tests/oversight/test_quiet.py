"""The server's log knows neither who asked nor what opens an account."""

import logging

import pytest
from django.test import Client

from oversight.models import User
from oversight.quiet import DropRequest


@pytest.fixture
def written():
    """What a handler with our filter writes of django's own records."""
    lines = []

    class Handler(logging.Handler):
        def emit(self, record):
            lines.append((self.format(record), hasattr(record, "request")))

    handler = Handler()
    handler.addFilter(DropRequest())
    logging.getLogger("django").addHandler(handler)
    yield lines
    logging.getLogger("django").removeHandler(handler)


def test_a_refused_password_does_not_write_down_the_link(site, written):
    user = User.objects.create_user("new@akimat.test")
    user.invitations.create(
        token_hash=user.invitations.model.fingerprint("live-token"),
        expires_at="2030-01-01T00:00Z",
    )

    answer = Client().post("/accounts/invitation/live-token/", {"password1": "x"})

    assert answer.status_code == 400
    assert written == [("Bad Request: /accounts/invitation/…/", False)]


def test_other_addresses_are_written_whole(site, written):
    Client().get("/accounts/signup/")

    assert written == [("Not Found: /accounts/signup/", False)]
