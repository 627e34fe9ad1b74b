"""Lists of machines: told first, written whole or not at all, and the second time nothing moves."""

from datetime import date

import pytest
from django.core.management import call_command

from oversight.places.sourced import Given
from projects.machinery import lists
from projects.models import Hire, Holding, Machine
from tests import factories

AKSU = "433636100"
SOURCE = Given("Жалағаш ауданының әкімдігі", "open data", "https://example.test/machines")
HIRES = "number,paid_by,paid_on,amount,hours"


@pytest.fixture
def table(tmp_path):
    def write(*rows, header=None):
        path = tmp_path / "list.csv"
        path.write_text("\n".join([header or ",".join(ROW), *rows, ""]), encoding="utf-8")
        return path

    return write


ROW = {
    "number": "431 abc 11",
    "name": "Беларус-82.1",
    "kind": "tractor",
    "kato": AKSU,
    "owner": "Аудан әкімдігі",
    "made_in": "2019",
    "mode": "trust",
    "holder": "«Жер» ЖШС",
    "holder_bin": "",
    "starts_on": "2024-01-01",
    "ends_on": "2025-12-31",
    "contract": "№ 7",
    "rent": "1 200 000",
    "hours_promised": "240",
    "source_url": "",
}


def row(**cells):
    return ",".join({**ROW, **cells}.values())


def take_in(path):
    return lists.apply_machines(lists.plan_machines(path, SOURCE))


def reasons(plan):
    return [str(refusal.reason) for refusal in plan.refused]


def test_a_life_over_three_holders_comes_in_whole(aksu, table):
    own = {"mode": "own", "holder": "", "contract": "", "rent": ""}
    path = table(
        row(starts_on="2026-01-01", ends_on="", holder="«Дала» ЖШС", holder_bin="123456789012"),
        row(),
        row(starts_on="2019-05-01", ends_on="2023-12-31", **own),
    )

    assert take_in(path) == 3

    machine = Machine.objects.get()
    assert (machine.number, machine.place, machine.source.name) == ("431ABC11", aksu, SOURCE.name)
    held = [(one.mode, one.holder and one.holder.name) for one in machine.holdings.all()]
    assert held == [("trust", "«Дала» ЖШС"), ("trust", "«Жер» ЖШС"), ("own", None)]


def test_the_same_list_again_changes_nothing(aksu, table):
    path = table(row(), row(starts_on="2026-01-01", ends_on="", holder="«Дала» ЖШС"))
    take_in(path)

    again = lists.plan_machines(path, SOURCE)

    assert (again.unchanged, again.new, again.changed, again.refused) == (2, [], [], [])


def test_a_new_end_makes_room_for_the_next_holder_and_stays_readable(aksu, table):
    take_in(table(row(ends_on="")))

    take_in(table(row(ends_on="2025-06-30"), row(starts_on="2025-07-01", holder="«Дала» ЖШС")))

    first = Holding.objects.get(starts_on=date(2024, 1, 1))
    assert [(one.field, one.old, one.new) for one in first.changes.all()] == [
        ("ends_on", "", "2025-06-30")
    ]
    assert Holding.objects.count() == 2


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        (
            {"starts_on": "2025-06-01", "ends_on": "2026-06-01"},
            "Two would hold it at once: one until 2025-12-31, one since 2025-06-01.",
        ),
        (
            {"starts_on": "2020-01-01", "ends_on": ""},
            "Two would hold it at once: one since 2020-01-01 without an end, one since 2024-01-01.",
        ),
    ],
)
def test_a_machine_held_by_two_at_once_is_refused_whole(aksu, table, second, reason):
    path = table(row(), row(holder="«Дала» ЖШС", **second), row(number="7"))

    plan = lists.plan_machines(path, SOURCE)

    assert reasons(plan) == [reason, reason]
    assert lists.apply_machines(plan) == 1
    assert [machine.number for machine in Machine.objects.all()] == ["7"]


def test_what_is_known_already_counts_too(aksu, table):
    take_in(table(row()))

    plan = lists.plan_machines(table(row(starts_on="2025-01-01", holder="«Дала» ЖШС")), SOURCE)

    assert reasons(plan) == [
        "Two would hold it at once: one until 2025-12-31, one since 2025-01-01."
    ]


def test_a_life_is_never_told_by_halves(aksu, table):
    path = table(row(), row(starts_on="2026-01-01", ends_on="", mode="gift"))

    plan = lists.plan_machines(path, SOURCE)

    assert reasons(plan) == [
        "Row 3 of the same machine was refused, so this one waits with it.",
        "The word “gift” is not in the list. Known are: on the balance of its owner, in trust "
        "management, rented out, lent free of charge, in a shared pool of machines.",
    ]
    assert plan.new == []


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"number": " "}, "A machine needs its number and its name."),
        (
            {"kind": "horse"},
            "The word “horse” is not in the list. Known are: tractor, grader, excavator or loader, "
            "lorry, water carrier, snow plough, fire engine, bus, another machine.",
        ),
        ({"kind": ""}, "The kind is missing."),
        ({"kato": "999999999"}, "No place has this code."),
        ({"mode": ""}, "How it is held is missing."),
        ({"holder": ""}, "Who holds it is missing."),
        (
            {"mode": "own"},
            "On the balance of its owner, and held by somebody else: which is it?",
        ),
        ({"holder_bin": "12"}, "A BIN has twelve digits."),
        ({"starts_on": ""}, "The day since which it is held is missing."),
        ({"starts_on": "2026-02-30"}, "There is no such day."),
        ({"ends_on": "2023"}, "It would end before it began."),
        ({"made_in": "19"}, "The year “19” makes no sense."),
        ({"rent": "much"}, "The sum “much” cannot be read."),
        ({"rent": "-5"}, "The sum “-5” makes no sense."),
        ({"hours_promised": "9000"}, "“9000” is no number of hours in a year."),
        ({"hours_promised": "ten"}, "“ten” is no number of hours in a year."),
        ({"source_url": "javascript:alert(1)"}, "“javascript:alert(1)” is no address of a page."),
    ],
)
def test_a_row_that_makes_no_sense_comes_out_with_its_reason(aksu, table, cells, reason):
    plan = lists.plan_machines(table(row(**cells)), SOURCE)

    assert (reasons(plan), plan.new) == ([reason], [])


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("Грейдер", "в доверительном управлении"), ("грейдер", "сенімгерлік басқаруда")],
)
def test_words_of_the_pages_are_codes_too(aksu, table, kind, mode):
    take_in(table(row(kind=kind, mode=mode)))

    assert (Machine.objects.get().kind, Holding.objects.get().mode) == ("grader", "trust")


def test_two_rows_of_one_machine_agree_about_it(aksu, table):
    path = table(row(), row(starts_on="2026-01-01", ends_on="", name="МТЗ-80"))

    assert reasons(lists.plan_machines(path, SOURCE))[1] == (
        "Row 2 says something else of the machine itself."
    )


def test_the_same_row_twice_is_taken_once(aksu, table):
    plan = lists.plan_machines(table(row(), row()), SOURCE)

    assert (reasons(plan), len(plan.new)) == (["Row 2 says the same already."], 1)


def test_two_rows_that_contradict_each_other_are_both_refused(aksu, table):
    plan = lists.plan_machines(table(row(), row(holder="«Дала» ЖШС")), SOURCE)

    assert (len(plan.refused), plan.new) == (2, [])


def test_hours_that_are_not_published_are_no_zero(aksu, table):
    take_in(table(row(hours_promised="", rent="0")))

    held = Holding.objects.get()
    assert (held.hours_promised, held.rent) == (None, None)


# Payments -------------------------------------------------------------------------------------


def test_a_payment_goes_to_whoever_held_the_machine_that_day(aksu, table):
    machine = factories.make_machine(aksu, "431 ABC 11")
    factories.hold(machine, date(2024, 1, 1), date(2025, 1, 1))
    second = factories.hold(machine, date(2025, 1, 1), holder="«Дала» ЖШС")
    path = table("431abc11,Ақсу әкімінің аппараты,01.01.2025,150 000,12", header=HIRES)

    lists.apply_hires(lists.plan_hires(path, SOURCE))

    hire = Hire.objects.get()
    assert (hire.holding, hire.amount, hire.hours) == (second, 150_000, 12)
    assert lists.plan_hires(path, SOURCE).unchanged == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("1,Ақсу,2025-01-01,5,", "No machine has this number."),
        ("431ABC11,,2025-01-01,5,", "A payment needs who paid, the day and the sum."),
        ("431ABC11,Ақсу,2025-01-01,,", "A payment needs who paid, the day and the sum."),
        ("431ABC11,Ақсу,2019-01-01,5,", "On that day nobody but its owner held the machine."),
    ],
)
def test_a_payment_that_makes_no_sense_comes_out_with_its_reason(aksu, table, line, reason):
    factories.hold(factories.make_machine(aksu, "431ABC11"), date(2024, 1, 1))

    plan = lists.plan_hires(table(line, header=HIRES), SOURCE)

    assert (reasons(plan), plan.new) == ([reason], [])


# Commands -------------------------------------------------------------------------------------


def test_a_command_tells_first_and_writes_when_told(aksu, table, capsys):
    path = table(row(), row(number="7", kato="1"))
    options = ["--source", "Akimat", "--licence", "open data"]

    call_command("import_machines", str(path), *options)
    assert "Nothing was written" in capsys.readouterr().out
    assert not Machine.objects.exists()
    call_command("import_machines", str(path), *options, "--apply")

    assert "Done: 1 rows written." in capsys.readouterr().out
    assert "No place has this code." in path.with_name("list.refused.csv").read_text("utf-8-sig")


def test_payments_have_a_command_of_their_own(aksu, table, capsys):
    factories.hold(factories.make_machine(aksu, "431ABC11"), date(2024, 1, 1))
    path = table("431ABC11,Ақсу,2025-01-01,5,", header=HIRES)

    call_command("import_hires", str(path), "--source", "A", "--licence", "B", "--apply")

    assert "Done: 1 rows written." in capsys.readouterr().out
