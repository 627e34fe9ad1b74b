"""Letters kept as files."""

import email
from email.policy import default as modern
from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection

from oversight import mail

BACKEND = "oversight.mail.LetterFolder"


@pytest.fixture
def folder(settings) -> Path:
    return Path(settings.LETTERS_DIR)


def send(message_id, body="Ертең жауап беріңіз."):
    letter = EmailMultiAlternatives(
        "2 есеп кешікті",
        body,
        "baqylau@baqylau.test",
        ["aksu@akimat.test"],
        headers={"Message-ID": message_id},
        connection=get_connection(BACKEND),
    )
    letter.attach_alternative(f"<p>{body}</p>", "text/html")
    return letter.send()


def read(path):
    return email.message_from_bytes(path.read_bytes(), policy=modern)


def test_a_letter_becomes_a_file_that_a_mail_program_opens(folder):
    sent = send("<digest-aksu-2026-11-23@baqylau.test>")

    letter = read(folder / "digest-aksu-2026-11-23@baqylau.test-c0458602.eml")
    assert sent == 1
    assert letter["Subject"] == "2 есеп кешікті"
    assert letter["To"] == "aksu@akimat.test"
    assert letter.get_body(["plain"]).get_content().strip() == "Ертең жауап беріңіз."
    assert letter.get_body(["html"]).get_content().strip() == "<p>Ертең жауап беріңіз.</p>"


def test_a_letter_sent_twice_is_one_file(folder):
    send("<digest-1@baqylau.test>")
    send("<digest-1@baqylau.test>")

    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("other", ["<digest+1@baqylau.test>", "<DIGEST 1@baqylau.test>"])
def test_letters_whose_names_look_alike_do_not_overwrite_each_other(folder, other):
    send("<digest 1@baqylau.test>", body="one")
    send(other, body="two")

    bodies = {read(path).get_body(["plain"]).get_content().strip() for path in folder.iterdir()}
    assert bodies == {"one", "two"}


def test_a_message_id_cannot_lead_out_of_the_folder(folder):
    send("<../../evil@baqylau.test>")

    assert [path.parent for path in folder.parent.rglob("*.eml")] == [folder]


def test_a_letter_is_for_the_eyes_of_this_user_only(folder):
    send("<digest-1@baqylau.test>")

    assert [oct(path.stat().st_mode & 0o777) for path in folder.iterdir()] == ["0o600"]


def test_a_letter_that_cannot_be_kept_is_not_called_sent(folder):
    folder.write_text("a file where the folder should be")

    with pytest.raises(FileExistsError):
        send("<digest-1@baqylau.test>")


def test_letters_to_an_address_that_is_erased_go_and_no_others(folder, settings):
    settings.EMAIL_BACKEND = BACKEND
    send("<one@baqylau.test>")
    other = EmailMultiAlternatives(
        "1", "2", "a@b.test", ["serik@akimat.test"], connection=get_connection(BACKEND)
    )
    other.send()

    mail.forget("aksu@akimat.test")

    assert [read(path)["To"] for path in folder.glob("*.eml")] == ["serik@akimat.test"]


def test_where_a_server_sends_there_is_nothing_to_forget(folder, settings):
    send("<one@baqylau.test>")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

    mail.forget("aksu@akimat.test")

    assert len(list(folder.glob("*.eml"))) == 1
