"""What a group writes into a final document or the minutes of a gathering, and an office's word."""

from collections.abc import Iterable

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oversight.calendar import today
from oversight.models import InitiativeGroup, Office, Place
from reports.forms.casework import PublicWords
from reports.forms.dashed import BLANK, DashedForm
from reports.forms.desk import CheckedFiles, FilesInput, take_photo
from reports.forms.groups import offices_near, refuse_private
from reports.groups import dossiers
from reports.models import Commitment, Dossier, Gathering
from reports.models.report import LANGUAGES
from reports.submission import MAX_PHOTOS


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _rows(names: Iterable[str], rows: int = 4) -> dict[str, forms.Textarea]:
    return {name: forms.Textarea(attrs={"rows": rows}) for name in names}


def places_near(place: Place) -> QuerySet[Place]:
    """The place itself, what lies inside it, and what contains it."""
    inside = Place.objects.current().filter(code__startswith=place.code.rstrip("0"))
    return (inside | Place.objects.above(place)).order_by("code")


class DossierForm(DashedForm):
    """What the law asks a final document to say: when, where, what for, who, and which facts."""

    WORDS = ("tasks", "participants", "conclusions")

    class Meta:
        model = Dossier
        fields = [
            *("kind", "place", "language", "begun_on", "ended_on", "hours"),
            *("tasks", "participants", "conclusions", "reports"),
        ]
        widgets = {
            "begun_on": _day(),
            "ended_on": _day(),
            "reports": forms.CheckboxSelectMultiple,
            **_rows(["tasks", "participants", "conclusions"]),
        }
        help_texts = {
            "hours": gettext_lazy("Such as 10:00–13:00."),
            "participants": gettext_lazy(
                "Who took part. Name only those who wish it; for the others a number is enough."
            ),
            "reports": gettext_lazy("Each is printed with its day, its words and its photo."),
        }

    def __init__(self, *args: object, group: InitiativeGroup, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.instance.group = group
        self.fields["place"].queryset = places_near(group.place)
        self.fields["place"].label_from_instance = lambda place: place.spoken
        # Reports are told apart by what they are about, when, and how they begin.
        field = self.fields["reports"]
        chosen = dossiers.facts(group)[: dossiers.CHOICE].values_list("pk", flat=True)
        field.queryset = dossiers.facts(group).filter(pk__in=list(chosen))
        field.label_from_instance = _spelled
        field.required = False

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        begun, ended = cleaned.get("begun_on"), cleaned.get("ended_on")
        if begun and ended and ended < begun:
            self.add_error("ended_on", _("It cannot end before it begins."))
        if ended and ended > today():
            self.add_error("ended_on", _("This day has not come yet."))
        for name in self.WORDS:
            refuse_private(self, name)
        return cleaned


def _spelled(report: object) -> str:
    words = report.text if len(report.text) < 80 else f"{report.text[:80]}…"
    return f"{report.observed_on:%d.%m.%Y} · {report.subject} · {words}"


class CommitmentForm(DashedForm):
    """What an office is to do: in a final document without a day, by a gathering with one."""

    class Meta:
        model = Commitment
        fields = ["text", "office", "promised_by"]
        widgets = {"promised_by": _day(), **_rows(["text"], 3)}

    def __init__(self, *args: object, near: Place, dated: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices_near(near)
        if not dated:
            del self.fields["promised_by"]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        refuse_private(self, "text")
        return cleaned


class GatheringForm(DashedForm):
    """An announcement: what kind of gathering, where, when, and what will be spoken of."""

    class Meta:
        model = Gathering
        fields = ["kind", "place", "held_on", "hours", "venue", "agenda", "language"]
        widgets = {"held_on": _day(), **_rows(["agenda"])}

    def __init__(self, *args: object, host: InitiativeGroup | Office, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.instance.group = host if isinstance(host, InitiativeGroup) else None
        self.instance.office = host if isinstance(host, Office) else None
        self.fields["place"].queryset = places_near(host.place)
        self.fields["place"].label_from_instance = lambda place: place.spoken

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        refuse_private(self, "agenda")
        return cleaned


class MinutesForm(forms.ModelForm):
    """What was said and decided, how many came, and how delegates were chosen."""

    pages = CheckedFiles(
        label=gettext_lazy("Photos of the minutes"),
        help_text=gettext_lazy(
            "Cover names, signatures and telephone numbers of people who did not agree."
        ),
        required=False,
        take=take_photo,
        most=MAX_PHOTOS,
        too_many=gettext_lazy("Choose at most %(count)d photos."),
        widget=FilesInput(gettext_lazy("Choose photos"), {"accept": "image/*"}),
    )
    field_order = ["attended", "delegates", "minutes", "pages"]

    class Meta:
        model = Gathering
        fields = ["attended", "delegates", "minutes"]
        widgets = _rows(["delegates"], 2) | _rows(["minutes"], 8)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in ("attended", "minutes"):
            self.fields[name].required = True

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        for name in ("delegates", "minutes"):
            refuse_private(self, name)
        return cleaned


class AnswerForm(PublicWords):
    """An office's word on one commitment."""

    answer = forms.ChoiceField(
        label=gettext_lazy("In a word"), choices=[BLANK, *Commitment.Answer.choices]
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of your answer"), choices=LANGUAGES)
    field_order = ["answer", "text", "is_checked", "language"]
