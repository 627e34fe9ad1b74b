"""The real registers: the whole classifier of July 2026, its villages, and works in them."""

import random
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from oversight.models import Office, Place
from oversight.places import edition_import, search
from oversight.places.sourced import Given
from projects import importers
from projects.budgets import lists
from projects.models import LocalBudget, Project

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
REAL = DATA / "kato-2026-07-17.csv"
EDITION = date(2026, 7, 17)
ALPHABETS = {
    "kk": "аәбвгғдежзийкқлмнңоөпрстуұүфхһшыі",
    "ru": "абвгдежзийклмнопрстуфхцчшщыьэюя",
    "en": "abcdefghijklmnopqrstuvwxyz",
}
ASKED = 70  # villages for each script, each with one wrong letter

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not DATA.exists(), reason="the real registers are not beside the project"),
]


@pytest.fixture(scope="module")
def _imported(django_db_setup, django_db_blocker):
    """The edition, imported once for all tests of this file and taken back after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        plan = edition_import.plan_places(REAL, EDITION)
        edition_import.apply_places(plan)
        connection.check_constraints()  # once, or PostgreSQL does it again after each test
        yield plan
        transaction.set_rollback(True)


@pytest.fixture
def edition(_imported, db):
    return _imported


def misspelt(name, alphabet, dice):
    """The name with one letter wrong, missing, added, or in its neighbour's place."""
    at = dice.randrange(len(name) - 1)
    letter = dice.choice(alphabet.replace(name[at].lower(), ""))
    return dice.choice(
        [
            name[:at] + letter + name[at + 1 :],
            name[:at] + name[at + 1 :],
            name[:at] + letter + name[at:],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        ]
    )


def test_every_row_of_the_edition_goes_in(edition):
    assert edition.refused == []
    assert Place.objects.current().count() == 15_594
    assert Office.objects.filter(kind=Office.Kind.AKIM).count() > 2_200


def test_a_second_run_reports_no_change(edition):
    assert edition_import.plan_places(REAL, EDITION).is_empty


@pytest.mark.parametrize(("language", "share"), [("kk", 0.97), ("ru", 0.96), ("en", 0.95)])
def test_misspelt_villages_are_found(edition, language, share):
    """Among the first five names; villages of one name count as one."""
    dice = random.Random(2026)
    villages = [
        place
        for place in Place.objects.current().filter(kind=Place.Kind.VILLAGE).order_by("code")
        if min(len(place.name_kk), len(place.name_ru)) > 3
    ]
    asked = dice.sample(villages, ASKED)

    missed = []
    for place in asked:
        typed = misspelt(place.name_in(language), ALPHABETS[language], dice)
        found = list(dict.fromkeys(each.place.name_kk for each in search.find(typed)))
        if place.name_kk not in found[:5]:
            missed.append((place.name_in(language), typed))

    assert len(missed) <= ASKED * (1 - share), missed


def test_every_real_work_lands_or_comes_out_with_a_reason(edition, tmp_path):
    plan = importers.plan(DATA / "projects_real.csv")
    importers.apply(plan)

    assert (len(plan.new), len(plan.refused)) == (73, 5)
    assert Project.objects.count() == 73
    assert [[place.code for place in refusal.candidates] for refusal in plan.refused] == [
        ["551659100", "551659103", "554651100"],
        ["151000000"],
        ["614036200", "614047200"],
        ["356443100", "356475200"],
        ["234663100"],
    ]
    call_command("import_projects", DATA / "projects_real.csv", "--refused", tmp_path / "r.csv")


def test_every_real_budget_lands_as_stated(edition):
    given = Given("Maslikhats", "public acts")
    found = lists.plan(DATA / "rural_budgets.csv", given)
    lists.apply(found)

    kept = LocalBudget.objects.get(place__code="153430000", year=2021)
    assert (kept.income, kept.transfers, kept.balance) == (194_055_800, 172_501_800, -1_029_500)
    assert [refusal.values["kato"] for refusal in found.refused] == ["434000000", "354000000"]
    assert all("of a higher tier" in str(refusal.reason) for refusal in found.refused)
    assert LocalBudget.objects.count() == 8
    again = lists.plan(DATA / "rural_budgets.csv", given)
    assert (again.unchanged, again.new, again.changed) == (8, [], [])
