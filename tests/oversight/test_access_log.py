"""Every write behind the sign-in, and every read of a held report, is noted."""

from django.test import Client

from oversight.models import AccessEntry
from tests import factories


def deeds():
    rows = AccessEntry.objects.order_by("pk")
    return [(entry.user.name, entry.deed, entry.path, entry.status) for entry in rows]


def test_an_answer_is_noted_without_its_words(signed_in, daniyar, project):
    report = factories.make_stopped_report(project)
    path = f"/desk/reports/{report.public_id}/"

    signed_in(daniyar).post(
        path, {"reason": "under_way", "text": "Жұмыс жүріп жатыр.", "language": "kk"}
    )

    assert deeds() == [("Daniyar", "wrote", path, 302)]


def test_a_refused_try_is_noted_too(signed_in, serik, project):
    report = factories.make_stopped_report(project)
    path = f"/desk/reports/{report.public_id}/"

    signed_in(serik).post(path, {"reason": "under_way"})

    assert deeds() == [("Serik", "wrote", path, 404)]


def test_who_opens_a_held_report_is_noted_for_moderators_and_operators(
    signed_in, madina, baurzhan, olzhas, project
):
    held = factories.make_misuse_report(project)
    path = f"/moderation/reports/{held.public_id}/"

    signed_in(madina).get(path)

    assert deeds() == [("Madina", "read_held", path, 0)]
    assert "Madina" in signed_in(baurzhan).get("/moderation/reads/").content.decode()
    assert path in signed_in(olzhas).get("/admin/oversight/accessentry/").content.decode()


def test_offices_never_learn_of_it(signed_in, daniyar, gulnar, madina, project):
    held = factories.make_misuse_report(project)
    signed_in(madina).get(f"/moderation/reports/{held.public_id}/")

    for person in (daniyar, gulnar):
        browser = signed_in(person)
        assert browser.get("/moderation/reads/").status_code == 404
        assert browser.get("/admin/oversight/accessentry/").status_code == 404


def test_looking_and_strangers_are_not_noted(signed_in, daniyar, project):
    signed_in(daniyar).get("/desk/")
    Client().post("/desk/answers/", {"name": "x"})

    assert deeds() == []


def test_nobody_changes_the_log(signed_in, olzhas, daniyar):
    entry = AccessEntry.objects.create(user=daniyar, deed="wrote", path="/desk/")
    browser = signed_in(olzhas)

    browser.post(f"/admin/oversight/accessentry/{entry.pk}/change/", {"path": "/"})
    browser.post(f"/admin/oversight/accessentry/{entry.pk}/delete/", {"post": "yes"})

    assert AccessEntry.objects.filter(pk=entry.pk, path="/desk/").exists()
