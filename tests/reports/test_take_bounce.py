"""The command to which a mail server pipes the letters that came back."""

import io
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from oversight.models import Office

REPORT = b"""Content-Type: multipart/report; boundary="x"

--x
Content-Type: message/delivery-status

Final-Recipient: rfc822; %s
Action: failed
Status: %s

--x--
"""


@pytest.fixture
def take(monkeypatch):
    """Pipe a letter to the command; returns what it says."""

    def pipe(letter):
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(letter)))
        said = io.StringIO()
        call_command("take_bounce", stdout=said)
        return said.getvalue().strip()

    return pipe


def test_an_office_whose_address_refuses_for_good_is_told_in_public(take, office, client):
    said = take(REPORT % (office.email.upper().encode(), b"5.1.1"))

    office.refresh_from_db()
    assert said == "1 offices noted as unreachable."
    assert (office.contact, office.failing_since is None) == (Office.Contact.FAILING, False)


@pytest.mark.parametrize(
    "letter",
    [
        REPORT % (b"office@akimat.test", b"4.2.2"),
        REPORT % (b"stranger@mail.test", b"5.1.1"),
        b"Subject: hello\n\nNo report at all.",
        b"",
        b"\xff\xfe\x00 not a letter",
    ],
)
def test_what_refuses_nobody_for_good_changes_nothing(take, office, letter):
    Office.objects.filter(pk=office.pk).update(email="office@akimat.test")

    said = take(letter)

    office.refresh_from_db()
    assert (said, office.contact) == ("0 offices noted as unreachable.", Office.Contact.CONFIRMED)
