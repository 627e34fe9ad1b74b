"""Lists of programmes and of what sources say of their years; and programmes that form no ring."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from projects.importers import programme_years, programmes
from projects.models import Programme, ProgrammeYear
from tests.admin_pages import address, values

pytestmark = pytest.mark.django_db

HEAD = "code,name_kk,name_ru,starts_on,ends_on,successor,umbrella\n"
WATER = (
    "drinking-water,Ауызсу,Питьевая вода,,,,\n"
    "ak-bulak,«Ақ бұлақ»,«Ак булак»,2011,2020,new-water,drinking-water\n"
    "new-water,Жаңа су,Новая вода,2021,,,drinking-water\n"
)
YEARS_HEAD = "programme,year,stated,works,villages,amount,is_rounded,source_url\n"


@pytest.fixture
def listed(tmp_path):
    def write(text):
        path = tmp_path / "list.csv"
        path.write_text(text)
        return path

    return write


def take(path):
    found = programmes.plan(path)
    programmes.apply(found)
    return found


def test_programmes_come_with_their_links_whatever_their_order(listed):
    found = take(listed(HEAD + WATER))

    ak_bulak = Programme.objects.get(code="ak-bulak")
    assert (len(found.new), found.refused) == (3, [])
    assert (ak_bulak.successor.code, ak_bulak.umbrella.code) == ("new-water", "drinking-water")
    assert (ak_bulak.starts_on, ak_bulak.ends_on) == (date(2011, 1, 1), date(2020, 12, 31))


def test_a_second_run_changes_nothing_and_a_blank_cell_says_nothing(listed):
    take(listed(HEAD + WATER))

    again = programmes.plan(listed(HEAD + WATER))
    blank = programmes.plan(listed("code,name_kk\nak-bulak,«Ақ бұлақ»\n"))

    assert (again.new, again.changed, again.unchanged) == ([], [], 3)
    assert (blank.changed, blank.unchanged) == ([], 1)


def test_what_would_change_is_told_before_it_is_written(listed, capsys):
    take(listed(HEAD + WATER))

    call_command("import_programmes", listed(HEAD + "new-water,Жаңа су,Вода,2022,,,\n"))

    said = capsys.readouterr().out
    assert (
        "new-water Name in Russian: Новая вода → Вода; Starts on: Jan. 1, 2021 → Jan. 1, 2022"
        in said
    )
    assert Programme.objects.get(code="new-water").name_ru == "Новая вода"


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ("a,А,,,,a,\n", "The programme would follow itself."),
        ("a,А,,,,,a\n", "The programme would be its own umbrella."),
        ("a,А,,,,b,\nb,Б,,,,c,\nc,В,,,,a,\n", "The programme would follow itself."),
        ("a,А,,,,nowhere,\n", "No programme has the code “nowhere”."),
        ("Ақ бұлақ,А,,,,,\n", "The code may hold Latin letters, digits, hyphens"),
        ("a,,,,,,\n", "The name in Kazakh is missing."),
        ("a,А,,2020,2011,,\n", "The programme ends before it begins."),
        ("a,А,,Nauryz,,,\n", "The date “Nauryz” cannot be read."),
        ("a,А,,,,,\na,А,,,,,\n", "The same code stands in row 2."),
    ],
)
def test_a_row_that_makes_no_sense_is_refused_with_its_reason(listed, rows, reason):
    found = take(listed(HEAD + rows))

    assert [str(row.reason)[: len(reason)] for row in found.refused][:1] == [reason]


def test_what_points_to_a_refused_programme_is_refused_too(listed):
    found = take(listed(HEAD + "a,А,,,,b,\nb,Б,,,,a,\n"))

    assert [row.values["code"] for row in found.refused] == ["b", "a"]
    assert not Programme.objects.exists()


def test_a_ring_through_what_is_known_is_refused(listed):
    take(listed(HEAD + WATER))

    found = take(listed(HEAD + "new-water,Жаңа су,,,,ak-bulak,\n"))

    assert [str(row.reason) for row in found.refused] == ["The programme would follow itself."]
    assert Programme.objects.get(code="new-water").successor is None


@pytest.mark.parametrize("link", ["successor", "umbrella"])
def test_the_model_refuses_a_ring(listed, link):
    first = Programme.objects.create(code="a", name_kk="А")
    second = Programme.objects.create(code="b", name_kk="Б", **{link: first})
    setattr(first, link, second)

    with pytest.raises(ValidationError) as refused:
        first.clean()

    assert list(refused.value.message_dict) == [link]


def test_the_admin_says_why_a_ring_is_refused(signed_in, olzhas):
    first = Programme.objects.create(code="a", name_kk="А")
    second = Programme.objects.create(code="b", name_kk="Б", successor=first)
    browser = signed_in(olzhas)
    page = browser.get(address(Programme, "change", first.pk))

    answer = browser.post(page.request["PATH_INFO"], values(page, successor=second.pk))

    first.refresh_from_db()
    assert "The programme would follow itself." in answer.content.decode()
    assert first.successor is None


# What sources say of whole years ---------------------------------------------------------------


@pytest.fixture
def water():
    return Programme.objects.create(code="ak-bulak", name_kk="«Ақ бұлақ»", name_ru="«Ак булак»")


def test_totals_come_by_code_or_name_and_stand_beside_older_ones(listed, water):
    ProgrammeYear.objects.create(programme=water, year=2019, works=900, source_url="zan.test/1")
    text = (
        "ak-bulak,2019,reported,1 000,500,176400000000,1,zan.test/2\n"
        "«Ак булак»,2018,planned,,480,,,zan.test/2\n"
    )

    found = programme_years.plan(listed(YEARS_HEAD + text))
    written = programme_years.apply(found)

    rows = ProgrammeYear.objects.values_list("year", "stated", "works", "villages", "is_rounded")
    assert (written, found.refused) == (2, [])
    assert sorted(rows, key=str) == [
        (2018, "planned", None, 480, False),
        (2019, "reported", 1000, 500, True),
        (2019, "reported", 900, None, False),
    ]


def test_the_same_totals_again_change_nothing(listed, water):
    path = listed(YEARS_HEAD + "ak-bulak,2019,,1000,,,,zan.test/2\n")
    call_command("import_programme_years", path, "--apply")

    again = programme_years.plan(path)

    assert (again.new, again.unchanged, again.refused) == ([], 1, [])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("ak-bulak,2019,,999,,,,zan.test/1", "The same source says something else of this year"),
        ("nowhere,2019,,1,,,,zan.test/2", "No programme is called “nowhere”."),
        ("ak-bulak,2019,,1,,,,", "A figure without a source is not kept."),
        ("ak-bulak,2019,,,,,,zan.test/2", "The row states no figure."),
        ("ak-bulak,1919,,1,,,,zan.test/2", "The year 1919 makes no sense."),
        ("ak-bulak,,,1,,,,zan.test/2", "The year 0 makes no sense."),
        ("ak-bulak,2019,,many,,,,zan.test/2", "“many” is not a number."),
        ("ak-bulak,2019,guessed,1,,,,zan.test/2", "The word “guessed” is not in the list."),
        ("ak-bulak,2019,,,,12.345,,zan.test/2", "The sum “12.345” can be read in two ways."),
    ],
)
def test_a_statement_that_makes_no_sense_is_refused(listed, water, row, reason):
    ProgrammeYear.objects.create(programme=water, year=2019, works=900, source_url="zan.test/1")

    found = programme_years.plan(listed(f"{YEARS_HEAD}{row}\n"))

    assert found.new == []
    assert str(found.refused[0].reason).startswith(reason)
