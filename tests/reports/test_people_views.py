"""The people of an office: invited by colleagues and from above, and let go again."""

import re

import pytest

from oversight.models import Posting, User
from tests import factories

PEOPLE = "/desk/people/"


def invite(browser, office, email="asel@akimat.test"):
    return browser.post(
        PEOPLE,
        {"action": "invite", "office": office.pk, "email": email, "name": "Asel", "language": "kk"},
    )


def link(response):
    return re.search(r"/accounts/invitation/[\w-]+/", response.content.decode()).group()


def test_a_deputy_is_invited_by_a_link_that_is_shown_once(signed_in, client, daniyar, office):
    browser = signed_in(daniyar)

    response = invite(browser, office)

    assert client.get(link(response)).status_code == 200
    assert "/accounts/invitation/" not in browser.get(PEOPLE).content.decode()
    assert User.objects.get(email="asel@akimat.test").appointment.offices.get() == office


def test_the_office_above_invites_again_and_the_older_link_is_dead(
    signed_in, client, daniyar, gulnar, office
):
    older = link(invite(signed_in(daniyar), office))
    posting = Posting.objects.get(appointment__user__email="asel@akimat.test")

    newer = link(signed_in(gulnar).post(PEOPLE, {"action": "again", "posting": posting.pk}))

    assert [client.get(path).status_code for path in (older, newer)] == [404, 200]


def test_nobody_is_invited_to_an_office_that_is_not_below(signed_in, daniyar, other_office):
    response = invite(signed_in(daniyar), other_office)

    assert response.status_code == 400
    assert User.objects.filter(email="asel@akimat.test").count() == 0


def test_who_moderates_is_not_told_to_offices(signed_in, daniyar, office, madina):
    page = invite(signed_in(daniyar), office, madina.email).content.decode()

    assert "This address cannot be invited here." in page
    assert "moderator" not in page.replace(madina.email, "")


def test_somebody_who_leaves_has_no_desk_any_more(signed_in, daniyar, gulnar, project):
    report = factories.make_stopped_report(project)
    browser, posting = signed_in(daniyar), daniyar.appointment.postings.get()

    signed_in(gulnar).post(PEOPLE, {"action": "let_go", "posting": posting.pk})

    assert browser.get(f"/desk/reports/{report.public_id}/").status_code == 404


@pytest.mark.parametrize("action", ["let_go", "again"])
def test_serik_changes_nobody_of_another_office(signed_in, serik, daniyar, action):
    posting = daniyar.appointment.postings.get()

    response = signed_in(serik).post(PEOPLE, {"action": action, "posting": posting.pk})

    assert response.status_code == 404
    assert Posting.objects.filter(pk=posting.pk).exists()


@pytest.mark.parametrize("posting", ["", "x", "9" * 40, "-1"])
def test_a_posting_that_makes_no_sense_is_not_there(signed_in, daniyar, posting):
    response = signed_in(daniyar).post(PEOPLE, {"action": "let_go", "posting": posting})

    assert response.status_code == 404
