"""What a firm that a report names says in a form, and what a moderator says to it."""

from datetime import date
from uuid import uuid4

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from oversight.calendar import today
from projects.models import Supplier
from reports.forms.casework import PublicWords
from reports.forms.dashed import BLANK
from reports.forms.fields import TextField
from reports.models import Report, StatementRequest
from reports.models.report import LANGUAGES

Reason = StatementRequest.Reason


class FirmForm(PublicWords):
    """A firm's own words, from whoever speaks for it."""

    draft_id = forms.UUIDField(widget=forms.HiddenInput)
    firm = forms.CharField(label=_("Name of the firm"), max_length=200)
    bin = forms.CharField(
        label=_("BIN"),
        help_text=_("Twelve digits; empty if the firm has none."),
        required=False,
        validators=[RegexValidator(r"^\d{12}$", _("The BIN has twelve digits."))],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 12}),
    )
    text = TextField(
        label=_("What the firm says to it"),
        help_text=_(
            "Everybody will read it beside the report, word for word: what was done, when, and "
            "why. No names of residents."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        min_length=30,
        max_length=4000,
    )
    contact_name = forms.CharField(
        label=_("Who writes, and their post"),
        help_text=_("Only the moderators read this and what follows."),
        max_length=200,
    )
    contact_email = forms.EmailField(
        label=_("E-mail of the firm"), help_text=_("The decision comes here.")
    )
    contact_phone = forms.CharField(
        label=_("Telephone of the firm"),
        help_text=_("So that a moderator can ask whether the firm wrote this."),
        max_length=40,
    )
    field_order = [
        *("draft_id", "firm", "bin", "text", "is_checked"),
        *("contact_name", "contact_email", "contact_phone"),
    ]

    @classmethod
    def fresh(cls, report: Report) -> "FirmForm":
        """An empty form; a work's one contractor need not write its name."""
        known = Supplier.objects.filter(contracts__project=report.project_id).distinct()[:2]
        named = {"firm": known[0].name, "bin": known[0].bin} if len(known) == 1 else {}
        return cls(initial={"draft_id": uuid4(), **named})

    def request(self, report: Report) -> StatementRequest:
        """What was sent, checked and not saved yet."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "is_checked"}
        return StatementRequest(report=report, language=get_language() or "kk", **said)


class FirmDecisionForm(forms.Form):
    """Show it as it came, or say why not."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("show", _("Show it beside the report")), ("refuse", _("Do not show it"))],
        widget=forms.RadioSelect,
    )
    is_confirmed = forms.BooleanField(
        label=_("I reached the firm in a way I found myself, and it says that it wrote this."),
        required=False,
    )
    reason = forms.ChoiceField(
        label=_("If not: why"), choices=[BLANK, *Reason.choices], required=False
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        shows = cleaned.get("decision") == "show"
        if shows and not cleaned.get("is_confirmed"):
            self.add_error("is_confirmed", _("Ask the firm first: anybody can write in its name."))
        if cleaned.get("decision") == "refuse" and not cleaned.get("reason"):
            self.add_error("reason", _("Say why: the firm is told."))
        return cleaned


class StatementForm(PublicWords):
    """What a firm wrote to the moderators about a report that names it."""

    firm = forms.CharField(label=_("Name of the firm"), max_length=200)
    received_on = forms.DateField(
        label=_("You received it on"), widget=forms.DateInput(attrs={"type": "date"})
    )
    language = forms.ChoiceField(label=_("Language of the statement"), choices=LANGUAGES)
    text = forms.CharField(
        label=_("The firm's own words"),
        widget=forms.Textarea(attrs={"rows": 6}),
        min_length=10,
        max_length=4000,
    )
    field_order = ["firm", "received_on", "language", "text", "is_checked"]

    def clean_received_on(self) -> date:
        received_on = self.cleaned_data["received_on"]
        if received_on > today():
            raise forms.ValidationError(_("This day is still to come."))
        return received_on
