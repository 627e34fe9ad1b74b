"""What sources say of elections stands side by side; a list is refused by the row."""

import pytest
from django.core.management import call_command

from oversight.models import ElectionFigure

HEAD = "voted,subject,name,value,source,source_url,source_date\n"


@pytest.fixture
def bring_in(tmp_path, db):
    def run(rows, *, apply=True):
        file = tmp_path / "figures.csv"
        file.write_text(HEAD + rows)
        call_command("import_election_figures", str(file), *(["--apply"] if apply else []))
        refused = tmp_path / "figures.refused.csv"
        return refused.read_text() if refused.exists() else ""

    return run


SOURCES = (
    "2021-07,total,,730,Орталық комиссия,https://election.example/1,2021-07-27\n"
    "2021-07,party,Бірінші,562,Орталық комиссия,,\n"
    "2021-07,party,Екінші,32,Орталық комиссия,,\n"
    "2021-07,party,Үшінші,15,Орталық комиссия,,\n"
    "2021-07,self,,27,Орталық комиссия,,\n"
    "2021-07,party,Бірінші,627,Энциклопедия,,\n"
    "2021-07,party,Екінші,33,Энциклопедия,,\n"
    "2021-07,party,Үшінші,10,Энциклопедия,,\n"
    "2021-07,women,,50,Орталық комиссия,,\n"
)


def test_a_dry_run_writes_nothing_and_a_second_run_changes_nothing(bring_in, capsys):
    bring_in(SOURCES, apply=False)
    before = ElectionFigure.objects.count()
    bring_in(SOURCES)
    capsys.readouterr()

    bring_in(SOURCES)

    assert (before, ElectionFigure.objects.count()) == (0, 9)
    assert "9 figures as they are." in capsys.readouterr().out


def test_a_source_that_corrects_itself_is_corrected(bring_in):
    bring_in("2021-07,women,,50,Орталық комиссия,,\n")
    bring_in("2021-07,women,,51,Орталық комиссия,,\n")

    assert ElectionFigure.objects.get().value == 51


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("July,total,,730,S,,", "The day of the vote is a year or a month"),
        ("2021,men,,730,S,,", "The subject is one of"),
        ("2021,party,,730,S,,", "A party is named"),
        ("2021,women,Бірінші,730,S,,", "A party is named"),
        ("2021,total,,-1,S,,", "The value is a whole number"),
        ("2021,total,,many,S,,", "The value is a whole number"),
        ("2021,total,,9999999,S,,", "The value is a whole number"),
        ("2021,total,,730,,,", "A figure without a source"),
        ("2021,total,,730,S,,\n2021,total,,731,S,,", "stands in the list twice"),
    ],
)
def test_a_row_that_makes_no_sense_is_given_back_with_its_reason(bring_in, row, reason):
    assert reason in bring_in(row + "\n")


def test_sums_with_blanks_are_read(bring_in):
    bring_in("2021,total,,2 345,S,,\n")

    assert ElectionFigure.objects.get().value == 2345


def test_conflicts_are_shown_and_none_is_chosen(client, site, bring_in):
    bring_in(SOURCES)

    words = client.get("/en/statistics/elections/").content.decode()
    votes = client.get("/api/v1/statistics/elections/").json()["results"]

    assert '<h2><time datetime="2021-07">July 2021</time></h2>' in words
    assert words.count(">sources differ<") == 3
    assert "Орталық комиссия: its parts make 636, and it states 730." in words
    said = {
        name: [vote["value"] for vote in votes if vote["name"] == name]
        for name in ("Бірінші", "Екінші", "Үшінші")
    }
    assert said == {"Бірінші": [562, 627], "Екінші": [32, 33], "Үшінші": [15, 10]}


def test_one_source_alone_is_no_conflict(client, site, bring_in):
    bring_in("2021,women,,50,S,,\n2021,total,,730,S,,\n")

    words = client.get("/en/statistics/elections/").content.decode()

    assert '<h2><time datetime="2021">2021</time></h2>' in words
    assert ">sources differ<" not in words
    assert "its parts make" not in words


def test_an_address_that_is_none_is_no_link(client, site, bring_in):
    bring_in("2021,women,,50,S,javascript:alert(1),\n")

    assert "javascript" not in client.get("/en/statistics/elections/").content.decode()


@pytest.mark.parametrize("count", [1, 5])
def test_the_page_asks_once(client, site, bring_in, django_assert_num_queries, count):
    bring_in("".join(f"20{20 + n},women,,50,S,,\n" for n in range(count)))

    with django_assert_num_queries(2):
        client.get("/en/statistics/elections/")
