"""Neighbours ask for a group, come in by its link, and see that what is called done is not."""

from urllib.parse import urlsplit

import pytest

from oversight import groups
from oversight.models import GroupRequest
from reports.models import Report
from tests import factories
from tests.stories.visitor import Visitor, chosen, show_my_report
from tests.stories.worker import links

ABOUT = "Ауылдағы су құбыры мен жолдарды бақылаймыз, айына бір рет ораламыз."
DONE = "Құбыр көмілген, су келіп тұр."
NOT_DONE = "Біздің көшеде құбыр әлі жерде жатыр."
WARNED = "Бізді кіргізбеді, көршілерден сұрадық."


@pytest.fixture
def erlan():
    """Leads the neighbours; no JavaScript on his phone either."""
    return Visitor()


@pytest.fixture
def asked(erlan, aksu):
    """What the neighbours asked for, as the operator reads it."""
    erlan.open(f"/en/groups/new/?place={aksu.code}")
    erlan.send(
        "Send the request",
        name_kk="Бірлік",
        about=ABOUT,
        contact_name="Ерлан",
        contact_email="erlan@birlik.test",
    )
    assert erlan.page.says("Asked for: Бірлік.")
    return GroupRequest.objects.get()


@pytest.fixture
def lead(erlan, asked, olzhas):
    """The operator said yes, and the link of the letter opens the door."""
    groups.accept(asked, slug="birlik", note="", by=olzhas)
    erlan.open(urlsplit(groups.lead_link(asked)).path)
    password = factories.PASSWORD
    erlan.send("Keep this password", password1=password, password2=password)
    return erlan


def test_a_new_group_checks_a_claim_and_the_reporter_reads_it(
    lead, aigul, project, daniyar, worker, client
):
    report = factories.make_stopped_report(project, language="en", contact_email="a@mail.test")
    factories.make_claim(report, daniyar)
    worker.letters()
    lead.open("/accounts/groups/birlik/")
    assert lead.page.says("Begin here")

    lead.follow("Check it on site")
    lead.send(
        "Publish the visit",
        people="3",
        methods="residents",
        access="refused",
        information="refused",
        stage="stopped",
        text=WARNED,
        finding="no",
        photos=[chosen(factories.picture())],
    )

    assert lead.page.says("the office must answer again")
    letter = worker.letters()["a@mail.test"]
    assert (letter["Subject"], links(letter)) == (
        "A group checked your report on site",
        ["/en/receipt/"],
    )
    show_my_report(aigul, report.code)
    assert aigul.page.says("The group Бірлік was there and says: it is not done.")
    visit = Report.objects.get(group__slug="birlik")
    aigul.open(f"/en/reports/{visit.public_id}/")
    assert aigul.page.says("Access was refused.")
    assert aigul.page.says("Information was refused.")


def test_what_a_group_confirms_the_reporter_may_open_again(lead, aigul, project, daniyar, office):
    report = factories.make_stopped_report(project)
    factories.make_claim(report, daniyar)
    lead.open(f"/accounts/groups/birlik/visit/?report={report.public_id}")
    lead.send(
        "Publish the visit",
        people="2",
        methods="looked",
        access="free",
        stage="finished",
        text=DONE,
        finding="yes",
    )
    assert lead.page.says("The reporter may still say that it is not.")

    show_my_report(aigul, report.code)
    aigul.send("No, it is not done", text=NOT_DONE)

    report.refresh_from_db()
    assert report.state == "disputed"
