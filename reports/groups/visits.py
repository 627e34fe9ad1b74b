"""A group visits a site: it files what it saw, and settles the office's claim where it may."""

from django.db import transaction

from oversight import jobs, public_log
from oversight.public_log import Part
from reports import services
from reports.groups import ties
from reports.models import Report, Visit
from reports.workflow import Role, State

# What a finding can change: a claim either way, what closed by itself only back.
_DECIDES = {
    State.CLAIMED: (Visit.Finding.YES, Visit.Finding.NO),
    State.CLOSED_UNOPPOSED: (Visit.Finding.NO,),
}


class Tied(Exception):
    """The group may not decide here; the message says why in one sentence."""


def asks_for_finding(about: Report | None) -> bool:
    """Whether a visit to this report says if the office's claim is true."""
    return about is not None and about.state in _DECIDES


@transaction.atomic
def record(visit: Visit) -> Visit:
    """Keep how a visit was done, beside the report that it filed; once, however often it is sent.

    Raises Tied when it would settle a claim where the group has a tie.
    """
    known = Visit.objects.filter(report=visit.report).first()
    if known:
        return known
    if visit.about:
        # As it stands now: the reporter may have spoken meanwhile.
        visit.about = Report.objects.select_for_update().get(pk=visit.about_id)
    decides = asks_for_finding(visit.about) and visit.finding in _DECIDES[visit.about.state]
    if decides:
        refusal = ties.why_not(visit.group, visit.about)
        if refusal:
            raise Tied(refusal)
    visit.save()
    _log(visit)
    if decides:
        _settle(visit)
    return visit


def _settle(visit: Visit) -> None:
    """Say yes or no to the claim, and tell the reporter, who may see it otherwise."""
    is_done = visit.finding == Visit.Finding.YES
    visit.verdict = services.give_verdict(visit.about, is_done=is_done, group=visit.group)
    visit.save(update_fields=["verdict"])
    if visit.about.contact_email:
        jobs.put("tell_visit", visit.pk)


def _log(visit: Visit) -> None:
    public_log.append(
        "note.operator",
        visit.public_id,
        role=Role.GROUP,
        ref=visit.report.public_id,
        reason="site_visit",
        state="held" if visit.report.state == State.HELD else "",
        parts=[Part(name, value.encode()) for name, value in values(visit).items() if value],
    )


def values(visit: Visit) -> dict[str, str]:
    """What the log commits to of a visit, by name."""
    return {
        "people": str(visit.people),
        "methods": " ".join(visit.methods),
        "access": visit.access,
        "information": visit.information,
        "about": visit.about.public_id if visit.about else "",
        "finding": visit.finding,
    }
