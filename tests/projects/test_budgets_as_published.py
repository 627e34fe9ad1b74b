"""Decisions of three districts as villages publish them: by hand, each in a shape of its own.

Spaces, commas, thousands and tenge mixed, totals off by rounding and by error, a village instead
of its district: what can be read goes in whole, what cannot comes out with its reason.
"""

from decimal import Decimal

import pytest
from django.core.management import call_command
from openpyxl import Workbook

from oversight.models import Place
from oversight.places.sourced import Given
from projects.budgets import lists
from projects.models import BudgetLine, LocalBudget
from tests import factories

MASLIKHATS = Given("Maslikhats", "public acts")
Kind = Place.Kind
DISTRICTS = {
    ("433600000", "Жалағаш", "Жалагашский"): {
        "433633000": ("Аққұм", "Аккумский"),
        "433643000": ("Мәдениет", "Маданият"),
    },
    ("434400000", "Шиелі", "Шиелийский"): {
        "434431000": ("Ақмая", "Акмаинский"),
        "434433000": ("Бестам", "Бестамский"),
        "434435000": ("Еңбекші", "Енбекшинский"),
        "434437000": ("Жаңатұрмыс", "Жанатурмысский"),
    },
    ("433200000", "Арал", "Аральский"): {
        "433231000": ("Аққұлақ", "Аккулакский"),
        "433233000": ("Бөген", "Бугенский"),
        "433235000": ("Қамыстыбас", "Камыстыбасский"),
    },
}

# In thousand tenge, with spaces and decimal commas, as a Russian spreadsheet saves it.
ZHALAGASH = """\
place;district;year;decision;income_kkzt;tax_kkzt;nontax_kkzt;transfers_kkzt;expenditure_kkzt;balance_kkzt
Аксуский с.о.;Жалагашский;2026;Жалагашский районный маслихат, 26.12.2025 № 40/5;194 055,8;21 554;;172 501,8;195 085,3;-1 029,5
Аккумский с.о.;Жалагашский;2026;Жалагашский районный маслихат, 26.12.2025 № 40/6;88 210,4;4 120;60;84 030,5;88 210,4;0
с.о. Маданият;Жалагашский;2026;Жалагашский районный маслихат, 26.12.2025 № 40/7;61 200;3 100;–;54 100;61 200;0
с. Аксу;Жалагашский;2026;Жалагашский районный маслихат, 26.12.2025 № 40/5;12 000;1 000;;11 000;12 000;0
Жалагашский район;Кызылординская;2026;Жалагашский районный маслихат, 24.12.2025 № 39/1;9 100 000;800 000;;8 300 000;9 100 000;0
"""  # noqa: E501

# In tenge or in thousands, as each row says; a no-break space or a comma between the thousands.
SHIELI = (
    ("kato", "year", "version", "act", "income", "tax", "transfers", "expenditure", "balance")
    + ("unit",),
    ("434431000", 2026, "бекітілген", "23.12.2025 № 22/4", "148\u00a0230\u00a0500", "17,787,660")
    + ("130\u00a0442\u00a0840", "150\u00a0730\u00a0500", "(2 500 000)", "теңге"),
    ("434433000", 2026, "бекітілген", "23.12.2025 № 22/5", "96 512,3", "8 686,1", "87 826,2")
    + ("96 512,3", "-", "мың теңге"),
    ("434435000", 2026, "бекітілген", "23.12.2025 № 22/6", "61 200,5", "3 672", "57 528,5")
    + ("61 200,5", "", ""),
    ("434437000", 2026, "бекітілген", "23.12.2025 № 22/7", "38 400,0", "1 536", "36 864")
    + ("38 400 000", "", "мың теңге"),
)

# A line each. Of Bögen one sum cannot be read; Kamystybas is given by the code of its village.
ARAL_HEAD = "kato,year,version,act,part,code,name,amount,unit"
ARAL = [
    ("Кірістер", "", "КІРІСТЕР", '"54 321,4"', "мың теңге"),
    ("Кірістер", "1", "Салықтық түсімдер", '"4 321,4"', "мың теңге"),
    ("Кірістер", "1 01 202", "Жеке табыс салығы", '"1 300"', "мың теңге"),
    ("Кірістер", "1 04 402", "Көлік құралдары салығы", "3021400", "теңге"),
    ("Кірістер", "4", "Трансферттер түсімі", "50000", "мың теңге"),
    ("Шығындар", "", "ШЫҒЫНДАР", '"54 321,4"', "мың теңге"),
    ("Шығындар", "01 124 001", "Әкім аппараты", "40000", "мың теңге"),
    ("Шығындар", "07 124 008", "Көшелерді жарықтандыру", '"14 321,4"', "мың теңге"),
]


@pytest.fixture
def country(aksu):
    """The three districts, each rural district with a village of its name."""
    region = aksu.parent.parent.parent
    for (code, kk, ru), rural in DISTRICTS.items():
        district = Place.objects.filter(code=code).first() or factories.make_place(
            code, Kind.DISTRICT, kk, ru, parent=region
        )
        for inner, (name_kk, name_ru) in rural.items():
            above = factories.make_place(
                inner, Kind.RURAL_DISTRICT, name_kk, name_ru, parent=district
            )
            factories.make_place(
                f"{inner[:6]}100", kk=name_kk, ru=name_ru.removesuffix("ский"), parent=above
            )
    return region


@pytest.fixture
def zhalagash(tmp_path):
    path = tmp_path / "zhalagash.csv"
    path.write_text(ZHALAGASH, encoding="utf-8")
    return path


@pytest.fixture
def shieli(tmp_path):
    book = Workbook()
    for row in SHIELI:
        book.active.append(row)
    book.save(tmp_path / "shieli.xlsx")
    return tmp_path / "shieli.xlsx"


@pytest.fixture
def aral(tmp_path):
    def sheet(codes=("433231000", "433233000", "433235100"), spoilt="433233000"):
        rows = [
            ",".join((code, "2026", "бекітілген", "25.12.2025 № 31/2", *line))
            for code in codes
            for line in ARAL
        ]
        at = rows.index(next(row for row in rows if row.startswith(spoilt) and "1 300" in row))
        rows[at] = rows[at].replace("1 300", "1,300")
        path = tmp_path / "aral.csv"
        path.write_text("\n".join([ARAL_HEAD, *rows, ""]), encoding="utf-8")
        return path

    return sheet


def taken_in(path):
    found = lists.plan(path, MASLIKHATS)
    lists.apply(found)
    return found


def reasons(found):
    return {refusal.number: str(refusal.reason) for refusal in found.refused}


def income(code):
    return LocalBudget.objects.get(place__code=code).income


def test_thousands_with_spaces_and_commas_go_in_as_stated(country, zhalagash):
    found = taken_in(zhalagash)

    kept = LocalBudget.objects.get(place__code="433636000")
    assert (kept.income, kept.balance, kept.nontax) == (194_055_800, -1_029_500, None)
    assert (kept.version, kept.number) == ("plan", "40/5")
    assert income("433633000") == 88_210_400
    assert income("433643000") == 61_200_000
    assert {remark.number: remark.is_grave for remark in found.remarks} == {3: False, 4: True}


def test_a_village_and_a_district_in_the_list_are_refused_and_not_moved(country, zhalagash):
    found = taken_in(zhalagash)

    told = reasons(found)
    assert "give the rural district, 433636000 Aksu rural district" in told[5]
    assert told[6] == "No place is called “Кызылординская” there. Give its code."
    assert (len(told), LocalBudget.objects.count()) == (2, 3)


def test_tenge_and_thousands_stand_in_one_list(country, shieli):
    found = taken_in(shieli)

    kept = LocalBudget.objects.get(place__code="434431000")
    assert (kept.income, kept.tax, kept.balance) == (148_230_500, 17_787_660, -2_500_000)
    assert income("434433000") == 96_512_300
    assert reasons(found) == {4: "Nothing says whether the sums are tenge or thousand tenge."}


def test_a_row_that_mixes_both_is_an_error_that_is_said(country, shieli):
    """It says that it is in thousands, so it is taken at its word, and told to be looked at."""
    found = taken_in(shieli)

    [grave] = [remark for remark in found.remarks if remark.is_grave and remark.number == 5]
    assert "differ a thousandfold" in str(grave)
    kept = LocalBudget.objects.get(place__code="434437000")
    assert (kept.income, kept.expenditure) == (38_400_000, Decimal(38_400_000_000))


def test_of_a_sheet_whole_budgets_go_in_and_no_half_of_one(country, aral):
    found = taken_in(aral())

    [kept] = LocalBudget.objects.all()
    assert (kept.place.code, kept.income, kept.tax) == ("433231000", 54_321_400, 4_321_400)
    assert [line.amount for line in kept.lines.all()] == [
        *(1_300_000, 3_021_400, 40_000_000, 14_321_400),
    ]
    assert (BudgetLine.objects.count(), len(found.refused)) == (4, 2 * len(ARAL))
    told = reasons(found)
    assert "The sum “1,300” can be read in two ways." in told.values()
    assert "give the rural district, 433235000" in " ".join(told.values())


def test_what_came_out_is_mended_and_goes_in_again(country, aral):
    taken_in(aral())

    found = taken_in(aral(("433231000", "433233000", "433235000"), spoilt="433231000"))

    assert sorted(LocalBudget.objects.values_list("place__code", flat=True)) == [
        *("433231000", "433233000", "433235000"),
    ]
    assert BudgetLine.objects.count() == 3 * 4
    assert len(found.refused) == len(ARAL)  # the one that is spoilt now stays as it was


@pytest.mark.parametrize("name", ["zhalagash", "shieli", "aral"])
def test_a_second_run_changes_nothing(country, name, request):
    made = request.getfixturevalue(name)
    path = made() if name == "aral" else made
    first = taken_in(path)

    again = lists.plan(path, MASLIKHATS)

    assert (again.new, again.changed) == ([], [])
    assert (again.unchanged, reasons(again)) == (len(first.new), reasons(first))


def test_the_command_writes_what_it_refused_into_a_file(country, zhalagash, capsys):
    options = ["--source", "Maslikhats", "--licence", "public acts", "--apply"]

    call_command("import_budgets", str(zhalagash), *options)

    told = capsys.readouterr().out
    refused = zhalagash.with_name("zhalagash.refused.csv").read_text("utf-8-sig")
    assert "1 ERRORS in what is stated" in told
    assert refused.count("№ 4") == 1
    assert "Жалагашский район" in refused
    assert "Маданият" not in refused
