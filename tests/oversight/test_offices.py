"""The list of offices: filled in, never half."""

import pytest
from django.core.management import call_command

from oversight import offices
from oversight.models import Office
from tests import factories


@pytest.fixture
def write(tmp_path):
    def write_file(text):
        path = tmp_path / "offices.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write_file


def test_an_address_is_filled_in(aksu, write):
    offices.make()

    call_command(
        "import_offices",
        write("kato,email,phone,contact\n433636000,aksu@akimat.test,+7 000,confirmed\n"),
        "--apply",
    )

    office = Office.objects.get(place__code="433636000")
    assert (office.email, office.contact) == ("aksu@akimat.test", Office.Contact.CONFIRMED)
    assert office.name_kk == "Ақсу ауылдық округі әкімінің аппараты"


def test_a_department_is_added_below_its_supervisor(aksu, write):
    offices.make()
    path = write(
        "kato,kind,name_kk,name_ru,bin,supervisor\n"
        "433600000,district_department,Құрылыс бөлімі,Отдел строительства,123456789012,433600000\n"
    )

    call_command("import_offices", path, "--apply")

    department = Office.objects.get(bin="123456789012")
    assert department.supervisor == Office.objects.get(kind="district_akim")


def test_a_second_run_changes_nothing(aksu, write):
    offices.make()
    path = write("kato,email\n433636000,aksu@akimat.test\n")
    call_command("import_offices", path, "--apply")

    plan = offices.plan(path)

    assert (plan.new, plan.changed, plan.unchanged) == ([], [], 1)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("999999999,akim,,,,", "No place has this code."),
        ("433636000,ministry,,,,", "There is no such kind of office."),
        ("433636000,district_department,,,,", "A department needs its name."),
        ("433636000,akim,,12345,,", "A BIN has twelve digits."),
        ("433636000,akim,,,not an address,", "The e-mail address makes no sense."),
        ("433636000,akim,,,,999999999", "The supervising office is unknown."),
        ("433636000,akim,,,,433636000", "The office would be its own supervisor."),
        ("433600000,district_akim,,,,433636000", "The office would be its own supervisor."),
        (
            "433636000,akim," + "Ә" * 301 + ",,,",
            "“name in Kazakh” is longer than 300 letters.",
        ),
    ],
)
def test_a_row_that_makes_no_sense_is_refused_with_its_reason(aksu, write, row, reason):
    offices.make()
    good = "433600000,district_akim,,,jalagash@akimat.test,"

    plan = offices.plan(write(f"kato,kind,name_kk,bin,email,supervisor\n{row}\n{good}\n"))

    assert [str(refusal.reason) for refusal in plan.refused] == [reason]
    assert len(plan.changed) == 1


def test_the_same_office_twice_is_refused(aksu, write):
    offices.make()

    plan = offices.plan(write("kato,email\n433636000,a@akimat.test\n433636000,b@akimat.test\n"))

    assert [str(refusal.reason) for refusal in plan.refused] == [
        "The same office stands in the file twice."
    ]


def test_rows_that_together_make_a_ring_of_supervisors_are_refused(aksu, write):
    offices.make()
    Office.objects.update(supervisor=None)

    plan = offices.plan(
        write("kato,supervisor\n433600000,433636000\n430000000,433600000\n433636000,430000000\n")
    )

    assert [(row.number, str(row.reason)) for row in plan.refused] == [
        (4, "The office would be its own supervisor.")
    ]


def test_an_office_that_is_there_is_not_made_again(aksu):
    mine = factories.make_office(aksu.parent)

    offices.make()

    assert list(Office.objects.filter(place=aksu.parent)) == [mine]
