"""Budgets: one restated, of a real settlement, and those of the invented district, made by rule."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from oversight.models import DataSource, Place
from oversight.places.sourced import Given
from projects.budgets import keeping, lists
from projects.budgets.classification import Line, Part, Version
from projects.budgets.keeping import Wish
from projects.models import LocalBudget
from reports.demo.stage import HERE, Demonstration, Table

ACTS = Given("«Әділет» ақпараттық-құқықтық жүйесі", "құқықтық актілер", "https://adilet.zan.kz")
SOURCE = "Үлгі аудандық мәслихаты (ойдан шығарылған)"
YEARS = 4
# Of each version: how it stands to what was approved, in percent, and the month of its decision.
VERSIONS = {Version.PLAN: (100, 12), Version.AMENDED: (108, 6), Version.EXECUTED: (106, 3)}
Shares = tuple[tuple[str, int, str], ...]
# Of a hundred tenge of own revenue, and of expenditure; the last one takes what remains.
OWN = (
    ("101202", 34, "төлем көзінен салық салынбайтын табыстардан ұсталатын жеке табыс салығы"),
    ("104102", 3, "жеке тұлғалардың мүлкіне салынатын салық"),
    ("104302", 2, "елді мекендер жерлеріне жеке тұлғалардан алынатын жер салығы"),
    ("104401", 11, "заңды тұлғалардың көлік құралдарына салынатын салық"),
    ("104402", 50, "жеке тұлғалардың көлік құралдарына салынатын салық"),
)
SPENT = (
    ("01124001", 58, "ауылдық округ әкімінің қызметін қамтамасыз ету"),
    ("07124008", 13, "елді мекендердегі көшелерді жарықтандыру"),
    ("07124009", 5, "елді мекендердің санитариясын қамтамасыз ету"),
    ("07124011", 9, "елді мекендерді абаттандыру және көгалдандыру"),
    ("12124013", 15, "ауылдық округтерде автомобиль жолдарының жұмыс істеуін қамтамасыз ету"),
)


def decide(demo: Demonstration) -> None:
    lists.apply(lists.plan(HERE / "budgets.csv", ACTS))
    source = Given(SOURCE, "CC0").save()
    for row in demo.data["budget"]:
        wishes = [_wish(row, source, *decision) for decision in _decisions(demo.day)]
        last = wishes[-1].budget
        last.income += row.get("slip", 0)
        meant, last.expenditure = last.expenditure, last.expenditure - row.get("mistyped", 0)
        keeping.enter(wishes)
        last.expenditure = meant
        keeping.change([Wish(last)])


def _decisions(day: date) -> Iterator[tuple[Version, int, date, int]]:
    """Each with its year, its day, and the percent of today's income that it has. The year that
    runs has not been executed."""
    for back in reversed(range(YEARS)):
        for version, (percent, month) in VERSIONS.items():
            later = {Version.PLAN: -1, Version.EXECUTED: 1}.get(version, 0)
            decided = date(day.year - back + later, month, 20)
            if decided <= day:
                yield version, day.year - back, decided, percent - 9 * back


def _wish(
    row: Table, source: DataSource, version: Version, year: int, decided: date, percent: int
) -> Wish:
    income = _rounded(Decimal(row["income"]) * percent / 100)
    tax = _rounded(income * row["own"] / 100)
    spent = _rounded(income * 98 / 100) if version == Version.EXECUTED else income
    budget = LocalBudget(
        place=Place.objects.at(row["place"]),
        year=year,
        version=version,
        decided_on=decided,
        number=f"{decided.month}/{year % 100}-{row['place'][4:6]}",
        source=source,
        income=income,
        tax=tax,
        transfers=income - tax,
        expenditure=spent,
        balance=income - spent,
        financing=spent - income,
    )
    lines = [*_lines(Part.INCOME, OWN, tax), *_lines(Part.EXPENDITURE, SPENT, spent)]
    return Wish(budget, lines)


def _lines(part: Part, shares: Shares, whole: Decimal) -> list[Line]:
    made = [Line(part, code, name, _rounded(whole * share / 100)) for code, share, name in shares]
    rest = whole - sum(line.amount for line in made)
    return [*made[:-1], replace(made[-1], amount=made[-1].amount + rest)]


def _rounded(tenge: Decimal) -> Decimal:
    """To a tenth of a thousand, as decisions are printed."""
    return Decimal(round(tenge, -2))
