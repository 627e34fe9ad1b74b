"""An older edition on top of a newer one adds the past, and changes nothing that is in force."""

import csv
from datetime import date

import pytest
from django.core.management import call_command

from oversight.models import Edition, Place, PlaceQuestion
from oversight.places import decisions, edition_import, search
from projects.models import Project
from tests import factories
from tests.oversight.editions import EARLY, FIRST, LATE, load

pytestmark = pytest.mark.usefixtures("all_told")

AKSU, BESARYK = "433636100", "433636300"
# In 2025 the code of Aksu was Talap's, Aksu had another code, the rural district had another
# Russian name, Besaryk was there and has gone since, and Zhana Talap has been joined to none.
BEFORE = [
    *FIRST[:2],
    "433636000,43,36,36,000,2,Ақсу а.о.,Сырдариинский с.о.,3",
    "433636100,43,36,36,100,2,Талап а.,с.Талап,4",
    "433636300,43,36,36,300,2,Бесарық а.,с.Бесарык,5",
    "433638000,43,36,38,000,2,Мақпал а.о.,Макпальский с.о.,6",
    "433638100,43,36,38,100,2,Ақсу а.,с.Аксу,7",
]


@pytest.fixture
def now(site, write):
    """The edition of 2026, with a work in Aksu."""
    load(write(FIRST), LATE)
    factories.make_project(Place.objects.get(code=AKSU), identifier="kz-aksu")


@pytest.fixture
def past(now, write):
    return load(write(BEFORE), EARLY)


def in_force():
    columns = ("pk", "code", "kind", "parent", "name_kk", "name_ru", "path", "seat", "valid_to")
    return list(Place.objects.current().order_by("code").values(*columns))


def test_nothing_in_force_changes(now, write):
    before = in_force()

    load(write(BEFORE), EARLY)

    assert in_force() == before
    assert edition_import.plan_places(write(FIRST), LATE).is_empty
    assert edition_import.newest_edition() == LATE


def test_places_that_were_there_are_there_since_then(past):
    days = dict(Place.objects.current().values_list("code", "valid_from"))

    assert days == {"430000000": EARLY, "433600000": EARLY, "433636000": EARLY, AKSU: LATE}


def test_a_former_name_finds_its_place(past):
    found = search.find("Сырдариинский")

    assert [(each.place.code, each.former) for each in found] == [("433636000", "Сырдариинский")]


def test_a_code_that_is_gone_is_kept_inside_what_it_was_in(past):
    besaryk = Place.objects.get(code=BESARYK)

    assert (besaryk.valid_from, besaryk.valid_to) == (EARLY, date(2026, 7, 16))
    assert (besaryk.parent.code, besaryk.seat) == ("433636000", "433636000")
    assert Place.objects.at(BESARYK) == besaryk
    assert Place.objects.get(code="433638100").parent.code == "433638000"


def test_a_reused_code_and_a_moved_name_are_asked(past):
    asked = PlaceQuestion.objects.order_by("code").values_list(
        "place__code", "place__name_kk", "code", "name_kk", "is_past"
    )

    assert sorted(asked) == [
        (AKSU, "Ақсу", AKSU, "Талап", True),
        ("433638100", "Ақсу", AKSU, "Ақсу", False),
    ]


def test_the_old_code_of_a_moved_place_finds_it_once_an_operator_says_so(past, client):
    decisions.decide(PlaceQuestion.objects.get(is_past=False), "same")

    assert Place.objects.at("433638100") == Place.objects.current().get(code=AKSU)
    answer = client.get("/api/v1/places/433638100/", follow=True)
    assert answer.json()["code"] == AKSU


def test_a_village_under_another_name_keeps_it(past):
    decisions.decide(PlaceQuestion.objects.get(is_past=True), "same")

    village = Place.objects.get(code=AKSU)
    assert (village.name_kk, village.valid_from, village.valid_to) == ("Ақсу", EARLY, None)
    assert [(each.place, each.former) for each in search.find("Талап")] == [(village, "Талап")]


def test_another_village_that_had_the_code_gets_nothing_of_todays(past):
    decisions.decide(PlaceQuestion.objects.get(is_past=True), "other")

    gone = Place.objects.get(name_kk="Талап")
    assert (gone.code, gone.valid_from, gone.valid_to) == (AKSU, EARLY, date(2026, 7, 16))
    assert gone.seat == "433636000"
    assert Place.objects.at(AKSU).name_kk == "Ақсу"
    assert Project.objects.get().place.name_kk == "Ақсу"
    assert edition_import.newest_edition() == LATE


def test_where_a_village_went_that_lost_its_code_is_the_next_question(now, write):
    rows = [*BEFORE[:3], *BEFORE[4:6]]
    talap = "433638200,43,36,38,200,2,Талап а.,с.Талап,8"
    load(write([*FIRST, BEFORE[5], talap]), date(2026, 8, 1))
    load(write([*rows, BEFORE[3]]), EARLY)

    decisions.decide(PlaceQuestion.objects.get(is_past=True), "other")
    [question] = PlaceQuestion.objects.filter(answer="")
    decisions.decide(question, "same")

    assert (question.code, question.is_past) == ("433638200", False)
    assert Place.objects.get(code=AKSU, name_kk="Талап").successor.code == "433638200"


@pytest.mark.parametrize("answer", ["", "same", "other"])
def test_a_second_run_changes_nothing(past, write, answer):
    for question in PlaceQuestion.objects.all() if answer else ():
        decisions.decide(question, answer)

    plan = edition_import.plan_places(write(BEFORE), EARLY)

    assert plan.is_empty
    assert plan.waiting == (0 if answer else 1)


def test_a_still_older_edition_reaches_further_back(past, write):
    older = date(2022, 1, 1)
    load(write(BEFORE), older)

    assert Place.objects.get(code=BESARYK).valid_from == older
    assert Edition.objects.filter(day=older).exists()


def test_it_is_recorded_and_logged(past, logged):
    recorded = Edition.objects.values_list("day", "new", "renamed", "gone", "reused")

    assert list(recorded) == [(LATE, 4, 0, 0, 0), (EARLY, 0, 0, 3, 1)]
    decisions.decide(PlaceQuestion.objects.get(is_past=True), "other")
    assert logged()[-1] == ("note.operator", "operator")


def test_the_command_tells_what_it_would_add_and_asks(now, write, capsys):
    path = write(BEFORE)

    call_command("import_places", path, "--edition", "2025-07-17", "--apply")

    told = capsys.readouterr().out
    assert "older than one that is in: nothing in force changes" in told
    assert "433636100 Ақсу ← 433636100 Талап" in told
    with path.with_name(f"{path.stem}.questions.csv").open(encoding="utf-8-sig") as file:
        reasons = [row["reason"] for row in csv.DictReader(file)]
    assert sum("bore another name then" in reason for reason in reasons) == 1
