"""Summary columns agree with the rows they sum up."""

from oversight.models import Place
from projects.models import Project
from reports import services, summaries
from tests import factories


def test_a_living_register_needs_no_rebuilding(project, aksu, daniyar, madina):
    claimed = factories.make_stopped_report(project)
    factories.make_claim(claimed, daniyar)
    services.give_verdict(claimed, is_done=True)
    services.publish_report(factories.make_misuse_report(project), moderator=madina, reason="fits")
    services.withdraw_report(factories.make_stopped_report(project))
    factories.make_misuse_report(project)
    factories.make_report(place=aksu)

    assert summaries.rebuild() == []


def test_what_does_not_agree_is_named_and_mended(project, aksu):
    factories.make_report(project)
    Project.objects.update(report_count=7)
    Place.objects.filter(pk=aksu.pk).update(report_count=7)

    wrong = summaries.rebuild()

    assert wrong == ["project kz-aksu-water", "place 433636100"]
    assert summaries.rebuild() == []
