"""Lists of subsidies and promises: told first, then written, and the second time nothing moves."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from oversight.places.sourced import Given
from oversight.tables import TableRefused
from projects import giving_lists
from projects.models import Pledge, Subsidy, Supplier
from tests import factories

AKSU = "433636100"
MINISTRY = Given("Ministry of Agriculture", "open data", "https://example.test/subsidies")
SUBSIDIES = "name,bin,kato,year,purpose,amount"
PLEDGES = "name,bin,kato,kind,what,promised_on,promised,due_on,paid,paid_on,project"
FARM = "«Ақсу Астық» ЖШС"


@pytest.fixture
def table(tmp_path):
    def write(header, *rows):
        path = tmp_path / "list.csv"
        path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
        return path

    return write


def reasons(plan):
    return [str(refusal.reason) for refusal in plan.refused]


# Subsidies ------------------------------------------------------------------------------------


def test_subsidies_come_with_their_firm_and_source(aksu, table):
    path = table(SUBSIDIES, f"{FARM},123456789012,{AKSU},2025,seed,148 300 000")

    giving_lists.apply_subsidies(giving_lists.plan_subsidies(path, MINISTRY))

    subsidy = Subsidy.objects.get()
    assert (subsidy.firm.bin, subsidy.amount) == ("123456789012", Decimal(148_300_000))
    assert subsidy.source.licence == "open data"


def test_the_same_list_again_changes_nothing(aksu, table):
    path = table(SUBSIDIES, f"{FARM},,{AKSU},2025,seed,100", f"{FARM},,{AKSU},2024,seed,")
    giving_lists.apply_subsidies(giving_lists.plan_subsidies(path, MINISTRY))

    again = giving_lists.plan_subsidies(path, MINISTRY)

    assert (again.unchanged, again.new, again.changed) == (2, [], [])


def test_a_corrected_sum_replaces_the_old_one(aksu, table):
    old = table(SUBSIDIES, f"{FARM},,{AKSU},2025,seed,100")
    giving_lists.apply_subsidies(giving_lists.plan_subsidies(old, MINISTRY))
    plan = giving_lists.plan_subsidies(table(SUBSIDIES, f"{FARM},,{AKSU},2025,seed,120"), MINISTRY)

    assert [str(entry.before) for entry in plan.changed] == ["100.00"]
    giving_lists.apply_subsidies(plan)
    assert Subsidy.objects.get().amount == 120


@pytest.mark.parametrize("written", ["", "0"])
def test_no_sum_is_never_zero(aksu, table, written):
    path = table(SUBSIDIES, f"{FARM},,{AKSU},2025,seed,{written}")

    giving_lists.apply_subsidies(giving_lists.plan_subsidies(path, MINISTRY))

    assert Subsidy.objects.get().amount is None


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (f",,{AKSU},2025,,1", "The name of the business is missing."),
        (f"{FARM},12345,{AKSU},2025,,1", "A BIN has twelve digits."),
        (f"{FARM},,999999999,2025,,1", "No place has this code."),
        (f"{FARM},,{AKSU},20255,,1", "The year “20255” makes no sense."),
        (f"{FARM},,{AKSU},2025,,much", "The sum “much” cannot be read."),
        (f"{FARM},,{AKSU},2025,,1.500", "The sum “1.500” can be read in two ways."),
        (f"{FARM},,{AKSU},2025,,-5", "The sum “-5” makes no sense."),
    ],
)
def test_a_row_that_makes_no_sense_comes_out_with_its_reason(aksu, table, row, reason):
    plan = giving_lists.plan_subsidies(table(SUBSIDIES, row), MINISTRY)

    assert (reasons(plan), plan.new) == ([reason], [])


def test_the_same_row_twice_is_said(aksu, table):
    row = f"{FARM},,{AKSU},2025,seed,100"

    plan = giving_lists.plan_subsidies(table(SUBSIDIES, row, row), MINISTRY)

    assert (reasons(plan), len(plan.new)) == (["Row 2 says the same already."], 1)


def test_a_list_of_something_else_is_refused(aksu, table):
    with pytest.raises(TableRefused):
        giving_lists.plan_subsidies(table("kato,year,population", f"{AKSU},2025,10"), MINISTRY)


# Promises -------------------------------------------------------------------------------------


def promise(**cells):
    row = {
        "name": FARM,
        "bin": "",
        "kato": AKSU,
        "kind": "money",
        "what": "Мектепке кітап",
        "promised_on": "2026-09-01",
        "promised": "4000000",
        "due_on": "2026-12",
        "paid": "",
        "paid_on": "",
        "project": "",
    }
    return ",".join({**row, **cells}.values())


def test_promises_are_entered_under_the_name_of_a_person(project, table):
    path = table(PLEDGES, promise(project=project.identifier))

    giving_lists.apply_pledges(giving_lists.plan_pledges(path, MINISTRY), entered_by="A. Serik")

    pledge = Pledge.objects.get()
    assert (pledge.entered_by, pledge.project) == ("A. Serik", project)
    assert (pledge.promised, pledge.due_on) == (4_000_000, date(2026, 12, 31))


def test_what_was_given_since_is_a_dated_change(aksu, table):
    plan = giving_lists.plan_pledges(table(PLEDGES, promise()), MINISTRY)
    giving_lists.apply_pledges(plan, entered_by="A. Serik")
    path = table(PLEDGES, promise(paid="1500000", paid_on="2026-10-05"))

    giving_lists.apply_pledges(giving_lists.plan_pledges(path, MINISTRY), entered_by="B. Aliya")

    pledge = Pledge.objects.get()
    assert (pledge.paid, pledge.entered_by) == (1_500_000, "A. Serik")
    assert sorted(pledge.changes.values_list("field", flat=True)) == ["paid", "paid_on"]
    assert giving_lists.plan_pledges(path, MINISTRY).unchanged == 1


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (
            {"kind": "gift"},
            "The word “gift” is not in the list. Known are: money, work or goods, watching over "
            "public works.",
        ),
        ({"kind": ""}, "The kind is missing."),
        ({"what": ""}, "A pledge needs its day and what was promised."),
        ({"promised_on": ""}, "A pledge needs its day and what was promised."),
        ({"promised_on": "soon"}, "The date “soon” cannot be read."),
        ({"paid": "5"}, "The day on which it was given is missing."),
        ({"due_on": "2026-08"}, "It would be due before it was promised."),
        ({"project": "kz-nowhere"}, "No work has the identifier kz-nowhere."),
    ],
)
def test_a_promise_that_makes_no_sense_comes_out_with_its_reason(aksu, table, cells, reason):
    plan = giving_lists.plan_pledges(table(PLEDGES, promise(**cells)), MINISTRY)

    assert (reasons(plan), plan.new) == ([reason], [])


# Commands -------------------------------------------------------------------------------------


def test_a_command_tells_first_and_writes_when_told(aksu, table, capsys):
    path = table(SUBSIDIES, f"{FARM},,{AKSU},2025,seed,100", f"{FARM},,1,2025,seed,100")
    options = ["--source", "Ministry", "--licence", "open data"]

    call_command("import_subsidies", str(path), *options)
    assert "Nothing was written" in capsys.readouterr().out
    assert not Supplier.objects.exists()
    call_command("import_subsidies", str(path), *options, "--apply")

    assert "Done: 1 rows written." in capsys.readouterr().out
    assert "No place has this code." in path.with_name("list.refused.csv").read_text("utf-8-sig")


def test_promises_need_a_name_to_stand_for_them(aksu, table):
    path = table(PLEDGES, promise())
    options = ["--source", "Akim", "--licence", "open data"]

    with pytest.raises(CommandError, match="--by"):
        call_command("import_pledges", str(path), *options, "--apply")

    call_command("import_pledges", str(path), *options, "--by", "A. Serik", "--apply")
    assert Pledge.objects.get().entered_by == "A. Serik"


def test_a_firm_known_by_its_name_is_the_same_firm(aksu, table):
    factories.make_pledge(aksu, firm=FARM)
    path = table(SUBSIDIES, f"{FARM},,{AKSU},2025,seed,100")

    giving_lists.apply_subsidies(giving_lists.plan_subsidies(path, MINISTRY))

    assert Supplier.objects.get().subsidies.count() == 1
