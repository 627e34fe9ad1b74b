"""What an office asks for besides answering, and what moderators do with words."""

from datetime import date

from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from oversight.calendar import today
from oversight.models import Office
from reports import casework, checks, masking, wordings
from reports.forms.dashed import BLANK
from reports.forms.office import offer
from reports.models import (
    ClockRule,
    Decision,
    DueChange,
    Question,
    Reply,
    ReplyTemplate,
    Report,
)
from reports.models.report import LANGUAGES

NOTICED = {
    "iin": gettext_lazy("an identity number"),
    "card": gettext_lazy("the number of a bank card"),
    "phone": gettext_lazy("a telephone number"),
    "email": gettext_lazy("an e-mail address"),
    "plate": gettext_lazy("a number plate"),
    "link": gettext_lazy("a link"),
}


class PublicWords(forms.Form):
    """Words that everybody will read: where something private is noticed, it is said first."""

    text = forms.CharField(
        label=gettext_lazy("Your words"),
        widget=forms.Textarea(attrs={"rows": 5}),
        min_length=10,
        max_length=4000,
    )
    is_checked = forms.BooleanField(
        label=gettext_lazy("I have read it once more: everybody may know this."), required=False
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        noticed = checks.found(cleaned.get("text", ""))
        if noticed and not cleaned.get("is_checked"):
            what = ", ".join(str(NOTICED[name]) for name in noticed)
            self.add_error(
                "text",
                _("Everybody will read this, and it seems to hold: %(what)s.") % {"what": what},
            )
        return cleaned

    @property
    def asks_twice(self) -> bool:
        """Whether the tick is needed: only once something was noticed."""
        return self.is_bound and bool(checks.found(self.data.get("text", "")))


class ExtendForm(PublicWords):
    """More time, once: until which day and why."""

    reason = forms.ChoiceField(label=gettext_lazy("Reason"))
    until = forms.DateField(
        label=gettext_lazy("You answer by"), widget=forms.DateInput(attrs={"type": "date"})
    )
    field_order = ["reason", "until", "text", "is_checked"]

    def __init__(self, *args: object, report: Report, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.report = report
        reasons = [(one.value, one.label) for one in DueChange.OF_OFFICES]
        self.fields["reason"].choices = [BLANK, *reasons]
        latest = casework.latest_day(report)
        self.fields["until"].widget.attrs["max"] = latest.isoformat()
        self.fields["until"].help_text = _("At the latest: %(day)s.") % {"day": date_format(latest)}

    def clean_until(self) -> date:
        until = self.cleaned_data["until"]
        if not self.report.answer_due_on < until <= casework.latest_day(self.report):
            raise forms.ValidationError(
                _("Choose a day after the one that stands, and at most two months later.")
            )
        return until


class ClockForm(PublicWords):
    """Under which rule of the law a report came, and since when."""

    rule = forms.ModelChoiceField(
        label=gettext_lazy("Rule of the clock"),
        queryset=ClockRule.objects.exclude(code=ClockRule.PLATFORM),
        empty_label=BLANK[1],
    )
    arrived_on = forms.DateField(
        label=gettext_lazy("The office received it on"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Which document"),
        help_text=gettext_lazy("Its number, its day and who sent it. Everybody reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        min_length=10,
        max_length=1000,
    )
    field_order = ["rule", "arrived_on", "text", "is_checked"]

    def __init__(self, *args: object, report: Report, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.report = report
        self.fields["arrived_on"].widget.attrs |= {
            "min": report.public_on.isoformat(),
            "max": today().isoformat(),
        }

    def clean_arrived_on(self) -> date:
        arrived_on = self.cleaned_data["arrived_on"]
        if not self.report.public_on <= arrived_on <= today():
            raise forms.ValidationError(
                _("Choose a day since the report became public, and not one to come.")
            )
        return arrived_on


class ForwardForm(PublicWords):
    """Another office, and why it is theirs."""

    to_office = forms.ModelChoiceField(
        label=gettext_lazy("To which office"), queryset=None, empty_label=BLANK[1]
    )
    field_order = ["to_office", "text", "is_checked"]

    def __init__(self, *args: object, report: Report, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_office"].queryset = casework.offices_to_forward_to(report)


class AskForm(forms.Form):
    """A question of the list, or one in own words that a moderator reads first."""

    about = forms.ChoiceField(
        label=gettext_lazy("Question"), choices=Question.About.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("In own words"),
        help_text=gettext_lazy("A moderator reads it first. Never ask who or where somebody is."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=500,
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if cleaned.get("about") == Question.About.OWN_WORDS and not cleaned.get("text"):
            self.add_error("text", _("Write your question."))
        return cleaned


class ModeratorsQuestionForm(AskForm):
    """The same by a moderator, about a held report: nobody reads it first."""

    text = forms.CharField(
        label=gettext_lazy("In own words"),
        help_text=gettext_lazy("Never ask who or where somebody is."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=500,
    )


class CorrectForm(PublicWords):
    """The same answer in better words; the earlier ones stay readable."""

    reason = forms.ChoiceField(label=gettext_lazy("In a word"), choices=Reply.Reason.choices)
    language = forms.ChoiceField(label=gettext_lazy("Language of your answer"), choices=LANGUAGES)
    field_order = ["reason", "text", "language", "is_checked"]


class TemplateForm(forms.ModelForm):
    """Words to be kept at hand."""

    reason = forms.ChoiceField(
        label=gettext_lazy("In a word"), choices=[BLANK, *Reply.Reason.choices]
    )

    class Meta:
        model = ReplyTemplate
        fields = ["office", "name", "reason", "language", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: object, offices: QuerySet[Office], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        offer(self, offices)
        self.fields["language"].choices = LANGUAGES
        self.fields["language"].initial = get_language()


class WordsForm(forms.Form):
    """A moderator's word on words: let them pass, keep them back, or cover a part."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in wordings.KINDS])
    public_id = forms.SlugField()
    action = forms.ChoiceField(
        choices=[(name, name) for name in ("pass", "keep", "mask", "unmask")]
    )
    reason = forms.ChoiceField(
        choices=[(reason, reason) for reason in (*masking.MASK_REASONS, *masking.LIFT_REASONS)],
        required=False,
        initial=Decision.Reason.PRIVATE_DATA,
    )
    words = forms.CharField(max_length=1000, required=False, strip=False)
