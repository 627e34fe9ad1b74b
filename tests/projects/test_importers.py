"""Lists of public works: nothing guessed, nothing lost, nothing silently overwritten."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oversight.models import NameWord, Place
from oversight.tables import TableRefused
from projects import importers, matching, services, tallies
from projects.importers import comparing, writing
from projects.models import Contract, FigureChange, Programme, Project
from tests import factories

pytestmark = pytest.mark.usefixtures("works_told")

HEADER = (
    "id,program,region_kato,district_kato,kato,place,object,category,work,"
    "year_from,year_to,cost_tenge,cost_kind,contractor,status,note,source_url,source_date"
)
ROW = {
    "id": "7",
    "program": "Ақ бұлақ",
    "kato": "433636100",
    "object": "Водопровод",
    "category": "water",
    "work": "new",
    "year_from": "2025",
    "year_to": "2026",
    "cost_tenge": "186 400 000",
    "cost_kind": "allocated",
    "contractor": "«Үлгі Құрылыс»; «Су жолы»",
    "status": "in_progress",
    "source_url": "https://example.kz/1",
}


@pytest.fixture
def write(tmp_path):
    def write_file(*rows):
        names = HEADER.split(",")
        lines = [",".join({**ROW, **row}.get(name, "") for name in names) for row in rows]
        path = tmp_path / "works.csv"
        path.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
        return path

    return write_file


def load(path):
    plan = importers.plan(path)
    importers.apply(plan)
    return plan


def reasons(plan):
    return [str(refusal.reason) for refusal in plan.refused]


def test_after_an_import_search_knows_how_many_works_a_village_has(office, write):
    village = NameWord.objects.filter(name__place__code="433636100").order_by()
    [(before,)] = village.values_list("weight").distinct()

    load(write({}))

    assert set(village.values_list("weight")) == {(before + 1,)}


def test_a_row_becomes_a_work(office, write):
    load(write({}))

    project = Project.objects.get(identifier="kz-0007")
    assert (project.status, project.type, project.sector) == (
        "implementation",
        "construction",
        "water",
    )
    assert project.budget_amount == Decimal("186400000")
    assert (project.planned_end, project.planned_end_precision) == (date(2026, 12, 31), "year")
    assert project.programme.name_kk == "Ақ бұлақ"
    assert project.answering_office == office
    assert [contract.supplier.name for contract in project.contracts.all()] == [
        "«Үлгі Құрылыс»",
        "«Су жолы»",
    ]


def test_a_second_run_changes_nothing(aksu, write):
    path = write({})
    load(path)

    plan = importers.plan(path)

    assert (plan.new, plan.changed, plan.unchanged) == ([], [], 1)


def test_our_own_table_of_works_changes_nothing(aksu, write, client, tmp_path):
    """A year that was published as a year goes out as one and comes back as one."""
    load(write({}, {"id": "8", "year_from": "05.2025", "year_to": "2026-03-05"}))
    path = tmp_path / "own.csv"
    path.write_bytes(client.get("/api/v1/projects.csv").getvalue())

    plan = importers.plan(path)

    assert (plan.new, plan.changed, plan.refused, plan.unchanged) == ([], [], [], 2)


@pytest.mark.parametrize(
    ("day", "said", "precision"),
    [("2026-12-31", "year", "year"), ("2026", "day", "year"), ("2026-12-31", "", "day")],
)
def test_a_day_is_never_more_exact_than_it_was_written(aksu, tmp_path, day, said, precision):
    path = tmp_path / "works.csv"
    header = "id,status,kato,object,planned_end,planned_end_precision"
    path.write_text(f"{header}\n1,planned,433636100,Жол,{day},{said}\n", encoding="utf-8")

    load(path)

    assert Project.objects.get().planned_end_precision == precision


def test_a_moved_deadline_leaves_a_public_trace(aksu, write, logged):
    load(write({}))

    load(write({"year_to": "2027"}))

    change = FigureChange.objects.get()
    assert (change.field, change.old, change.new) == ("planned_end", "2026-12-31", "2027-12-31")
    assert logged() == [("figure.changed", "operator")]


def test_a_shared_sum_is_never_added(aksu, write):
    load(write({"cost_kind": "total_of_group"}))

    project = Project.objects.get()
    assert (project.budget_shared, project.money()) == (True, None)


def test_a_dash_says_nothing(aksu, write):
    load(write({"cost_tenge": "—", "year_to": "-", "contractor": " – "}))

    project = Project.objects.get()
    assert (project.budget_amount, project.planned_end) == (None, None)
    assert not project.contracts.exists()


def test_a_sum_that_only_residents_name_is_not_official(aksu, write):
    load(write({"cost_kind": "citizen_claim"}))

    assert Project.objects.get().budget_amount is None


def test_a_known_programme_is_found_by_any_of_its_names(aksu, write):
    programme = factories.make_programme()

    load(write({"program": "Ак Булак"}))

    assert Project.objects.get().programme == programme
    assert Programme.objects.count() == 1


def test_a_work_without_a_programme_has_none(aksu, write):
    load(write({"program": ""}))

    assert Project.objects.get().programme is None


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"status": "идут работы"}, {"status": "implementation", "source_status": ""}),
        ({"status": "Аяқталды"}, {"status": "completion", "source_status": ""}),
        ({"status": "просрочено"}, {"status": "implementation", "source_status": "overdue"}),
        ({"status": "planned"}, {"status": "identification", "source_status": "planned"}),
        ({"category": "Ауызсу", "work": "жөндеу"}, {"sector": "water", "type": "rehabilitation"}),
        ({"work": "medium_repair"}, {"type": "rehabilitation"}),
        ({"cost_tenge": "15 000 000 тенге"}, {"budget_amount": Decimal("15000000")}),
        ({"cost_tenge": "15\u00a0000\u00a0000 ₸"}, {"budget_amount": Decimal("15000000")}),
    ],
)
def test_words_and_sums_may_stand_as_people_write_them(aksu, write, row, said):
    load(write(row))

    assert Project.objects.values(*said).get() == said


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"cost_tenge": "88 млн"}, "The sum “88 млн” cannot be read."),
        ({"cost_tenge": "тенге"}, "The sum “тенге” cannot be read."),
        ({"kato": "999999999"}, "No place has the code 999999999."),
        ({"kato": ""}, "The row names no place."),
        (
            {"status": "mystery"},
            "The word “mystery” is not in the list. Known are: planned, in preparation, "
            "under construction, completed, in use, taken out of use, cancelled.",
        ),
        ({"status": ""}, "The status is missing."),
        ({"object": ""}, "The title is missing."),
        ({"cost_tenge": "много"}, "The sum “много” cannot be read."),
        ({"cost_tenge": "-5"}, "The sum “-5” makes no sense."),
        ({"year_from": "soon"}, "The date “soon” cannot be read."),
        ({"year_from": "2026-02-30"}, "There is no such day."),
        ({"year_from": "2027"}, "The work ends before it begins."),
        ({"cost_tenge": "500.000"}, "The sum “500.000” can be read in two ways."),
        ({"id": ""}, "The identifier is missing."),
        (
            {"id": "kz/7"},
            "The identifier may hold Latin letters, digits, hyphens and low lines only.",
        ),
        ({"id": "x" * 51}, "The identifier is too long."),
        ({"object": "ж" * 301}, "“title in Russian” is longer than 300 letters."),
        ({"program": "ж" * 201}, "“name in Kazakh” is longer than 200 letters."),
        ({"source_date": "в прошлом году"}, "“date of the source” is longer than 10 letters."),
    ],
)
def test_a_row_that_makes_no_sense_is_refused_and_the_rest_goes_in(aksu, write, row, reason):
    plan = load(write({"id": "8"}, row))

    assert reasons(plan) == [reason]
    assert [project.identifier for project in Project.objects.all()] == ["kz-0008"]


def test_a_blank_cell_or_a_missing_column_leaves_what_is_known(aksu, write, tmp_path):
    load(write({}))
    path = tmp_path / "less.csv"
    path.write_text("identifier,kato,status,planned_end\nkz-0007,433636100,in_progress,\n")

    plan = importers.plan(path)

    assert (plan.changed, plan.unchanged) == ([], 1)


def test_a_change_is_told_as_old_and_new(aksu, write):
    load(write({}))

    plan = importers.plan(write({"year_to": "2027", "contractor": "«Басқа»"}))

    assert [(c.field, c.old, c.new) for c in plan.changed[0].changes] == [
        ("planned_end", date(2026, 12, 31), date(2027, 12, 31)),
        ("contract", "", "«Басқа»"),
    ]


def test_days_that_would_not_fit_the_known_work_are_refused(aksu, write):
    load(write({}))

    plan = importers.plan(write({"year_from": "2027", "year_to": ""}))

    assert reasons(plan) == ["The work ends before it begins."]


def test_the_plan_names_programmes_that_would_be_made(aksu, write):
    factories.make_programme()

    plan = importers.plan(write({}, {"id": "8", "program": "Жаңа бағдарлама"}))

    assert plan.new_programmes == {"Жаңа бағдарлама": 1}


def test_programmes_of_like_names_get_codes_of_their_own(aksu, write):
    long = "а" * 60
    load(write({"program": f"{long}б"}, {"id": "8", "program": f"{long}в"}))

    assert list(Programme.objects.values_list("code", flat=True)) == ["a" * 46, "a" * 46 + "-2"]


def test_the_customer_is_an_office_known_by_its_bin(aksu, tmp_path):
    office = factories.make_office(aksu.parent.parent, kind="district_department", bin="1" * 12)
    path = tmp_path / "works.csv"
    head = "identifier,kato,status,title_kk,customer\n"
    rows = [f"kz-{n},433636100,done,Жол,{number}" for n, number in ((1, "1" * 12), (2, "2" * 12))]
    path.write_text(head + "\n".join(rows))

    plan = load(path)

    assert Project.objects.get().customer == office
    assert reasons(plan) == ["No office has the BIN 222222222222."]


def test_an_import_keeps_what_a_single_registration_keeps(office, aksu, write):
    """The same work by file and by hand: office, counts, flags and summary columns agree."""
    load(write({"year_to": "2025", "contractor": "«Үлгі Құрылыс»"}))
    by_file = Project.objects.get()
    by_hand = services.register_project(
        **{
            field.name: getattr(by_file, field.name)
            for field in Project._meta.fields
            if field.editable and not field.primary_key and field.name != "answering_office"
        }
        | {"identifier": "kz-0008"}
    )
    supplier = by_file.contracts.get().supplier
    services.add_line(Contract(project=by_hand, supplier=supplier))
    by_hand.refresh_from_db()

    same = [
        field.name
        for field in Project._meta.fields
        if getattr(by_file, field.name) != getattr(by_hand, field.name)
    ]
    assert same == ["id", "identifier", "public_id", "search_key"]
    assert by_file.answering_office == office
    assert [(f.code, f.numbers) for f in by_file.flags.all()] == [
        (f.code, f.numbers) for f in by_hand.flags.all()
    ]
    assert {place.project_count for place in Place.objects.above(aksu)} == {2}


def test_the_places_above_count_what_an_import_brings_and_changes(office, aksu, write):
    district = aksu.parent.parent
    factories.make_place("433633100", Place.Kind.VILLAGE, "Аққұм", "Аккум", parent=district)
    load(write({}, {"id": "8", "year_to": "2025"}, {"id": "9", "cost_kind": "total_of_group"}))
    after_new = tallies.rebuild()
    load(
        write({"year_to": "2027"}, {"id": "8", "kato": "433633100"}, {"id": "9", "status": "done"})
    )

    assert (after_new, tallies.rebuild()) == ([], [])


def test_what_was_registered_meanwhile_is_brought_up_to_date(aksu, write):
    plan = importers.plan(write({}))
    factories.make_project(aksu, identifier="kz-0007")

    importers.apply(plan)

    assert [project.title_ru for project in Project.objects.all()] == ["Водопровод"]


def test_reports_that_come_between_plan_and_writing_stay_counted(office, aksu, write):
    load(write({}))
    plan = importers.plan(write({"year_to": "2027"}))
    factories.make_stopped_report(Project.objects.get())

    importers.apply(plan)

    project = Project.objects.get()
    assert (project.planned_end.year, project.observed_stage, project.report_count) == (
        2027,
        "stopped",
        1,
    )


@pytest.mark.skipif(not connection.features.has_select_for_update, reason="locks whole files")
def test_known_works_are_locked_before_anything_is_written(aksu, write):
    load(write({}))
    plan = importers.plan(write({"year_to": "2027"}))

    with CaptureQueriesContext(connection) as queries:
        importers.apply(plan)

    first = next(i for i, query in enumerate(queries) if "FOR UPDATE" in query["sql"])
    writes = ("INSERT", "UPDATE", "DELETE")
    assert f'FOR UPDATE OF "{Project._meta.db_table}"' in queries[first]["sql"]
    assert not any(query["sql"].startswith(writes) for query in queries.captured_queries[:first])


@pytest.mark.parametrize("works", [1, 12])
def test_new_works_cost_the_same_queries_for_one_and_for_many(
    aksu, write, works, django_assert_num_queries
):
    plan = importers.plan(write(*({"id": str(number)} for number in range(works))))

    with django_assert_num_queries(36):
        importers.apply(plan)


def test_progress_is_told_batch_by_batch(aksu, write, monkeypatch):
    monkeypatch.setattr(comparing, "BATCH", 2)
    monkeypatch.setattr(writing, "FIRST", 2)
    path, read, written = write({"id": "1"}, {"id": "2"}, {"id": "3"}), [], []

    plan = importers.plan(path, progress=read.append)
    importers.apply(plan, written.append)

    assert (read, written) == ([2, 3], [2, 3])


@pytest.mark.parametrize(
    ("wrote", "seconds", "following"),
    [
        (100, 2.0, 50),  # half as many, where it took twice as long as it should
        (100, 0.8, 125),
        (100, 0.1, 200),  # never more than twice as many
        (400, 0.1, 500),
        (20, 0.0, 40),
        (50, 60.0, 25),  # a few, however slow it is
    ],
)
def test_a_lock_is_held_for_about_a_second(wrote, seconds, following):
    assert writing.next_size(wrote, seconds) == following


def test_a_file_of_too_many_works_is_refused_whole(aksu, write, monkeypatch):
    monkeypatch.setattr(comparing, "BATCH", 2)
    monkeypatch.setattr(comparing, "MOST_WORKS", 3)

    with pytest.raises(TableRefused, match="The file has more than 3 works. Split it."):
        importers.plan(write(*({"id": str(number)} for number in range(5))))


def test_thousands_over_a_column_of_tenge_are_refused(aksu, write):
    path = write({"cost_tenge": "45 300"})
    over = 'Перечень проектов,,\n№,Сроки,"Сумма, тыс. тенге"\n'
    path.write_text(over + path.read_text(encoding="utf-8"), encoding="utf-8")

    with pytest.raises(TableRefused, match="Above the headings stands “Сумма, тыс. тенге”"):
        importers.plan(path)

    path.write_text(
        path.read_text(encoding="utf-8").replace("cost_tenge", "cost_kkzt"), encoding="utf-8"
    )
    load(path)

    assert Project.objects.get().budget_amount == 45_300_000


@pytest.mark.parametrize(
    ("tenge", "thousands", "reason"),
    [
        ("5", "5", "The sum stands in two columns."),
        (
            *("", "98 000 000 тг."),
            "The sum “98 000 000 тг.” is said to be tenge, and its column to be thousands.",
        ),
    ],
)
def test_a_sum_of_two_minds_is_refused(aksu, tmp_path, tenge, thousands, reason):
    path = tmp_path / "works.csv"
    header = "id,status,kato,object,cost_tenge,cost_kkzt"
    path.write_text(f"{header}\n1,planned,433636100,Жол,{tenge},{thousands}\n", encoding="utf-8")

    assert reasons(importers.plan(path)) == [reason]


def test_a_bare_number_of_another_list_is_no_change_of_a_known_work(aksu, write):
    load(write({}))
    other = {"object": "Мектеп", "kato": "433600000"}

    assert reasons(importers.plan(write(other))) == [
        "kz-0007 is “Водопровод”, Aksu village, Aksu rural district, Zhalagash District, Kyzylorda "
        "Region. If the row is another work, its list needs identifiers of its own; if it is this "
        "one, write kz-0007 in full."
    ]
    assert len(importers.plan(write(other | {"id": "kz-0007"})).changed) == 1
    assert len(importers.plan(write({"kato": "433600000"})).changed) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty."),
        (b"name,sum\nRoad,5\n", "These columns are missing: identifier, status."),
        (b"identifier,status\nkz-1,\x81\x82\x83\n", "neither .xlsx nor text"),
        (b'{"projects": [{"id": "1", "ti', "The file is no whole JSON"),
        (b'{"releases": []}', "The file holds no projects of OC4IDS."),
        (b"[" * 100_000, "The file is nested too deeply."),
        (b'{"projects": [{"id": "1", "x": ' + b"[" * 100_000, "The file is nested too deeply."),
        (b'{"projects": [{"id": "1", "n": 1e999999999}]}', "The file"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_whole(site, tmp_path, content, reason):
    path = tmp_path / "works"
    path.write_bytes(content)

    with pytest.raises(TableRefused, match=reason):
        importers.plan(path)


def test_the_same_identifier_twice_is_refused(aksu, write):
    assert reasons(importers.plan(write({}, {}))) == ["The same identifier stands in row 2."]


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("2026-10-07", date(2026, 10, 7), "day"),
        ("07.10.2026", date(2026, 10, 7), "day"),
        ("2026-02", date(2026, 2, 28), "month"),
        ("02.2026", date(2026, 2, 28), "month"),
        ("2/2026 г.", date(2026, 2, 28), "month"),
        ("07.10.2026 г.", date(2026, 10, 7), "day"),
        ("7 октября 2026 года", date(2026, 10, 7), "day"),
        ("«7» октября 2026 г.", date(2026, 10, 7), "day"),
        ("2026 жылғы 7 қазан", date(2026, 10, 7), "day"),
        ("7 қазан 2026 ж.", date(2026, 10, 7), "day"),
        ("2026 год", date(2026, 12, 31), "year"),
        ("2026 ж.", date(2026, 12, 31), "year"),
        ("2026", date(2026, 12, 31), "year"),
        ("2026-10-07 00:00:00", date(2026, 10, 7), "day"),
        ("07.10.2026 года", date(2026, 10, 7), "day"),
        ("7 октября 2026 г.", date(2026, 10, 7), "day"),
        ("февраль 2026", date(2026, 2, 28), "month"),
        ("2026 ж. ақпан", date(2026, 2, 28), "month"),
        ("IV кв. 2026", date(2026, 12, 31), "month"),
        ("ІІ кв.2026 г.", date(2026, 6, 30), "month"),
        ("3 квартал 2026 года", date(2026, 9, 30), "month"),
        ("2026 жылғы I тоқсан", date(2026, 3, 31), "month"),
        ("1-е полугодие 2026", date(2026, 6, 30), "month"),
        ("II жартыжылдық 2026 ж.", date(2026, 12, 31), "month"),
        ("", None, "day"),
    ],
)
def test_days_as_people_write_them(text, day, precision):
    assert matching.day(text, last=True) == matching.Span(day, precision)


def test_a_quarter_begins_with_its_first_month():
    said = matching.day("II кв. 2026", last=False)

    assert said == matching.Span(date(2026, 4, 1), "month")


@pytest.mark.parametrize(
    "text",
    [
        *("5 кв. 2026", "III полугодие 2026", "IV кв.", "0 кв. 2026", "2025-2026", "до мая 2026"),
        *("I-II кв. 2026", "31 февраля 2026", "осень 2026", "2025, 2026 май", "4 м 2026"),
    ],
)
def test_a_day_that_is_not_clear_is_refused(text):
    with pytest.raises(matching.Unreadable):
        matching.day(text, last=True)
