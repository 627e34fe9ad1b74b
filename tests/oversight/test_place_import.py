"""An edition of the classifier on top of another: nothing turns silently into something else."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from oversight import restating
from oversight.models import Edition, Office, Place, PlaceQuestion
from oversight.places import edition_import
from oversight.tables import TableRefused
from tests import factories
from tests.oversight.editions import EARLY, FIRST, LATE, REUSED, load

pytestmark = pytest.mark.usefixtures("all_told")


def test_places_stand_inside_one_another(db, write):
    load(write(FIRST))

    village = Place.objects.get(code="433636100")
    assert village.ancestor_codes == ["433636100", "433636000", "433600000", "430000000"]
    assert (village.name_kk, village.name_ru, village.kind) == ("Ақсу", "Аксу", "village")
    assert list(Place.objects.named("aksu").values_list("code", flat=True)) != []


def test_a_second_run_changes_nothing(db, write):
    load(write(FIRST))

    plan = edition_import.plan_places(write(FIRST), LATE)

    assert (plan.is_empty, plan.unchanged) == (True, 4)


def test_a_new_spelling_is_a_renaming_of_the_same_place(db, write):
    load(write(FIRST))
    before = Place.objects.get(code="433636100")

    renamed = FIRST[:3] + ["433636100,43,36,36,100,2,Ақсу а.,с.Ак-Су,4"]
    plan = load(write(renamed), LATE)

    assert [row.name_ru for _place, row in plan.renamed] == ["Ак-Су"]
    assert Place.objects.get(code="433636100").pk == before.pk


def test_a_code_under_another_name_is_asked_about_and_nothing_turns_into_anything(site, write):
    load(write(FIRST))
    old = Place.objects.get(code="433636100")
    project = factories.make_project(old)

    plan = load(write(REUSED), LATE)

    project.refresh_from_db()
    assert [(each.place, each.row.name_kk) for each in plan.reused] == [(old, "Талап")]
    assert (project.place, Place.objects.at("433636100").name_kk) == (old, "Ақсу")
    question = PlaceQuestion.objects.get()
    assert (question.place, question.name_kk, question.answer) == (old, "Талап", "")


def test_what_was_asked_once_is_no_change_the_next_time(site, write):
    load(write(FIRST))
    load(write(REUSED), LATE)

    plan = edition_import.plan_places(write(REUSED), LATE)

    assert (plan.is_empty, plan.waiting) == (True, 1)


def test_a_place_that_is_gone_is_kept_with_its_last_day(db, write):
    load(write(FIRST))

    plan = load(write(FIRST[:3]), LATE)

    assert [place.code for place in plan.gone] == ["433636100"]
    assert Place.objects.get(code="433636100").valid_to == date(2026, 7, 16)
    assert Place.objects.current().count() == 3


def test_invented_places_leave_with_no_edition(db, write):
    load(write(FIRST))
    factories.make_place("990100000", "district", "Үлгі", "Улгинский", invented=True)
    restating.catch_up()

    assert edition_import.plan_places(write(FIRST), LATE).gone == []


def test_rows_that_make_no_sense_come_out_and_the_rest_goes_in(db, write):
    rows = [*FIRST, "43363,43,36,36,200,2,Жаңа а.,с.Жана,5", "433637100,43,36,37,100,2,,,6"]

    plan = load(write(rows))

    assert len(plan.refused) == 2
    assert Place.objects.count() == 4


def test_every_report_has_somebody_to_answer_it(db, write):
    alone = "434000000,43,40,00,000,2,Арал ауданы,Аральский район,5"
    village = "434030100,43,40,30,100,2,Бөген а.,с.Боген,6"

    load(write([*FIRST, alone, village]))

    kinds = Office.objects.values_list("place__code", "kind").order_by("place__code")
    assert list(kinds) == [
        ("430000000", "region_akim"),
        ("433600000", "district_akim"),
        ("433636000", "akim"),
        ("434000000", "district_akim"),
        ("434030100", "akim"),
    ]
    rural = Office.objects.get(place__code="433636000")
    assert rural.name_kk == "Ақсу ауылдық округі әкімінің аппараты"
    assert rural.name_ru == "Аппарат акима Аксуского сельского округа"
    assert rural.contact == Office.Contact.UNCONFIRMED
    assert rural.supervisor.place.code == "433600000"


def test_the_command_only_tells_until_asked(db, write, capsys):
    call_command("import_places", write(FIRST))
    told = capsys.readouterr().out
    nothing = Place.objects.count()

    call_command("import_places", write(FIRST), "--apply")

    assert "4 new" in told
    assert (nothing, Place.objects.count()) == (0, 4)


def test_the_edition_is_the_day_in_the_files_name(db, write):
    call_command("import_places", write(FIRST, "kato-2026-07-17.csv"), "--apply", stdout=None)

    assert set(Place.objects.values_list("valid_from", flat=True)) == {LATE}


def test_refused_rows_become_a_file_with_reasons(db, write, tmp_path):
    target = tmp_path / "refused.csv"

    call_command(
        "import_places", write([*FIRST, "43363,,,,,2,Жаңа а.,с.Жана,5"]), "--refused", target
    )

    assert "The code is not nine digits." in target.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_classifier_is_refused_in_one_sentence(db, tmp_path, content):
    path = tmp_path / "kato.csv"
    path.write_bytes(content)

    with pytest.raises(CommandError):
        call_command("import_places", path, "--apply")

    assert Place.objects.count() == 0


def test_an_edition_is_recorded_with_what_it_changed(site, write):
    load(write(FIRST))
    load(write(REUSED[:2] + ["433636000,43,36,36,000,2,Ақсу а.о.,Ак-Суский с.о.,3"]), LATE)

    recorded = Edition.objects.values_list("day", "new", "renamed", "gone", "reused")
    assert list(recorded) == [(LATE, 0, 1, 1, 0), (EARLY, 4, 0, 0, 0)]


def test_an_edition_whose_day_is_not_known_changes_nothing_that_is_there(site, write):
    load(write(FIRST))

    with pytest.raises(TableRefused):
        edition_import.plan_places(write(REUSED), None)

    assert edition_import.plan_places(write(FIRST), None).is_empty


def test_a_part_of_an_edition_is_not_taken_for_the_whole(site, write):
    many = [
        f"4336{ef}{hij},43,36,{ef},{hij},2,Ауыл{ef}{hij} а.,с.Ауыл{ef}{hij},9"
        for ef in range(30, 42)
        for hij in range(100, 1000, 100)
    ]
    load(write([*FIRST[:2], *many]))

    with pytest.raises(TableRefused) as refused:
        edition_import.plan_places(write(FIRST[:2]), LATE)

    assert "no whole edition" in str(refused.value.reason)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("kato-2026-07-17.csv", date(2026, 7, 17)),
        ("КАТО_17.07.2026.xlsx", date(2026, 7, 17)),
        ("kato 2026_07_17 (1).xlsx", date(2026, 7, 17)),
        ("kato-2026-13-45.csv", None),
        ("kato.xlsx", None),
    ],
)
def test_the_day_of_an_edition_is_read_from_the_name_of_its_file(name, day):
    assert edition_import.day_in(name) == day


def test_a_moved_district_takes_what_lies_in_it_along(site, write):
    load(write([*FIRST, "433636181,43,36,36,181,2,Жайылым,Жайлау,5"]))

    load(write([FIRST[0], FIRST[1], *FIRST[3:], "433636181,43,36,36,181,2,Жайылым,Жайлау,5"]), LATE)

    village = Place.objects.get(code="433636100")
    assert village.ancestor_codes == ["433636100", "433600000", "430000000"]
