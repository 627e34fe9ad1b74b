"""Budgets as they are accepted: each version an entry of the public log, each change one more."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from oversight.models import LogEntry
from oversight.places.sourced import Given
from projects.budgets import keeping
from projects.budgets.classification import Line
from projects.budgets.keeping import Wish
from projects.models import BudgetLine, LocalBudget
from tests import factories

LIGHT = Line("expenditure", "07124008", "Көшелерді жарықтандыру", 12_000_000)


@pytest.fixture
def rural(aksu):
    return aksu.parent


def entries(budget):
    found = LogEntry.objects.filter(object_id=budget.public_id).order_by("pk")
    return [(entry.kind, entry.word("role"), entry.word("reason")) for entry in found]


def parts(budget):
    text = LogEntry.objects.filter(object_id=budget.public_id).latest("pk").text
    return [line.split()[1] for line in text.splitlines() if line.startswith("part ")]


def test_a_budget_enters_the_log_with_all_it_says(rural):
    budget = factories.make_budget(rural, [LIGHT], balance=0)

    assert entries(budget) == [("figure.changed", "operator", "budget_entered")]
    assert parts(budget) == ["place", "year", "version", "source", "state"]
    assert keeping.values(0, keeping.states(budget)[0])["state"].splitlines() == [
        *("0", "place 433636000", "year 2026", "version plan", "decided 2025-12-26"),
        *("number 40/5", "income 100000000.00", "tax 8000000.00", "transfers 92000000.00"),
        *("expenditure 100000000.00", "balance 0.00"),
        "lines expenditure 07124008 12000000.00 Көшелерді жарықтандыру",
    ]


@pytest.mark.parametrize(
    ("stated", "own"),
    [
        ({"tax": 5, "nontax": 1, "income": 100, "transfers": 94}, 6),
        ({"nontax": 1, "income": 100, "transfers": 94}, 6),
        ({"nontax": 1, "income": 100}, None),
        ({"income": 100}, None),
    ],
)
def test_own_revenue_without_its_taxes_is_no_sum_of_the_rest(stated, own):
    budget = LocalBudget(**stated)
    budget.reckon([])

    assert budget.own == own


def test_a_change_is_a_new_entry_and_the_former_state_stays(rural):
    budget = factories.make_budget(rural, [LIGHT])
    budget.tax = 9_000_000

    keeping.change([Wish(budget, [])])

    kept = LocalBudget.objects.get()
    assert entries(budget)[1:] == [("figure.changed", "operator", "budget_changed")]
    assert (kept.tax, kept.own, kept.said) == (9_000_000, 9_000_000, [])
    before, _now = keeping.states(kept)
    assert (before["tax"], before["lines"][:20]) == ("8000000.00", "expenditure 07124008")


def test_what_is_the_same_leaves_no_trace(rural):
    budget = factories.make_budget(rural, [LIGHT])

    keeping.change(
        [Wish(LocalBudget.objects.get(), None), Wish(LocalBudget.objects.get(), [LIGHT])]
    )

    assert (len(entries(budget)), LocalBudget.objects.get().earlier) == (1, [])
    assert BudgetLine.objects.count() == 1


def test_nothing_is_kept_without_its_entry(rural, monkeypatch):
    def refuse(facts):
        raise OSError("disk full")

    monkeypatch.setattr(keeping.public_log, "append_many", refuse)
    with pytest.raises(OSError, match="disk full"):
        factories.make_budget(rural, [LIGHT])

    assert not LocalBudget.objects.exists()


@pytest.mark.parametrize(
    ("versions", "speaking"),
    [
        ([("plan", 12)], 0),
        ([("plan", 12), ("amended", 3)], 1),
        ([("amended", 9), ("amended", 3), ("plan", 12)], 0),
        ([("executed", 1), ("amended", 9)], 0),
        ([("amended", None), ("amended", 1)], 1),
        ([("plan", 1), ("plan", 2)], 1),
    ],
)
def test_the_newest_word_on_a_year_speaks(rural, versions, speaking):
    made = [
        factories.make_budget(
            rural, version=version, number=str(n), decided_on=month and date(2026, month, 1)
        )
        for n, (version, month) in enumerate(versions)
    ]
    factories.make_budget(rural, year=2025)

    assert LocalBudget.objects.speaking().get(year=2026) == made[speaking]


def test_many_budgets_cost_as_few_queries_as_two(rural, django_assert_num_queries):
    def wishes(count, year):
        first = factories.make_budget(rural, year=year)
        return [
            Wish(
                LocalBudget(
                    place=rural, year=year, version="amended", number=str(n), source=first.source
                ),
                [LIGHT],
            )
            for n in range(count)
        ]

    for made in (wishes(2, 2025), wishes(30, 2026)):
        with django_assert_num_queries(8):
            keeping.enter(made)


def test_one_decision_has_one_budget_of_a_place_and_year(rural):
    factories.make_budget(rural)
    factories.make_budget(rural, number="40/6")
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_budget(rural)
    factories.make_budget(rural, decided_on=None, number="")
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_budget(rural, decided_on=None, number="")


def test_a_place_with_a_budget_is_not_deleted(rural):
    factories.make_budget(rural)

    with pytest.raises(ProtectedError):
        rural.delete()


def test_another_source_is_told_and_the_former_one_opens_its_entry(rural):
    budget = factories.make_budget(rural, [LIGHT])
    former = budget.source.name
    budget.source = Given("gov.kz", "CC0").save()

    keeping.change([Wish(budget)])
    keeping.change([Wish(budget)])

    assert [entry[2] for entry in entries(budget)] == ["budget_entered", "budget_changed"]
    kept = LocalBudget.objects.get()
    assert [state["source"] for state in keeping.states(kept)] == [former, "gov.kz"]
