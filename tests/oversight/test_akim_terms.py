"""Terms of akims: entered or read from a list, and no two of one office overlap."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from oversight import akim_terms
from oversight.models import AkimTerm, Office
from oversight.places.sourced import Given
from tests.admin_pages import address, values

SOURCE = Given("Election commission", "open data", "https://example.test/terms")
HEADER = "kato,elected_on,ends_on,name,nomination,is_woman,is_reelected"
RURAL = "433636000"
FIRST = f"{RURAL},25.07.2021,2025-07-25,,self,иә,0"


@pytest.fixture
def rural(aksu, office):
    Office.objects.filter(pk=office.pk).update(place=aksu.parent)
    office.refresh_from_db()
    return office


@pytest.fixture
def table(tmp_path):
    def write(*rows):
        path = tmp_path / "list.csv"
        path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
        return path

    return write


def reasons(plan):
    return [str(refusal.reason) for refusal in plan.refused]


def test_a_list_of_terms_comes_in_and_the_second_time_nothing_moves(rural, table):
    path = table(FIRST, f"{RURAL},2025-07-25,,Айгүл,party,,")

    akim_terms.apply(akim_terms.plan(path, SOURCE))

    newest, first = rural.terms.all()
    assert (first.nomination, first.is_woman, first.is_reelected) == ("self", True, False)
    assert (newest.name, newest.is_woman, newest.ends_on) == ("Айгүл", None, None)
    again = akim_terms.plan(path, SOURCE)
    assert (again.unchanged, again.new, again.changed) == (2, [], [])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (
            f"{RURAL},2024-01-10,2028-01-10,,,,",
            "Two terms of one office would overlap: one until 2025-07-25, one since 2024-01-10.",
        ),
        (
            f"{RURAL},2018-01-01,2022-01-01,,,,",
            "Two terms of one office would overlap: one until 2022-01-01, one since 2021-07-25.",
        ),
        ("433636100,2025-07-25,,,,,", "No akim's office is known in this place."),
        (f"{RURAL},,,,,,", "The day of the election is missing."),
        (f"{RURAL},soon,,,,,", "The date “soon” cannot be read."),
        (f"{RURAL},2025-07-25,2025-07-25,,,,", "The term would end before it began."),
        (f"{RURAL},2025-07-25,,,god,,", "The word “god” is not in the list."),
        (f"{RURAL},2025-07-25,,,,maybe,", "“maybe” is neither yes nor no."),
    ],
)
def test_a_row_that_makes_no_sense_comes_out_with_its_reason(rural, table, row, reason):
    plan = akim_terms.plan(table(FIRST, row), SOURCE)

    assert (reasons(plan), len(plan.new)) == ([reason], 1)


def test_a_term_that_is_known_already_counts_too(rural, table):
    rural.terms.create(elected_on=date(2021, 7, 25), ends_on=date(2025, 7, 25))

    plan = akim_terms.plan(table(f"{RURAL},2024-01-10,,,,,"), SOURCE)

    assert reasons(plan) == [
        "Two terms of one office would overlap: one until 2025-07-25, one since 2024-01-10."
    ]


def test_one_term_may_end_on_the_day_on_which_the_next_begins(rural):
    rural.terms.create(elected_on=date(2021, 7, 25), ends_on=date(2025, 7, 25))

    AkimTerm(office=rural, elected_on=date(2025, 7, 25)).full_clean()
    with pytest.raises(ValidationError):
        AkimTerm(office=rural, elected_on=date(2025, 7, 24)).full_clean()


def test_the_command_tells_first_and_writes_when_told(rural, table, capsys):
    path = table(FIRST)
    options = ["--source", "A", "--licence", "B"]

    call_command("import_terms", str(path), *options)
    assert not AkimTerm.objects.exists()
    call_command("import_terms", str(path), *options, "--apply")

    assert "Done: 1 rows written." in capsys.readouterr().out


@pytest.mark.parametrize("is_known", [True, False])
def test_an_operator_is_told_that_two_terms_overlap(signed_in, olzhas, rural, is_known):
    browser = signed_in(olzhas)
    terms = [("2021-07-25", "2025-07-25"), ("2024-01-10", "2028-01-10")]
    if is_known:
        rural.terms.create(elected_on="2021-07-25", ends_on="2025-07-25")
        terms = terms[1:]
    page = browser.get(address(Office, "change", rural.pk))
    known = int(is_known)
    sent = values(page) | {"terms-TOTAL_FORMS": str(known + len(terms))}
    for number, (elected_on, ends_on) in enumerate(terms, start=known):
        sent |= {f"terms-{number}-{name}": "" for name in ("id", "name", "source", "nomination")}
        sent |= {f"terms-{number}-is_woman": "unknown", f"terms-{number}-is_reelected": "unknown"}
        sent |= {f"terms-{number}-elected_on": elected_on, f"terms-{number}-ends_on": ends_on}
        sent[f"terms-{number}-office"] = str(rural.pk)

    answer = browser.post(page.request["PATH_INFO"], sent)

    assert "Two terms of one office would overlap" in answer.content.decode()
    assert rural.terms.count() == known
