"""The desk: own reports only, the most urgent first, nothing that hides or names anybody."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from oversight.calendar import today
from reports.deadlines import Deadlines
from reports.models import Reply, Report
from reports.workflow import State
from tests import factories

QUEUE = "/desk/"


def address(report):
    return reverse("desk:report", args=[report.public_id])


def document(content=factories.PDF):
    return SimpleUploadedFile("акт.pdf", content, "application/pdf")


def photo(name="done.jpg", content=None):
    return SimpleUploadedFile(name, content or factories.picture(), "image/jpeg")


def answer(**fields):
    return {
        "reason": "under_way",
        "text": "Жұмыс дүйсенбіде қайта басталады.",
        "language": "kk",
        **fields,
    }


def test_daniyar_sees_what_he_must_answer_the_most_urgent_first(signed_in, daniyar, project):
    late = factories.make_stopped_report(project)
    new = factories.make_stopped_report(project)
    Report.objects.filter(pk=late.pk).update(answer_due_on=today() - timedelta(days=2))

    response = signed_in(daniyar).get(QUEUE)

    assert list(response.context["reports"]) == [late, new]
    assert response.context["counts"]["overdue"] == 1
    assert response.context["counts"]["owed"] == 2


def test_serik_sees_nothing_of_another_office(signed_in, serik, project):
    report = factories.make_stopped_report(project)
    browser = signed_in(serik)

    assert list(browser.get(QUEUE).context["reports"]) == []
    assert browser.get(address(report)).status_code == 404
    assert browser.post(address(report), answer()).status_code == 404
    assert Reply.objects.count() == 0


def test_a_report_that_needs_no_answer_never_enters_the_desk(signed_in, daniyar, project):
    factories.make_report(project)

    response = signed_in(daniyar).get(QUEUE)

    assert list(response.context["reports"]) == []
    assert set(response.context["counts"].values()) == {0}


def test_a_held_report_does_not_exist_for_the_office(signed_in, daniyar, project):
    held = factories.make_misuse_report(project)
    browser = signed_in(daniyar)

    page = browser.get(QUEUE)

    assert list(page.context["reports"]) == []
    assert set(page.context["counts"].values()) == {0}
    assert browser.get(address(held)).status_code == 404
    assert held.text not in page.content.decode()


def test_daniyar_answers(signed_in, daniyar, project):
    report = factories.make_stopped_report(project)

    response = signed_in(daniyar).post(address(report), answer())

    report.refresh_from_db()
    assert response.status_code == 302
    assert report.state == State.ANSWERED
    assert report.replies.get().office == report.office


def test_after_one_answer_the_next_report_comes(signed_in, daniyar, project):
    first, second = factories.make_stopped_report(project), factories.make_stopped_report(project)

    response = signed_in(daniyar).post(address(first), answer())

    assert response.url == address(second)


def test_done_without_a_photo_is_refused_and_the_words_stay(signed_in, daniyar, project):
    report = factories.make_stopped_report(project)

    response = signed_in(daniyar).post(address(report), answer(reason="done", is_claim="on"))

    assert response.status_code == 400
    assert "Show with a photo or a document that it is done." in response.content.decode()
    assert "Жұмыс дүйсенбіде қайта басталады." in response.content.decode()
    assert Reply.objects.count() == 0


def test_done_with_a_photo_is_a_claim(signed_in, daniyar, project):
    report = factories.make_stopped_report(project)

    signed_in(daniyar).post(
        address(report), answer(reason="done", is_claim="on", photos=[photo(), photo()])
    )

    report.refresh_from_db()
    assert report.state == State.CLAIMED
    assert [proof.number for proof in report.replies.get().photos.all()] == [1, 2]


def test_done_with_a_document_is_a_claim_too(signed_in, daniyar, project):
    report = factories.make_stopped_report(project)

    signed_in(daniyar).post(
        address(report), answer(reason="done", is_claim="on", documents=[document()])
    )

    report.refresh_from_db()
    assert report.state == State.CLAIMED
    assert report.replies.get().enclosures.get().sha256 == sha256(factories.PDF).hexdigest()


@pytest.mark.parametrize(
    ("documents", "sentence"),
    [
        ([b"MZ a program"], "Only a PDF is taken as a document."),
        ([factories.PDF] * 4, "Choose at most 3 documents."),
    ],
)
def test_what_is_no_document_is_refused_with_a_sentence(
    signed_in, daniyar, project, documents, sentence
):
    report = factories.make_stopped_report(project)
    sent = [document(content) for content in documents]

    response = signed_in(daniyar).post(address(report), answer(documents=sent))

    assert response.status_code == 400
    assert sentence in response.content.decode()
    assert (Reply.objects.count(), factories.all_files()) == (0, [])


@pytest.mark.parametrize("content", [b"<?php echo 1;", b"%PDF-1.7", b""])
def test_what_is_no_picture_is_refused_with_a_sentence(signed_in, daniyar, project, content):
    report = factories.make_stopped_report(project)
    file = SimpleUploadedFile("proof.jpg", content, "image/jpeg")

    response = signed_in(daniyar).post(
        address(report), answer(reason="done", is_claim="on", photos=[file])
    )

    assert response.status_code == 400
    assert response.context["form"].errors["photos"]
    assert factories.all_files() == []


@pytest.mark.parametrize("claim", [{}, {"is_claim": "on"}])
@pytest.mark.parametrize("state", [State.WITHDRAWN, State.RESOLVED, State.CLOSED_UNOPPOSED])
def test_in_a_wrong_state_nothing_is_answered(signed_in, daniyar, project, logged, state, claim):
    report = factories.make_stopped_report(project)
    Report.objects.filter(pk=report.pk).update(state=state)
    browser, before = signed_in(daniyar), logged()

    photos = {"photos": photo()} if claim else {}
    response = browser.post(address(report), answer(**claim, **photos))

    report.refresh_from_db()
    assert (response.status_code, report.state) == (400, state)
    assert (Reply.objects.count(), logged()) == (0, before)


@pytest.mark.parametrize("visibility", ["hidden", "erased"])
def test_what_is_out_of_sight_is_not_answered(signed_in, daniyar, project, visibility):
    report = factories.make_stopped_report(project)
    Report.objects.filter(pk=report.pk).update(visibility=visibility)

    assert signed_in(daniyar).post(address(report), answer()).status_code == 404
    assert Reply.objects.count() == 0


def test_a_number_in_an_answer_is_published_only_after_a_second_look(signed_in, daniyar, project):
    report = factories.make_stopped_report(project)
    browser, words = signed_in(daniyar), answer(text="Құбыршының нөмірі: 8 701 555 12 34")

    first = browser.post(address(report), words)
    second = browser.post(address(report), words | {"is_checked": "on"})

    assert (first.status_code, second.status_code) == (400, 302)
    assert "a telephone number" in first.content.decode()
    assert report.replies.get().noticed == ["phone"]


def test_a_preview_shows_the_answer_and_publishes_nothing(signed_in, daniyar, project):
    report = factories.make_stopped_report(project)

    page = signed_in(daniyar).post(address(report), answer(action="preview")).content.decode()

    assert "Жұмыс дүйсенбіде қайта басталады." in page
    assert "Work is under way." in page
    assert Reply.objects.count() == 0


def test_a_preview_tells_which_documents_will_be_taken(signed_in, daniyar, project):
    report = factories.make_stopped_report(project)
    sent = answer(action="preview", documents=[document(), document(b"MZ")])

    page = signed_in(daniyar).post(address(report), sent).content.decode()

    assert "everybody can open it once a moderator has read it" in page
    assert "Document 2 cannot be taken: Only a PDF" in page
    assert factories.all_files() == []


def test_a_kept_answer_is_a_beginning_and_never_an_answer(signed_in, daniyar, project):
    report = factories.make_stopped_report(project)
    template = factories.make_template(report.office)

    response = signed_in(daniyar).get(address(report), {"template": template.pk})

    assert response.context["form"].initial["text"] == template.text
    assert Reply.objects.count() == 0


def test_a_kept_answer_of_another_office_is_not_there(signed_in, daniyar, project, other_office):
    report = factories.make_stopped_report(project)
    template = factories.make_template(other_office)
    browser = signed_in(daniyar)

    response = browser.get(address(report), {"template": template.pk})

    assert "text" not in response.context["form"].initial
    assert browser.get(f"/desk/answers/{template.pk}/").status_code == 404


def test_an_answer_in_another_language_is_taken_and_noticed(signed_in, daniyar, project):
    report = factories.make_stopped_report(project)

    response = signed_in(daniyar).post(address(report), answer(language="ru"), follow=True)

    assert "The report is written in another language" in response.content.decode()
    assert report.replies.get().language == "ru"


def test_the_desk_never_learns_who_wrote(signed_in, daniyar, project):
    report = factories.make_stopped_report(project, contact_email="aigul@example.test")

    page = signed_in(daniyar).get(address(report)).content.decode()

    assert "aigul@example.test" not in page
    assert report.code not in page
    assert str(report.draft_id) not in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_queue_asks_the_database_ten_times_at_most(
    signed_in, daniyar, project, django_assert_max_num_queries, count
):
    for _ in range(count):
        factories.make_stopped_report(project)
    browser = signed_in(daniyar)
    browser.get("/accounts/2fa/")  # a session notes once a minute that it is used

    with django_assert_max_num_queries(10):
        response = browser.get(QUEUE)

    assert len(response.context["reports"]) == count


def test_soon_is_three_working_days_on_the_desk_as_in_letters(signed_in, daniyar, project):
    factories.make_stopped_report(project)
    Report.objects.update(answer_due_on=Deadlines(today()).soon())

    counts = signed_in(daniyar).get(QUEUE).context["counts"]

    assert (counts["soon"], counts["new"], counts["owed"]) == (1, 0, 1)


@pytest.mark.parametrize(
    ("asked", "found"),
    [("aksu", 1), ("Водопровод", 1), ("ауыз", 1), ("zhalagash", 0), ("қожа", 0)],
)
def test_the_queue_is_searched_in_any_script(signed_in, daniyar, project, asked, found):
    factories.make_stopped_report(project)

    response = signed_in(daniyar).get(QUEUE, {"q": asked})

    assert len(response.context["reports"]) == found


def test_a_clerk_of_two_offices_chooses_one(signed_in, daniyar, project, other_office):
    daniyar.appointment.postings.create(office=other_office)
    report = factories.make_stopped_report(project)
    browser = signed_in(daniyar)

    both = browser.get(QUEUE).context["reports"]
    other = browser.get(QUEUE, {"office": other_office.pk}).context["reports"]

    assert (both, other) == ([report], [])


def test_the_queue_has_pages(signed_in, daniyar, project, monkeypatch):
    monkeypatch.setattr("reports.views.desk.SHOWN", 1)
    for _ in range(2):
        factories.make_stopped_report(project)
    browser = signed_in(daniyar)

    pages = [browser.get(QUEUE, {"page": page}).context for page in ("", "1", "no", "99999")]

    assert [len(page["reports"]) for page in pages] == [1, 1, 1, 1]
    assert [page["next"] for page in pages] == [1, None, 1, 1]


def test_a_moderator_and_an_operator_have_no_desk(signed_in, madina, olzhas):
    assert signed_in(madina).get(QUEUE).status_code == 404
    assert signed_in(olzhas).get(QUEUE).status_code == 404


def test_a_password_alone_opens_nothing(client, daniyar):
    client.force_login(daniyar)

    response = client.get(QUEUE)

    assert response.status_code == 302
    assert response.url.startswith("/accounts/")


def test_a_stranger_is_sent_to_sign_in(client, site):
    assert client.get(QUEUE).url == "/accounts/login/?next=%2Fdesk%2F"
