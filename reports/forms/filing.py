"""What a resident may say in a form."""

from collections.abc import Sequence
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from oversight.calendar import today
from oversight.models import InitiativeGroup, Installation
from projects.models import Project
from projects.models.stage import OF_MACHINE, OF_WORK, Stage, choices
from reports import checklists, identification, receipts, submission
from reports.checklists import Question
from reports.forms.fields import (
    CodeField,
    FilesField,
    KeptField,
    TextField,
    refusal_sentence,
    too_many,
)
from reports.models import Kind
from reports.photos import drafts
from reports.submission import MAX_PHOTOS, MAX_TEXT, About, DeclaredPhoto, Submission

SEEN = "seen_"  # before the code of a question

# What can be said of a work in use, in the words of that question
IN_USE = [
    (Stage.FINISHED, gettext_lazy("it works")),
    (Stage.FINISHED_NOT_WORKING, gettext_lazy("it does not work")),
    (Stage.CANNOT_TELL, gettext_lazy("cannot tell")),
]


class ReportForm(forms.Form):
    """A report on a work, a machine or a place. It asks no name."""

    several: tuple[str, ...] = ("kept",)  # what a browser may send more than once
    draft_id = forms.UUIDField(widget=forms.HiddenInput)
    receipt_code = CodeField(widget=forms.HiddenInput)
    stage = forms.ChoiceField(
        label=gettext_lazy("What do you see?"),
        choices=choices(OF_WORK),
        widget=forms.RadioSelect,
        required=False,
        error_messages={"required": gettext_lazy("Choose what you see.")},
    )
    is_misuse = forms.BooleanField(
        label=gettext_lazy("Something is wrong here"),
        help_text=gettext_lazy(
            "Write what you saw, not what you think of the person. A moderator reads it first."
        ),
        required=False,
    )
    text = TextField(label=gettext_lazy("In your own words"), max_length=MAX_TEXT, required=False)
    photos = FilesField(
        label=gettext_lazy("Photos"),
        help_text=gettext_lazy("Up to 6. What a camera writes into them besides is removed."),
        required=False,
    )
    kept = KeptField(required=False)
    same_day = forms.BooleanField(
        label=gettext_lazy("The photos were taken on that day"), required=False
    )
    near_site = forms.BooleanField(
        label=gettext_lazy("The photos were taken near the site"), required=False
    )
    observed_on = forms.DateField(
        label=gettext_lazy("The day you saw it"),
        initial=today,
        validators=[submission.check_day],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    contact_email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy(
            "Only if you want a letter when there is an answer. We keep it beside the report and "
            "show it to nobody. You can do without: the receipt code shows you the answers too."
        ),
        required=False,
    )

    by_week = forms.BooleanField(
        label=gettext_lazy("Say only the week: its Monday is written instead of the day"),
        required=False,
    )
    later = forms.BooleanField(label=gettext_lazy("Show it tomorrow, not today"), required=False)

    def __init__(
        self,
        *args: object,
        questions: Sequence[Question] = (),
        installation: Installation | None = None,
        groups: QuerySet[InitiativeGroup] | None = None,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[f"{SEEN}{question.code}"] = forms.ChoiceField(
                label=question.words,
                choices=[("", gettext_lazy("I cannot tell")), *question.choices],
                required=False,
            )
        self.installation = installation or Installation()
        has_group = bool(groups) or "contact_email" not in self.fields
        if identification.needs_address(self.installation, has_group=has_group):
            self._demand_address()
        if groups:
            self.fields["group"] = forms.ModelChoiceField(
                groups,
                label=_("In whose name"),
                empty_label=_("In nobody's name"),
                to_field_name="slug",
                required=identification.needs_group(self.installation),
            )

    def _demand_address(self) -> None:
        """Nobody sees a report before its author has answered the letter."""
        field = self.fields["contact_email"]
        field.required = field.widget.is_required = True
        field.help_text = _(
            "Here a report is shown only after its author opens the link in a letter. We keep the "
            "address beside the report and show it to nobody; then you can have it erased."
        )
        field.error_messages["required"] = identification.ADDRESS_NEEDED
        field.widget.attrs["data-missing"] = identification.ADDRESS_NEEDED

    @classmethod
    def fresh(cls, **given: object) -> "ReportForm":
        """An empty form with a draft id and a code of its own, for phones without JavaScript."""
        code = receipts.make_code()
        return cls(initial={"draft_id": uuid4(), "receipt_code": receipts.spell(code)}, **given)

    @property
    def checklist(self) -> list[tuple[forms.BoundField, str]]:
        """The questions for this kind of work, each with the kinds it is asked of."""
        return [
            (self[f"{SEEN}{question.code}"], " ".join(checklists.sectors_of(question)))
            for question in self.questions
        ]

    @property
    def ticks(self) -> list[forms.BoundField]:
        """Small wishes and remarks that most people leave alone."""
        names = ("by_week", "later", "same_day", "near_site")
        return [self[name] for name in names if name in self.fields]

    @property
    def observations(self) -> dict[str, str]:
        """What was answered; where nobody could tell, nothing."""
        given = {
            question.code: self.cleaned_data.get(f"{SEEN}{question.code}", "")
            for question in self.questions
        }
        return {code: choice for code, choice in given.items() if choice}

    def ask_of(self, about: About) -> "ReportForm":
        """Ask what can be seen of this: of a machine what it does, of a work in use if it works."""
        if about.machine:
            self.ask_what_it_does()
        elif about.project and about.project.status == Project.Status.MAINTENANCE:
            self.ask_whether_it_works()
        return self

    def ask_whether_it_works(self) -> None:
        """Of a work in use only one thing is asked: whether it works today."""
        self.fields["stage"].label = _("Does it work today?")
        self.fields["stage"].choices = IN_USE

    def ask_what_it_does(self) -> None:
        """Of a machine is asked for whom it works."""
        self.fields["stage"].label = _("What does the machine do?")
        self.fields["stage"].choices = choices(OF_MACHINE)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        self._check_keys()
        self._check_stage()
        if len(cleaned["photos"]) + len(cleaned["kept"]) > MAX_PHOTOS:
            cleaned["photos"] = []
            self.add_error("photos", too_many())
        if "contact_email" in cleaned:
            identification.check_address(
                self.installation, cleaned["contact_email"], has_group=bool(cleaned.get("group"))
            )
        if "text" in cleaned:
            submission.check_words(
                kind=self.kind,
                stage=cleaned.get("stage", ""),
                text=cleaned["text"],
                has_photos=bool(self.taken.hashes) or "photos" in self.errors,
            )
        return cleaned

    def _check_keys(self) -> None:
        """What no reader can mend is said once, above the form, instead of beside hidden fields."""
        broken = [name for name in ("draft_id", "receipt_code") if self._errors.pop(name, None)]
        if broken or self._says_twice():
            self.add_error(None, _("This form came back damaged. Open it anew, please."))

    def _says_twice(self) -> bool:
        """No browser answers one question twice; which answer would be meant?"""
        once = [name for name in self.fields if name not in self.several]
        return any(len(self.data.getlist(name)) > 1 for name in once)

    def _check_stage(self) -> None:
        """What stands there is the heart of a report; beside something wrong it may lack."""
        if self.cleaned_data.get("stage") == "":
            if self.kind == Kind.PROGRESS:
                self.add_error("stage", self.fields["stage"].error_messages["required"])
            else:
                self.cleaned_data["stage"] = Stage.CANNOT_TELL

    @property
    def kind(self) -> str:
        return Kind.MISUSE if self.cleaned_data.get("is_misuse") else Kind.PROGRESS

    @cached_property
    def taken(self) -> drafts.Taken:
        """The chosen photos, in quarantine under the draft's name; good ones outlive a refusal."""
        draft_id = self.cleaned_data.get("draft_id")
        if draft_id is None:
            return drafts.Taken()
        return drafts.take(draft_id, self.cleaned_data["kept"], self.cleaned_data.get("photos", []))

    @property
    def refused_photos(self) -> list[tuple[int, str]]:
        """The chosen photos that were not taken: which one (0: one kept before), and why."""
        return [(refusal.number, refusal_sentence(refusal.code)) for refusal in self.taken.refusals]

    def submission(self, about: About) -> Submission:
        """The checked report about this work, machine or place, in the language of the page."""
        cleaned = self.cleaned_data
        return Submission(
            draft_id=cleaned["draft_id"],
            code=cleaned["receipt_code"],
            kind=self.kind,
            stage=cleaned["stage"],
            text=cleaned["text"],
            language=get_language(),
            observed_on=submission.coarse(cleaned["observed_on"], cleaned["by_week"]),
            place=about.place,
            project=about.project,
            machine=about.machine,
            contact_email=cleaned["contact_email"],
            near_site=cleaned["near_site"],
            same_day=cleaned["same_day"],
            observations=self.observations,
            group=cleaned.get("group"),
            later=cleaned["later"],
            must_confirm=identification.needs_address(
                self.installation, has_group=bool(cleaned.get("group"))
            ),
            photos=tuple(
                DeclaredPhoto(number, sha256)
                for number, sha256 in enumerate(self.taken.hashes, start=1)
            ),
        )


class ConfirmationForm(forms.Form):
    """ "I see it too": nothing but what makes it count once."""

    draft_id = forms.UUIDField(widget=forms.HiddenInput)
    receipt_code = CodeField(widget=forms.HiddenInput)

    @classmethod
    def fresh(cls) -> "ConfirmationForm":
        """With a draft id and a code of its own; several stand on one page."""
        code = receipts.spell(receipts.make_code())
        return cls(initial={"draft_id": uuid4(), "receipt_code": code}, auto_id=False)
