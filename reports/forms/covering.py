"""Forms by which a moderator covers passages of a report's words, and shows them again."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports import covering
from reports.forms.dashed import BLANK
from reports.forms.desk import DecisionForm
from reports.masking import LIFT_REASONS, MASK_REASONS
from reports.models import Decision, Report

_RULES = [BLANK, *((reason.value, reason.label) for reason in MASK_REASONS)]


class PassagesField(forms.CharField):
    """Passages of a text, each on a line of its own; cleans to their list."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: str) -> list[str]:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class _Covers(forms.Form):
    """What is to be covered, and by which written rule."""

    passages = PassagesField(
        label=gettext_lazy("Words to be covered, exactly as they stand"),
        help_text=gettext_lazy(
            "Each passage on a line of its own. The author reads what was covered."
        ),
        max_length=4000,
    )
    rule = forms.ChoiceField(label=gettext_lazy("Rule by which they are covered"), choices=_RULES)

    def __init__(self, *args: object, report: Report, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.report = report

    def clean_passages(self) -> list[str]:
        passages = self.cleaned_data["passages"]
        for one in covering.unsaid(self.report.text, passages):
            raise forms.ValidationError(_("The report does not say: %(words)s") % {"words": one})
        return passages


class CoverForm(_Covers):
    """Cover passages of a public report."""


class HeldForm(DecisionForm, _Covers):
    """A decision on a held report, which may be published with a part of its words covered."""

    field_order = ["action", "reason", "note", "passages", "rule"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passages"].required = self.fields["rule"].required = False

    def clean(self) -> dict[str, object]:
        said = super().clean()
        if said.get("passages"):
            if said.get("action") == Decision.Action.REFUSE:
                self.add_error(
                    "passages", _("Only in a report that is published, words are covered.")
                )
            if not said.get("rule"):
                self.add_error("rule", _("Name the rule by which the words are covered."))
        elif said.get("rule") and "passages" not in self.errors:
            self.add_error("passages", _("Say which words are to be covered."))
        return said


class UncoverForm(forms.Form):
    """Show all covered words of a report again."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why it is shown again"),
        choices=[(reason.value, reason.label) for reason in LIFT_REASONS],
    )
