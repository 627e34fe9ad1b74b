"""Reports as pages tell them: in time order, each photo once, before, during and after."""

from datetime import timedelta

import pytest

from oversight.calendar import as_of, today
from reports import services, timeline
from reports.models import Photo, Reply, Report, Visibility
from reports.photos import uploads
from tests import factories


def seen(project, days_ago, stage, photos=1):
    report = factories.make_report(
        project, stage=stage, observed_on=today() - timedelta(days=days_ago)
    )
    for number in range(photos):
        uploads.add(report, [factories.picture(colour=(60 * number, 0, 0))], report.code)
    return report


def phases(project):
    gallery = timeline.gallery(timeline.photos_of(project))
    return [(str(phase.name), [photo.report for photo in phase.photos]) for phase in gallery.phases]


def test_photos_stand_in_time_order_and_name_their_while(project):
    after = seen(project, 1, "finished")
    before = seen(project, 90, "not_started")
    during = seen(project, 30, "under_way")
    factories.develop_all()

    assert phases(project) == [("Before", [before]), ("During", [during]), ("After", [after])]


def test_a_work_that_was_finished_and_is_dug_up_again_is_shown_as_it_went(project):
    finished = seen(project, 20, "finished")
    stopped = seen(project, 5, "stopped")
    factories.develop_all()

    assert phases(project) == [("After", [finished]), ("During", [stopped])]


def test_the_office_s_proof_is_how_it_is_after(project, daniyar):
    report = factories.make_stopped_report(project)
    claim = factories.make_claim(report, daniyar)
    factories.develop_all()

    gallery = timeline.gallery(timeline.photos_of(project))

    assert [str(phase.name) for phase in gallery.phases] == ["After"]
    assert gallery.phases[0].photos[0].reply == claim


def test_of_many_photos_the_first_and_the_newest_are_kept(project):
    reports = [seen(project, 100 - number, "under_way") for number in range(15)]
    factories.develop_all()

    gallery = timeline.gallery(timeline.photos_of(project))

    assert (gallery.shown, gallery.count) == (12, 15)
    assert [photo.report for photo in gallery.phases[0].photos] == reports[:4] + reports[-8:]


@pytest.mark.parametrize("fields", [{"state": "processing"}, {"visibility": Visibility.HIDDEN}])
def test_photos_that_are_not_public_are_in_no_gallery(project, fields):
    seen(project, 1, "under_way")
    factories.develop_all()
    Photo.objects.update(**fields)

    assert timeline.photos_of(project) == []


@pytest.mark.parametrize(
    "fields", [{"visibility": Visibility.HIDDEN}, {"public_on": None, "state": "held"}]
)
def test_photos_of_reports_that_are_not_public_are_in_no_gallery(project, fields):
    seen(project, 1, "under_way")
    factories.develop_all()
    Report.objects.update(**fields)

    assert timeline.photos_of(project) == []


def test_answers_and_verdicts_follow_in_the_order_in_which_they_were_said(project, daniyar):
    with as_of(today() - timedelta(days=20)):
        report = factories.make_stopped_report(project)
        first = factories.make_claim(report, daniyar)
        no = services.give_verdict(report, is_done=False)
    second = factories.make_claim(report, daniyar)
    yes = services.give_verdict(report, is_done=True)

    [told] = timeline.tell(timeline.of_thing(project), [])

    assert [word.reply or word.verdict for word in told.words] == [first, no, second, yes]
    assert told.verdict == yes


def test_each_photo_stands_with_what_it_belongs_to(project, daniyar):
    report = seen(project, 3, "stopped")
    factories.make_claim(report, daniyar)
    factories.develop_all()

    [told] = timeline.tell(timeline.of_thing(project), timeline.photos_of(project))

    assert [photo.report for photo in told.photos] == [report]
    assert [photo.reply for photo in told.words[0].photos] == [Reply.objects.get()]


def test_one_report_keeps_the_place_of_photos_that_cannot_be_seen(project):
    report = seen(project, 1, "under_way", photos=3)
    hidden, refused, _waiting = report.photos.all()
    Photo.objects.filter(pk=hidden.pk).update(visibility=Visibility.HIDDEN, state="ready")
    Photo.objects.filter(pk=refused.pk).update(state="refused")

    told = timeline.whole(Report.objects.for_lists().get())

    assert [(photo.number, photo.state) for photo in told.photos] == [
        (1, "ready"),
        (3, "processing"),
    ]


def test_cards_leave_out_what_was_taken_back(project):
    kept, gone = factories.make_report(project), factories.make_report(project)
    services.withdraw_report(gone)

    assert list(timeline.newest(Report.objects.all())) == [kept]


def test_pictured_reports_have_a_photo_that_can_be_seen(project):
    factories.make_report(project)
    with_photo = seen(project, 1, "under_way")
    factories.develop_all()

    assert timeline.pictured(Report.objects.all(), 4) == [with_photo]
