"""Papers that operators add: logged, served without harm, taken from view with a reason."""

import base64

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oversight import papers, told_later
from oversight.models import LogEntry
from projects import documents
from projects.models import Document, Project
from reports import openings
from tests import admin_pages, factories
from tests.oversight.log import before_told, seal

PDF = factories.PDF


def upload(content, name="акт.pdf"):
    return SimpleUploadedFile(name, content)


def make_document(project, content=None, **fields):
    document = Document(
        project=project, **{"kind": "acceptance", "title": "Қабылдау актісі", **fields}
    )
    return documents.add(document, papers.look_at(upload(content)) if content else None)


def stored():
    folder = settings.MEDIA_ROOT / "documents"
    return sorted(path.name for path in folder.glob("*")) if folder.exists() else []


def test_a_paper_lies_under_a_random_name_and_is_logged(project, logged):
    document = make_document(project, PDF)

    [name] = stored()
    path = settings.MEDIA_ROOT / "documents" / name
    assert name == document.file_name
    assert len(name) == 32
    assert path.read_bytes() == PDF
    assert path.stat().st_mode & 0o777 == 0o600
    assert logged() == [("note.operator", "operator")]


def test_a_paper_can_be_saved_and_harms_nobody(client, project):
    document = make_document(project, PDF)

    answer = client.get(f"/en/documents/{document.public_id}/")

    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Content-Disposition"] == f'attachment; filename="{document.public_id}.pdf"'


def test_the_page_of_the_work_names_its_papers(client, project):
    kept = make_document(project, PDF)
    make_document(project, title="Шарт", url="https://goszakup.test/1", kind="contract")
    make_document(project, title="Жалған", url="javascript:alert(1)", kind="news")

    page = client.get(f"/en/projects/{project.identifier}/").content.decode()

    assert f'<a href="/en/documents/{kept.public_id}/">Қабылдау актісі</a>' in page
    assert '<a href="https://goszakup.test/1" rel="noopener nofollow">Шарт</a>' in page
    assert "javascript:" not in page


def test_a_paper_taken_from_view_leaves_its_title_and_the_reason(
    client, project, logged, django_capture_on_commit_callbacks
):
    document = make_document(project, PDF)

    with django_capture_on_commit_callbacks(execute=True):
        documents.hide(document, reason="Жеке деректер бар.")

    page = client.get(f"/en/projects/{project.identifier}/").content.decode()
    assert client.get(f"/en/documents/{document.public_id}/").status_code == 404
    assert stored() == []
    assert "Қабылдау актісі" in page
    assert "Жеке деректер бар." in page
    assert logged()[-1] == ("part.hidden", "operator")


def test_where_a_paper_is_goes_from_view_with_it(client, project):
    document = make_document(project, url="https://example.test/1")
    documents.hide(document, reason="Жеке деректер бар.")

    [told] = client.get(f"/api/v1/projects/{project.identifier}/").json()["documents"]

    assert (told["title"], told["url"], told["sha256"]) == ("Қабылдау актісі", "", "")
    assert told["hidden_reason"] == "Жеке деректер бар."


def test_another_title_kind_or_day_is_told_and_the_former_ones_are_kept(project, logged):
    document = make_document(project, title="Шарт", url="https://example.test/1", kind="news")

    documents.correct(document, title="Келісімшарт", kind="contract")
    documents.correct(document, title="Келісімшарт", kind="contract")

    assert logged() == [("note.operator", "operator")] * 2
    entry = LogEntry.objects.latest("pk")
    assert (entry.word("reason"), sorted(entry.salts)) == ("document_corrected", ["sort", "title"])
    document.refresh_from_db()
    before = {"title": "Шарт", "url": "https://example.test/1", "kind": "news", "published_on": ""}
    assert document.earlier == [before]
    assert (document.title, document.kind) == ("Келісімшарт", "contract")


def test_of_a_paper_taken_from_view_a_correction_tells_the_title_alone(project):
    document = make_document(project, title="Шарт", url="https://example.test/1")
    documents.hide(document, reason="Жеке деректер бар.")

    documents.correct(document, title="Келісімшарт")

    assert list(LogEntry.objects.latest("pk").salts) == ["title"]


def test_an_operator_corrects_and_takes_from_view_in_one_step(project, olzhas, signed_in):
    document = make_document(project, title="Шарт", url="https://example.test/1")
    client = signed_in(olzhas)
    change = admin_pages.address(Project, "change", project.pk)
    sent = {"documents-0-title": "Келісімшарт", "documents-0-hidden_reason": "Жеке деректер бар."}

    answer = client.post(change, admin_pages.values(client.get(change), **sent))

    told = LogEntry.objects.filter(object_id=document.public_id).order_by("pk")
    assert answer.status_code == 302
    assert [entry.word("reason") for entry in told] == [
        *("document_added", "document_corrected", "document_hidden"),
    ]


def test_another_reason_of_a_hiding_is_told_and_the_former_one_opens_its_entry(project):
    document = make_document(project, title="Шарт", url="https://example.test/1")
    documents.hide(document, reason="Жеке деректер бар.")

    documents.correct(document, hidden_reason="Адамның аты бар.")

    seal()
    values = [
        base64.b64decode(line.split(" ")[3]).decode()
        for line in openings.lines(LogEntry.objects.order_by("pk"))
        if line.split(" ")[1] == "why"
    ]
    assert values == ["Жеке деректер бар.", "Адамның аты бар."]


def test_why_a_paper_was_taken_from_view_cannot_be_unsaid(project, olzhas, signed_in):
    document = make_document(project, title="Шарт", url="https://example.test/1")
    documents.hide(document, reason="Жеке деректер бар.")
    client = signed_in(olzhas)
    change = admin_pages.address(Project, "change", project.pk)

    answer = client.post(
        change, admin_pages.values(client.get(change), **{"documents-0-hidden_reason": ""})
    )

    assert answer.status_code == 200
    document.refresh_from_db()
    assert document.hidden_reason == "Жеке деректер бар."


def test_papers_imported_before_the_log_told_of_them_are_told_in_the_night_once(project, logged):
    old = project.documents.create(title="Ескі акт", url="https://example.test/0")
    make_document(project, url="https://example.test/1")

    assert (documents.catch_up(), documents.catch_up()) == (1, 0)

    entry = LogEntry.objects.get(object_id=old.public_id)
    assert (entry.word("role"), entry.word("reason")) == ("system", "document_added")
    assert sorted(entry.salts) == ["sort", "title", "url"]


def test_what_entries_of_before_did_not_tell_of_a_paper_is_told_in_the_night_once(project):
    document = make_document(project, PDF)
    documents.hide(document, reason="Жеке деректер бар.")
    before_told(document, "sort", "format", "length")

    assert (documents.catch_up(), documents.catch_up()) == (1, 0)

    entry = LogEntry.objects.latest("pk")
    assert (entry.word("role"), entry.word("reason")) == ("system", "told_later")
    assert sorted(entry.salts) == ["format", "length", "sort"]


def test_each_batch_of_what_is_told_later_is_a_transaction_of_its_own(project, monkeypatch):
    monkeypatch.setattr(told_later, "BATCH", 1)
    for url in ("https://example.test/0", "https://example.test/1"):
        before_told(make_document(project, url=url), "sort")

    with CaptureQueriesContext(connection) as queries:
        assert documents.catch_up() == 2

    begun = [query for query in queries if query["sql"].startswith("SAVEPOINT")]
    assert len(begun) == 1 + 2  # of papers never told of, and of these
