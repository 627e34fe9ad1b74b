"""What becomes public becomes news once, in the order of the log, and without anybody's words."""

from datetime import timedelta

import pytest

from oversight import public_log
from oversight.calendar import today
from oversight.log import sealing
from oversight.models import Place
from projects import giving
from projects import services as register
from projects.budgets import keeping
from projects.machinery import keeping as machinery
from projects.models import Hire
from reports import services
from reports.following import news, subjects
from reports.groups import commitments, dossiers, gatherings, ties
from reports.models import GroupTie, News
from reports.removals import hiding
from tests import factories

Kind = News.Kind


def kinds():
    return list(News.objects.order_by("pk").values_list("kind", flat=True))


def test_nothing_is_news_before_the_log_has_numbered_it(project):
    factories.make_stopped_report(project)

    news.catch_up()

    assert kinds() == [Kind.ADDED]


def test_each_fact_is_news_once(project, daniyar):
    report = factories.make_stopped_report(project)
    factories.make_reply(report, daniyar)
    factories.make_claim(report, daniyar)
    services.give_verdict(report, is_done=False)

    factories.become_news()
    factories.become_news()

    told = [Kind.ADDED, Kind.REPORTED, Kind.ANSWERED, Kind.CLAIMED, Kind.DISPUTED]
    assert kinds() == told


def test_what_is_held_is_no_news_until_it_is_published(project, madina):
    report = factories.make_misuse_report(project)
    factories.become_news()
    before = kinds()

    services.publish_report(report, moderator=madina, reason="fits")
    factories.become_news()

    assert (before, kinds()) == ([Kind.ADDED], [Kind.ADDED, Kind.REPORTED])


def test_what_is_refused_is_never_news(project, madina):
    report = factories.make_misuse_report(project)
    services.refuse_report(report, moderator=madina, reason="insult")

    factories.become_news()

    assert kinds() == [Kind.ADDED]


def test_a_figure_that_moved_is_news_of_its_work(project):
    register.change_project(project, budget_amount=5)
    factories.become_news()

    moved = News.objects.get(kind=Kind.FIGURE)

    assert (moved.project, moved.seat) == (project, project.place.seat)


def test_a_budget_is_news_of_its_place_and_so_is_a_change_of_it(aksu):
    this_year = today().year
    budget = factories.make_budget(aksu.parent, year=this_year)
    factories.make_budget(aksu.parent, year=this_year - 2)  # history, not news
    budget.tax = 9_000_000
    keeping.change([keeping.Wish(budget)])

    factories.become_news()

    told = News.objects.order_by("pk")
    assert kinds() == [Kind.BUDGET, Kind.BUDGET_MOVED]
    assert {(news.place, news.url) for news in told} == {
        (aksu.parent, f"/en/budgets/{aksu.parent.code}/")
    }
    assert News.objects.of_place(aksu.parent.parent).count() == 2


def test_a_hiding_is_news_and_leads_to_the_work(project, madina):
    report = factories.make_stopped_report(project)
    hiding.hide_report(report, reason="private_data", by=madina)
    factories.become_news()

    hidden = News.objects.get(kind=Kind.HIDDEN)

    assert hidden.url == f"/en/projects/{project.identifier}/"


def test_a_group_is_told_of_by_what_it_says_and_of_its_grants(project, dostyk, aksu):
    factories.make_report(project, group=dostyk)
    factories.make_project(aksu, implementer=dostyk)
    factories.make_report(project)
    factories.become_news()

    told = News.objects.of_group(dostyk).values_list("kind", flat=True)

    assert sorted(told) == [Kind.ADDED, Kind.REPORTED]


@pytest.mark.parametrize(
    ("code", "count"), [("430000000", 1), ("433600000", 1), ("433633000", 0), ("433636100", 1)]
)
def test_a_place_means_everything_inside_it(project, other_office, code, count):
    factories.make_report(project)
    factories.become_news()

    place = Place.objects.get(code=code)

    assert News.objects.of_place(place).filter(kind=Kind.REPORTED).count() == count


def test_an_umbrella_means_its_members(aksu):
    umbrella = factories.make_programme("umbrella")
    factories.make_project(aksu, programme=factories.make_programme(umbrella=umbrella))
    news.catch_up()

    assert News.objects.of_programme(umbrella).count() == 1


def test_a_final_document_is_news_with_its_recommendations_and_answers(
    project, dostyk, daniyar, office
):
    sent = dossiers.send(factories.make_dossier(dostyk, factories.make_stopped_report(project)))
    asked = sent.recommendations.get()
    commitments.answer(asked, author=daniyar, answer="will", text="Көмеміз.", language="kk")
    factories.become_news()

    told = News.objects.filter(dossier=sent, project=None).order_by("pk")

    assert [one.kind for one in told] == [Kind.DOCUMENT, Kind.RECOMMENDED, Kind.ANSWERED]
    assert {one.group for one in told} == {dostyk}
    assert {one.url for one in told} == {f"/en/dossiers/{sent.public_id}/"}
    assert told[0].title == "Final document of public control"


def test_who_follows_a_work_hears_that_a_final_document_names_it(project, dostyk):
    first, second = (factories.make_stopped_report(project) for _twice in range(2))
    draft = factories.make_dossier(dostyk, first)
    draft.reports.add(second)
    dossiers.send(draft)
    factories.become_news()

    cited = News.objects.get(kind=Kind.CITED)

    assert (cited.project, cited.title) == (project, project.title)
    assert cited.url == f"/en/dossiers/{draft.public_id}/"
    assert cited not in News.objects.of_group(dostyk)


def test_a_draft_is_no_news(project, dostyk):
    factories.make_dossier(dostyk, factories.make_stopped_report(project))
    factories.become_news()

    assert not News.objects.exclude(dossier=None).exists()


def test_a_gathering_is_news_from_its_announcement_to_what_residents_dispute(dostyk, office):
    held = factories.make_gathering(dostyk, minutes="Келістік.", attended=40)
    decided = gatherings.decide(held, office=office, text="Жолды тазалау.")
    gatherings.keep_minutes(held)
    commitments.dispute(decided)
    factories.become_news()

    told = list(News.objects.filter(gathering=held).order_by("pk"))

    expected = [Kind.GATHERING, Kind.MINUTES, Kind.DECIDED, Kind.NOT_DECIDED]
    assert [one.kind for one in told] == expected
    assert {one.url for one in told} == {f"/en/gatherings/{held.public_id}/"}
    assert told[0].title.startswith("Gathering of residents, ")


def test_a_promise_is_news_and_so_is_what_became_of_it(aksu):
    pledge = factories.make_pledge(aksu)
    giving.say(pledge, came=False)
    giving.say(pledge, came=True)
    giving.change(pledge, paid_on=pledge.promised_on)
    factories.become_news()

    told = list(News.objects.filter(pledge=pledge).order_by("pk"))

    assert [one.kind for one in told] == [Kind.PLEDGED, Kind.NOT_CAME, Kind.CAME, Kind.PLEDGE]
    assert told[0].title == "What «Ақсу Астық» ЖШС promised"
    assert told[0].url == f"/en/pledges/{pledge.public_id}/"
    assert News.objects.of_place(aksu).count() == 4


def test_a_tie_is_news_of_the_group(dostyk, office):
    tie = ties.declare(GroupTie(group=dostyk, kind="office", office=office))
    ties.end(tie)
    factories.become_news()

    told = list(News.objects.of_group(dostyk).order_by("pk"))

    assert [one.kind for one in told] == [Kind.TIED, Kind.UNTIED]
    assert (told[0].title, told[0].url) == (dostyk.name, "/en/groups/dostyk/")


def test_a_long_log_is_read_in_batches(project, monkeypatch):
    monkeypatch.setattr(news, "BATCH", 2)
    for _number in range(5):
        factories.make_report(project)
    factories.make_misuse_report(project)
    sealing.seal(at_once=True)

    assert news.catch_up() == 6
    assert list(News.objects.order_by("pk").values_list("entry", flat=True)) == [None, *range(1, 6)]


def test_every_kind_of_entry_is_told_or_knowingly_left_out():
    assert public_log.KINDS == news.TOLD | news.UNTOLD


def test_old_news_goes_and_young_news_stays(project):
    factories.make_report(project)
    factories.become_news()
    report = News.objects.get(kind=Kind.REPORTED)

    news.sweep(report.day + news.KEPT)
    kept = News.objects.count()
    news.sweep(report.day + 2 * news.KEPT)

    assert (kept, News.objects.count()) == (2, 0)


def test_whoever_follows_a_place_hears_of_its_machines(aksu, office):
    machine = factories.make_machine(aksu)
    held = factories.hold(machine, today() - timedelta(days=90))
    hire = Hire(holding=held, paid_by="Ақсу", paid_on=today(), amount=150_000)
    machinery.pay(hire)
    machinery.change(held, rent=90_000)
    report = factories.see(machine, "refused_us")
    factories.become_news()

    told = list(News.objects.of_place(aksu).order_by("pk"))

    expected = [Kind.MACHINE, Kind.HELD, Kind.HIRED, Kind.FIGURE, Kind.REPORTED]
    assert [one.kind for one in told] == expected
    assert {one.title for one in told} == {machine.title}
    assert list(subjects.find("machine", machine.public_id).news.order_by("pk")) == told
    assert told[0].url == f"/en/machines/{machine.public_id}/"
    assert told[-1].url == f"/en/reports/{report.public_id}/"
