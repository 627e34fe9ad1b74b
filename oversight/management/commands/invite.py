"""manage.py invite EMAIL: an account for somebody, by a link that works once."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from oversight import invitations, letters
from oversight.models import Appointment, InitiativeGroup, Office


class Command(BaseCommand):
    """Makes the account without a password, and prints the link that lets its owner choose one."""

    help = "Invite office staff, a moderator, an operator or a member of an initiative group."
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        side = parser.add_mutually_exclusive_group(required=True)
        side.add_argument("--office", type=int, nargs="+", metavar="ID", help="answers for these")
        side.add_argument("--moderator", action="store_true", help="decides on held reports")
        side.add_argument("--operator", action="store_true", help="keeps the site running")
        side.add_argument("--group", metavar="SLUG", help="speaks for this initiative group")
        parser.add_argument("--name", default="", help="as colleagues will see it")
        parser.add_argument("--language", choices=dict(settings.LANGUAGES), help="of the account")
        parser.add_argument("--send", action="store_true", help="send the link by e-mail, too")

    def handle(self, *args: object, email: str, send: bool, **options: object) -> None:
        try:
            user, token = invitations.invite(email, name=options["name"], **_stand(options))
        except invitations.Refused as refusal:
            raise CommandError(str(refusal)) from None
        if not token:
            self.stdout.write(f"{user.email} has an account and a password: no link is needed.")
            return
        link = invitations.link(token)
        hours = invitations.LIFETIME.total_seconds() / 3600
        self.stdout.write(f"{user.email} is invited. The link works once, for {hours:.0f} hours:")
        self.stdout.write(link)
        if send:
            letters.send_invitation(user, link)
            self.stdout.write(f"It was sent to {user.email}, too.")


def _stand(options: dict[str, object]) -> dict[str, object]:
    """The side, and what goes with it."""
    language = options["language"]
    if options["office"]:
        offices = [_office(pk) for pk in options["office"]]
        return {
            "side": Appointment.Side.OFFICE,
            "offices": offices,
            "language": language or offices[0].language,
        }
    if options["group"]:
        group = InitiativeGroup.objects.filter(slug=options["group"]).first()
        if group is None:
            raise CommandError(f"There is no initiative group {options['group']}.")
        return {"side": invitations.GROUP, "group": group, "language": language or "kk"}
    side = Appointment.Side.OPERATOR if options["operator"] else Appointment.Side.MODERATOR
    return {"side": side, "language": language or "kk"}


def _office(pk: int) -> Office:
    office = Office.objects.filter(pk=pk).first()
    if office is None:
        raise CommandError(f"There is no office {pk}; see the number in its address.")
    return office
