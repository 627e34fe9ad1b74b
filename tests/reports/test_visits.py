"""A group goes to a site: what it finds settles a claim, unless the group has a tie there."""

import uuid

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from oversight.models import Installation, LogEntry
from reports import own, receipts, services
from reports.groups import ties, visits
from reports.letters import mailing
from reports.models import GroupTie, Report, Visit
from reports.workflow import NotAllowed
from tests import factories


@pytest.fixture
def claimed(project, daniyar):
    report = factories.make_stopped_report(project, contact_email="aigul@mail.test")
    factories.make_claim(report, daniyar)
    return report


@pytest.fixture
def door(client, dostyk):
    client.force_login(dostyk.members.get())
    return client


@pytest.fixture
def url(claimed):
    return f"{reverse('group-visit', args=['dostyk'])}?report={claimed.public_id}"


def form(**changes):
    return {
        "draft_id": str(uuid.uuid4()),
        "receipt_code": receipts.spell(receipts.make_code()),
        "observed_on": "2026-11-20",
        "people": "3",
        "methods": ["looked", "residents"],
        "access": "free",
        "information": "refused",
        "stage": "stopped",
        "text": "Құбыр әлі жерде жатыр.",
        "finding": "no",
        "photos": SimpleUploadedFile("a.jpg", factories.picture(), "image/jpeg"),
        **changes,
    }


def test_a_visit_is_filed_in_the_groups_voice_and_disputes_the_claim(door, url, claimed, dostyk):
    response = door.post(url, form())

    claimed.refresh_from_db()
    visit = Visit.objects.get()
    assert (response.status_code, claimed.state) == (200, "disputed")
    assert (visit.about, visit.report.group, visit.report.photos.count()) == (claimed, dostyk, 1)
    assert (visit.verdict.is_done, visit.verdict.group) == (False, dostyk)
    assert (visit.people, visit.methods) == (3, ["looked", "residents"])


def test_no_address_is_asked_of_a_group_and_where_photos_come_from_is(door, url, claimed):
    Installation.objects.update(reporting="email")

    page, sent = door.get(url).content.decode(), door.post(url, form())

    assert sent.status_code == 200
    assert 'name="near_site"' in page
    assert 'name="contact_email"' not in page


def test_the_same_form_sent_twice_is_one_visit(door, url, claimed):
    sent = form(finding="cannot_tell")
    again = {**sent, "photos": SimpleUploadedFile("a.jpg", factories.picture(), "image/jpeg")}

    statuses = [door.post(url, data).status_code for data in (sent, again)]

    assert (statuses, Visit.objects.count()) == ([200, 200], 1)


def test_a_yes_confirms_and_the_reporter_may_reopen(claimed, dostyk, project):
    factories.make_visit(project, dostyk, about=claimed, finding="yes")
    claimed.refresh_from_db()
    before, may = claimed.state, own.view(claimed).can_dispute

    services.give_verdict(claimed, is_done=False)

    assert (before, may, claimed.state) == ("resolved", True, "disputed")


def test_an_own_yes_is_taken_back_and_not_contradicted(claimed):
    services.give_verdict(claimed, is_done=True)

    with pytest.raises(NotAllowed):
        services.give_verdict(claimed, is_done=False)

    assert not own.view(claimed).can_dispute


def test_who_cannot_tell_settles_nothing(claimed, dostyk, project):
    visit = factories.make_visit(project, dostyk, about=claimed, finding="cannot_tell")

    claimed.refresh_from_db()
    assert (claimed.state, visit.verdict) == ("claimed", None)


def test_a_closing_that_nobody_opposed_is_opened_by_a_no_alone(claimed, dostyk, project):
    services.close_unopposed(claimed)

    factories.make_visit(project, dostyk, about=claimed, finding="yes")
    claimed.refresh_from_db()
    after_yes = claimed.state
    factories.make_visit(project, dostyk, about=claimed, finding="no")
    claimed.refresh_from_db()

    assert (after_yes, claimed.state) == ("closed_unopposed", "disputed")


def test_a_tied_group_settles_nothing(door, url, claimed, dostyk):
    ties.declare(GroupTie(group=dostyk, kind="office", office=claimed.office))

    shown, sent = door.get(url), door.post(url, form())

    claimed.refresh_from_db()
    assert (shown.status_code, sent.status_code, claimed.state) == (200, 409, "claimed")
    assert claimed.office.name in shown.context["refusal"]
    assert (Visit.objects.count(), Report.objects.filter(group=dostyk).count()) == (0, 0)


def test_no_way_around_the_tie(claimed, dostyk, project):
    ties.declare(GroupTie(group=dostyk, kind="office", office=claimed.office))

    with pytest.raises(visits.Tied):
        factories.make_visit(project, dostyk, about=claimed, finding="yes")

    claimed.refresh_from_db()
    assert (claimed.state, Visit.objects.count()) == ("claimed", 0)


def test_a_tied_group_may_still_tell_what_it_saw(door, dostyk, claimed, project):
    ties.declare(GroupTie(group=dostyk, kind="office", office=claimed.office))
    url = f"{reverse('group-visit', args=['dostyk'])}?work={project.identifier}"

    response = door.post(url, form())

    assert (response.status_code, Visit.objects.get().about) == (200, None)


@pytest.mark.parametrize(
    "change",
    [
        {"people": "0"},
        {"methods": []},
        {"access": ""},
        {"finding": ""},
        {"stage": ""},
        {"people_named": "Ерлан, 8 701 555 12 34"},
        {"observed_on": "2030-01-01"},
    ],
)
def test_what_is_missing_is_said_and_nothing_kept(door, url, claimed, change):
    response = door.post(url, form(**change))

    claimed.refresh_from_db()
    assert (response.status_code, claimed.state, Visit.objects.count()) == (400, "claimed", 0)


def test_another_groups_member_cannot_visit_in_its_name(door, aksu, claimed):
    factories.make_group(aksu, slug="other")
    url = f"{reverse('group-visit', args=['other'])}?report={claimed.public_id}"

    assert door.post(url, form()).status_code == 404
    assert Visit.objects.count() == 0


def test_the_earlier_photo_stands_beside_the_chooser(door, url, claimed):
    factories.add_photo(claimed)
    factories.develop_all()

    page = door.get(url).content.decode()

    assert claimed.photos.get().thumb_url in page


def test_everybody_reads_how_it_was_checked(client, claimed, dostyk, project):
    visit = factories.make_visit(
        project,
        dostyk,
        about=claimed,
        finding="no",
        access="refused",
        information="refused",
        methods=["residents"],
        people=3,
    )

    own_page = client.get(reverse("report-detail", args=[visit.report.public_id]))
    about_page = client.get(reverse("report-detail", args=[claimed.public_id]))
    work = client.get(reverse("project", args=[project.identifier]))
    told = client.get(reverse("api-report", args=[visit.report.public_id])).json()["visit"]

    own = own_page.content.decode()
    for said in ("A visit on site, 3 people", "residents", "Access was refused", "Information was"):
        assert said in own
    assert f"/reports/{visit.report.public_id}/" in about_page.content.decode()
    assert "Access was refused" in work.content.decode()
    assert (told["access"], told["about"], told["finding"]) == ("refused", claimed.public_id, "no")


def test_a_groups_no_is_not_put_into_the_reporters_mouth(client, claimed, dostyk, project):
    factories.make_visit(project, dostyk, about=claimed, finding="no")

    page = client.get(reverse("report-detail", args=[claimed.public_id])).content.decode()

    assert "Not done, say residents" in page
    assert "says the reporter" not in page


def test_a_visit_stands_in_the_public_log(claimed, dostyk, project):
    visit = factories.make_visit(project, dostyk, about=claimed, finding="no")

    texts = LogEntry.objects.filter(object_id=visit.public_id).values_list("text", flat=True)
    [text] = texts
    assert "kind note.operator\n" in text
    assert "role group\n" in text
    assert "reason site_visit\n" in text


def test_the_reporter_is_told_and_the_office_owes_again(claimed, dostyk, project):
    factories.make_visit(project, dostyk, about=claimed, finding="no")

    mailing.send_waiting()

    claimed.refresh_from_db()
    assert claimed.is_owed
    assert [letter.subject for letter in mail.outbox][-1:] == [
        "Бір топ хабарламаңызды барып тексерді"
    ]
