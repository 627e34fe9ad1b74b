"""The demonstration's files: facts stay facts, and what is invented stays in its own district."""

import csv
import re
import tomllib
from collections import Counter
from itertools import pairwise

import pytest

from oversight import tables
from oversight.places import kato
from projects import matching
from projects.models import Document, Project
from projects.models.figures import Declaration, FundingLine
from reports.demo import load

LANGUAGES = ("kk", "ru", "en")
ULGI = "990100000"


def rows(name):
    with (load.HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


INVENTED = tomllib.loads((load.HERE / "invented.toml").read_text("utf-8"))
PLACES = {row["te"]: row for row in rows("places.csv")}
WORKS = rows("projects.csv")
PROJECTS = {row["identifier"]: row for row in INVENTED["project"]}
ACCOUNTS = {row["key"]: row for row in INVENTED["account"]}
OFFICES = {row["key"]: row for row in INVENTED["office"]}


# Places -----------------------------------------------------------------------------------------


def test_the_classifier_reader_takes_every_real_place():
    read = list(kato.read(tables.read_table(load.HERE / "places.csv", kato.REQUIRED)))

    refused = {row.values["te"] for row in read if isinstance(row, tables.Refusal)}

    assert refused == {code for code in PLACES if code.startswith("99")}


def test_every_place_has_what_it_is_in():
    roots = {code for code in PLACES if kato.parent_code(code, PLACES) is None}

    assert roots == {code for code in PLACES if code[2:] == "0000000"} | {ULGI}


def test_codes_and_their_parts_agree():
    parts = {code: row["ab"] + row["cd"] + row["ef"] + row["hij"] for code, row in PLACES.items()}

    assert {code for code, joined in parts.items() if code != joined} == set()
    assert len(PLACES) == len(rows("places.csv"))


def test_every_name_carries_its_marker_in_the_regular_place():
    kazakh = r".+ (облысы|ауданы|Қ\.Ә\.|қ\.ә\.|қ\.|а\.о\.|а\.ә\.|к\.ә\.|а\.|к\.)"
    russian = (
        r"(область|район) .+|[гсп]\.\S.*|.+ (область|район|Г\.А\.|г\.а\.|с\.о\.|с\.а\.|п\.а\.)"
    )

    assert [row for row in PLACES.values() if not re.fullmatch(kazakh, row["kaz_name"])] == []
    assert [row for row in PLACES.values() if not re.fullmatch(russian, row["rus_name"])] == []


def test_all_regions_and_the_whole_of_zhalagash_are_there():
    zhalagash = [code for code in PLACES if code.startswith("4336")]

    assert len([code for code in PLACES if code[2:] == "0000000"]) == 20
    assert Counter(code.endswith("000") for code in zhalagash) == {True: 16, False: 17}


def test_no_invented_place_bears_the_name_of_a_real_one():
    names = {True: set(), False: set()}
    for code, row in PLACES.items():
        names[code.startswith("99")] |= {row["kaz_name"], row["rus_name"]}

    assert names[True] & names[False] == set()


@pytest.mark.parametrize("name", ["places.csv", "projects.csv", "groups.csv", "invented.toml"])
def test_no_letters_of_old_fonts_are_left(name):
    assert re.findall("[ўќїјњћ\u00a0]", (load.HERE / name).read_text("utf-8")) == []


# Real works -------------------------------------------------------------------------------------


def test_real_works_stand_in_known_real_places():
    codes = {row["kato"] for row in WORKS}

    assert len({row["identifier"] for row in WORKS}) == len(WORKS) >= 34
    assert {code for code in codes if code not in PLACES or code.startswith("99")} == set()


@pytest.mark.parametrize("work", [pytest.param(row, id=row["identifier"]) for row in WORKS])
def test_a_real_work_is_told_in_three_languages_and_the_words_of_the_register(work):
    told = [work[f"{part}_{lang}"] for part in ("title", "description") for lang in LANGUAGES]

    assert "" not in told
    assert work["sector"] in Project.Sector.values
    assert work["status"] in Project.Status.values
    assert work["type"] in [*Project.Type.values, ""]
    assert work["budget_kind"] in [*Project.BudgetKind.values, ""]
    assert work["programme"] in {"", *(row["code"] for row in rows("programmes.csv"))}


@pytest.mark.parametrize("work", [pytest.param(row, id=row["identifier"]) for row in WORKS])
def test_the_figures_of_a_real_work_can_be_read(work):
    start = matching.day(work["planned_start"], last=False).day
    end = matching.day(work["planned_end"], last=True).day

    assert not (start and end) or start <= end
    assert re.fullmatch(r"\d*", work["budget_amount"])
    assert work["budget_amount"] or not work["budget_kind"] + work["budget_shared"]
    assert re.fullmatch(r"(\d{4}(-\d\d){0,2})?", work["source_date"])


def test_only_the_grant_known_from_a_paper_has_no_address_of_its_source():
    without = [row["implementer"] for row in WORKS if not row["source_url"].startswith("http")]

    assert without == ["dostyk"]


def test_a_sum_that_several_works_share_is_marked_on_each_of_them():
    shared = {row["budget_amount"] for row in WORKS if row["budget_shared"] == "1"}

    assert {row["budget_amount"] for row in WORKS if row["budget_shared"] != "1"} & shared == set()


def test_what_only_residents_say_is_no_budget():
    road = next(row for row in WORKS if "Новопавловка" in row["title_ru"])

    assert (road["budget_amount"], road["budget_kind"]) == ("", "")


def test_programmes_and_groups_name_only_what_is_there():
    codes = {row["code"] for row in rows("programmes.csv")}
    links = {row[link] for row in rows("programmes.csv") for link in ("successor", "umbrella")}

    assert links - {""} <= codes
    assert {row["place"] for row in rows("groups.csv")} <= set(PLACES)


# The invented district --------------------------------------------------------------------------


def test_everything_invented_lies_in_the_invented_district():
    ulgi = {code for code in PLACES if code.startswith("9901")}
    tables_ = ("place", "office", "group", "project")
    used = {row.get("place") or row["code"] for name in tables_ for row in INVENTED[name]}
    reported = {report["place"] for report in INVENTED["report"] if "place" in report}

    assert used | reported <= ulgi
    assert {row["code"] for row in INVENTED["place"]} == ulgi
    assert {row.get("project", "ulgi-0001") for row in INVENTED["report"]} <= set(PROJECTS)


def test_nobody_real_can_be_reached():
    addresses = [row["email"] for name in ("office", "account") for row in INVENTED[name]]

    assert [address for address in addresses if not address.endswith(".test")] == []
    assert [row for row in OFFICES.values() if not row["phone"].startswith("+7 (000)")] == []


def test_offices_accounts_and_groups_know_each_other():
    assert {row.get("supervisor", "ulgi-district") for row in OFFICES.values()} <= set(OFFICES)
    assert {row["office"] for row in ACCOUNTS.values() if "office" in row} <= set(OFFICES)
    assert Counter(row["side"] for row in ACCOUNTS.values()) == {
        "office": 5,
        "moderator": 2,
        "operator": 1,
        "group": 1,
    }


@pytest.mark.parametrize("project", [pytest.param(p, id=key) for key, p in PROJECTS.items()])
def test_an_invented_work_is_told_in_three_languages(project):
    told = [project[f"{part}_{lang}"] for part in ("title", "description") for lang in LANGUAGES]
    told += [step[f"title_{lang}"] for step in project.get("milestone", []) for lang in LANGUAGES]

    assert "" not in told
    assert {project["customer"], project["answering_office"]} <= set(OFFICES)
    assert project["status"] in Project.Status.values
    assert project["sector"] in Project.Sector.values
    assert {line["by"] for line in project.get("declared", [])} <= set(Declaration.By.values)
    papers = {paper["kind"] for paper in project.get("document", [])}
    assert papers <= set(Document.Kind.values)
    assert all(line["source"] for line in project.get("moved", []))


@pytest.mark.parametrize("project", [pytest.param(p, id=key) for key, p in PROJECTS.items()])
def test_the_money_of_an_invented_work_adds_up(project):
    funding = project.get("funding", [])
    contracts = {line["number"]: line["value"] for line in project.get("contract", [])}
    spent = sum(line["amount"] for line in project.get("payment", []))

    assert {line["source"] for line in funding} <= set(FundingLine.Source.values)
    assert sum(line["promised"] for line in funding) in (project["budget_amount"], 0)
    assert all(line["paid"] <= line["promised"] for line in funding)
    assert spent <= sum(line["paid"] for line in funding)
    assert spent <= sum(contracts.values()) <= project["budget_amount"]
    assert {line["contract"] for line in project.get("payment", [])} <= set(contracts)


@pytest.mark.parametrize("project", [pytest.param(p, id=key) for key, p in PROJECTS.items()])
def test_the_days_of_an_invented_work_make_sense(project):
    met = [step["date_met"] for step in project.get("milestone", []) if "date_met" in step]
    past = [*met, *(line["paid_on"] for line in project.get("payment", []))]
    declared = project.get("declared", [])

    assert project.get("planned_start", -9999) < project.get("planned_end", 9999)
    assert all(day < 0 for day in past)
    assert all(a["on"] < b["on"] and a["percent"] < b["percent"] for a, b in pairwise(declared))


# Budgets ----------------------------------------------------------------------------------------


def test_budgets_are_invented_in_the_invented_district_alone():
    assert {row["place"][:4] for row in INVENTED["budget"]} == {"9901"}
    assert all(row["act"] and row["url"] for row in rows("budgets.csv"))
