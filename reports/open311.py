"""Reports in the words of Open311 GeoReport v2: what can be reported, and what became of it.

Source: wiki.open311.org/GeoReport_v2. A service is what a resident sees there, or that something is
wrong; days are told as midnights at UTC+5, since no moment is kept.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oversight.calendar import midnight
from projects.models.stage import OF_WORK, Stage
from reports.models import Kind, Photo, Report
from reports.models.report import LANGUAGES
from reports.workflow import State

Words = dict[str, object]

MISUSE = Kind.MISUSE.value
CLOSED = (State.RESOLVED, State.CLOSED_UNOPPOSED, State.WITHDRAWN)
PROGRESS_GROUP = gettext_lazy("Progress of a public work")
MACHINE_GROUP = gettext_lazy("Use of a public machine")
MISUSE_GROUP = gettext_lazy("Something is wrong with a public work")


@dataclass(frozen=True)
class Service:
    """One thing that can be reported."""

    code: str
    name: str | Promise
    description: str | Promise
    group: str | Promise
    keywords: str

    @property
    def kind(self) -> str:
        return MISUSE if self.code == MISUSE else Kind.PROGRESS.value

    @property
    def stage(self) -> str:
        """What stands there; a report that something is wrong says it by an attribute."""
        return "" if self.code == MISUSE else self.code


_ABOUT = {
    Stage.NOT_STARTED: gettext_lazy("Nothing has been begun at the place of a public work."),
    Stage.UNDER_WAY: gettext_lazy("People or machines are at work."),
    Stage.STOPPED: gettext_lazy("It was begun, and nobody works there any more."),
    Stage.FINISHED: gettext_lazy("It is finished and works."),
    Stage.FINISHED_NOT_WORKING: gettext_lazy("It is said to be finished, and it does not work."),
    Stage.SERVES_VILLAGE: gettext_lazy("A public machine works for the village."),
    Stage.WORKS_ELSEWHERE: gettext_lazy("A public machine works on a private field or site."),
    Stage.REFUSED_US: gettext_lazy("Its holder refused a public machine to the village."),
    Stage.STANDS_IDLE: gettext_lazy("A public machine stands, and nobody uses it."),
    Stage.BROKEN_DOWN: gettext_lazy("A public machine is broken."),
    Stage.CANNOT_TELL: gettext_lazy("Something about the work that fits none of these."),
}
SERVICES = {
    stage.value: Service(
        *(stage.value, stage.label, _ABOUT[stage]),
        *((PROGRESS_GROUP, "progress") if stage in OF_WORK else (MACHINE_GROUP, "machine")),
    )
    for stage in Stage
} | {
    MISUSE: Service(
        MISUSE,
        Kind.MISUSE.label,
        gettext_lazy("Money, material or machines go elsewhere. A moderator reads it first."),
        MISUSE_GROUP,
        "misuse,money",
    )
}


def service_of(report: Report) -> Service:
    return SERVICES[MISUSE if report.kind == MISUSE else report.stage]


def to_service(service: Service) -> Words:
    return {
        "service_code": service.code,
        "service_name": str(service.name),
        "description": str(service.description),
        "metadata": True,
        "type": "realtime",
        "keywords": service.keywords,
        "group": str(service.group),
    }


def to_definition(service: Service) -> Words:
    """What may be said besides the words: which work, which place, on which day it was seen."""
    attributes = [
        _attribute("project", "string", _("Identifier of the work in the register")),
        _attribute("machine", "string", _("Id of the public machine, where it is about one")),
        _attribute("place", "string", _("Code of the place (KATO), where the work is not listed")),
        _attribute("observed_on", "datetime", _("Day on which it was seen")),
        _attribute("language", "singlevaluelist", _("Language of the words"), _languages()),
    ]
    attributes += [
        _attribute("draft_id", "string", _("A UUID made by the sender: sent twice, filed once")),
        _attribute("receipt_code", "string", _("A receipt code made by the sender")),
    ]
    if service.code == MISUSE:
        stages = [{"key": stage.value, "name": str(stage.label)} for stage in Stage]
        attributes.append(_attribute("stage", "singlevaluelist", _("What stands there"), stages))
    numbered = [row | {"order": number} for number, row in enumerate(attributes, 1)]
    return {"service_code": service.code, "attributes": numbered}


def _attribute(code: str, kind: str, description: str, values: list[Words] | None = None) -> Words:
    return {
        "variable": True,
        "code": code,
        "datatype": kind,
        "required": False,
        "datatype_description": "",
        "order": 0,
        "description": description,
        "values": values or [],
    }


def _languages() -> list[Words]:
    return [{"key": code, "name": name} for code, name in LANGUAGES]


def to_service_request(report: Report) -> Words:
    """A public report. Nothing of who filed it is known, so nothing of it is told."""
    service, (latitude, longitude) = service_of(report), _point(report)
    replies = list(report.replies.all())
    return {
        "service_request_id": report.public_id,
        "status": "closed" if report.state in CLOSED else "open",
        "status_notes": replies[-1].text if replies else str(report.get_state_display()),
        "service_name": str(service.name),
        "service_code": service.code,
        "description": report.text,
        "agency_responsible": report.office.name if report.office else "",
        "service_notice": "",
        "requested_datetime": _moment(report.filed_on),
        "updated_datetime": _moment(_updated_on(report)),
        "expected_datetime": _moment(report.answer_due_on),
        "address": _address(report),
        "address_id": report.place.code,
        "zipcode": "",
        "lat": latitude,
        "long": longitude,
        "media_url": _picture(report),
    }


def _updated_on(report: Report) -> date:
    days = (report.public_on, report.answered_on, report.claimed_on, report.decided_on)
    replied = (reply.corrected_on or reply.replied_on for reply in report.replies.all())
    return max(day for day in (*days, report.withdrawn_on, *replied) if day)


def _moment(day: date | None) -> str:
    return midnight(day).isoformat() if day else ""


def _point(report: Report) -> tuple[float | None, float | None]:
    for subject in (report.project, report.place):
        if subject and subject.latitude is not None:
            return float(subject.latitude), float(subject.longitude)
    return None, None


def _address(report: Report) -> str:
    parts = [report.thing.title] if report.thing else []
    return ", ".join([*parts, report.place.spoken])


def _picture(report: Report) -> str:
    photos: list[Photo] = [photo for photo in report.photos.all() if photo.is_ready]
    return settings.SITE_URL + photos[0].large_url if photos else ""


def of_services(reports: QuerySet[Report], codes: list[str]) -> QuerySet[Report]:
    """Reports of these services; codes that nobody knows find nothing."""
    stages = [code for code in codes if code != MISUSE]
    found = reports.filter(kind=Kind.PROGRESS, stage__in=stages)
    return found | reports.filter(kind=MISUSE) if MISUSE in codes else found
