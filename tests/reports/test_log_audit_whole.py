"""The auditor over a site that holds every kind of fact: all of it fits, and each lie is found."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from oversight import groups, restating
from oversight.calendar import today
from oversight.log import verifying
from oversight.models import (
    Edition,
    Election,
    ElectionFigure,
    Installation,
    LogEntry,
    Place,
    PlaceName,
    PlaceOutline,
    PlacePopulation,
    PlacePupils,
    PlaceQuestion,
)
from oversight.outside import audit
from oversight.places import decisions
from oversight.places.sourced import Given
from projects import asking, documents, giving
from projects import services as register
from projects.budgets import keeping
from projects.budgets.classification import Line
from projects.machinery import keeping as machinery
from projects.models import (
    Contract,
    FundingLine,
    Hire,
    Milestone,
    Modification,
    Norm,
    Original,
    Programme,
    ProgrammeYear,
    Subsidy,
)
from reports import (
    casework,
    confirming,
    covering,
    enclosures,
    joining,
    masking,
    objecting,
    pressure,
    receipts,
    services,
    wordings,
)
from reports.counting import terms
from reports.groups import commitments, dossiers, gatherings, ties
from reports.models import ClockRule, GroupTie, Photo
from reports.removals import appeals, erasure, hiding
from reports.statements import show as show_statement
from reports.submission import DeclaredPhoto
from reports.workflow import Role
from tests import factories
from tests.oversight.log import (
    Remembering,
    audited,
    before_told,
    rewritten,
    seal,
    tables_in,
    tell_register,
    write,
)
from tests.oversight.test_groups import make_request
from tests.reports.test_log_covers import NAMES

EDITION = dict.fromkeys(("new", "renamed", "moved", "gone", "reused"), 0)
LAST_YEAR = date(2025, 9, 1)
PHONE = "Хабарласыңыз: 8 701 555 12 34."


@pytest.fixture
def whole(happen):
    """Days ago everything happened that the log can tell of a report."""
    with time_machine.travel(timezone.now() - timedelta(days=4)):
        happen()
        seal()


@pytest.fixture
def happen(project, aksu, daniyar, madina, baurzhan, olzhas, other_office):
    """Lets everything happen that the log can tell of; its entries wait for the seal."""

    def all_of_it():
        make_register(aksu)
        make_answers(project, daniyar)
        make_steps(project, daniyar)
        make_ends(project, daniyar)
        make_decisions(project, madina, baurzhan)
        make_removals(project, baurzhan)
        make_coverings(project, daniyar, madina, baurzhan)
        joining.join(factories.make_report(place=aksu), project, author=olzhas)
        joining.register_from(
            factories.make_report(place=aksu), author=olzhas, title_kk="Көпір", title_ru="Мост"
        )
        make_papers(project, daniyar)
        make_figures(project)
        make_enclosures(project, daniyar)
        make_statement(project, madina)
        make_promises(aksu)
        make_accounts(aksu.parent)
        make_tractor(aksu)
        decide_place(aksu, olzhas)
        factories.make_group(aksu)
        make_group(aksu, olzhas)
        make_visit(project, daniyar, aksu)
        make_term(aksu)
        tell_register()

    return all_of_it


def make_answers(project, daniyar):
    """Corrected, covered, extended, forwarded."""
    reply = factories.make_reply(factories.make_stopped_report(project), daniyar)
    wordings.correct_reply(
        reply, author=daniyar, reason="under_way", text="Жұмада аяқталады.", language="kk"
    )
    reply = factories.make_reply(factories.make_stopped_report(project), daniyar, text=PHONE)
    masking.mask_reply(reply.public_id, words="8 701", reason="private_data")
    masking.mask_reply(reply.public_id, words="555", reason="private_data")
    reply = factories.make_reply(factories.make_stopped_report(project), daniyar, text=PHONE)
    masking.mask_reply(reply.public_id, words="8 701", reason="private_data")
    masking.mask_reply(reply.public_id, words="555", reason="private_data")
    masking.unmask_reply(reply.public_id, reason="mistake")
    reply = factories.make_reply(factories.make_stopped_report(project), daniyar, text=PHONE)
    masking.mask_reply(reply.public_id, words="8 701", reason="private_data")
    masking.unmask_reply(reply.public_id, reason="mistake")
    masking.mask_reply(reply.public_id, words="555", reason="private_data")


def make_steps(project, daniyar):
    """Forwarded, extended, under a rule of the law."""
    casework.set_regime(
        factories.make_stopped_report(project),
        rule=ClockRule.objects.get(code="public-control"),
        arrived_on=today(),
        role=Role.MODERATOR,
        text="№ 7 құжат.",
    )
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
    pressure.take_back(confirmed)
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
    pressure.take_back(back)
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


def make_removals(project, baurzhan):
    """Hidden, shown again, shown on appeal, let stand, erased; a photo erased and its words not."""
    hiding.hide_report(factories.make_report(project), reason="insult")
    doubted = factories.make_report(project)
    hiding.hide_report(doubted, reason="insult")
    appeals.appeal(doubted)
    appeals.decide(doubted.removals.get(), moderator=baurzhan, is_granted=True)
    shown = factories.make_report(project)
    hiding.hide_report(shown, reason="insult")
    hiding.show_report(shown, reason="mistake")
    objected = factories.make_report(project)
    objection = factories.make_objection(objected)
    objecting.let_stay(objected, seen=objection.pk, moderator=baurzhan)
    erased = factories.make_report(project)
    erasure.erase_report(erased, role=Role.OPERATOR, ground="court")
    declared = DeclaredPhoto(1, sha256(factories.picture()).hexdigest())
    pictured = factories.make_report(project, photos=(declared,))
    photo = factories.add_photo(pictured)
    factories.develop_all()
    photo.refresh_from_db()
    erasure.erase_photo(photo, role=Role.MODERATOR, ground="safety")


def make_coverings(project, daniyar, madina, baurzhan):
    """A report's own words covered: as it was published, twice, on top of an answer; shown again,
    covered anew, hidden as a whole, erased."""

    def cover(report, *passages):
        covering.cover(report, passages=passages, reason="private_data", by=madina)
        return report

    covering.publish_covered(
        factories.make_misuse_report(project, text=PHONE),
        moderator=madina,
        reason="fits",
        passages=["701 555"],
        rule="private_data",
    )
    report = factories.make_stopped_report(project)
    factories.make_reply(report, daniyar)
    cover(cover(report, "көшеде"), "тоқтап")
    shown = cover(cover(factories.make_stopped_report(project), "көшеде"), "тоқтап")
    appeals.appeal(shown)
    appeals.decide(shown.removals.last(), moderator=baurzhan, is_granted=True)
    again = cover(factories.make_stopped_report(project), "көшеде")
    covering.uncover(again, reason="mistake", by=baurzhan)
    cover(cover(again, "тоқтап"), "Құбыр")
    hidden = cover(factories.make_stopped_report(project), "көшеде")
    lifted = cover(factories.make_stopped_report(project), "көшеде")
    covering.uncover(lifted, reason="mistake", by=baurzhan)
    for report in (hidden, lifted):
        factories.make_reply(report, daniyar)
        hiding.hide_report(report, reason="insult")
    shown = cover(factories.make_stopped_report(project), "көшеде")
    hiding.hide_report(shown, reason="insult")
    hiding.show_report(shown, reason="mistake")
    erased = cover(factories.make_stopped_report(project), "көшеде")
    erasure.erase_report(erased, role=Role.OPERATOR, ground="court")


def imported_before(project):
    """Papers that the log was not told of, one of them taken from view since; the night tells."""
    project.documents.create(title="Ескі акт", url="https://example.test/0")
    gone = project.documents.create(title="Ескі шарт", url="https://example.test/00")
    documents.hide(gone, reason="Жеке деректер бар.")
    assert documents.catch_up() == 2


def make_figures(project):
    """A price moved, and a day that was not published; progress was declared."""
    register.change_project(project, budget_amount=Decimal("750000000.00"))
    register.change_project(project, warranty_until=today() + timedelta(days=365))
    project.added_on = today() - timedelta(days=1)
    project.save()
    register.declare_progress(project, percent=40, on=today(), by="office")


def make_statement(project, madina):
    """A firm that a report names is heard."""
    show_statement(
        factories.make_stopped_report(project),
        firm="«Құрылыс» ЖШС",
        text="Жұмыс дүйсенбіде басталады.",
        language="kk",
        received_on=today(),
        moderator=madina,
    )


def make_enclosures(project, daniyar):
    """Documents with an answer: shown, kept back, still to be read."""
    papers = [factories.document(number=number) for number in (1, 2, 3)]
    reply = factories.make_claim(
        factories.make_stopped_report(project), daniyar, proof=[], papers=papers
    )
    shown, kept, _waiting = reply.enclosures.all()
    enclosures.show(shown.public_id)
    enclosures.keep_back(kept.public_id, reason="private_data")


def make_papers(project, daniyar):
    """A request to publish answered, a paper added, others corrected and taken from view."""
    asking.answer(
        factories.make_asking(project),
        author=daniyar,
        reason="not_ours",
        text="Тапсырыс беруші аудан.",
        language="kk",
    )
    factories.make_document(project)
    right = factories.make_document(project)
    documents.correct(right, title="Түзетілген акт", published_on=today())
    documents.correct(right, published_on=None, kind="decision")
    hidden = factories.make_document(project)
    for number in (1, 2):
        documents.correct(hidden, url=f"https://example.test/{number}")
    documents.hide(hidden, reason="Жеке деректер бар.")
    documents.correct(hidden, hidden_reason="Адамның аты бар.")
    imported_before(project)


def make_promises(place):
    """A business promised, and gave in part; a resident said that it came."""
    pledge = factories.make_pledge(place, kind="money", promised=Decimal("4000000.00"))
    giving.change(pledge, paid=Decimal("1500000.00"), paid_on=today())
    giving.change(pledge, source_url="https://example.test/7")
    source = Given("gov.kz", "CC0").save()
    factories.make_pledge(place, project=place.projects.first(), source=source)
    giving.say(pledge, came=True)


def make_accounts(place):
    """A budget was entered with its lines, and a figure of it moved."""
    line = Line("expenditure", "07124008", "Көшелерді жарықтандыру", Decimal(12_000_000))
    budget = factories.make_budget(place, [line], act="Мәслихат шешімі", balance=0)
    for tax in (9_000_000, 8_000_000):
        budget.tax = Decimal(tax)
        keeping.change([keeping.Wish(budget, [line, replace(line, code="07124009")])])


def make_tractor(place):
    """A machine, its holder, what the village paid for it; its rent moved."""
    held = factories.hold(factories.make_machine(place), today() - timedelta(days=90))
    machinery.pay(Hire(holding=held, paid_by="Ақсу", paid_on=today(), amount=150_000))
    machinery.change(held, rent=Decimal("90000"))
    machinery.change(held.machine, source=Given("gov.kz", "CC0").save())
    machinery.change(held, contract_url="https://example.test/7", purpose="")
    machinery.change(held.machine, kind="grader", price=None, bought_on=LAST_YEAR, owner="")
    machinery.change(held.hires.get(), hours=12)


def decide_place(place, olzhas):
    """An edition of the classifier names it otherwise: it is the same; and another is not."""
    for answer, code in (("same", place.code), ("other", "433699100")):
        question = PlaceQuestion.objects.create(
            place=place,
            edition=today(),
            code=code,
            kind=place.kind,
            name_kk="Ақсу ауылы",
            name_ru="Аксуский",
        )
        decisions.decide(question, answer=answer, by=olzhas)


def make_group(place, olzhas):
    """A group was accepted, and declared and ended a tie."""
    asked = make_request(place)
    group = groups.accept(asked, slug="birlik", note="", by=olzhas)
    office = place.parent.offices.get()
    ties.end(ties.declare(GroupTie(group=group, kind="office", office=office)))


def make_term(place):
    """A term has ended: its sheet was reckoned and is shown."""
    office = place.parent.offices.get()
    office.terms.create(elected_on=today() - timedelta(days=900), ends_on=today())
    tomorrow = today() + timedelta(days=1)
    terms.freeze_due(tomorrow)
    terms.show_due(tomorrow)


def make_register(place):
    """What is restated from elsewhere: a row of each kind, one corrected, one taken away."""
    source = Given("stat.gov.kz", "CC BY 4.0").save()
    old = Programme.objects.create(
        code="auyl", name_kk="Ауыл", name_ru="Ауыл", description_kk="А\n\nБ"
    )
    programme = factories.make_programme(umbrella=old)
    project = factories.make_project(place)
    contract = register.add_line(
        Contract(project=project, supplier=register.supplier_named("«Арал» ЖШС"))
    )
    register.add_line(Modification(contract=contract, changed_on=today(), rationale="Баға өсті."))
    register.add_line(FundingLine(project=project, source="grant", giver="«Арал» қоры", paid=0))
    register.add_line(Milestone(project=project, title_kk="Мұнара", title_ru="Башня"))
    payment = register.record_payment(contract, amount=Decimal("12500000.50"), on=today())
    counted = {"place": place, "year": 2025, "source": source}
    gone = ElectionFigure(voted="2021", subject="total", value=730, source="ОСК")
    rows = (
        Edition(day=today(), file_name="kato.xlsx", imported_on=today(), **EDITION),
        Election(called_on=LAST_YEAR, vote_on=LAST_YEAR, source="ОСК"),
        ElectionFigure(voted="2025", subject="women", value=12, source="ОСК"),
        gone,
        Norm(sector="school", least=10, per_hundred=90, since=today(), source="бұйрық"),
        Original(project=project, data={}, digest="0" * 64, received_on=today()),
        PlaceOutline(place=place, geometry={"type": "Polygon", "coordinates": []}, source=source),
        PlacePopulation(people=640, **counted),
        PlacePupils(pupils=85, **counted),
        ProgrammeYear(programme=programme, year=2025, villages=9, amount=Decimal("1000000.00")),
        Subsidy(firm=contract.supplier, purpose="сүт", amount=Decimal("90000.00"), **counted),
    )
    for row in rows:
        row.save()
    PlaceName.objects.remember(place, ["Октябрь"], today())
    Place.objects.filter(pk=place.pk).update(
        population=640, population_year=2025, population_source=source, latitude=45, longitude=64
    )
    place.refresh_from_db()
    tell_register()
    register.correct(payment, amount=Decimal("12500000.00"))
    with transaction.atomic():
        restating.drop(ElectionFigure.objects.filter(pk=gone.pk))


def make_visit(project, daniyar, place):
    """A group visited a site, found that a claim is not true, and was refused the papers."""
    claimed = factories.make_stopped_report(project)
    factories.make_claim(claimed, daniyar)
    group = factories.make_group(place, slug="birge", members=[factories.make_user()])
    factories.make_visit(project, group, about=claimed, finding="no", information="refused")
    make_minutes(group, claimed, daniyar)


def make_minutes(group, report, daniyar):
    """A final document was sent and answered; a gathering announced, and put in minutes; of
    another one the log was told less in those days, and the night told the rest."""
    sent = dossiers.send(factories.make_dossier(group, report))
    said = {"author": daniyar, "answer": "will", "text": "Қаңтарда.", "language": "kk"}
    commitments.answer(sent.recommendations.get(), **said)
    gathering = factories.make_gathering(group)
    gatherings.decide(gathering, office=report.office, text="Жолды тазалау.", promised_by=today())
    gathering.minutes, gathering.attended = "Келістік.", 40
    gatherings.keep_minutes(gathering, [factories.proof_photo(1), factories.proof_photo(2)])
    factories.develop_all()
    gatherings.take_away(gathering.photos.get(number=2))
    before_told(factories.make_gathering(group, venue="Клуб", kind="meeting"), *OF_GATHERINGS)
    assert gatherings.catch_up() == 1


OF_GATHERINGS = ("form", "hours", "venue", "group", "office", "announced", "kept")


def test_everything_the_site_can_do_fits(whole, client, capsys):
    answer = audited(client, photos=True)

    told = capsys.readouterr().out
    assert (answer, told.splitlines()[-1]) == (audit.FITS, "All fits."), told
    assert "does not know" not in told
    assert NAMES - happened() == set()


def happened():
    """Each kind of entry there is; of notes and figures with the reason."""
    return {
        f"{entry.kind} {entry.word('reason')}" if entry.kind in audit.BY_REASON else entry.kind
        for entry in LogEntry.objects.all()
    }


GONE = "is nowhere to be seen"
NOT_SHOWN = "is in the log and not shown"
NEVER_MOVED = "WHERE id NOT IN (SELECT project_id FROM projects_figurechange)"
# What a superuser does by SQL, and the words by which the auditor names it.
ROWS = {
    "the kind of a report": ("UPDATE reports_report SET kind = 'progress'", GONE),
    "what stands there": ("UPDATE reports_report SET stage = 'finished'", GONE),
    "one letter of a report": ("UPDATE reports_report SET text = text || '.'", GONE),
    "the day it was seen": ("UPDATE reports_report SET observed_on = '2020-01-01'", GONE),
    "answers to the checklist": ("UPDATE reports_report SET observations = '{}'", GONE),
    "the work it is about": (
        "UPDATE reports_report SET project_id = NULL WHERE project_id IS NOT NULL",
        "project of",
    ),
    "the office it is for": (
        "UPDATE reports_report SET office_id = (SELECT MIN(id) FROM oversight_office)"
        " WHERE forward_count = 0",
        "office of",
    ),
    "the day of the answer": (
        "UPDATE reports_report SET answer_due_on = '2030-01-01' WHERE answer_due_on IS NOT NULL",
        "the day of the answer of report",
    ),
    "the state": (
        "UPDATE reports_report SET state = 'resolved' WHERE public_on > '2000-01-01'",
        "is shown as resolved",
    ),
    "the day it was filed": ("UPDATE reports_report SET filed_on = '2020-01-01'", "filed 2020"),
    "since when it is public": (
        "UPDATE reports_report SET public_on = '2020-01-01' WHERE public_on IS NOT NULL",
        "public since 2020",
    ),
    "that somebody hid it": (
        "UPDATE reports_report SET visibility = 'hidden' WHERE visibility = 'public'",
        GONE,
    ),
    "that it was hidden": (
        "UPDATE reports_report SET visibility = 'public' WHERE visibility = 'hidden'",
        "is shown, and by the log it was removed",
    ),
    "how many see the same": (
        "UPDATE reports_report SET confirmation_count = 99",
        "the number who see of report",
    ),
    "a report": ("DELETE FROM reports_report WHERE state = 'answered'", GONE),
    "one letter of a reply": ("UPDATE reports_reply SET text = text || '.'", GONE),
    "the reason of a reply": ("UPDATE reports_reply SET reason = 'no_money'", GONE),
    "whose reply it is": (
        "UPDATE reports_reply SET office_id = (SELECT MIN(id) FROM oversight_office)",
        GONE,
    ),
    "that a reply is a claim": (
        "UPDATE reports_reply SET is_claim = (1 = 0) WHERE is_claim",
        "the log has no reply.added of it",
    ),
    "the day of a reply": ("UPDATE reports_reply SET replied_on = '2020-01-01'", "said to be of 2"),
    "a reply": ("DELETE FROM reports_reply", GONE),
    "what a verdict says": (
        "UPDATE reports_verdict SET is_done = (1 = 1) WHERE NOT is_done",
        "says otherwise than in the log",
    ),
    "words of a verdict": ("UPDATE reports_verdict SET text = text || '.'", GONE),
    "whose verdict it is": (
        "UPDATE reports_report SET group_id = (SELECT MAX(id) FROM oversight_initiativegroup)",
        "is shown in another's voice",
    ),
    "a verdict": ("DELETE FROM reports_verdict", NOT_SHOWN),
    "a photo": ("DELETE FROM reports_photo WHERE state = 'ready'", NOT_SHOWN),
    "that a photo was erased": (
        "DELETE FROM reports_removal WHERE photo_id IS NULL",
        "nothing tells that",
    ),
    "the reason of a removal": (
        "UPDATE reports_removal SET reason = 'law' WHERE action = 'hidden'",
        "and the log says otherwise",
    ),
    "who removed": (
        "UPDATE reports_removal SET role = 'citizen' WHERE action = 'erased'",
        "is said to be erased by citizen",
    ),
    "a moved day": ("UPDATE reports_duechange SET new_due_on = '2030-01-01'", GONE),
    "why a day was moved": ("UPDATE reports_duechange SET text = 'x'", GONE),
    "that a day was moved": ("DELETE FROM reports_duechange", NOT_SHOWN),
    "why it was handed on": ("UPDATE reports_forwarding SET text = 'x'", GONE),
    "to whom it was handed on": (
        "UPDATE reports_forwarding SET to_office_id = (SELECT MAX(id) FROM oversight_office)",
        GONE,
    ),
    "that it was handed on": ("DELETE FROM reports_forwarding", NOT_SHOWN),
    "a confirmation": (
        "UPDATE reports_confirmation SET taken_back_on = NULL;"
        "UPDATE reports_report SET confirmation_count = 1",
        "the number who see of report",
    ),
    "a figure": ("UPDATE projects_project SET budget_amount = 1", "budget_amount of work"),
    "what is declared": (
        "UPDATE projects_project SET declared_percent = 90",
        "declared_percent",
    ),
    "a sum that never moved": (
        f"UPDATE projects_project SET budget_amount = 1 {NEVER_MOVED}",
        GONE,
    ),
    "what a work is called": ("UPDATE projects_project SET title_kk = 'x'", GONE),
    "what is said of a work": ("UPDATE projects_project SET description_ru = 'x'", GONE),
    "of what kind a work is": ("UPDATE projects_project SET sector = 'road'", GONE),
    "where a work is": ("UPDATE projects_project SET latitude = 1, longitude = 1", GONE),
    "who ordered a work": (
        "UPDATE projects_project SET customer_id = (SELECT MIN(id) FROM oversight_office)",
        GONE,
    ),
    "when it was to begin": ("UPDATE projects_project SET planned_start_precision = 'year'", GONE),
    "where a work is known from": ("UPDATE projects_project SET source_url = 'x'", GONE),
    "by which id its figures moved": (
        f"UPDATE projects_project SET public_id = 'x' || id {NEVER_MOVED}",
        GONE,
    ),
    "what was paid in all": ("UPDATE projects_project SET paid_amount = 1", "and its lines make"),
    "when it was declared": (
        "UPDATE projects_project SET declared_on = '2020-01-01' WHERE declared_percent = 40",
        "and its lines make",
    ),
    "for how much a contract is": ("UPDATE projects_contract SET contract_value = 1", GONE),
    "who gives the money": ("UPDATE projects_fundingline SET giver = 'x'", GONE),
    "a source of money": ("DELETE FROM projects_fundingline", GONE),
    "the day of a step": ("UPDATE projects_milestone SET date_met = '2026-01-01'", GONE),
    "who declared progress": ("UPDATE projects_declaration SET by = 'contractor'", GONE),
    "what a figure was": ("UPDATE projects_figurechange SET old = '1'", GONE),
    "that a figure moved": ("DELETE FROM projects_figurechange", GONE),
    "an answer to a request": ("UPDATE projects_asking SET reply = 'x'", GONE),
    "what is asked for": ("UPDATE projects_asking SET figure = 'sum'", GONE),
    "who is asked": (
        "UPDATE projects_asking SET office_id = (SELECT MIN(id) FROM oversight_office)",
        GONE,
    ),
    "by when it is to be published": (
        "UPDATE projects_asking SET answer_due_on = '2030-01-01'",
        GONE,
    ),
    "why it is not published": ("UPDATE projects_asking SET reason = 'closed'", GONE),
    "a request": ("DELETE FROM projects_asking", GONE),
    "the title of a paper": ("UPDATE projects_document SET title = 'x'", GONE),
    "what paper it is": ("UPDATE projects_document SET kind = 'news'", GONE),
    "when a paper was published": (
        "UPDATE projects_document SET published_on = '2020-01-01'",
        "published_on of",
    ),
    "how long a paper is": ("UPDATE projects_document SET length = 7", "length of"),
    "what a paper was called": ("UPDATE projects_document SET earlier = '[]'", GONE),
    "why a paper was hidden": ("UPDATE projects_document SET hidden_reason = 'x'", GONE),
    "a paper": ("DELETE FROM projects_document", GONE),
    "one letter of minutes": ("UPDATE reports_gathering SET minutes = 'x'", GONE),
    "what gathering it is": ("UPDATE reports_gathering SET kind = 'meeting'", GONE),
    "where it was held": ("UPDATE reports_gathering SET venue = 'x'", "venue of"),
    "at what hour": ("UPDATE reports_gathering SET hours = '3'", "hours of"),
    "when it was announced": ("UPDATE reports_gathering SET announced_on = '2020-01-01'", GONE),
    "when minutes came": (
        "UPDATE reports_gathering SET minutes_on = '2030-01-01' WHERE minutes_on > '2000-01-01'",
        GONE,
    ),
    "who called it": (
        "UPDATE reports_gathering SET group_id = (SELECT MIN(id) FROM oversight_initiativegroup)",
        GONE,
    ),
    "what control it was": ("UPDATE reports_dossier SET kind = 'hearing'", GONE),
    "when it began": ("UPDATE reports_dossier SET begun_on = '2020-01-01'", GONE),
    "when it was sent": ("UPDATE reports_dossier SET sent_on = '2020-01-01'", GONE),
    "how long it took": ("UPDATE reports_dossier SET hours = '3'", "hours of"),
    "who took part": ("UPDATE reports_dossier SET participants = 'x'", GONE),
    "where it was": (
        "UPDATE reports_dossier SET place_id = (SELECT MIN(id) FROM oversight_place)",
        GONE,
    ),
    "a recommendation": ("UPDATE reports_commitment SET text = 'x'", GONE),
    "by when it is answered": ("UPDATE reports_commitment SET answer_due_on = '2030-01-01'", GONE),
    "an office's word on it": ("UPDATE reports_commitment SET reply = 'x' WHERE reply <> ''", GONE),
    "what a document rests on": ("DELETE FROM reports_dossier_reports", GONE),
    "what a visit found": ("UPDATE reports_visit SET finding = 'yes'", GONE),
    "that papers were refused": ("UPDATE reports_visit SET information = 'given'", GONE),
    "a visit": ("DELETE FROM reports_visit", GONE),
    "whose tie it is": ("UPDATE reports_grouptie SET kind = 'candidate'", GONE),
    "to whom it is": (
        "UPDATE reports_grouptie SET office_id = (SELECT MIN(id) FROM oversight_office)",
        GONE,
    ),
    "who pays a group": ("UPDATE oversight_initiativegroup SET paid_by = 'x'", GONE),
    "since when it acts": ("UPDATE oversight_initiativegroup SET acting_since = 1991", GONE),
    "what a group is called": ("UPDATE oversight_initiativegroup SET name_ru = 'x'", GONE),
    "of where a group is": (
        "UPDATE oversight_initiativegroup SET place_id = (SELECT MIN(id) FROM oversight_place)",
        GONE,
    ),
    "what a statement is about": (
        "UPDATE reports_statement SET report_id ="
        " (SELECT MIN(id) FROM reports_report WHERE state = 'answered')",
        "ref of",
    ),
    "a tie": ("DELETE FROM reports_grouptie", GONE),
    "what was promised": ("UPDATE projects_pledge SET what = 'x'", GONE),
    "who entered a promise": ("UPDATE projects_pledge SET entered_by = 'x'", GONE),
    "of what kind a promise is": ("UPDATE projects_pledge SET kind = 'watching'", GONE),
    "when it was promised": ("UPDATE projects_pledge SET promised_on = '2020-01-01'", GONE),
    "for which work it is": (
        "UPDATE projects_pledge SET project_id = (SELECT MIN(id) FROM projects_project)",
        "project of",
    ),
    "where a promise is known from": (
        "UPDATE projects_pledge SET source_url = 'x'",
        "source_url of",
    ),
    "whose word a promise is": (
        "UPDATE projects_pledge SET source_id = (SELECT MIN(id) FROM oversight_datasource)",
        "source of",
    ),
    "how much was promised": ("UPDATE projects_pledge SET promised = 1", GONE),
    "a promise": (
        "DELETE FROM projects_pledgechange; DELETE FROM projects_pledgeday;"
        "DELETE FROM projects_pledge",
        GONE,
    ),
    "what was given": ("UPDATE projects_pledgechange SET new = '4000000.00'", GONE),
    "the income of a place": ("UPDATE projects_localbudget SET income = 1", GONE),
    "the taxes of a place": ("UPDATE projects_localbudget SET tax = 9000000", GONE),
    "a line of a budget": ("UPDATE projects_budgetline SET amount = 1", GONE),
    "what a budget said before": ("UPDATE projects_localbudget SET earlier = '[]'", GONE),
    "whose word a budget is": (
        "UPDATE projects_localbudget SET source_id = (SELECT MIN(id) FROM oversight_datasource)",
        "source of",
    ),
    "a budget": ("DELETE FROM projects_budgetline; DELETE FROM projects_localbudget", GONE),
    "whose tractor it is": ("UPDATE projects_machine SET owner = 'x'", "owner of"),
    "what machine it is": ("UPDATE projects_machine SET kind = 'bus'", "sort of"),
    "when it was made": ("UPDATE projects_machine SET made_in = 1999", "made_in of"),
    "whose word a machine is": (
        "UPDATE projects_machine SET source_id = (SELECT MIN(id) FROM oversight_datasource)",
        "source of",
    ),
    "when it was bought": ("UPDATE projects_machine SET bought_on = '2020-01-01'", "bought_on of"),
    "what it cost": ("UPDATE projects_machine SET price = 1", "price of"),
    "where its contract is": ("UPDATE projects_holding SET contract_url = 'x'", "contract_url of"),
    "for how many hours was paid": ("UPDATE projects_hire SET hours = 1", "hours of"),
    "what a holder promised": ("UPDATE projects_holding SET hours_promised = 1", GONE),
    "what a tractor costs": ("UPDATE projects_machinechange SET new = '1.00'", GONE),
    "what was paid for it": ("UPDATE projects_hire SET amount = 1", GONE),
    "what an akim left open": (
        'UPDATE reports_termsheet SET opened = opened + 1, "left" = "left" + 1',
        GONE,
    ),
    "the sheet of a term": ("DELETE FROM reports_termsheet", GONE),
    "which work it is about": ("DELETE FROM reports_joining", GONE),
    "who lives in a place": ("UPDATE oversight_place SET population = 1", GONE),
    "the name of a place": ("UPDATE oversight_place SET name_kk = 'x'", GONE),
    "a former name": ("UPDATE oversight_placename SET text = 'x' WHERE until IS NOT NULL", GONE),
    "what an office is called": ("UPDATE oversight_office SET name_ru = 'x'", GONE),
    "a count of a year": ("DELETE FROM oversight_placepopulation", GONE),
    "a count of pupils": ("UPDATE oversight_placepupils SET pupils = 1", GONE),
    "an outline": ("UPDATE oversight_placeoutline SET geometry = '{}'", GONE),
    "the term of an akim": ("UPDATE oversight_akimterm SET ends_on = '2030-01-01'", GONE),
    "the source of a figure": ("UPDATE oversight_datasource SET name = name || 'x'", GONE),
    "an edition": ("UPDATE oversight_edition SET gone = 1", GONE),
    "an election": ("DELETE FROM oversight_candidacy; DELETE FROM oversight_election", GONE),
    "a figure of an election": ("UPDATE oversight_electionfigure SET value = 1", GONE),
    "a norm": ("UPDATE projects_norm SET per_hundred = 1", GONE),
    "a record that was received": ("UPDATE projects_original SET digest = 'x'", GONE),
    "a payment": ("DELETE FROM projects_payment", GONE),
    "why a contract was changed": ("UPDATE projects_modification SET rationale = 'x'", GONE),
    "what a programme is": ("UPDATE projects_programme SET description_kk = 'x'", GONE),
    "a year of a programme": ("UPDATE projects_programmeyear SET villages = 70", GONE),
    "what a firm received": ("UPDATE projects_subsidy SET amount = 1", GONE),
    "whose word a subsidy is": (
        "UPDATE projects_subsidy SET source_id = (SELECT MAX(id) FROM oversight_datasource)",
        GONE,
    ),
    "who received it": ("UPDATE projects_supplier SET name = 'x'", GONE),
    "what was told before": ("UPDATE oversight_rowtold SET said = '{}' WHERE number = 0", GONE),
}
# What is done to the log itself: this the site finds without help.
LOG = {
    "a word of an entry": "UPDATE oversight_logentry SET text = text || 'x' WHERE \"index\" = 3",
    "a leaf": 'UPDATE oversight_logentry SET leaf_hash = %s WHERE "index" = 3',
    "two entries swapped": (
        'UPDATE oversight_logentry SET "index" = 999 WHERE "index" = 3;'
        'UPDATE oversight_logentry SET "index" = 3 WHERE "index" = 4;'
        'UPDATE oversight_logentry SET "index" = 4 WHERE "index" = 999'
    ),
    "an entry in the middle": 'DELETE FROM oversight_logentry WHERE "index" = 3',
    "the last hundred": 'DELETE FROM oversight_logentry WHERE "index" >= {size} - 100',
    "the newest checkpoint": "DELETE FROM oversight_checkpoint",
    "yesterday's backup": (
        'DELETE FROM oversight_logentry WHERE "index" >= 40;'
        "DELETE FROM oversight_checkpoint WHERE size > 40"
    ),
}


def run(statements, *values):
    for statement in statements.split(";"):
        rewritten(statement, *(values if "%s" in statement else ()))


def test_whatever_is_done_to_the_rows_behind_the_log_is_found(whole, client, capsys):
    """Each change by itself, and taken back: none passes, and each is named."""
    site, passed = Remembering(client), {}
    assert audited(site) == audit.FITS
    for what, (statements, words) in ROWS.items():
        site.touched = tables_in(statements)
        assert site.touched
        with transaction.atomic():
            run(statements)
            answer, told = audited(site), capsys.readouterr().out
            transaction.set_rollback(True)
        if answer == audit.FITS or words not in told:
            passed[what] = told

    assert list(passed) == [], passed


def test_whatever_is_done_to_the_log_is_found_by_the_site_and_from_outside(
    whole, client, tmp_path, capsys
):
    state = tmp_path / "heads.txt"
    audited(client, state)
    size = LogEntry.objects.count()
    passed = {}
    for what, statements in LOG.items():
        with transaction.atomic():
            run(statements.replace("{size}", str(size)), bytes(32))
            found = (bool(verifying.verify().problems), audited(client, state))
            transaction.set_rollback(True)
        if not found[0] or found[1] != audit.REWRITTEN:
            passed[what] = found

    assert passed == {"a leaf": (True, audit.FITS)}  # outside nobody is told of stored leaves
    assert audited(client, state) == audit.FITS


def test_the_last_hundred_cut_off_are_found_by_three(whole, client, tmp_path, capsys):
    """Of a long log exactly the last hundred entries, and every checkpoint that knew them."""
    with time_machine.travel(timezone.now() - timedelta(days=3)):
        write(100)
        seal()
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    assert (audited(client, one), audited(client, other)) == (audit.FITS, audit.FITS)
    size = LogEntry.objects.count()
    assert size > 200
    last = LogEntry.objects.get(index=size - 101)
    rewritten('DELETE FROM oversight_logentry WHERE "index" > %s', last.index)
    rewritten("DELETE FROM oversight_checkpoint WHERE size > %s", size - 100)
    rewritten("DELETE FROM oversight_logtile WHERE number >= %s", (size - 100) // 256)

    found = [audited(client, state) for state in (one, other)]

    said = f"the log had {size} entries and has {size - 100} now"
    assert found == [audit.REWRITTEN] * 2
    assert capsys.readouterr().out.count(said) == 2
    assert verifying.verify().problems == [
        f"a checkpoint kept beside the database is not in it: {size} entries"
    ]
    assert seal() is None
    assert Installation.current().log_is_frozen


# What is said in a list of the site: the list, where in its rows, and a value that was logged.
LISTED = {
    "statements": ("", "text"),
    "groups": ("", "paid_by"),
    "groups ties": ("ties", "kind"),
    "dossiers": ("", "conclusions"),
    "dossiers people": ("", "participants"),
    "dossiers facts": ("", "reports"),
    "gatherings": ("", "minutes"),
    "gatherings places": ("", "venue"),
    "pledges": ("", "promised"),
    "machines": ("", "owner"),
    "machines holdings": ("holdings", "hours_promised"),
    "machines kinds": ("", "kind"),
    "machines prices": ("", "price"),
    "machines contracts": ("holdings", "contract_url"),
    "machines hires": ("holdings.hires", "amount"),
    "machines changes": ("holdings.changes", "new"),
    "budgets": ("", "version"),
    "budgets sources": ("", "source"),
    "budgets sums": ("", "expenditure"),
    "budgets lines": ("", "lines"),
    "projects": ("", "title_en"),
    "projects contracts": ("contracts", "number"),
    "projects firms": ("contracts.firm", "name"),
    "projects money": ("funding", "giver"),
    "projects steps": ("milestones", "due_date"),
    "projects declared": ("declarations", "percent"),
    "projects documents": ("documents", "title"),
    "projects reasons": ("documents", "hidden_reason"),
    "projects requests": ("askings", "reply"),
    "projects asked": ("askings", "figure"),
    "projects kinds": ("documents", "kind"),
    "projects changes": ("figure_changes", "new"),
    "projects payments": ("contracts.payments", "amount"),
    "projects amended": ("contracts.modifications", "rationale"),
    "places": ("", "name_kk"),
    "places sources": ("population_source", "licence"),
    "offices": ("", "phone"),
    "offices terms": ("terms", "ends_on"),
    "programmes": ("", "description_kk"),
    "programmes years": ("years", "villages"),
    "subsidies": ("", "amount"),
    "subsidies sources": ("", "source"),
    "subsidies firms": ("firm", "name"),
    "populations": ("", "people"),
    "populations sources": ("", "source"),
    "pupils": ("", "pupils"),
    "norms": ("", "per_hundred"),
    "terms": ("", "name"),
    "terms sheets": ("sheet", "left"),
    "elections": ("", "value"),
    "pledges places": ("", "place"),
    "pledges kinds": ("", "kind"),
    "pledges changes": ("changes", "new"),
    "reports moved days": ("due_changes", "new_due_on"),
    "reports handed on": ("forwardings", "to_office"),
}
# Shown beside something else; or of reports, where other words say what is left out.
MAY_BE_LEFT_OUT = (
    *("places sources", "projects firms", "subsidies firms", "terms sheets"),
    *("reports moved days", "reports handed on"),
)


def test_what_the_lists_make_up_is_found(whole, client, capsys):
    """A row nobody logged, another value, and a row left out."""
    site, passed = Remembering(client), {}
    for what, (inside, value) in LISTED.items():
        lies = {} if what in MAY_BE_LEFT_OUT else {"not among": lambda rows: rows.clear()}
        lies["is shown and the log has no"] = lambda rows: rows[0].update(id="a" * 16, log_id=None)
        if value:
            other = [] if value == "lines" else "7"
            lies["reads otherwise"] = lambda rows, lie={value: other}: rows[0].update(lie)
        for words, lie in lies.items():
            page = what.partition(" ")[0]
            where = audit.ADDRESSES.get(page, page)
            address = f"/api/v1/{where}/{'?whole=yes' if page in audit.WHOLE else ''}"
            answer = audited(site, changed={address: lying(lie, inside)})
            if words not in capsys.readouterr().out or answer == audit.FITS:
                passed[what, words] = answer

    assert passed == {}


def lying(lie, inside):
    """A list of which what stands inside its first full row was lied about."""

    def answer(raw):
        page = json.loads(raw)
        rows = page["results"]
        lie(_full(rows, inside) if inside else rows)
        return json.dumps(page).encode()

    return answer


def _full(rows, inside):
    """The first list there that holds something; a row by itself is a list of one."""
    name, _dot, deeper = inside.partition(".")
    for row in rows:
        found = row[name] if isinstance(row[name], list) else [row[name]] if row[name] else []
        found = _full(found, deeper) if deeper else found
        if found:
            return found
    return []


def test_another_picture_under_the_same_address_is_found(whole, client, capsys):
    photo = Photo.objects.filter(state="ready", visibility="public").first()
    address = f"{settings.SITE_URL}{photo.large_url}"

    answer = audited(client, changed={address: lambda file: file + b"."}, photos=True)

    assert answer == audit.REWRITTEN
    assert f"({photo.public_id}) is another picture than in the log" in capsys.readouterr().out


LEFT_OUT = ["replies", "verdicts", "photos", "due_changes", "forwardings"]


def test_what_hangs_on_a_report_and_is_left_out_is_found(whole, client, capsys):
    site, found = Remembering(client), {}
    for what in LEFT_OUT:
        answer = audited(site, changed={"/api/v1/reports/": silent_on(what)})
        found[what] = (answer, NOT_SHOWN in capsys.readouterr().out)

    assert found == dict.fromkeys(LEFT_OUT, (audit.MISSING, True))


def silent_on(what):
    """A list of reports without this."""

    def answer(raw):
        page = json.loads(raw)
        for report in page["results"]:
            for owner in [report, *report["replies"]]:
                owner[what] = []
        return json.dumps(page).encode()

    return answer
