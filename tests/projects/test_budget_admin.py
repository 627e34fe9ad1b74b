"""Operators enter and change budgets by hand: each is logged, and no village gets one."""

import pytest
from django.urls import reverse

from oversight.models import LogEntry
from projects.models import LocalBudget
from tests import factories

ADD = reverse("admin:projects_localbudget_add")


@pytest.fixture
def browser(signed_in, olzhas):
    return signed_in(olzhas)


def form(place, source, *lines, kept=0, **fields):
    rows = {}
    for at, line in enumerate(lines):
        rows |= {f"lines-{at}-{name}": value for name, value in line.items()}
    return {
        "place": place.pk,
        "year": "2026",
        "version": "plan",
        "number": "40/5",
        "source": source.pk,
        "income": "100000000",
        "lines-TOTAL_FORMS": len(lines),
        "lines-INITIAL_FORMS": kept,
        **rows,
        **fields,
    }


LIGHT = {"part": "expenditure", "code": "07124008", "name": "Жарық", "amount": "5"}


@pytest.fixture
def budget(aksu):
    return factories.make_budget(aksu.parent)


def reasons(budget):
    entries = LogEntry.objects.filter(object_id=budget.public_id).order_by("pk")
    return [entry.word("reason") for entry in entries]


def test_a_budget_entered_with_its_lines_is_one_entry(browser, budget):
    sent = form(budget.place, budget.source, LIGHT, year="2027")

    assert browser.post(ADD, sent).status_code == 302

    made = LocalBudget.objects.get(year=2027)
    assert (made.income, made.lines.get().code, made.speaks) == (100_000_000, "07124008", True)
    assert reasons(made) == ["budget_entered"]


def test_a_code_is_kept_as_lists_keep_it_and_words_are_none(browser, budget):
    apart = form(budget.place, budget.source, LIGHT | {"code": "07 124 008"}, year="2027")
    words = form(budget.place, budget.source, LIGHT | {"code": "жарық"}, year="2028")
    twice = form(budget.place, budget.source, LIGHT, LIGHT | {"code": "07 124 008"}, year="2029")

    assert browser.post(ADD, apart).status_code == 302
    for refused in (words, twice):
        assert browser.post(ADD, refused).status_code == 200
    assert LocalBudget.objects.latest("year").lines.get().code == "07124008"


def test_a_change_is_logged_and_whose_budget_it_is_stays(browser, budget, other_office):
    address = reverse("admin:projects_localbudget_change", args=[budget.pk])
    sent = form(other_office.place, budget.source, LIGHT, year="2031", tax="9000000")

    assert browser.post(address, sent).status_code == 302

    kept = LocalBudget.objects.get()
    assert (kept.place, kept.year, kept.tax) == (budget.place, 2026, 9_000_000)
    assert (kept.lines.get().code, reasons(kept)) == (
        "07124008",
        ["budget_entered", "budget_changed"],
    )
    line = kept.lines.get()
    gone = {**LIGHT, "id": line.pk, "budget": kept.pk, "DELETE": "on"}
    browser.post(address, form(budget.place, budget.source, gone, kept=1, tax="9000000"))
    assert not LocalBudget.objects.get().lines.exists()


def test_a_village_of_a_rural_district_gets_no_budget(browser, budget, aksu):
    answer = browser.post(ADD, form(aksu, budget.source))

    assert "give the rural district, 433636000" in answer.content.decode()
    assert LocalBudget.objects.count() == 1


def test_what_does_not_add_up_is_said(browser, aksu):
    budget = factories.make_budget(aksu.parent, income=170_000_000)

    page = browser.get(reverse("admin:projects_localbudget_change", args=[budget.pk]))

    assert "170 000 000 ₸ stated, 100 000 000 ₸ by its parts" in page.content.decode()


def test_no_budget_is_deleted(browser, budget):
    address = reverse("admin:projects_localbudget_delete", args=[budget.pk])

    assert browser.post(address, {"post": "yes"}).status_code in (403, 404)
    assert LocalBudget.objects.exists()
