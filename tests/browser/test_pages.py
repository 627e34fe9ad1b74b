"""Every page on every screen, in every language: nobody is shut out, nobody scrolls sideways."""

import pytest

from reports import services
from reports.following import subscribing
from reports.models import Photo
from tests import factories
from tests.gates import GATES, PUBLIC

WIDTHS = [320, 360, 1280]

pytestmark = pytest.mark.browser


@pytest.fixture
def report(project, daniyar, other_office):
    """One that was answered and disputed, beside one that waits for a moderator."""
    report = factories.make_stopped_report(project)
    factories.make_misuse_report(project)
    report.photos.create(number=1, state=Photo.State.RECEIVING, day=report.observed_on)
    factories.make_claim(report, daniyar)
    services.give_verdict(report, is_done=False, text="Су әлі жоқ.")
    factories.develop_all()
    return report


# What is no page of its own: rows for a list, a file, what the maps draw.
NO_PAGES = {
    "en/search/suggest/",
    "en/documents/<slug:public_id>/",
    "en/places/map.geojson",
    "en/places/<slug:code>/map.geojson",
}


@pytest.fixture
def names(report):
    """What stands in the addresses of tests/gates.py."""
    group = factories.make_group(report.place, members=[factories.make_user()])
    papers = factories.make_papers(group, report)
    return {
        "project": report.project.identifier,
        "place": report.place.code,
        "office": report.office_id,
        **papers,
        "group": group.slug,
        "report": report.public_id,
        "programme": factories.make_programme().code,
        "supplier": factories.register.supplier_named("ЖШС Құрылыс").pk,
        "term": report.office.terms.create(elected_on=report.filed_on).pk,
        "pledge": factories.make_pledge(report.place).public_id,
        "machine": factories.make_machine(report.place).public_id,
        "budget": factories.make_budget(report.place.parent).public_id,
        "unit": report.place.parent.code,
    }


def public_pages(language, names):
    """Every page that the gates open to everybody; a new one is looked at by itself."""
    public = [gate for gate in GATES if gate.pattern.startswith("en/") and gate.get == PUBLIC]
    pages = [gate for gate in public if not gate.pattern.endswith(("atom.xml", ".ics"))]
    paths = {gate.path.format(**names) for gate in pages if gate.pattern not in NO_PAGES}
    return sorted(path.replace("/en/", f"/{language}/", 1) for path in {*paths, "/en/report/"})


def complaints(phone, complaints_of_axe, pages):
    """What is wrong with the pages, by page."""
    found = {}
    for page in pages:
        phone.set_viewport_size({"width": WIDTHS[0], "height": 740})
        answer = phone.goto(page)
        wrong = [] if answer.status == 200 else [f"status {answer.status}"]
        wrong += complaints_of_axe(phone)
        wrong += [f"scrolls at {width}" for width in WIDTHS if scrolls(phone, width)]
        if wrong:
            found[page] = wrong
    return found


def scrolls(phone, width):
    phone.set_viewport_size({"width": width, "height": 740})
    return phone.evaluate("document.documentElement.scrollWidth") > width


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_public_pages_are_for_everybody(phone, complaints_of_axe, names, language):
    assert complaints(phone, complaints_of_axe, public_pages(language, names)) == {}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_pages_behind_a_followers_letter_are_for_everybody(
    phone, complaints_of_axe, report, language
):
    factories.become_news()
    subscription = factories.make_follower(place=report.place, project=report.project)
    token = subscribing.token(subscription)
    page = f"/{language}/following/{subscription.key}/{token}/"

    news = f"/{language}/places/{report.place.code}/news/"
    assert complaints(phone, complaints_of_axe, [page, f"{page}stop/", news]) == {}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_desk_is_for_everybody(phone, complaints_of_axe, report, daniyar, sign_in, language):
    sign_in(phone, daniyar, language)
    pages = ["/desk/", "/desk/?box=done", f"/desk/reports/{report.public_id}/"]

    assert complaints(phone, complaints_of_axe, pages) == {}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_rooms_of_a_group_are_for_everybody(
    phone, complaints_of_axe, report, dostyk, daniyar, sign_in, language
):
    papers = factories.make_papers(dostyk, report)
    rooms = "/accounts/groups/dostyk/"
    names = ["", "people/", "about/", "dossiers/", "gatherings/"]
    names += [f"visit/?work={report.project.identifier}", f"visit/?report={report.public_id}"]
    names += [f"dossiers/{papers['draft']}/", f"gatherings/{papers['gathering']}/"]
    dostyk.memberships.update(is_lead=True)

    sign_in(phone, dostyk.members.get(), language)
    found = complaints(phone, complaints_of_axe, [f"{rooms}{name}" for name in names])
    sign_in(phone, daniyar, language)
    desk = ["/desk/commitments/", f"/desk/commitments/{papers['commitment']}/"]

    assert found | complaints(phone, complaints_of_axe, desk) == {}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_moderation_is_for_everybody(phone, complaints_of_axe, report, madina, sign_in, language):
    sign_in(phone, madina, language)
    held = report.project.reports.held().get().public_id

    assert (
        complaints(phone, complaints_of_axe, ["/moderation/", f"/moderation/reports/{held}/"]) == {}
    )


def test_the_doors_are_for_everybody(phone, complaints_of_axe, site):
    assert (
        complaints(phone, complaints_of_axe, ["/accounts/login/", "/accounts/password/reset/"])
        == {}
    )
