"""Documents as proof: read by a moderator first, then public, or kept back by a written rule."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from oversight import papers
from reports import enclosures, services, wordings
from reports.models import Enclosure
from reports.removals import hiding
from reports.workflow import NotAllowed, State
from tests import factories

TELLING = factories.PDF.replace(
    b"trailer",
    b"2 0 obj<<>>stream\nBT (IIN 900101300123) Tj ET\nendstream endobj\ntrailer",
)


@pytest.fixture
def report(project):
    return factories.make_stopped_report(project)


@pytest.fixture
def enclosure(report, daniyar):
    reply = factories.make_claim(report, daniyar, proof=[], papers=[factories.document()])
    return reply.enclosures.get()


def page(client, report):
    return client.get(f"/en/reports/{report.public_id}/").content.decode()


def decide(browser, enclosure, action, **fields):
    sent = {"kind": "document", "public_id": enclosure.public_id, "action": action, **fields}
    return browser.post("/moderation/words/", sent)


def test_a_document_alone_is_proof_of_a_claim(report, enclosure):
    assert (report.state, enclosure.state) == (State.CLAIMED, Enclosure.State.WAITING)


def test_a_claim_needs_a_photo_or_a_document(report, daniyar):
    with pytest.raises(services.NoProof):
        factories.make_claim(report, daniyar, proof=[], papers=[])


def test_nobody_reads_it_before_a_moderator_has(client, signed_in, daniyar, report, enclosure):
    answer = client.get(enclosure.url)

    assert answer.status_code == 404
    assert (
        signed_in(daniyar).get(f"/moderation/documents/{enclosure.public_id}.pdf").status_code
        == 404
    )
    assert "Document 1 can be opened once a moderator has read it." in page(client, report)


def test_madina_opens_it_and_then_everybody_can(
    client, signed_in, madina, report, enclosure, logged
):
    browser = signed_in(madina)
    read = browser.get(f"/moderation/documents/{enclosure.public_id}.pdf")
    decide(browser, enclosure, "pass")

    answer = client.get(enclosure.url)
    assert read.content == answer.content == factories.PDF
    assert answer["Content-Disposition"] == f'attachment; filename="{enclosure.public_id}.pdf"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert f'href="{enclosure.url}"' in page(client, report)
    assert logged()[-2:] == [("document.added", "office"), ("part.shown", "moderator")]


def test_what_is_kept_back_says_by_which_rule_and_its_file_goes(
    client, signed_in, madina, report, enclosure, logged, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        decide(signed_in(madina), enclosure, "keep", reason="private_data")

    shown = page(client, report)
    assert "Document 1 is not shown: It tells a private person" in shown
    assert client.get(enclosure.url).status_code == 404
    assert list((settings.MEDIA_ROOT / "documents").iterdir()) == []
    assert logged()[-1] == ("part.hidden", "moderator")


def test_what_was_shown_can_still_be_kept_back(client, enclosure):
    enclosures.show(enclosure.public_id)
    enclosures.keep_back(enclosure.public_id, reason="private_data")

    assert client.get(enclosure.url).status_code == 404
    with pytest.raises(NotAllowed):
        enclosures.show(enclosure.public_id)


def test_it_is_out_of_sight_with_its_report(client, report, enclosure):
    enclosures.show(enclosure.public_id)
    hiding.hide_report(report, reason="insult")

    assert client.get(enclosure.url).status_code == 404
    assert wordings.waiting() == []


def test_an_identity_number_in_it_is_told_to_the_moderator(report, daniyar):
    factories.make_reply(report, daniyar, papers=[factories.document(TELLING)])

    [waiting] = wordings.waiting()

    assert (waiting.kind, waiting.noticed) == ("document", ["iin"])


@pytest.mark.parametrize(
    ("content", "most", "code"),
    [
        (factories.picture(), enclosures.MOST_BYTES, "wrong_kind"),
        (factories.PDF, len(factories.PDF) - 1, "too_large"),
    ],
)
def test_only_a_pdf_of_a_few_megabytes_is_a_document(monkeypatch, content, most, code):
    monkeypatch.setattr(enclosures, "MOST_BYTES", most)

    with pytest.raises(papers.Refused) as refusal:
        enclosures.take(SimpleUploadedFile("акт.pdf", content), 1)

    assert refusal.value.code == code


def test_the_api_gives_an_address_only_to_what_is_shown(client, report, enclosure):
    def told():
        answer = client.get(f"/api/v1/reports/{report.public_id}/").json()
        return [
            (one["n"], one["state"], bool(one["url"])) for one in answer["replies"][0]["documents"]
        ]

    before = told()
    enclosures.show(enclosure.public_id)

    assert (before, told()) == ([(1, "waiting", False)], [(1, "shown", True)])
