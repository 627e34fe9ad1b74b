"""Forms by which something is hidden, shown again or erased."""

from django import forms
from django.db.models import F, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from reports.forms.dashed import BLANK
from reports.models import Dossier, Enclosure, Gathering, Photo, Removal, Report, Visibility

Action, Reason = Removal.Action, Removal.Reason
WHOLE = ""


def _choices(reasons: tuple[Reason, ...]) -> list[tuple[str, object]]:
    return [BLANK, *((reason.value, reason.label) for reason in reasons)]


class PartForm(forms.Form):
    """Which part: the whole report, or one photo of its own or of an answer to it."""

    part = forms.ChoiceField(label=_("What"), required=False)

    def __init__(self, *args: object, report: Report, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.report = report
        self.photos = {photo.public_id: photo for photo in _photos(report)}
        names = [(key, _named(photo)) for key, photo in self.photos.items()]
        self.fields["part"].choices = [(WHOLE, _("The whole report")), *names]

    @property
    def photo(self) -> Photo | None:
        return self.photos.get(self.cleaned_data["part"])


def _photos(report: Report) -> QuerySet[Photo]:
    """Its own, then those of the office's answers."""
    of_report = Photo.objects.filter(Q(report=report) | Q(reply__report=report))
    there = of_report.filter(state=Photo.State.READY).exclude(visibility=Visibility.ERASED)
    return there.select_related("reply").order_by(F("reply").asc(nulls_first=True), "number")


def _named(photo: Photo) -> str:
    if photo.reply is None:
        return _("Photo %(n)d") % {"n": photo.number}
    said_on = date_format(photo.reply.replied_on)
    return _("Photo %(n)d of the answer of %(day)s") % {"n": photo.number, "day": said_on}


class StepForm(forms.Form):
    """Hide, or show again, by a written rule: each step has its own reasons."""

    action = forms.ChoiceField(
        label=_("What to do"),
        choices=[(Action.HIDE, _("Hide it")), (Action.SHOW, _("Show it again"))],
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label=_("Reason"), choices=_choices((*Removal.HIDING, *Removal.SHOWING))
    )

    def clean(self) -> dict[str, object]:
        said = super().clean()
        allowed = Removal.HIDING if said.get("action") == Action.HIDE else Removal.SHOWING
        if said.get("reason") and said["reason"] not in allowed:
            self.add_error("reason", _("This is no reason for that step."))
        return said


class PaperForm(StepForm):
    """The same of a final document, or of a gathering or one page of its minutes."""

    part = forms.ChoiceField(label=_("What"), required=False)
    field_order = ["part", "action", "reason"]

    def __init__(self, *args: object, paper: Dossier | Gathering, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        there = Photo.objects.filter(gathering=paper) if isinstance(paper, Gathering) else ()
        self.pages = {page.public_id: page for page in there if _is_there(page)}
        pages = [
            (key, _("Page %(n)d of the minutes") % {"n": page.number})
            for key, page in self.pages.items()
        ]
        self.fields["part"].choices = [(WHOLE, _("The whole paper")), *pages]

    @property
    def page(self) -> Photo | None:
        return self.pages.get(self.cleaned_data["part"])


def _is_there(photo: Photo) -> bool:
    return photo.state == Photo.State.READY and photo.visibility != Visibility.ERASED


class HidingForm(StepForm, PartForm):
    """Hide it, or show it again, by a written rule; a document that is hidden is gone."""

    field_order = ["part", "action", "reason"]

    def __init__(self, *args: object, report: Report, **kwargs: object) -> None:
        super().__init__(*args, report=report, **kwargs)
        shown = Enclosure.objects.filter(reply__report=report, state=Enclosure.State.SHOWN)
        self.documents = {one.public_id: one for one in shown.select_related("reply")}
        self.fields["part"].choices += [
            (
                key,
                _("Document %(n)d of the answer of %(day)s")
                % {"n": one.number, "day": date_format(one.reply.replied_on)},
            )
            for key, one in self.documents.items()
        ]

    @property
    def document(self) -> Enclosure | None:
        return self.documents.get(self.cleaned_data["part"])


class ErasureForm(PartForm):
    """Ask that it be erased; somebody of another body decides."""

    ground = forms.ChoiceField(label=_("Ground"), choices=_choices(Removal.ERASING))
    note = forms.CharField(
        label=_("What it rests on"),
        help_text=_("The number of the decision, or who asked and why. No names of the reporter."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
