"""Importing a list in the Django admin: see what would change, then do it."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from oversight.models import Job
from projects import list_imports
from projects.models import ListImport, Project
from tests import factories

pytestmark = pytest.mark.usefixtures("works_told")

HEADER = "identifier,kato,title_ru,sector,status,budget_amount\n"
GOOD = HEADER + "kz-new,433636100,Дорога,road,preparation,5000000\n"
BAD = GOOD + "kz-bad,999999999,Мост,road,preparation,1\n"
ADD = "/admin/projects/listimport/add/?kind=works"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.IMPORTS_DIR = tmp_path / "imports"


@pytest.fixture
def browser(signed_in, olzhas):
    return signed_in(olzhas)


def upload(browser, text, name="works.csv"):
    file = SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())
    return browser.post(ADD, {"upload": file})


def files():
    folder = settings.IMPORTS_DIR
    return sorted(path.name for path in folder.glob("*")) if folder.exists() else []


def test_the_request_only_keeps_the_file_and_a_row_of_the_queue(browser, aksu):
    answer = upload(browser, GOOD)

    kept = ListImport.objects.get()
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/admin/projects/listimport/{kept.pk}/change/",
    )
    assert (kept.state, kept.title) == ("waiting", "works.csv")
    assert list(Job.objects.values_list("kind", "object_id")) == [("read_list", kept.pk)]
    assert files() == [kept.file_name]
    assert list_imports.path_of(kept).stat().st_mode & 0o777 == 0o600
    assert Project.objects.count() == 0


def test_what_would_change_is_shown_and_nothing_is_written(browser, aksu, office):
    project = factories.make_project(aksu, identifier="kz-old", title_ru="Дорога")
    text = BAD + "kz-old,433636100,Дорога,water,implementation,200000000\n"
    upload(browser, text)

    list_imports.run_waiting()

    kept = ListImport.objects.get()
    page = browser.get(f"/admin/projects/listimport/{kept.pk}/change/").content.decode()
    assert (kept.state, kept.new_count, kept.changed_count, kept.refused_count) == (
        "read",
        1,
        1,
        1,
    )
    for part in ("kz-new", "Budget: 186,400,000.00 → 200,000,000", "999999999", "Write it into"):
        assert part in page
    project.refresh_from_db()
    assert (project.budget_amount, Project.objects.count()) == (186_400_000, 1)


def test_confirmed_it_is_written_with_its_traces(browser, aksu, office):
    project = factories.make_project(aksu, identifier="kz-old", title_ru="Дорога")
    upload(browser, GOOD + "kz-old,433636100,Дорога,water,implementation,200000000\n")
    list_imports.run_waiting()
    kept = ListImport.objects.get()

    answer = browser.post(f"/admin/projects/listimport/{kept.pk}/write/")
    before = Project.objects.count()
    list_imports.run_waiting()

    kept.refresh_from_db()
    assert (answer.status_code, before, kept.state) == (302, 1, "done")
    assert Project.objects.filter(identifier="kz-new").exists()
    assert "budget_amount" in project.figure_changes.values_list("field", flat=True)


def test_the_same_list_again_changes_nothing(browser, aksu, office):
    upload(browser, GOOD)
    list_imports.run_waiting()
    list_imports.confirm(ListImport.objects.get())
    list_imports.run_waiting()

    upload(browser, GOOD)
    list_imports.run_waiting()

    again = ListImport.objects.first()
    assert (again.new_count, again.changed_count, again.unchanged_count) == (0, 0, 1)


def test_refused_rows_come_back_as_a_file(browser, aksu, office):
    upload(browser, BAD)
    list_imports.run_waiting()
    kept = ListImport.objects.get()

    answer = browser.get(f"/admin/projects/listimport/{kept.pk}/refused/")

    assert answer["Content-Disposition"] == 'attachment; filename="refused.csv"'
    assert "kz-bad" in answer.content.decode("utf-8-sig")
    assert "kz-new" not in answer.content.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"a,b\n1,2\n", "x.csv"), (b"PK\x03\x04 torn", "x.xlsx"), (b"{", "x.json")],
)
def test_a_file_that_is_no_list_is_said_to_be_none(browser, aksu, content, name):
    upload(browser, content, name)

    list_imports.run_waiting()

    kept = ListImport.objects.get()
    page = browser.get(f"/admin/projects/listimport/{kept.pk}/change/").content.decode()
    assert kept.state == "failed"
    assert kept.problem != ""
    assert "Write it into" not in page


def test_a_file_that_vanished_is_said_to_have(browser, aksu):
    upload(browser, GOOD)
    list_imports.path_of(ListImport.objects.get()).unlink()

    list_imports.run_waiting()

    assert ListImport.objects.get().state == "failed"


def test_what_was_not_read_cannot_be_written(browser, aksu):
    upload(browser, GOOD)
    kept = ListImport.objects.get()

    browser.post(f"/admin/projects/listimport/{kept.pk}/write/")
    list_imports.run_waiting()

    kept.refresh_from_db()
    assert (kept.state, Project.objects.count()) == ("read", 0)


def test_too_large_a_file_is_refused_beside_its_field(browser, aksu, monkeypatch):
    monkeypatch.setattr(list_imports, "MAX_BYTES", 10)

    answer = upload(browser, GOOD)

    assert answer.status_code == 200
    assert ListImport.objects.count() == 0
    assert files() == []


def test_writing_asks_for_a_post(browser, aksu):
    upload(browser, GOOD)

    address = f"/admin/projects/listimport/{ListImport.objects.get().pk}/write/"
    assert browser.get(address).status_code == 405


def test_the_list_of_works_leads_to_the_import(browser, site):
    assert f'href="{ADD}"' in browser.get("/admin/projects/project/").content.decode()
