"""Lists of budgets: told first, then written, refused with a reason, the second time unmoved."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from openpyxl import Workbook

from oversight.models import DataSource, LogEntry, Place
from oversight.places.sourced import Given
from oversight.tables import TableRefused
from projects.budgets import lists
from projects.models import BudgetLine, LocalBudget
from tests import factories

MASLIKHAT = Given("Maslikhats", "public acts", "https://example.test/acts")
RURAL, VILLAGE, DISTRICT = "433636000", "433636100", "433600000"
# The columns of the list of budgets that this site grew up with.
HEAD = (
    "kato,name_ru,budget_of,year,income_kkzt,tax_kkzt,nontax_kkzt,capital_sale_kkzt,"
    "transfers_kkzt,expenditure_kkzt,balance_kkzt,income_adds_up,act,source_url,note"
)
NO_SUMS = dict.fromkeys(["income", "tax", "capital", "transfers", "expenditure", "balance"], "")
ACT = "Жалагашский районный маслихат, 26.12.2025 № 40/5"


@pytest.fixture
def table(tmp_path):
    def write(header, *rows):
        path = tmp_path / "list.csv"
        path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
        return path

    return write


def budget(**cells):
    row = {
        "kato": RURAL,
        "name": "Аксуский с.о.",
        "of": "rural",
        "year": "2026",
        "income": "100000.5",
        "tax": "8000.5",
        "nontax": "",
        "capital": "0",
        "transfers": "92000",
        "expenditure": "101000.5",
        "balance": "-1000",
        "adds_up": "1",
        "act": f'"{ACT}"',
        "url": "https://example.test/act",
        "note": "",
    }
    return ",".join({**row, **cells}.values())


def plan(path, **options):
    return lists.plan(path, MASLIKHAT, **options)


def reasons(found):
    return [str(refusal.reason) for refusal in found.refused]


def remarks(found):
    return [(remark.words, remark.is_grave) for remark in found.remarks]


# A row a budget -----------------------------------------------------------------------------------


def test_a_budget_comes_with_its_decision_and_source(aksu, table):
    found = plan(table(HEAD, budget()))

    assert (lists.apply(found), reasons(found), remarks(found)) == (1, [], [])
    kept = LocalBudget.objects.get()
    assert (kept.place, kept.year, kept.version) == (aksu.parent, 2026, "plan")
    assert (kept.decided_on, kept.number, kept.act) == (date(2025, 12, 26), "40/5", ACT)
    assert (kept.income, kept.nontax, kept.balance) == (Decimal(100_000_500), None, -1_000_000)
    assert (kept.total, kept.own, kept.speaks) == (100_000_500, 8_000_500, True)
    assert (kept.source.licence, kept.url) == ("public acts", "https://example.test/act")


def test_the_same_list_again_changes_nothing(aksu, table):
    path = table(HEAD, budget(), budget(year="2027"))
    lists.apply(plan(path))

    again = plan(path)

    assert (again.unchanged, again.new, again.changed) == (2, [], [])


def test_what_would_move_is_told_and_the_rest_stays(aksu, table):
    lists.apply(plan(table(HEAD, budget())))

    found = plan(table(HEAD, budget(income="", tax="9000", transfers="91000.5")))
    lists.apply(found)

    assert [str(entry) for entry in found.changed] == [
        "433636000 Ақсу: 2026, approved № 40/5: taxes: 8 000 500 ₸ → 9 000 000 ₸; "
        "transfers: 92 000 000 ₸ → 91 000 500 ₸"
    ]
    kept = LocalBudget.objects.get()
    assert (kept.tax, kept.own, kept.income) == (9_000_000, 9_000_000, 100_000_500)
    assert kept.earlier[0]["said"]["tax"] == "8000500.00"
    assert LogEntry.objects.filter(object_id=kept.public_id).count() == 2


def test_a_stated_total_is_kept_and_the_difference_told(aksu, table):
    found = plan(table(HEAD, budget(income="100001"), budget(year="2027", income="170000.5")))

    lists.apply(found)

    assert remarks(found) == [
        (
            "income: 100 001 000 ₸ stated, 100 000 500 ₸ by its parts, as rounding can make it.",
            False,
        ),
        (
            "deficit (−) or surplus: -1 000 000 ₸ stated, -999 500 ₸ by its parts, "
            "as rounding can make it.",
            False,
        ),
        ("income: 170 000 500 ₸ stated, 100 000 500 ₸ by its parts. This is no rounding.", True),
        (
            "deficit (−) or surplus: -1 000 000 ₸ stated, 69 000 000 ₸ by its parts. "
            "This is no rounding.",
            True,
        ),
    ]
    assert LocalBudget.objects.get(year=2027).income == 170_000_500


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"kato": VILLAGE}, "give the rural district, 433636000 Aksu rural district"),
        ({"kato": DISTRICT}, "its budget is of a higher tier"),
        ({"kato": "999999999"}, "No place has the code 999999999."),
        ({"kato": "", "name": ""}, "The row names no place."),
        ({"kato": "", "name": "Аксуский с.о."}, "Which place is"),
        ({"year": "26"}, "The year “26” makes no sense."),
        ({"income": "much"}, "The sum “much” cannot be read."),
        ({"income": '"100,000"'}, "The sum “100,000” can be read in two ways."),
        ({"act": '"маслихат, 14.06.2026 № 3"'}, "Say in the column “version”"),
        ({"act": '"x 31.02.2026 № 3"'}, "There is no such day."),
        (NO_SUMS, "The row has no sums."),
    ],
)
def test_a_row_that_makes_no_sense_comes_out_with_its_reason(aksu, table, cells, reason):
    found = plan(table(HEAD, budget(**cells)))

    assert reason in "".join(reasons(found))
    assert (len(found.refused), found.new) == (1, [])


def test_a_place_is_found_by_its_name_in_the_district(aksu, table):
    """The village of the same name has no budget, so it is not meant."""
    path = table("place,district,year,income_kkzt,act", f'Ақсу,Жалағаш,2026,100000,"{ACT}"')

    found = plan(path)

    assert [entry.place for entry in found.new] == [aksu.parent]


def test_a_village_named_as_such_is_refused(aksu, table):
    path = table("place,district,year,income_kkzt,act", f'с. Аксу,Жалағаш,2026,100000,"{ACT}"')

    assert "has no budget of its own" in reasons(plan(path))[0]


def test_the_code_around_a_town_means_the_town(aksu, table):
    district = aksu.parent.parent
    kind = Place.Kind
    around = factories.make_place(
        "433630000", kind.SETTLEMENT_ADMINISTRATION, "Жалағаш", "Жалагаш", parent=district
    )
    settlement = factories.make_place(
        "433630100", kind.SETTLEMENT, "Жалағаш", "Жалагаш", parent=around
    )

    found = plan(table(HEAD, budget(kato="433630000", name="")))

    assert [entry.place for entry in found.new] == [settlement]


def test_the_same_version_twice_is_said(aksu, table):
    found = plan(table(HEAD, budget(), budget(income="5000"), budget(version="x")[:-2]))

    assert reasons(found) == ["Row 2 says the same already."] * 2


def test_a_list_of_something_else_is_refused(aksu, table):
    with pytest.raises(TableRefused):
        plan(table("kato,year,population", f"{RURAL},2025,10"))


# Tenge and thousands ------------------------------------------------------------------------------


BARE = "kato,year,version,income,expenditure,unit"


@pytest.mark.parametrize(
    ("row", "unit", "income"),
    [
        (f"{RURAL},2026,plan,100000,100000,тыс. тенге", "", 100_000_000),
        (f"{RURAL},2026,plan,100000000,100000000,tenge", "", 100_000_000),
        (f"{RURAL},2026,plan,100000,100000,", "thousand", 100_000_000),
        (f"{RURAL},2026,plan,100000000,100000000,tenge", "thousand", 100_000_000),
    ],
)
def test_the_unit_is_what_the_row_says_or_the_operator(aksu, table, row, unit, income):
    found = plan(table(BARE, row), unit=unit)

    assert [entry.value.figures["income"] for entry in found.new] == [income]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("100000,100000,", "Nothing says whether the sums are tenge or thousand tenge."),
        ("100000,100000,million", "neither tenge nor thousand tenge"),
    ],
)
def test_a_unit_that_is_not_said_is_not_guessed(aksu, table, row, reason):
    assert reason in reasons(plan(table(BARE, f"{RURAL},2026,plan,{row}")))[0]


KKZT = "kato,year,version,income_kkzt,expenditure_kkzt,unit"


@pytest.mark.parametrize(
    ("income", "expenditure", "reason"),
    [
        ("100000000", "100000000", "The budget would be 100 000 000 000 ₸"),
        ("100", "100", "The budget would be 100 000 ₸"),
        ("100000", "100000000", "Income and expenditure differ a thousandfold"),
    ],
)
def test_tenge_among_thousands_are_refused_until_the_row_says_so(
    aksu, table, income, expenditure, reason
):
    row = f"{RURAL},2026,plan,{income},{expenditure},"

    refused, sure = plan(table(KKZT, row)), plan(table(KKZT, f"{row}thousand"))

    assert (reason in reasons(refused)[0], refused.new) == (True, [])
    assert ([remark.is_grave for remark in sure.remarks], len(sure.new)) == ([True], 1)


@pytest.mark.parametrize("is_known", [True, False])
def test_other_budgets_of_the_place_tell_that_the_unit_is_wrong(aksu, table, is_known):
    first, second = f"{RURAL},2025,plan,4000,,", f"{RURAL},2026,plan,4000000,,"
    if is_known:
        lists.apply(plan(table(KKZT, first)))

    found = plan(table(KKZT, second) if is_known else table(KKZT, first, second))

    assert "Other budgets of this place differ a thousandfold" in reasons(found)[0]


# A row a line -------------------------------------------------------------------------------------


SHEET = ["kato", "year", "version", "act", "part", "code", "name", "amount_kkzt"]
LINES = [
    ("Кірістер", "", "", "100000"),
    ("Кірістер", "1", "Салықтық түсімдер", "8000"),
    ("Кірістер", "1 01 202", "Табыс салығы", "3000"),
    ("Кірістер", "104402", "Көлік салығы", "5000"),
    ("Кірістер", "4", "Трансферттердің түсімдері", "92000"),
    ("Шығындар", "", "", "100000"),
    ("Шығындар", "01", "Жалпы сипаттағы қызметтер", "60000"),
    ("Шығындар", "01 124 001", "Әкім аппараты", "60000"),
    ("Шығындар", "07", "Тұрғын үй", "40000"),
    ("дефицит", "", "", "0"),
    ("financing", "", "", "0"),
]


def sheet_rows(lines=LINES, year="2026"):
    return [[RURAL, year, "plan", ACT, *line] for line in lines]


@pytest.fixture
def sheet(table, tmp_path):
    def write(rows, kind="csv"):
        if kind == "csv":
            return table(";".join(SHEET), *(";".join(row) for row in rows))
        book = Workbook()
        for row in [SHEET, *rows]:
            book.active.append([*row[:-1], float(row[-1]) if row[-1][:1].isdigit() else row[-1]])
        book.save(tmp_path / "sheet.xlsx")
        return tmp_path / "sheet.xlsx"

    return write


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_sheet_of_lines_becomes_a_budget(aksu, sheet, kind):
    found = plan(sheet(sheet_rows(), kind))

    assert (lists.apply(found), reasons(found), remarks(found)) == (1, [], [])
    kept = LocalBudget.objects.get()
    assert (kept.income, kept.tax, kept.transfers) == (100_000_000, 8_000_000, 92_000_000)
    assert (kept.balance, kept.financing, kept.nontax) == (0, 0, None)
    assert [(line.part, line.code, line.amount) for line in kept.lines.all()] == [
        ("income", "101202", 3_000_000),
        ("income", "104402", 5_000_000),
        ("expenditure", "01", 60_000_000),
        ("expenditure", "01124001", 60_000_000),
        ("expenditure", "07", 40_000_000),
    ]
    again = plan(sheet(sheet_rows(), kind))
    assert (again.unchanged, again.new, again.changed) == (1, [], [])


def test_a_line_that_moved_is_told_and_the_old_sheet_kept(aksu, sheet):
    lists.apply(plan(sheet(sheet_rows())))
    lines = [*LINES[:7], ("Шығындар", "01 124 001", "Әкім аппараты", "61000"), *LINES[8:]]

    found = plan(sheet(sheet_rows(lines)))
    lists.apply(found)

    assert [entry.moved for entry in found.changed] == [
        ("01124001 Әкім аппараты: 60 000 000 ₸ → 61 000 000 ₸",)
    ]
    assert remarks(found) == [
        (
            "state services of general nature: 60 000 000 ₸ stated, 61 000 000 ₸ by its parts. "
            "This is no rounding.",
            True,
        )
    ]
    kept = LocalBudget.objects.get()
    assert "01124001 60000000.00" in kept.earlier[0]["said"]["lines"]
    assert kept.lines.get(code="01124001").amount == 61_000_000


def test_a_list_of_totals_leaves_lines_alone(aksu, sheet, table):
    lists.apply(plan(sheet(sheet_rows())))

    lists.apply(plan(table(HEAD, budget(income="100001", tax="8000", expenditure="", balance=""))))

    assert (LocalBudget.objects.get().income, BudgetLine.objects.count()) == (100_001_000, 5)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (("Кірістер", "5x", "", "1"), "is no code of the budget classification"),
        (("Кірістер", "104402", "", "1"), "The code stands in this budget twice."),
        (("Кірістер", "1", "", "8000"), "The code stands in this budget twice."),
        (("Шығындар", "12", "", "some"), "The sum “some” cannot be read."),
        (("барлығы", "12", "", "5"), "is not in the list"),
        (("Шығындар", "12", "#REF!", "5"), "holds the error"),
    ],
)
def test_one_bad_line_refuses_its_whole_budget_and_no_other(aksu, sheet, line, reason):
    rows = [*sheet_rows(), [RURAL, "2026", "plan", ACT, *line], *sheet_rows(year="2027")]

    found = plan(sheet(rows))
    lists.apply(found)

    assert reason in reasons(found)[-1]
    assert set(reasons(found)[:-1]) == {"Row 13 of the same budget cannot be used."}
    assert len(found.refused) == len(LINES) + 1
    assert [budget.year for budget in LocalBudget.objects.all()] == [2027]


def test_a_place_that_is_none_refuses_all_its_lines(aksu, sheet):
    rows = [[VILLAGE, *row[1:]] for row in sheet_rows()]

    found = plan(sheet(rows))

    assert (len(found.refused), found.new) == (len(LINES), [])
    assert "has no budget of its own" in reasons(found)[0]


# The command --------------------------------------------------------------------------------------


def test_the_command_tells_first_and_writes_when_told(aksu, table, capsys):
    path = table(HEAD, budget(income="170000.5"), budget(kato=VILLAGE))
    options = ["--source", "Maslikhats", "--licence", "public acts"]

    call_command("import_budgets", str(path), *options)
    told = capsys.readouterr().out
    assert "Nothing was written" in told
    assert "2 ERRORS in what is stated" in told
    assert not DataSource.objects.exists()
    call_command("import_budgets", str(path), *options, "--apply")

    assert "Done: 1 rows written." in capsys.readouterr().out
    refused = path.with_name("list.refused.csv").read_text("utf-8-sig")
    assert "has no budget of its own" in refused
