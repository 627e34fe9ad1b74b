"""Forms by which something is hidden, shown again or erased."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.models import Photo, Removal, Report, Visibility

Action, Reason = Removal.Action, Removal.Reason
WHOLE = ""


def _choices(reasons: tuple[Reason, ...]) -> list[tuple[str, object]]:
    return [(reason.value, reason.label) for reason in reasons]


class PartForm(forms.Form):
    """Which part of the report: all of it, or one photo."""

    part = forms.ChoiceField(label=_("What"), required=False)

    def __init__(self, *args: object, report: Report, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.report = report
        self.photos = {
            photo.public_id: photo
            for photo in report.photos.exclude(visibility=Visibility.ERASED)
            if photo.state == Photo.State.READY
        }
        names = [(key, _("Photo %(n)d") % {"n": one.number}) for key, one in self.photos.items()]
        self.fields["part"].choices = [(WHOLE, _("The whole report")), *names]

    @property
    def photo(self) -> Photo | None:
        return self.photos.get(self.cleaned_data["part"])


class HidingForm(PartForm):
    """Hide it, or show it again, by a written rule."""

    action = forms.ChoiceField(
        label=_("What to do"),
        choices=[(Action.HIDE, _("Hide it")), (Action.SHOW, _("Show it again"))],
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label=_("Reason"), choices=_choices((*Removal.HIDING, *Removal.SHOWING))
    )

    def clean(self) -> dict[str, object]:
        """Each step has its own reasons."""
        said = super().clean()
        allowed = Removal.HIDING if said.get("action") == Action.HIDE else Removal.SHOWING
        if said.get("reason") and said["reason"] not in allowed:
            self.add_error("reason", _("This is no reason for that step."))
        return said


class ErasureForm(PartForm):
    """Ask that it be erased; somebody of another body decides."""

    ground = forms.ChoiceField(label=_("Ground"), choices=_choices(Removal.ERASING))
    note = forms.CharField(
        label=_("What it rests on"),
        help_text=_("The number of the decision, or who asked and why. No names of the reporter."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
