"""manage.py setup: every step can be skipped, done, and found done the next time."""

import builtins
import re
import time
from datetime import date
from io import StringIO

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from oversight import readiness
from oversight.calendar import today
from oversight.management.commands import setup as command
from oversight.models import Installation, Place, User
from tests import factories
from tests.oversight import editions

PASSWORD = "дала жолы 2026 көктем"


class Operator:
    """Somebody at the terminal: answers by the beginning of the question, else presses Enter."""

    def __init__(self, **answers):
        self.answers = {question: list(given) for question, given in answers.items()}
        self.out = StringIO()

    def answer(self, question):
        for start, given in self.answers.items():
            if question.strip().lower().startswith(start.replace("_", " ")) and given:
                return given.pop(0)
        return ""

    def one_time_code(self):
        secret = re.search(r"secret=(\w+)", self.out.getvalue()).group(1)
        return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def walk(monkeypatch):
    """Run the command with these answers; returns what it said."""

    def start(*words, **answers):
        operator = Operator(**answers)

        def ask(question):
            if "six digits" in question and "the_six" not in operator.answers:
                return operator.one_time_code()
            return operator.answer(question)

        monkeypatch.setattr(builtins, "input", ask)
        monkeypatch.setattr(command, "getpass", operator.answer)
        call_command("setup", *words, stdout=operator.out)
        return operator.out.getvalue()

    return start


def first_operator(walk, **more):
    return walk(
        "--language",
        "en",
        **{"e-mail of the first": ["olzhas@baqylau.test"]},
        password=[PASSWORD],
        the_same=[PASSWORD],
        **more,
    )


def test_the_first_operator_gets_password_phone_and_paper_and_can_sign_in(db, walk):
    said = first_operator(walk)

    olzhas = User.objects.get()
    client = Client()
    client.post("/accounts/login/", {"login": olzhas.email, "password": PASSWORD})
    paper = re.findall(r"^   (\d{8})$", said, re.M)
    client.post("/accounts/2fa/authenticate/", {"code": paper[0]})
    assert (olzhas.side, olzhas.is_superuser, len(paper)) == ("operator", True, 10)
    assert "otpauth://totp/olzhas%40baqylau.test?secret=" in said
    assert client.get("/accounts/start/").url == "/admin/"


def test_the_code_typed_in_the_terminal_signs_nobody_in(db, walk):
    said = first_operator(walk)
    secret = re.search(r"secret=(\w+)", said).group(1)
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    client = Client()

    client.post("/accounts/login/", {"login": "olzhas@baqylau.test", "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": code})

    assert client.get("/accounts/start/").url == "/accounts/login/?next=/accounts/start/"


def test_a_second_walk_finds_what_is_done(db, walk):
    first_operator(walk)

    said = walk()

    assert "There is one with a second factor." in said
    assert User.objects.count() == 1


def test_a_walk_that_stopped_at_the_phone_goes_on_there(db, walk):
    first_operator(walk, the_six=[""])
    assert readiness.enrolled("operator") == 0

    walk(**{"e-mail of the first": ["olzhas@baqylau.test"]})

    assert readiness.enrolled("operator") == 1
    assert User.objects.get().check_password(PASSWORD)


def test_a_wrong_code_and_a_wrong_clock_are_told(db, walk):
    wrong = walk(
        **{"e-mail of the first": ["olzhas@baqylau.test"]},
        password=[PASSWORD],
        the_same=[PASSWORD],
        the_six=["000000"],
    )

    assert "This code does not fit" in wrong
    assert readiness.enrolled("operator") == 0


def test_a_weak_password_and_a_mistyped_one_are_asked_again(db, walk):
    said = walk(
        **{"e-mail of the first": ["olzhas@baqylau.test"]},
        password=["short", PASSWORD, PASSWORD],
        the_same=["something else", PASSWORD],
    )

    assert "too short" in said
    assert "The two differ." in said
    assert readiness.enrolled("operator") == 1


def test_everything_can_be_skipped(db, walk):
    said = walk()

    assert User.objects.count() == 0
    assert "manage.py import_places FILE --apply" in said
    assert "NO   An operator has signed in with a second factor." in said
    assert "Open the site here" not in said


def test_moderators_get_links(site, walk):
    said = walk(**{"e-mail of a moderator": ["madina@baqylau.test", "nobody", "b@baqylau.test"]})

    assert sorted(User.objects.values_list("email", "appointment__side")) == [
        ("b@baqylau.test", "moderator"),
        ("madina@baqylau.test", "moderator"),
    ]
    assert said.count("/accounts/invitation/") == 2
    assert "nobody is not an e-mail address." in said


def settled():
    installation = Installation.current()
    return installation.reporting, installation.lawyer_answered_on


def test_who_may_report_is_asked_with_the_lawyers_day_and_once(db, walk):
    first = walk(which_way=["email"], on_which=["2026-10-05"])
    second = walk(which_way=["group"], on_which=["2026-10-06"])

    assert settled() == ("email", date(2026, 10, 5))
    assert "group  initiative groups, for residents" in first
    assert "A lawyer answered on 2026-10-05: anybody whose e-mail address is confirmed." in second


@pytest.mark.parametrize(
    ("way", "day"), [("everybody", "2026-10-05"), ("email", ""), ("email", "soon"), ("", "")]
)
def test_a_way_that_there_is_not_or_no_day_settles_nothing(db, walk, way, day):
    walk(which_way=[way], on_which=[day])

    assert settled() == ("open", None)


@pytest.mark.parametrize(("arrived", "noted"), [("y", True), ("n", False), ("", False)])
def test_a_test_letter_counts_when_it_arrived(db, walk, arrived, noted):
    walk(where_to_send=["olzhas@baqylau.test"], did_it=[arrived])

    assert [letter.to for letter in mail.outbox] == [["olzhas@baqylau.test"]]
    assert Installation.current().mail_tested_on == (today() if noted else None)


def test_a_mail_server_that_is_away_is_told_and_nothing_noted(db, walk, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    said = walk(where_to_send=["olzhas@baqylau.test"], did_it=["y"])

    assert "It could not be sent" in said
    assert Installation.current().mail_tested_on is None


@pytest.mark.parametrize(("answer", "noted"), [("yes", True), ("", False)])
def test_a_backup_counts_when_it_was_restored(db, walk, answer, noted):
    walk(have_you=[answer])

    assert Installation.current().backup_checked_on == (today() if noted else None)


def test_it_can_be_driven_without_a_terminal(db, walk):
    said = walk(
        "--no-input",
        *("--email", "olzhas@baqylau.test", "--name", "Olzhas"),
        *("--moderator", "madina@baqylau.test", "--moderator", "baurzhan@baqylau.test"),
        *("--reporting", "group", "--lawyer-answered", "2026-10-05"),
        *("--mail-to", "olzhas@baqylau.test", "--mail-arrived", "--backup-checked"),
    )

    installation = Installation.current()
    assert sorted(User.objects.values_list("email", flat=True)) == [
        "baurzhan@baqylau.test",
        "madina@baqylau.test",
        "olzhas@baqylau.test",
    ]
    assert said.count("/accounts/invitation/") == 3
    assert settled() == ("group", date(2026, 10, 5))
    assert (installation.mail_tested_on, installation.backup_checked_on) == (today(), today())


def test_the_demonstration_is_not_set_up(site, walk):
    factories.open_site(demonstration=True)

    with pytest.raises(CommandError, match="This database holds demonstration data"):
        walk()


def test_whoever_stops_is_told_how_to_go_on(db, monkeypatch):
    def stop(_question):
        raise KeyboardInterrupt

    monkeypatch.setattr(builtins, "input", stop)

    with pytest.raises(CommandError, match="Run it again: it goes on from here"):
        call_command("setup", stdout=StringIO())


def test_the_classifier_is_read_where_the_operator_says_it_lies(db, walk, tmp_path):
    file = tmp_path / "kato-2026-07-17.csv"
    file.write_text("\n".join([editions.HEADER, *editions.FIRST]), encoding="utf-8")

    said = walk(where_is_that=[str(file)])

    assert "Done: 4 rows written." in said
    assert "4 places are there." in walk()


def test_how_works_come_in_is_said_until_there_are_some(office, walk):
    empty = walk()
    factories.make_project(office.place)
    filled = walk()

    assert "No works yet." in empty
    assert "/admin/projects/listimport/" in empty
    assert "manage.py import_projects FILE" in empty
    assert "1 works are in the register." in filled
    assert "No works yet." not in filled


def test_a_file_that_is_no_classifier_stops_nothing(db, walk, tmp_path):
    file = tmp_path / "letter.csv"
    file.write_text("Dear operator,", encoding="utf-8")

    said = walk(where_is_that=[str(file)])

    assert Place.objects.count() == 0
    assert said.index("Places") < said.index("Ready to open?")
