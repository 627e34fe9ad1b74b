"""The Django admin: for operators alone, nothing secret, and much that nobody may do."""

import re

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets, label_for_field
from django.test import Client
from django.utils import translation

from oversight.models import (
    Appointment,
    Invitation,
    Job,
    LogEntry,
    Office,
    Place,
    SecondFactor,
    User,
)
from reports import services
from reports.models import Decision, DigestIssue, Photo, Reply, Report, Verdict
from tests import factories
from tests.admin_pages import address, values

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
IDS = [model._meta.label for model in MODELS]
WRITTEN_ONCE = [Decision, DigestIssue, Job, LogEntry, Photo, Reply, Report, Verdict]


@pytest.fixture
def browser(signed_in, olzhas):
    return signed_in(olzhas)


@pytest.fixture
def life(project, daniyar, madina, district_office, dostyk):
    """One of everything that reports bring with them."""
    report = factories.make_stopped_report(project, contact_email="aigul-canary@mail.test")
    factories.make_claim(report, daniyar)
    services.give_verdict(report, is_done=False, text="Жоқ.")
    held = factories.make_misuse_report(project, text="held-canary")
    refused = factories.make_misuse_report(project, text="refused-canary")
    services.refuse_report(refused, moderator=madina, reason="insult", note="note-canary")
    DigestIssue.objects.create(
        office=district_office, kind="weekly", period_start="2026-11-02", recipient="a@b.test"
    )
    report.refresh_from_db()
    return {"report": report, "held": held, "refused": refused}


@pytest.mark.parametrize("model", MODELS, ids=IDS)
def test_an_operator_sees_every_list(browser, life, model):
    page = browser.get(address(model, "changelist"))

    assert page.status_code == 200


def words_of(model, admin, request):
    """What stands beside the fields of an admin, and over its columns."""
    yield from (model._meta.verbose_name, model._meta.verbose_name_plural)
    fieldsets = admin.get_fieldsets(request)
    yield from (title for title, _how in fieldsets if title)
    columns = getattr(admin, "list_display", [])
    for name in [*flatten_fieldsets(fieldsets), *columns]:
        if name not in getattr(admin.form, "declared_fields", {}):
            yield label_for_field(name, model, admin)


@pytest.mark.parametrize("model", MODELS, ids=IDS)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_word_of_it_is_left_in_english(rf, olzhas, model, language):
    request = rf.get("/admin/", {"kind": "works"})
    request.user = olzhas
    site = admin.site._registry[model]
    all_of_it = [(model, site), *((one.model, one(model, admin.site)) for one in site.inlines)]

    with translation.override(language):
        words = [str(word) for one in all_of_it for word in words_of(*one, request)]

    assert [word for word in words if re.search(r"(?!API)[A-Za-z]{3}", word)] == []


@pytest.mark.parametrize("model", MODELS, ids=IDS)
@pytest.mark.parametrize("who", ["daniyar", "madina"])
def test_to_the_other_sides_there_is_no_admin(signed_in, request, who, model):
    other = signed_in(request.getfixturevalue(who))

    assert other.get(address(model, "changelist")).status_code == 404
    assert other.post(address(model, "add")).status_code == 404


@pytest.mark.parametrize(
    "path", ["", "login/", "logout/", "password_change/", "jsi18n/", "autocomplete/", "nothing/"]
)
@pytest.mark.parametrize("who", ["daniyar", "madina"])
def test_not_even_its_other_pages(signed_in, request, who, path):
    assert signed_in(request.getfixturevalue(who)).get(f"/admin/{path}").status_code == 404


def test_strangers_are_sent_to_sign_in_and_back(site):
    answer = Client().get("/admin/oversight/user/")

    assert answer.url == "/accounts/login/?next=%2Fadmin%2Foversight%2Fuser%2F"


def test_a_password_alone_leads_to_enrolment(olzhas):
    client = Client()
    client.force_login(olzhas)

    assert client.get("/admin/").url == "/accounts/2fa/totp/activate/"


def test_an_operator_who_is_one_no_longer_is_out_at_the_next_click(browser, olzhas):
    assert browser.get("/admin/").status_code == 200

    Appointment.objects.filter(user=olzhas).update(side="moderator")

    assert browser.get("/admin/").status_code == 404


def test_leaving_and_passwords_go_through_the_one_door(browser):
    assert browser.get("/admin/password_change/").url == "/accounts/password/change/"
    assert browser.post("/admin/logout/")["Clear-Site-Data"] == '"cache", "cookies"'
    assert browser.get("/admin/").status_code == 302


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_it_speaks_the_operators_language(browser, olzhas, language):
    User.objects.filter(pk=olzhas.pk).update(language=language)

    page = browser.get("/admin/")

    assert f'<html lang="{language}"' in page.content.decode()


def test_the_first_page_leads_to_the_question_whether_the_site_is_ready(browser):
    assert 'href="/admin/ready/"' in browser.get("/admin/").content.decode()


@pytest.mark.parametrize("model", WRITTEN_ONCE, ids=lambda model: model.__name__)
def test_what_is_written_once_is_neither_added_nor_changed_nor_deleted(browser, life, model):
    row = admin.site._registry[model].get_queryset(None).first()
    before = list(model.objects.values())

    answers = [
        browser.get(address(model, "change", row.pk)),
        browser.get(address(model, "add")),
        browser.post(address(model, "add"), {"text": "x"}),
        browser.post(address(model, "change", row.pk), {"text": "x", "state": "refused"}),
        browser.get(address(model, "delete", row.pk)),
        browser.post(address(model, "delete", row.pk), {"post": "yes"}),
        browser.post(
            address(model, "changelist"),
            {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"},
        ),
    ]

    assert [answer.status_code for answer in answers[:6]] == [200, 403, 403, 403, 403, 403]
    assert list(model.objects.values()) == before


@pytest.mark.parametrize("model", MODELS, ids=IDS)
def test_no_page_shows_what_is_private(browser, life, model, enrolled, daniyar):
    enrolled(daniyar)
    user = User.objects.create_user("new@akimat.test")
    user.invitations.create(token_hash="hash-canary", expires_at="2030-01-01T00:00Z")
    secrets = [
        *("aigul-canary", "held-canary", "refused-canary", "note-canary", "hash-canary"),
        *("JBSWY3DPEHPK3PXP", life["report"].receipt, str(life["report"].draft_id)),
        *(life["report"].content_hash, daniyar.password),
    ]

    pages = [browser.get(address(model, "changelist")).content.decode()]
    for row in model._default_manager.all()[:20]:
        pages.append(browser.get(address(model, "change", row.pk)).content.decode())

    assert [secret for secret in secrets for page in pages if secret in page] == []


def test_held_and_refused_reports_are_the_moderators_alone(browser, life):
    page = browser.get(address(Report, "changelist"))
    single = browser.get(address(Report, "change", life["held"].pk))

    assert list(page.context["cl"].queryset) == [life["report"]]
    assert single.url == "/admin/"


def test_people_are_not_made_and_sides_not_changed_here(browser, daniyar):
    appointment = daniyar.appointment

    made = browser.post(address(User, "add"), {"email": "x@y.test"})
    page = browser.get(address(Appointment, "change", appointment.pk))
    browser.post(page.request["PATH_INFO"], values(page, side="moderator"))

    appointment.refresh_from_db()
    assert (made.status_code, appointment.side) == (403, "office")


def test_an_account_is_closed_and_its_address_stays(browser, daniyar):
    page = browser.get(address(User, "change", daniyar.pk))

    browser.post(
        page.request["PATH_INFO"], {"name": "Daniyar", "language": "kk", "email": "x@y.test"}
    )

    daniyar.refresh_from_db()
    assert (daniyar.is_active, daniyar.email) == (False, "daniyar@akimat.test")


def test_a_clerk_moves_to_another_office(browser, daniyar, office, other_office):
    page = browser.get(address(Appointment, "change", daniyar.appointment.pk))

    answer = browser.post(
        page.request["PATH_INFO"], values(page, **{"postings-0-office": other_office.pk})
    )

    assert answer.status_code == 302
    assert list(daniyar.appointment.offices.all()) == [other_office]


def test_a_stolen_second_factor_and_a_stray_link_are_taken_back(browser, daniyar, enrolled):
    enrolled(daniyar)
    stray = daniyar.invitations.create(token_hash="x", expires_at="2030-01-01T00:00Z")
    for row in (SecondFactor.objects.get(), stray):
        browser.post(address(type(row), "delete", row.pk), {"post": "yes"})

    assert (SecondFactor.objects.count(), Invitation.objects.count()) == (0, 0)


@pytest.mark.parametrize("words", ["aksu", "АҚСУ", "аксу", "433636100"])
def test_places_are_found_in_any_script(browser, aksu, words):
    page = browser.get(address(Place, "changelist"), {"q": words})

    assert aksu in page.context["cl"].queryset


@pytest.mark.parametrize("words", ["Аққұм", "akkum"])
def test_offices_are_found_by_their_place(browser, office, other_office, words):
    page = browser.get(address(type(office), "changelist"), {"q": words})

    assert list(page.context["cl"].queryset) == [other_office]


def test_the_names_of_places_are_those_of_the_classifier(browser, aksu):
    page = browser.get(address(Place, "change", aksu.pk))
    browser.post(
        address(Place, "change", aksu.pk),
        values(page) | {"name_kk": "Басқа", "name_ru": "Другое", "name_en": "Aqsu by the river"},
    )

    aksu.refresh_from_db()
    assert (aksu.name_kk, aksu.name_ru, aksu.name_en) == ("Ақсу", "Аксу", "Aqsu by the river")
    assert "Written here, the next edition would undo it." in page.content.decode()


def test_an_office_never_supervises_itself(browser, office):
    above = Office.objects.create(place=office.place, kind="district_department", name_kk="Бөлім")
    office.supervisor = above
    office.save()
    page = browser.get(address(Office, "change", above.pk))

    answer = browser.post(page.request["PATH_INFO"], values(page, supervisor=office.pk))

    above.refresh_from_db()
    assert "The office would be its own supervisor." in answer.content.decode()
    assert above.supervisor is None
