"""What is asked of Open311: which requests, or a new one, as fields of a form or an address."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from oversight.calendar import ZONE_OFFSET, today
from reports import open311

PERIOD = timedelta(days=90)  # where nobody says since when
SUBJECTS = ("project", "machine")
MOST = 1000
USUAL = 200


class Together(forms.TextInput):
    """What an address says several times, with commas between."""

    def value_from_datadict(self, data: QueryDict, files: Mapping[str, object], name: str) -> str:
        return ",".join(data.getlist(name))


class CodesField(forms.CharField):
    """Codes with commas between them, said once or several times."""

    widget = Together

    def to_python(self, value: object) -> list[str]:
        words = str(super().to_python(value) or "")
        return [code.strip() for code in words.split(",") if code.strip()]


class MomentField(forms.Field):
    """A moment of W3C, of which only the day in Kazakhstan counts."""

    default_error_messages = {"invalid": _("This is no moment such as 2026-11-23T00:00:00Z.")}

    def to_python(self, value: object) -> date | None:
        text = str(value or "").strip().replace(" ", "+")
        if not text:
            return None
        try:
            moment = datetime.fromisoformat(text)
            here = timezone(ZONE_OFFSET)
            return (moment.astimezone(here) if moment.tzinfo else moment).date()
        except (ValueError, OverflowError):
            raise forms.ValidationError(self.error_messages["invalid"]) from None


class WantedForm(forms.Form):
    """Which service requests are wanted."""

    service_request_id = CodesField(required=False, max_length=2000)
    service_code = CodesField(required=False, max_length=300)
    start_date = MomentField(required=False)
    end_date = MomentField(required=False)
    status = CodesField(required=False, max_length=40)
    page = forms.IntegerField(required=False, min_value=1, max_value=1000)
    page_size = forms.IntegerField(required=False, min_value=1, max_value=MOST)

    def clean_status(self) -> list[str]:
        wanted = self.cleaned_data["status"]
        if not {*wanted} <= {"open", "closed"}:
            raise forms.ValidationError(_("A status is open or closed."))
        return wanted

    def period(self) -> tuple[date, date]:
        """From the first to the last day: ninety days where not both are said."""
        start, end = self.cleaned_data["start_date"], self.cleaned_data["end_date"]
        if start and not end:
            end = max(start, min(today(), _later(start)))
        end = end or today()
        return start or _earlier(end), end


def _later(day: date) -> date:
    return day + PERIOD if date.max - day > PERIOD else date.max


def _earlier(day: date) -> date:
    return day - PERIOD if day - date.min > PERIOD else date.min


class NewRequestForm(forms.Form):
    """A new request; where it is says an attribute, an address id (KATO) or a position."""

    service_code = forms.CharField(
        max_length=40, error_messages={"required": _("service_code was not provided")}
    )
    lat = forms.FloatField(required=False, min_value=-90, max_value=90)
    long = forms.FloatField(required=False, min_value=-180, max_value=180)
    address_id = forms.CharField(required=False, max_length=9)
    description = forms.CharField(required=False, max_length=20_000)
    email = forms.CharField(required=False, max_length=254)

    def clean_service_code(self) -> str:
        code = self.cleaned_data["service_code"]
        if code not in open311.SERVICES:
            raise forms.ValidationError(_("service_code provided was not found"), code="unknown")
        return code

    def as_filing(self, code: str, place: str) -> dict[str, object]:
        """The same as the API takes it. With one `draft_id`, what is sent twice is filed once."""
        said, service = self.cleaned_data, open311.SERVICES[self.cleaned_data["service_code"]]
        stage = service.stage or self._attribute("stage")
        about = {name: key for name in SUBJECTS if (key := self._attribute(name))}
        filing = {
            "draft_id": self._attribute("draft_id") or str(uuid4()),
            "receipt_code": code,
            "kind": service.kind,
            "text": said["description"],
            "language": self._attribute("language") or "kk",
            "contact_email": said["email"],
        }
        filing |= {"stage": stage} if stage else {}
        filing |= about or {"place": place}
        observed = self._attribute("observed_on")
        return filing | ({"observed_on": observed[:10]} if observed else {})

    @property
    def receipt_code(self) -> str:
        """The code that the sender made, if it made one."""
        return self._attribute("receipt_code")

    def place_said(self) -> str:
        return self._attribute("place") or self.cleaned_data["address_id"]

    @property
    def names_subject(self) -> bool:
        """Whether it says which work or machine it is about."""
        return any(map(self._attribute, SUBJECTS))

    @property
    def position(self) -> tuple[float, float] | None:
        here = self.cleaned_data["lat"], self.cleaned_data["long"]
        return None if None in here else here

    def _attribute(self, name: str) -> str:
        return str(self.data.get(f"attribute[{name}]", "")).strip()
