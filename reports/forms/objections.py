"""What a reader objects to in a public report, and what a moderator says to it."""

from uuid import uuid4

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from reports.forms.dashed import BLANK
from reports.forms.fields import TextField
from reports.forms.removals import HidingForm
from reports.models import Objection, Removal, Report

STAY, SETTLE = "stay", "settle"
_REASONS = [(reason.value, reason.label) for reason in Removal.HIDING]


class ObjectionForm(forms.Form):
    """One of the written rules, and a few words for the moderator."""

    draft_id = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=_("Which rule does it break?"), choices=_REASONS, widget=forms.RadioSelect
    )
    words = TextField(
        label=_("What exactly"),
        help_text=_("Only moderators read this. Do not write who you are."),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
        max_length=500,
        required=False,
    )

    @classmethod
    def fresh(cls) -> "ObjectionForm":
        return cls(initial={"draft_id": uuid4()})

    def objection(self, report: Report) -> Objection:
        """What was sent, checked and not saved yet."""
        return Objection(report=report, language=get_language() or "kk", **self.cleaned_data)


class ObjectionsDecisionForm(HidingForm):
    """Once for all that wait on a report: it stays, or a part of it is hidden by a rule."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ["seen", "action", "part", "reason"]

    def __init__(
        self, *args: object, report: Report, is_hidden_in_part: bool, **kwargs: object
    ) -> None:
        super().__init__(*args, report=report, **kwargs)
        action, reason = self.fields["action"], self.fields["reason"]
        action.label = _("Decision")
        action.choices = [
            (STAY, _("The report stays as it is")),
            (Removal.Action.HIDE, _("Hide it, or a part of it")),
            *([(SETTLE, _("What they mean is hidden or covered by now"))] * is_hidden_in_part),
        ]
        self.fields["part"].label = _("If hidden: what")
        reason.label, reason.required = _("If hidden: why"), False
        reason.choices = [BLANK, *_REASONS]

    def clean_reason(self) -> str:
        """Only what is hidden now needs one."""
        is_hiding = self.cleaned_data.get("action") == Removal.Action.HIDE
        return self.cleaned_data["reason"] if is_hiding else ""

    def clean(self) -> dict[str, object]:
        said = super().clean()
        if said.get("action") == Removal.Action.HIDE and not said.get("reason"):
            self.add_error("reason", _("Say by which rule: the reason is public."))
        return said
