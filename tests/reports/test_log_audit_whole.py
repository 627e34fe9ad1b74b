"""The auditor over a site that holds every kind of fact: all of it fits."""

from datetime import timedelta
from hashlib import sha256

import pytest
import time_machine
from django.utils import timezone

from oversight import place_decisions
from oversight.calendar import today
from oversight.models import PlaceQuestion
from oversight.outside import audit
from projects import asking, documents
from reports import casework, confirming, erasure, hiding, joining, receipts, services, wordings
from reports.submission import DeclaredPhoto
from reports.workflow import Role
from tests import factories
from tests.oversight.log import audited, seal

PHONE = "Хабарласыңыз: 8 701 555 12 34."


@pytest.fixture
def whole(project, aksu, daniyar, madina, baurzhan, olzhas, other_office):
    """Days ago everything happened that the log can tell of a report."""
    with time_machine.travel(timezone.now() - timedelta(days=4)):
        make_answers(project, daniyar)
        make_steps(project, daniyar)
        make_ends(project, daniyar)
        make_decisions(project, madina, baurzhan)
        make_removals(project)
        joining.join(factories.make_report(place=aksu), project, author=olzhas)
        make_papers(project, daniyar)
        decide_place(aksu, olzhas)
        seal()


def make_answers(project, daniyar):
    """Corrected, covered, extended, forwarded."""
    reply = factories.make_reply(factories.make_stopped_report(project), daniyar)
    wordings.correct_reply(
        reply, author=daniyar, reason="under_way", text="Жұмада аяқталады.", language="kk"
    )
    reply = factories.make_reply(factories.make_stopped_report(project), daniyar, text=PHONE)
    wordings.mask_reply(reply.public_id, words="8 701", reason="private_data")
    wordings.mask_reply(reply.public_id, words="555", reason="private_data")


def make_steps(project, daniyar):
    """Forwarded, extended."""
    report = factories.make_stopped_report(project)
    casework.extend_term(
        report,
        author=daniyar,
        office=report.office,
        reason="contractor",
        text="Құбыр келе жатыр.",
        until=report.answer_due_on + timedelta(days=5),
    )
    report = factories.make_stopped_report(project)
    casework.forward_report(
        report,
        author=daniyar,
        office=report.office,
        to_office=report.office.supervisor,
        text="Тапсырыс беруші аудан.",
    )


def make_ends(project, daniyar):
    """Confirmed, taken back, disputed with words that are read first, closed, withdrawn."""
    confirmed = factories.make_stopped_report(project, observations={"workers": "no"})
    factories.make_claim(confirmed, daniyar)
    services.give_verdict(confirmed, is_done=True, text="Иә.")
    services.take_back(confirmed)
    disputed = factories.make_stopped_report(project)
    factories.make_claim(disputed, daniyar)
    services.give_verdict(disputed, is_done=False, text=PHONE)
    kept = factories.make_stopped_report(project)
    factories.make_claim(kept, daniyar)
    verdict = services.give_verdict(kept, is_done=False, text=PHONE)
    wordings.keep_back("verdict", verdict.public_id, reason="private_data")
    closed = factories.make_stopped_report(project)
    factories.make_claim(closed, daniyar)
    services.close_unopposed(closed)
    services.withdraw_report(factories.make_stopped_report(project))
    back = factories.make_stopped_report(project)
    services.withdraw_report(back)
    services.take_back(back)
    seen, _new = confirming.confirm(
        back, draft_id=factories.make_submission(project).draft_id, code=receipts.make_code()
    )
    confirming.take_back(seen)


def make_decisions(project, madina, baurzhan):
    """Published, refused, appealed, held still."""
    services.publish_report(factories.make_misuse_report(project), moderator=madina, reason="fits")
    refused = factories.make_misuse_report(project)
    services.refuse_report(refused, moderator=madina, reason="insult")
    services.appeal_refusal(refused)
    services.publish_report(refused, moderator=baurzhan, reason="fits")
    factories.make_misuse_report(project)


def make_removals(project):
    """Hidden, hidden and shown again, erased; a photo erased and its words not."""
    hiding.hide_report(factories.make_report(project), reason="insult")
    shown = factories.make_report(project)
    hiding.hide_report(shown, reason="insult")
    hiding.show_report(shown, reason="mistake")
    erased = factories.make_report(project)
    erasure.erase_report(erased, role=Role.OPERATOR, ground="court")
    declared = DeclaredPhoto(1, sha256(factories.picture()).hexdigest())
    pictured = factories.make_report(project, photos=(declared,))
    photo = factories.add_photo(pictured)
    factories.develop_all()
    photo.refresh_from_db()
    erasure.erase_photo(photo, role=Role.MODERATOR, ground="safety")


def make_papers(project, daniyar):
    """A request to publish answered, a paper added, another taken from view."""
    asking.answer(
        factories.make_asking(project),
        author=daniyar,
        reason="not_ours",
        text="Тапсырыс беруші аудан.",
        language="kk",
    )
    factories.make_document(project)
    documents.hide(factories.make_document(project), reason="Жеке деректер бар.")


def decide_place(place, olzhas):
    """An edition of the classifier names it otherwise: it is the same."""
    question = PlaceQuestion.objects.create(
        place=place,
        edition=today(),
        code=place.code,
        kind=place.kind,
        name_kk="Ақсу ауылы",
        name_ru="Аксуский",
    )
    place_decisions.decide(question, answer="same", by=olzhas)


def test_everything_the_site_can_do_fits(whole, client, capsys):
    answer = audited(client)

    told = capsys.readouterr().out
    assert (answer, told.splitlines()[-1]) == (audit.FITS, "All fits."), told
