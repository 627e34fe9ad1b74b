"""Every list of operators comes in through the admin as well: chosen, shown, and then written."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from oversight.models import Edition, ElectionFigure, Office, Place, PlaceQuestion
from projects import list_imports
from projects.list_kinds import KINDS
from projects.models import (
    ListImport,
    LocalBudget,
    Pledge,
    Programme,
    ProgrammeYear,
    Project,
    Subsidy,
)
from tests import factories
from tests.oversight.editions import FIRST, HEADER

CHOOSE = "/admin/projects/listimport/add/"
SOURCE = {"source": "Statistics", "licence": "CC BY 4.0", "source_url": "https://stat.test/"}
SQUARE = [[64, 45], [65, 45], [65, 46], [64, 46], [64, 45]]
OUTLINE = {
    "type": "Feature",
    "properties": {"kato": "433600000"},
    "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
}
TALAP = "433636200,43,36,36,200,2,Талап а.,с.Талап,5"
# For each list: a file that brings one thing, what else is asked, and what the preview says of it.
FILES = {
    "works": ("identifier,kato,title_kk,sector,status\nroad-1,433636100,Жол,road,done\n", "road-1"),
    "programmes": ("code,name_kk\nwater,Ауызсу\n", "water"),
    "programme_years": (
        "programme,year,source_url,works\nak-bulak,2019,zan.test/1,900\n",
        "Number of works: 900",
    ),
    "places": ("\n".join([HEADER, *FIRST, TALAP]), "433636200"),
    "points": ("kato,latitude,longitude\n433636100,45.08,64.67\n", "45.08000, 64.67000"),
    "outlines": (json.dumps({"type": "FeatureCollection", "features": [OUTLINE]}), "5 corners"),
    "population": ("kato,year,population\n433636100,2025,900\n", "900 (2025)"),
    "pupils": ("kato,year,pupils\n433636100,2025,120\n", "120 (2025)"),
    "offices": (
        "kato,kind,name_kk\n433600000,district_department,Құрылыс бөлімі\n",
        "Құрылыс бөлімі",
    ),
    "subsidies": ("name,kato,year,amount\nЖайлау,433600000,2025,5000000\n", "Жайлау, 2025"),
    "pledges": (
        "name,kato,kind,what,promised_on\nЖайлау,433600000,money,Мектеп қоршауы,2026-01-15\n",
        "Мектеп қоршауы",
    ),
    "machines": (
        "number,name,kind,kato,mode,starts_on\n7,МТЗ-82,tractor,433636100,own,2024-01-01\n",
        "7, Jan. 1, 2024: on the balance of its owner",
    ),
    "hires": (
        "number,paid_by,paid_on,amount\n431ABC11,Ақсу,2026-02-01,5000\n",
        "Feb. 1, 2026: 5,000",
    ),
    "budgets": (
        "kato,year,version,income_kkzt\n433636000,2025,plan,107000\n",
        "2025, approved: income 107 000 000 ₸",
    ),
    "terms": ("kato,elected_on,ends_on\n433636000,2021-07-25,2025-07-25\n", "2021-07-25"),
    "election_figures": ("voted,subject,value,source\n2021-07,total,730,zan.test/1\n", "730"),
}
ASKED = {
    **dict.fromkeys(("points", "outlines", "population", "subsidies", "budgets"), SOURCE),
    **dict.fromkeys(("machines", "hires", "pupils", "terms"), SOURCE),
    "pledges": SOURCE | {"entered_by": "Айгүл, Ақсу әкімдігі"},
    "places": {"edition": "2026-07-17"},
}


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.IMPORTS_DIR = tmp_path / "imports"


@pytest.fixture
def browser(signed_in, olzhas):
    return signed_in(olzhas)


@pytest.fixture
def known(office, aksu):
    """The corner of Aksu as an earlier edition has it, a programme, and a machine in trust."""
    factories.hold(factories.make_machine(aksu, "431ABC11"), date(2024, 1, 1))
    Place.objects.update(valid_from=date(2025, 7, 17))
    return Programme.objects.create(code="ak-bulak", name_kk="«Ақ бұлақ»")


def upload(browser, kind, text, **said):
    file = SimpleUploadedFile("list.csv", text.encode())
    return browser.post(f"{CHOOSE}?kind={kind}", {"upload": file, **said})


def read(browser, kind, text, **said):
    """Upload it and let a worker read it; the import as it stands then."""
    upload(browser, kind, text, **said)
    list_imports.run_waiting()
    return ListImport.objects.first()


def page_of(browser, kept):
    return browser.get(f"/admin/projects/listimport/{kept.pk}/change/").content.decode()


def counted():
    models = (Project, Programme, ProgrammeYear, Place, Office, Subsidy, Pledge, ElectionFigure)
    models += (LocalBudget,)
    return [model.objects.count() for model in models]


def test_the_operator_chooses_which_list_it_is(browser):
    page = browser.get(CHOOSE).content.decode()

    assert [kind for kind in KINDS if f'href="?kind={kind}"' not in page] == []
    assert "kato, latitude, longitude" in page


def test_every_kind_of_list_is_tried_here():
    assert set(FILES) == set(KINDS)


@pytest.mark.parametrize("kind", FILES)
def test_what_a_list_would_change_is_shown_and_nothing_is_written(browser, known, kind):
    text, shown = FILES[kind]
    before = counted()

    kept = read(browser, kind, text, **ASKED.get(kind, {}))

    page = page_of(browser, kept)
    assert (kept.state, kept.problem, kept.new_count) == ("read", "", 1)
    assert shown in page
    assert "Write it into" in page
    assert counted() == before


@pytest.mark.parametrize("kind", FILES)
def test_confirmed_a_list_is_written_and_changes_nothing_again(browser, known, kind):
    text, _shown = FILES[kind]
    kept = read(browser, kind, text, **ASKED.get(kind, {}))

    browser.post(f"/admin/projects/listimport/{kept.pk}/write/")
    list_imports.run_waiting()

    kept.refresh_from_db()
    again = read(browser, kind, text, **ASKED.get(kind, {}))
    assert kept.state == "done"
    assert (again.new_count, again.changed_count) == (0, 0)
    assert again.unchanged_count > 0


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_is_no_such_list_is_said_to_be_none(browser, known, kind):
    kept = read(browser, kind, "a,b\n1,2\n", **ASKED.get(kind, {}))

    assert kept.state == "failed"
    assert kept.problem != ""
    assert kept.problem in page_of(browser, kept)


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("programmes", "Ақ бұлақ,Ауызсу"),
        ("programme_years", "ak-bulak,2019,,900"),
        ("points", "433636100,64.67,45.08"),
        ("population", "433636100,2025,many"),
        ("pupils", "433636100,2025,many"),
        ("offices", "999999999,akim,"),
        ("subsidies", "Жайлау,433600000,last year,5"),
        ("pledges", "Жайлау,433600000,gold,Мектеп,2026-01-15"),
        ("machines", "7,МТЗ-82,horse,433636100,own,2024-01-01"),
        ("hires", "431ABC11,,2026-02-01,5000"),
        ("terms", "433636000,2025-07-25,2021-07-25"),
        ("election_figures", "2021-07,total,many,zan.test/1"),
    ],
)
def test_a_refused_row_is_told_and_comes_back_as_a_file(browser, known, kind, row):
    head = FILES[kind][0].split("\n")[0]

    kept = read(browser, kind, f"{head}\n{row}\n", **ASKED.get(kind, {}))

    page = page_of(browser, kept)
    file = browser.get(f"/admin/projects/listimport/{kept.pk}/refused/").content.decode("utf-8-sig")
    assert (kept.new_count, kept.refused_count) == (0, 1)
    assert "Refused rows" in page
    assert row.split(",")[0] in file


@pytest.mark.parametrize("kind", ["points", "outlines", "population", "subsidies", "pledges"])
def test_data_of_others_needs_its_source_and_licence(browser, known, kind):
    answer = upload(browser, kind, FILES[kind][0])

    assert answer.status_code == 200
    assert "This field is required." in answer.content.decode()
    assert not ListImport.objects.exists()


def test_what_a_changed_office_would_change_is_told_in_words(browser, known, office):
    kept = read(browser, "offices", "kato,phone\n433636000,87051234567\n")

    assert kept.preview["changed"][0][1].startswith("Phone: ")
    assert kept.preview["changed"][0][1].endswith(" → 87051234567")


def test_the_day_of_an_edition_may_stand_in_the_files_name(browser, known):
    file = SimpleUploadedFile("kato-2026-07-17.csv", FILES["places"][0].encode())
    browser.post(f"{CHOOSE}?kind=places", {"upload": file})
    list_imports.run_waiting()

    list_imports.confirm(ListImport.objects.get())
    list_imports.run_waiting()

    edition = Edition.objects.get()
    assert (edition.day, edition.file_name) == (date(2026, 7, 17), "kato-2026-07-17.csv")


def test_what_an_edition_asks_is_led_to_where_it_is_answered(browser, known):
    reused = [HEADER, *FIRST[:3], "433636100,43,36,36,100,2,Талап а.,с.Талап,4"]
    kept = read(browser, "places", "\n".join(reused), edition="2026-07-17")

    list_imports.confirm(kept)
    list_imports.run_waiting()

    kept.refresh_from_db()
    assert kept.preview["questions"][0][0] == "433636100"
    assert PlaceQuestion.objects.get().answer == ""
    assert "/admin/oversight/placequestion/?answer__exact=" in page_of(browser, kept)


def test_who_is_no_operator_finds_no_import(signed_in, daniyar, madina, browser, known):
    kept = read(browser, "points", FILES["points"][0], **SOURCE)
    pages = [f"{CHOOSE}?kind=points", f"/admin/projects/listimport/{kept.pk}/refused/"]

    for other in (signed_in(daniyar), signed_in(madina)):
        assert [other.get(page).status_code for page in pages] == [404, 404]
        assert other.post(f"/admin/projects/listimport/{kept.pk}/write/").status_code == 404
    assert Client().get(pages[0]).status_code == 302
    kept.refresh_from_db()
    assert kept.state == "read"


@pytest.mark.parametrize(
    ("model", "kind"),
    [
        ("oversight/place", ""),
        ("oversight/office", "?kind=offices"),
        ("oversight/electionfigure", "?kind=election_figures"),
        ("projects/project", "?kind=works"),
        ("projects/programme", ""),
        ("projects/subsidy", "?kind=subsidies"),
        ("projects/pledge", "?kind=pledges"),
    ],
)
def test_each_list_of_the_admin_leads_to_its_import(browser, model, kind):
    page = browser.get(f"/admin/{model}/").content.decode()

    assert f'href="{CHOOSE}{kind}"' in page
