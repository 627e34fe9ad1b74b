"""manage.py setup: walks an operator through an empty installation, as often as it takes."""

import smtplib
from argparse import ArgumentParser
from getpass import getpass
from io import StringIO

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, validate_totp_code
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Sum
from django.urls import reverse
from django.utils import translation

from oversight import codes, invitations, letters, readiness
from oversight.calendar import today
from oversight.forms import ReportingForm
from oversight.models import Appointment, Installation, Office, Place, User

OPERATOR, MODERATOR = Appointment.Side.OPERATOR, Appointment.Side.MODERATOR
SKIP = "Enter alone skips this step."


class Command(BaseCommand):
    """Each step looks first whether it is done; a skipped one is asked again next time."""

    help = "Set up an empty installation: first account, places, offices, moderators, rules, mail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-input", action="store_true", help="ask nothing: use the options")
        parser.add_argument("--email", help="of the first operator")
        parser.add_argument("--name", default="", help="of the first operator")
        parser.add_argument("--language", choices=dict(settings.LANGUAGES), default="kk")
        parser.add_argument("--places", metavar="FILE", help="the workbook of the classifier")
        parser.add_argument("--moderator", action="append", default=[], metavar="EMAIL")
        parser.add_argument("--reporting", choices=Installation.Reporting.values)
        parser.add_argument("--lawyer-answered", metavar="DAY", help="such as 2026-11-27")
        parser.add_argument("--mail-to", help="where a test letter goes")
        parser.add_argument("--mail-arrived", action="store_true", help="the test letter came")
        parser.add_argument("--backup-checked", action="store_true", help="one was restored")

    def handle(self, *args: object, **options: object) -> None:
        self.options = options
        steps = [
            ("Database", self._database),
            ("First operator", self._operator),
            ("Places", self._places),
            ("Offices", self._offices),
            ("Works and budgets", self._works),
            ("Moderators", self._moderators),
            ("Who may report", self._reporting),
            ("Letters", self._mail),
            ("Backup", self._backup),
            ("Ready to open?", self._readiness),
        ]
        try:
            with translation.override("en"):
                for number, (title, step) in enumerate(steps, start=1):
                    self.stdout.write(f"\n{number}. {title}")
                    step()
        except (EOFError, KeyboardInterrupt):
            raise CommandError("Stopped. Run it again: it goes on from here.") from None

    # Questions ------------------------------------------------------------------------------

    def _ask(self, question: str) -> str:
        return "" if self.options["no_input"] else input(f"   {question} ").strip()

    def _agrees(self, question: str) -> bool:
        return self._ask(f"{question} [y/N]").lower() in ("y", "yes")

    def _say(self, *lines: str) -> None:
        for line in lines:
            self.stdout.write(f"   {line}")

    # Steps ----------------------------------------------------------------------------------

    def _database(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self._update(is_new=not executor.loader.applied_migrations)
        if Installation.current().demonstration:
            raise CommandError(
                "This database holds demonstration data: name another in VAR_DIR or DATABASE_URL."
            )
        self._say("It is up to date.")

    def _update(self, *, is_new: bool) -> None:
        """A new database holds nothing that could be lost, so nobody is asked."""
        if is_new:
            self._say("It is new; preparing it takes about half a minute.")
        elif not self.options["no_input"]:
            self._say("It is older than this program. Back it up before it is updated.")
            if not self._agrees("Update it now?"):
                raise CommandError("The steps that follow need an up-to-date database.")
        call_command("migrate", verbosity=0)

    def _operator(self) -> None:
        if readiness.enrolled(OPERATOR):
            self._say("There is one with a second factor.")
            return
        email = self.options["email"] or self._ask(f"E-mail of the first operator? {SKIP}")
        user, token = self._invite(email, OPERATOR) if email else (None, "")
        if user is None:
            return
        if self.options["no_input"]:
            self._hand_over(user, token)
            return
        if token and not self._choose_password(user, token):
            return
        self._enrol(user)

    def _places(self) -> None:
        count = Place.objects.current().count()
        if count:
            self._say(f"{count} places are there.")
            return
        self._say(
            "There are none. The Bureau of National Statistics (stat.gov.kz) publishes the",
            "classifier of places (KATO) as a workbook: an .xlsx file, or the same as .csv.",
        )
        file = self.options["places"] or self._ask(f"Where is that file? {SKIP}")
        if not file:
            self._say("Later: manage.py import_places FILE --apply")
            return
        try:
            call_command("import_places", file, apply=True, stdout=self.stdout)
        except CommandError as refusal:
            self._say(str(refusal))

    def _offices(self) -> None:
        confirmed = Office.objects.filter(contact=Office.Contact.CONFIRMED).count()
        self._say(f"{Office.objects.count()} offices, {confirmed} with a confirmed address.")
        if not confirmed:
            self._say("Letters go to confirmed addresses only. Fill them in from a list:")
            self._say("manage.py import_offices FILE --apply")

    def _works(self) -> None:
        """Places keep how many works are below them."""
        regions = Place.objects.current().filter(parent=None)
        count = regions.aggregate(count=Sum("project_count"))["count"]
        if count:
            self._say(f"{count} works are in the register.")
            return
        page = f"{settings.SITE_URL}{reverse('admin:projects_listimport_changelist')}"
        self._say("No works yet. Lists (.csv, .xlsx, OC4IDS .json) go in here, looked at first:")
        self._say(page, "or: manage.py import_projects FILE, and import_budgets FILE for budgets.")

    def _moderators(self) -> None:
        have = readiness.enrolled(MODERATOR)
        self._say(f"{have} of {readiness.MODERATORS} have enrolled.")
        if have >= readiness.MODERATORS:
            return
        emails = list(self.options["moderator"])
        while emails or (email := self._ask(f"E-mail of a moderator? {SKIP}")):
            user, token = self._invite(emails.pop(0) if emails else email, MODERATOR)
            if user:
                self._hand_over(user, token)

    def _reporting(self) -> None:
        installation = Installation.current()
        if installation.lawyer_answered_on:
            way = installation.get_reporting_display()
            self._say(f"A lawyer answered on {installation.lawyer_answered_on}: {way}.")
            return
        self._say(
            "Must those who report here be identified? The question stands in docs/adr/0016, and a",
            "lawyer must answer it. There are three ways:",
            *(f"  {way:<6} {words}" for way, words in Installation.Reporting.choices),
        )
        way = self.options["reporting"] or self._ask(f"Which way did the lawyer choose? {SKIP}")
        if way:
            self._settle(way)

    def _settle(self, way: str) -> None:
        day = self.options["lawyer_answered"] or self._ask("On which day, such as 2026-11-27?")
        form = ReportingForm({"reporting": way, "lawyer_answered_on": day})
        if day and form.is_valid():
            readiness.choose_reporting(**form.cleaned_data)
            self._say("Noted.")
        else:
            self._say("That is not one of the three ways with a day: nothing is noted.")

    def _mail(self) -> None:
        installation = Installation.current()
        if installation.mail_tested_on:
            self._say(f"A test letter arrived on {installation.mail_tested_on}.")
            return
        address = self.options["mail_to"] or self._ask(f"Where to send a test letter? {SKIP}")
        if not address or not self._send_test(address):
            return
        if self.options["mail_arrived"] or self._agrees("Did it arrive?"):
            self._record("mail_tested_on")

    def _backup(self) -> None:
        installation = Installation.current()
        if installation.backup_checked_on:
            self._say(f"One was restored and looked at on {installation.backup_checked_on}.")
            return
        self._say(
            "What is accepted here must not be lost: back up the database, the photos and the key",
            "files every night, to another machine (docs/operations.md). A backup that nobody has",
            "restored is a hope.",
        )
        if self.options["backup_checked"] or self._agrees("Have you restored one, and looked?"):
            self._record("backup_checked_on")

    def _readiness(self) -> None:
        found = readiness.checks()
        for check in found:
            self._say(f"{'yes' if check.holds else 'NO '}  {check.says}")
            if not check.holds:
                self._say(f"     {check.to_do}")
        if readiness.is_ready(found):
            self._say(f"Open the site here: {settings.SITE_URL}{reverse('admin:ready')}")

    # Their parts ----------------------------------------------------------------------------

    def _invite(self, email: str, side: str) -> tuple[User | None, str]:
        is_first = side == OPERATOR
        try:
            return invitations.invite(
                email,
                side=side,
                name=self.options["name"] if is_first else "",
                language=self.options["language"],
            )
        except invitations.Refused as refusal:
            self._say(str(refusal))
            return None, ""

    def _hand_over(self, user: User, token: str) -> None:
        if token:
            self._say(f"The link for {user.email}, which works once, for two days:")
            self._say(invitations.link(token))
        else:
            self._say(f"{user.email} has a password, and enrols the phone when signing in.")

    def _choose_password(self, user: User, token: str) -> bool:
        while password := getpass(f"   Password? {SKIP} "):
            try:
                validate_password(password, user)
            except ValidationError as refusal:
                self._say(*refusal.messages)
                continue
            if getpass("   The same again? ") == password:
                return invitations.accept(invitations.find(token), password)
            self._say("The two differ.")
        return False

    def _enrol(self, user: User) -> None:
        """The phone reads the picture or the secret; the first right code makes it count."""
        secret = generate_totp_secret()
        url = get_adapter().build_totp_url(user, secret)
        picture = StringIO()
        segno.make(url, error="l", micro=False).terminal(picture, compact=True)
        self.stdout.write(picture.getvalue())
        self._say("Let the authenticator app read the picture, or type this:", secret, url)
        while code := self._ask(f"The six digits it shows? {SKIP}"):
            if validate_totp_code(secret, code):
                self._keep(user, secret, code)
                return
            minutes = codes.minutes_off(secret, code)
            hint = f": the phone's clock is about {minutes} minutes off" if minutes else ""
            self._say(f"This code does not fit{hint}.")

    def _keep(self, user: User, secret: str, code: str) -> None:
        codes.take(user, code)
        with transaction.atomic():
            TOTP.activate(user, secret)
            unused = RecoveryCodes.activate(user).get_unused_codes()
        self._say("Done. If the phone is lost, each of these signs in once; put them on paper:")
        self._say(*unused)
        self._say(f"Sign in here: {settings.SITE_URL}{reverse('account_login')}")

    def _send_test(self, address: str) -> bool:
        try:
            letters.send_test(address)
        except (smtplib.SMTPException, OSError) as error:
            self._say(f"It could not be sent ({error}). Look at EMAIL_URL.")
            return False
        self._say("It was sent.")
        if settings.EMAIL_BACKEND == "oversight.mail.LetterFolder":
            self._say(f"EMAIL_URL is not set, so it lies in {settings.LETTERS_DIR}.")
        return True

    def _record(self, field: str) -> None:
        Installation.note(**{field: today()})
        self._say("Noted.")
