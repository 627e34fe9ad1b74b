"""The page of a work: planned, declared, observed side by side, and what is published about it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from oversight.calendar import today
from projects import services
from projects.models import Asking, Contract, FundingLine, Modification, Project, Supplier
from reports import services as reports
from tests import factories


def address(project):
    return reverse("project", args=[project.identifier])


def page_of(client, project):
    return client.get(address(project)).content.decode()


def make_contract(project, **fields):
    supplier = services.supplier_named("«Үлгі Құрылыс» ЖШС")
    return project.contracts.create(supplier=supplier, **fields)


def test_the_page_names_the_work_its_place_and_its_figures(client, project):
    make_contract(project, number="7")

    page = page_of(client, project)

    for part in ("Water pipe", "Aksu village", "186.4 million", "Oct. 1, 2027", "Үлгі Құрылыс"):
        assert part in page


def test_a_late_work_says_by_how_many_days_and_how_that_is_reckoned(client, aksu):
    project = factories.make_project(
        aksu, planned_start=date(2025, 1, 1), planned_end=today() - timedelta(days=47)
    )

    page = page_of(client, project)

    assert "47 days late" in page
    assert "It should have been finished 47 days ago." in page
    assert 'href="/en/about/#flag-late"' in page


def test_what_is_not_published_is_said_plainly(client, aksu):
    project = factories.make_project(aksu, budget_amount=None, planned_end=None, planned_start=None)

    page = page_of(client, project)

    # Budget, paid, end and contractor among the facts; three cells of the comparison besides.
    assert page.count('<span class="unknown">not published</span>') == 8
    assert "days late" not in page


def test_reports_photos_answers_and_verdicts_stand_together(client, project, daniyar):
    report = factories.make_stopped_report(project)
    factories.add_photo(report)
    factories.make_claim(report, daniyar, text="Құбыр жөнделді, су бар.")
    factories.develop_all()
    reports.give_verdict(report, is_done=False, text="Су әлі жоқ.")

    page = page_of(client, project)

    assert report.text in page
    assert "The office says: it is done." in page
    assert "Құбыр жөнделді, су бар." in page
    assert "The reporter says: it is not done." in page
    assert page.index("Құбыр жөнделді") < page.index("Су әлі жоқ.")
    assert "Photo of the office" in page


def test_what_is_not_public_is_on_no_page(client, project):
    held = factories.make_misuse_report(project, contact_email="aigul@example.test")
    shown = factories.make_report(project, contact_email="madiyar@example.test")

    page = page_of(client, project)

    assert shown.public_id in page
    for secret in (held.public_id, held.text, "example.test", shown.code, str(shown.draft_id)):
        assert secret not in page


def test_a_report_that_was_taken_back_leaves_its_place(client, project):
    report = factories.make_report(project)
    factories.add_photo(report)
    factories.develop_all()
    reports.withdraw_report(report)

    page = page_of(client, project)

    assert "The reporter took this report back." in page
    assert report.text not in page
    assert "thumb.jpg" not in page


def test_a_figure_that_moved_is_told_with_both_days(client, project):
    services.change_project(
        project,
        planned_end=date(2028, 3, 1),
        budget_amount=Decimal(200_000_000),
        source_url="https://www.gov.kz/news/1",
    )

    page = page_of(client, project)

    assert "The day to be finished by moved from" in page
    assert 'datetime="2027-10-01"' in page
    assert 'datetime="2028-03-01"' in page
    assert "The budget moved from" in page
    assert '<a href="https://www.gov.kz/news/1" rel="noopener nofollow">www.gov.kz</a>' in page


@pytest.mark.parametrize("field", ["status", "programme", "place", "answering_office"])
def test_every_official_change_has_its_sentence(client, project, aksu, other_office, field):
    values = {
        "status": "completion",
        "programme": factories.make_programme(),
        "place": aksu.parent,
        "answering_office": other_office,
    }

    services.change_project(project, **{field: values[field]})

    assert "Official figures that moved" in page_of(client, project)


def test_changes_of_contracts_money_and_steps_are_told_in_words(client, project):
    Project.objects.filter(pk=project.pk).update(added_on=today() - timedelta(days=9))
    project.refresh_from_db()
    supplier = services.supplier_named("«Үлгі Құрылыс» ЖШС")
    contract = services.add_line(Contract(project=project, supplier=supplier, number="7"))
    line = services.add_line(FundingLine(project=project, source="local"))
    services.change_line(contract, ends_on=date(2027, 5, 1))
    services.change_line(line, promised=Decimal(5_000_000))
    services.declare_progress(project, percent=40, on=today(), by="office")

    page = " ".join(page_of(client, project).split())

    assert "A contract was added: «Үлгі Құрылыс» ЖШС 7." in page
    assert "A source of money was added: local budget." in page
    assert "«Үлгі Құрылыс» ЖШС 7. Ends on:" in page
    assert "local budget. Promised:" in page
    assert "Declared done, %: " not in page


def test_the_source_is_a_name_and_never_a_script(client, aksu):
    good = factories.make_project(
        aksu, source_url="https://kzvesti.kz/a?b=1", source_date="2020-05"
    )
    bad = factories.make_project(aksu, source_url="javascript:alert(1)")

    assert '<a href="https://kzvesti.kz/a?b=1" rel="noopener nofollow">kzvesti.kz</a>' in page_of(
        client, good
    )
    assert 'href="javascript' not in page_of(client, bad)


def test_the_title_is_marked_with_its_language(client, aksu):
    project = factories.make_project(aksu, title_kk="", title_ru="Водопровод", title_en="")

    page = page_of(client, project)

    assert '<span lang="ru">Водопровод</span> <small class="soft">(in Russian)</small>' in page


def test_milestones_funding_and_parties_are_listed(client, project, dostyk):
    project.milestones.create(title_kk="Ор", title_ru="Ров", due_date=date(2026, 9, 1))
    project.funding.create(source="grant", giver="Қор", promised=500_000, paid=100_000)
    project.implementer = dostyk
    project.save()

    page = page_of(client, project)

    for part in ("Ор", "due on", "Grant", "Қор", "500 thousand", "paid in:", "Dostyk"):
        assert part in page


def test_words_of_residents_are_escaped(client, project):
    factories.make_report(project, text="<script>alert(1)</script> & жоқ")

    page = page_of(client, project)

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; жоқ" in page


def test_many_reports_make_pages(client, project):
    for _ in range(6):
        factories.make_report(project)

    first = client.get(address(project)).content.decode()

    assert first.count("timeline__report") == 5
    assert "Next page" in first


@pytest.mark.parametrize("cursor", ["x", "W10", "WzEsMixmYWxzZV0"])
def test_a_cursor_of_another_list_leads_to_the_first_reports(client, project, cursor):
    report = factories.make_report(project)

    response = client.get(address(project), {"cursor": cursor})

    assert response.status_code == 200
    assert report.public_id in response.content.decode()


def test_an_unknown_work_is_not_there(client, site):
    assert client.get("/en/projects/kz-none/").status_code == 404


def test_the_page_sets_no_cookie_and_takes_no_post(client, project):
    assert client.get(address(project)).cookies == {}
    assert client.post(address(project)).status_code == 405


def fill(project, author):
    """One more line of every kind that a work can have."""
    contract = make_contract(project)
    contract.modifications.create(changed_on=today(), new_value=7)
    contract.payments.create(paid_on=today(), amount=7)
    project.milestones.create(title_kk="Ор", title_ru="Ров")
    project.funding.create(source="local")
    project.declarations.create(percent=7, declared_on=today(), by="office")
    factories.make_document(project)
    services.change_project(project, budget_amount=project.budget_amount + 1)
    Asking.objects.create(
        project=project,
        figure="supplier",
        office=project.answering_office,
        asked_on=today(),
        answer_due_on=today(),
        state="published",
        closed_on=today(),
    )
    report = factories.make_stopped_report(project)
    factories.add_photo(report)
    factories.make_claim(report, author)
    reports.give_verdict(report, is_done=True)
    group = factories.make_group(project.place, slug=f"group-{report.pk}")
    report.joinings.create(
        project=project, group=group, author=author, made_project=False, joined_on=today()
    )


@pytest.mark.parametrize("count", [1, 3])
def test_a_work_asks_the_database_as_often_with_much_as_with_little(
    client, project, daniyar, django_assert_num_queries, count
):
    for _number in range(count):
        fill(project, daniyar)
    factories.develop_all()

    with django_assert_num_queries(10):
        response = client.get(address(project))

    page = response.content.decode()
    assert page.count('<p class="reply__reason">') == count
    assert page.count('<table class="paid">') == count
    assert page.count("Қабылдау актісі") == count


def test_a_work_in_use_asks_whether_it_works_today(client, aksu, office):
    project = factories.make_project(
        aksu, status=Project.Status.MAINTENANCE, operated_by="«Ауыл су» МКК"
    )

    page = page_of(client, project)
    form = client.get(reverse("report-project", args=[project.identifier])).content.decode()

    assert "It is in use and kept by: «Ауыл су» МКК." in page
    assert "Does it work today?" in page
    assert "Does it work today?" in form
    assert ">it works<" in form
    assert 'value="under_way"' not in form


def test_a_report_on_a_work_in_use_is_seen_and_flagged(client, aksu, office):
    project = factories.make_project(aksu, status=Project.Status.MAINTENANCE)

    factories.make_report(project, stage="finished_not_working", text="Су екі күннен бері жоқ.")

    project.refresh_from_db()
    assert project.observed_stage == "finished_not_working"
    assert "not_working" in [flag.code for flag in project.flags.all()]


def test_the_page_tells_contracts_payments_and_what_was_declared(client, project):
    supplier = Supplier.objects.create(name="«Үлгі Құрылыс» ЖШС", bin="123456789012")
    contract = services.add_line(
        Contract(project=project, supplier=supplier, number="7", contract_value=5_000_000)
    )
    services.add_line(
        Modification(
            contract=contract,
            changed_on=date(2026, 5, 1),
            rationale="Ұзындығы артты.",
            old_value=5_000_000,
            new_value=6_000_000,
        )
    )
    services.record_payment(contract, amount=Decimal(2_000_000), on=date(2026, 6, 1))
    for percent, day in ((20, date(2026, 4, 1)), (40, date(2026, 6, 1))):
        services.declare_progress(project, percent=percent, on=day, by="contractor")

    page = page_of(client, project)

    assert f'<a href="/en/suppliers/{supplier.pk}/">«Үлгі Құрылыс» ЖШС</a>' in page
    for part in ("BIN 123456789012", "contract 7", "Ұзындығы артты.", "6 million", "2 million"):
        assert part in page
    assert page.index("<strong>20%</strong>") < page.index("<strong>40%</strong>")
