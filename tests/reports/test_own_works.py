"""The first screen: an office's word on its works repairs the register in public."""

import pytest

from projects.models import FigureChange
from reports.models import WorkCheck
from tests import factories

WORKS = "/desk/works/"


@pytest.fixture
def say(signed_in, daniyar, project):
    browser = signed_in(daniyar)

    def say(word, other=None):
        sent = {"work": project.identifier, "word": word, "other": other.pk if other else ""}
        response = browser.post(WORKS, sent)
        project.refresh_from_db()
        return response

    return say


def waiting(browser):
    return [work for work, _form in browser.get(WORKS).context["rows"]]


def test_the_first_screen_lists_works_without_a_word(signed_in, daniyar, serik, project):
    assert waiting(signed_in(daniyar)) == [project]
    assert waiting(signed_in(serik)) == []


def test_ours_changes_nothing_and_is_asked_once(signed_in, daniyar, say, project):
    say("ours")

    assert waiting(signed_in(daniyar)) == []
    assert FigureChange.objects.count() == 0


def test_who_ordered_it_stands_in_the_register_as_a_dated_change(
    say, project, district_office, logged
):
    say("ordered_by", district_office)

    change = FigureChange.objects.get()
    assert project.customer == district_office
    assert (change.field, change.new) == ("customer", str(district_office.pk))
    assert logged()[-1] == ("figure.changed", "office")


def test_not_ours_hands_the_work_to_whose_it_is(say, signed_in, serik, project, other_office):
    say("not_ours", other_office)

    assert project.answering_office == other_office
    assert waiting(signed_in(serik)) == [project]


@pytest.mark.parametrize("word", ["not_ours", "ordered_by", "", "nonsense"])
def test_a_word_without_the_other_office_is_none(say, project, office, word):
    say(word)

    assert project.answering_office == office
    assert WorkCheck.objects.count() == 0


def test_an_office_far_away_cannot_be_named(say, project, office):
    far = factories.make_place("110000000", "region", "Ақмола", "Акмолинская")

    say("not_ours", factories.make_office(far, kind="region_akim"))

    assert project.answering_office == office


def test_serik_has_no_word_on_works_of_others(signed_in, serik, project):
    response = signed_in(serik).post(WORKS, {"work": project.identifier, "word": "ours"})

    assert response.status_code == 404
    assert WorkCheck.objects.count() == 0
