"""Pictures that came before: noticed by their hashes, told to moderators, deciding nothing."""

import pytest

from reports.models import Likeness, Visibility
from reports.photos import likeness, uploads
from reports.removals import erasure
from tests import factories
from tests.reports.pictures import saved, scene

HASH = "00ff00ff00ff00ff"


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (HASH, [(0, 1)]),
        ("00ff00ff00ff0000", [(8, 1)]),
        ("00ff00ff00ff0100", []),
        ("", []),
    ],
)
def test_eight_bits_apart_is_the_same_picture_and_nine_are_not(other, found):
    assert likeness.neighbours(HASH, [(1, other)]) == found


@pytest.mark.parametrize("plain", ["0" * 16, "f" * 16, "0000000000000007"])
def test_a_wall_is_like_nothing(plain):
    assert likeness.neighbours(plain, [(1, plain)]) == []


def test_the_nearest_five_are_told():
    known = [(key, f"{int(HASH, 16) ^ (2**key - 1):016x}") for key in range(7, -1, -1)]

    assert likeness.neighbours(HASH, known) == [(n, n) for n in range(5)]


def photographed(report, picture):
    """The report's photo, developed."""
    photo = uploads.add(report, [picture], report.code)
    factories.develop_all()
    return photo


@pytest.mark.row(47)
def test_the_same_photo_in_another_report_is_taken_and_noticed(project):
    first = photographed(factories.make_report(project), saved(scene(1200, 900)))

    again = photographed(
        factories.make_report(project), saved(scene(1200, 900).resize((320, 240)), quality=30)
    )

    pair = Likeness.objects.get()
    again.refresh_from_db()
    assert (pair.photo, pair.other, again.state) == (again, first, "ready")


def test_two_shots_in_one_report_are_no_hint(project):
    report = factories.make_report(project)

    photographed(report, saved(scene()))
    photographed(report, saved(scene(), quality=60))

    assert Likeness.objects.count() == 0


def test_madina_sees_which_picture_came_before(signed_in, madina, project):
    first = factories.make_report(project)
    photographed(first, saved(scene()))
    held = factories.make_misuse_report(project)
    photographed(held, saved(scene(), quality=60))

    page = signed_in(madina).get(f"/moderation/reports/{held.public_id}/").content.decode()

    assert f"/reports/{first.public_id}/" in page
    assert page.count("data:image/jpeg;base64,") == 2


def test_an_erased_photo_is_like_nothing_any_more(project):
    first = factories.make_report(project)
    photographed(first, saved(scene()))
    photographed(factories.make_report(project), saved(scene(), quality=60))

    erasure.erase_own(first)

    assert Likeness.objects.count() == 0


def test_a_hidden_neighbour_is_not_shown(signed_in, madina, project):
    first = photographed(factories.make_report(project), saved(scene()))
    held = factories.make_misuse_report(project)
    photographed(held, saved(scene(), quality=60))
    type(first).objects.filter(pk=first.pk).update(visibility=Visibility.HIDDEN)

    page = signed_in(madina).get(f"/moderation/reports/{held.public_id}/").content.decode()

    assert page.count("data:image/jpeg;base64,") == 1
