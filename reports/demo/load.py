"""Loads the demonstration: restated facts of real places, and one invented district full of life.

Everything goes through the importers and services that real data goes through, in one
transaction: a demonstration is there whole or not at all.
"""

from collections.abc import Iterator
from datetime import date

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction

from oversight import offices, restating, tables
from oversight.calendar import today
from oversight.models import (
    Appointment,
    GroupMember,
    InitiativeGroup,
    Installation,
    Office,
    Place,
    PlacePopulation,
    PlacePupils,
    Posting,
    User,
)
from oversight.places import edition_import, kato
from oversight.places.sourced import Given
from oversight.tables import Row
from projects import importers
from projects import services as register
from projects.importers import programme_years, programmes
from projects.models import Norm
from reports import access, nightly
from reports.demo import (
    akims,
    budgets,
    followers,
    givers,
    machines,
    objections,
    papers,
    stories,
    works,
)
from reports.demo.stage import HERE, Demonstration, Table, invented, receipt_code
from reports.models import Report

EDITION = date(2026, 7, 17)
INVENTED = "99"  # no region of the classifier has this number
PASSWORD = "ulgi-audany-2026"


class NotEmpty(Exception):
    """The database holds real reports: a demonstration would mix with them."""


def load() -> bool:
    """Load the demonstration once; False when it is there. Raises NotEmpty."""
    installation = Installation.current()
    if installation.demonstration:
        return False
    if installation.opened_on or Report.objects.exists():
        raise NotEmpty
    with transaction.atomic():
        Installation.note(demonstration=True)
        demo = Demonstration(invented(), today())
        _real_places()
        _invented_places(demo)
        _real_works()
        for step in (
            _counts,
            _offices,
            _suppliers,
            _groups,
            _accounts,
            works.put_up,
            givers.promise,
            budgets.decide,
            machines.park,
            stories.tell,
            objections.object_to,
            akims.elect,
            papers.draw_up,
            followers.follow,
        ):
            step(demo)
        nightly.refresh(demo.day)
    return True


def a_claimed_report() -> tuple[Report, str] | None:
    """An invented report that waits for its reporter's verdict, and its code."""
    data = invented()
    codes = {
        access.fingerprint(code): code
        for code in (receipt_code(row["key"]) for row in data["report"])
    }
    claimed = Report.objects.filter(state="claimed", receipt__in=codes).order_by("pk").first()
    return (claimed, codes[claimed.receipt]) if claimed else None


# Real places and works ------------------------------------------------------------------------


def _real_places() -> None:
    plan = edition_import.plan_places(HERE / "places.csv", EDITION)
    plan.gone.clear()  # the demonstration knows a few districts; what else is there stays
    edition_import.apply_places(plan)


def _real_works() -> None:
    programmes.apply(programmes.plan(HERE / "programmes.csv"))
    programme_years.apply(programme_years.plan(HERE / "programme_years.csv"))
    for row in tables.read_table(HERE / "groups.csv", ("slug", "place")):
        _group(dict(row.values))
    importers.apply(importers.plan(HERE / "projects.csv"))


def _group(row: Table) -> InitiativeGroup:
    fields = {**row, "place": Place.objects.at(row["place"]), "listed_on": today()}
    group = InitiativeGroup.objects.update_or_create(slug=fields.pop("slug"), defaults=fields)[0]
    restating.tell(InitiativeGroup.objects.filter(pk=group.pk))
    return group


# The invented district ------------------------------------------------------------------------


def _invented_places(demo: Demonstration) -> None:
    details = {row["code"]: row for row in demo.data["place"]}
    by_code: dict[str, Place] = {}
    for row in _invented_rows():
        detail = {name: value for name, value in details[row.code].items() if name != "name_en"}
        by_code[row.code] = Place.objects.create(
            kind=row.kind,
            parent=by_code.get(row.parent),
            name_kk=row.name_kk,
            name_ru=row.name_ru,
            valid_from=EDITION,
            invented=True,
            **detail,
        )
    restating.tell(Place.objects.filter(invented=True))
    offices.make()


def _counts(demo: Demonstration) -> None:
    """How many live and learn there, year by year, and what they should have."""
    source = Given(givers.SOURCE, "CC0").save()
    for row in demo.data["norm"]:
        Norm.objects.create(**demo.dated(row, "since"))
    for row in demo.data["counted"]:
        place = Place.objects.at(row["place"])
        for year, people in row["people"].items():
            PlacePopulation.objects.create(
                place=place, year=int(year), people=people, source=source
            )
        for year, pupils in row["pupils"].items():
            PlacePupils.objects.create(place=place, year=int(year), pupils=pupils, source=source)
    for place in Place.objects.filter(invented=True).exclude(population=None):
        PlacePopulation.objects.get_or_create(
            place=place,
            year=place.population_year,
            defaults={"people": place.population, "source": source},
        )
    for model in (Norm, PlacePopulation, PlacePupils):
        restating.tell(model.objects.all())


def _invented_rows() -> Iterator[kato.KatoRow]:
    """The invented district hangs on no region; one is put above it only while it is read."""
    table = tables.read_table(HERE / "places.csv", kato.REQUIRED, kato.ALIASES)
    root = f"{INVENTED}0000000"
    above = Row(0, {"te": root, "kaz_name": "Үлгі облысы", "rus_name": "Улгинская область"})
    rows = [row for row in table if row.values["te"].startswith(INVENTED)]
    return (row for row in kato.read([above, *rows]) if row.code != root)


def _offices(demo: Demonstration) -> None:
    for row in demo.data["office"]:
        fields = {**row, "place": Place.objects.at(row["place"])}
        key, above = fields.pop("key"), fields.pop("supervisor", "")
        fields["supervisor"] = demo.offices.get(above)
        demo.offices[key], _made = Office.objects.update_or_create(
            place=fields.pop("place"), kind=fields.pop("kind"), defaults=fields
        )
    restating.tell(Office.objects.filter(pk__in=[office.pk for office in demo.offices.values()]))


def _suppliers(demo: Demonstration) -> None:
    for row in demo.data["supplier"]:
        demo.suppliers[row["key"]] = register.supplier_named(row["name"])


def _groups(demo: Demonstration) -> None:
    for row in demo.data["group"]:
        demo.groups[row["slug"]] = _group(row)


def _accounts(demo: Demonstration) -> None:
    """One password for all; the second factor of each is told by `manage.py demo_codes` alone."""
    for row in demo.data["account"]:
        is_operator = row["side"] == Appointment.Side.OPERATOR
        user = User.objects.create_user(
            row["email"],
            PASSWORD,
            name=row["name"],
            language=row["language"],
            is_superuser=is_operator,
        )
        TOTP.activate(user, generate_totp_secret())
        demo.users[row["key"]] = user
        _appoint(demo, user, row)


def _appoint(demo: Demonstration, user: User, row: Table) -> None:
    if row["side"] == "group":
        GroupMember.objects.create(user=user, group=demo.groups[row["group"]], is_lead=True)
        return
    appointment = Appointment.objects.create(user=user, side=row["side"])
    if "office" in row:
        Posting.objects.create(appointment=appointment, office=demo.offices[row["office"]])
