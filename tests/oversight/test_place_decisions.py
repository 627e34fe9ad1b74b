"""Where name and code disagree an operator decides, in a file or in the admin, and it is logged."""

import csv
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from oversight.models import Office, Place, PlaceQuestion
from oversight.places import decisions, search
from projects.models import Project
from reports.models import Report
from tests import factories
from tests.admin_pages import address
from tests.oversight.editions import FIRST, LATE, REUSED, load

pytestmark = pytest.mark.usefixtures("all_told")

AKSU = "433636100"
MOVED = [*FIRST[:3], "433636500,43,36,36,500,2,Ақсу а.,с.Аксу,4"]


@pytest.fixture
def old(site, write):
    """The village of Aksu of the first edition, with a work and a report."""
    load(write(FIRST))
    village = Place.objects.get(code=AKSU)
    factories.make_report(factories.make_project(village, identifier="kz-aksu"))
    return village


@pytest.fixture
def asked(old, write):
    """The question that the second edition raises."""

    def ask(rows):
        load(write(rows), LATE)
        return PlaceQuestion.objects.get()

    return ask


def below(code):
    place = Place.objects.current().get(code=code)
    works = Project.objects.below(place).values_list("identifier", flat=True)
    return list(works), Report.objects.below(place).count()


def test_one_place_under_a_new_name_keeps_everything_and_its_old_name(old, asked):
    decisions.decide(asked(REUSED), "same")

    village = Place.objects.get(code=AKSU)
    assert (village.pk, village.name_kk, village.valid_to) == (old.pk, "Талап", None)
    assert below(AKSU) == (["kz-aksu"], 1)
    assert [(each.place, each.former) for each in search.find("Ақсу")][-1] == (village, "Ақсу")
    assert village in Place.objects.called("Аксу")


def test_another_place_with_the_code_gets_nothing_of_the_old_one(old, asked):
    decisions.decide(asked(REUSED), "other")

    old.refresh_from_db()
    new = Place.objects.at(AKSU)
    assert (old.valid_to, new.pk != old.pk, new.name_kk) == (date(2026, 7, 16), True, "Талап")
    assert below(AKSU) == ([], 0)
    assert below("433636000") == (["kz-aksu"], 1)
    assert Project.objects.get().place == old


def test_a_new_code_for_the_same_place_finds_its_works_and_reports(old, asked):
    decisions.decide(asked(MOVED), "same")

    old.refresh_from_db()
    new = Place.objects.get(code="433636500")
    assert (old.successor, Place.objects.at(AKSU)) == (new, new)
    assert below("433636500") == (["kz-aksu"], 1)
    assert [each.place for each in search.find("Ақсу").places][0] == new


def test_two_places_of_one_name_stay_two(old, asked):
    decisions.decide(asked(MOVED), "other")

    old.refresh_from_db()
    assert old.successor is None
    assert below("433636500") == ([], 0)
    assert below("433636000") == (["kz-aksu"], 1)


def test_the_page_of_a_village_that_is_gone_still_shows_its_works(old, asked, client):
    decisions.decide(asked(MOVED), "other")

    page = client.get(f"/en/places/{AKSU}/").content.decode()

    assert "The classifier of places has not known this place since" in page
    assert "/en/projects/kz-aksu/" in page


def test_an_old_code_leads_to_the_place_on_page_and_api(old, asked, client):
    decisions.decide(asked(MOVED), "same")

    assert client.get(f"/en/places/{AKSU}/").url == "/en/places/433636500/"
    assert client.get(f"/api/v1/places/{AKSU}/").json()["code"] == "433636500"
    found = client.get(f"/api/v1/projects/?place={AKSU}").json()["results"]
    assert [work["identifier"] for work in found] == ["kz-aksu"]


def test_every_decision_is_in_the_public_log(old, asked, logged):
    decisions.decide(asked(REUSED), "other")

    assert logged()[-1] == ("note.operator", "operator")


def test_what_lies_inside_lies_inside_the_new_place(old, write):
    renamed = [*FIRST[:2], "433636000,43,36,36,000,2,Талап а.о.,Талапский с.о.,3", FIRST[3]]
    load(write(renamed), LATE)

    decisions.decide(PlaceQuestion.objects.get(), "other")

    village = Place.objects.get(code=AKSU)
    assert village.parent.name_kk == "Талап"
    assert below("433636000") == (["kz-aksu"], 1)


def test_an_office_goes_where_its_place_went(site, write):
    load(write(FIRST))
    office = Office.objects.get(place__code="433636000")
    office.email, office.contact = "aksu@akimat.test", "confirmed"
    office.save()
    load(write([*FIRST[:2], "433640000,43,36,40,000,2,Ақсу а.о.,Аксуский с.о.,3"]), LATE)

    decisions.decide(PlaceQuestion.objects.get(place__code="433636000"), "same")

    office.refresh_from_db()
    assert office.place.code == "433640000"
    assert Office.objects.filter(place__code="433640000").count() == 1


def test_an_office_is_named_after_its_place(old, write):
    renamed = [*FIRST[:2], "433636000,43,36,36,000,2,Талап а.о.,Талапский с.о.,3", FIRST[3]]
    load(write(renamed), LATE)

    decisions.decide(PlaceQuestion.objects.get(), "same")

    office = Office.objects.get(place__code="433636000")
    assert office.name_kk == "Талап ауылдық округі әкімінің аппараты"


def test_questions_come_out_as_a_file_and_its_answers_are_carried_out(old, write, tmp_path, capsys):
    path = write(REUSED, "kato-2026-07-17.csv")
    call_command("import_places", path)
    questions = tmp_path / "kato-2026-07-17.questions.csv"
    with questions.open(encoding="utf-8-sig", newline="") as file:
        [row] = list(csv.DictReader(file))
    assert (row["code"], row["name_kk"], row["new_name_kk"], row["answer"]) == (
        AKSU,
        "Ақсу",
        "Талап",
        "",
    )
    with questions.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, row)
        writer.writeheader()
        writer.writerow(row | {"answer": "Same"})

    call_command("import_places", path, apply=True, decisions=questions)

    assert Place.objects.get(pk=old.pk).name_kk == "Талап"
    assert "1 questions" in capsys.readouterr().out


def test_an_answer_that_is_none_is_refused(old, write, tmp_path):
    decisions = tmp_path / "decisions.csv"
    decisions.write_text(f"code,new_code,answer\n{AKSU},{AKSU},perhaps\n")

    with pytest.raises(CommandError, match="write same or other"):
        call_command("import_places", write(REUSED), edition=LATE, decisions=decisions)


def test_an_operator_decides_in_the_admin_once(old, asked, signed_in, olzhas):
    question = asked(REUSED)
    browser = signed_in(olzhas)
    page = address(PlaceQuestion, "change", question.pk)

    unanswered = browser.post(page, {"answer": ""})
    browser.post(page, {"answer": "other"})
    again = browser.post(page, {"answer": "same"})

    question.refresh_from_db()
    assert (unanswered.status_code, again.status_code) == (200, 403)
    assert (question.answer, question.decided_by) == ("other", olzhas)
    assert Place.objects.at(AKSU).name_kk == "Талап"


def test_an_operator_names_the_successor_of_a_place_that_is_gone(old, asked, signed_in, olzhas):
    decisions.decide(asked(MOVED), "other")
    browser, page = signed_in(olzhas), address(Place, "change", old.pk)
    form = {"name_kk": "Ақсу", "name_ru": "Аксу", "populations-TOTAL_FORMS": 0}
    form |= {"populations-INITIAL_FORMS": 0}

    wrong = browser.post(page, form | {"successor": old.pk})
    browser.post(page, form | {"successor": Place.objects.get(code="433636500").pk})

    assert wrong.status_code == 200
    assert Place.objects.at(AKSU).code == "433636500"


def test_keys_that_agree_are_left_alone(old):
    assert decisions.refresh_keys() == 0
