"""Invented followers who have said yes: so that their letters can be read where letters lie."""

from reports.demo.stage import Demonstration
from reports.following import subjects, subscribing
from reports.models import Follow


def follow(demo: Demonstration) -> None:
    """Each follows a place with all within; the first letter comes on the next day."""
    for row in demo.data["follower"]:
        subject = subjects.find("place", row["place"])
        said = {name: row[name] for name in ("email", "rhythm", "language")}
        subscribing.ask(subject, **said)
        for one in Follow.objects.filter(subscription__email=row["email"]):
            subscribing.confirm(one)
