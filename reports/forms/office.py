"""What an office says about itself: its people, and the works that are its own."""

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from oversight.models import Office
from reports import own_works
from reports.own_works import Word


def offer(form: forms.Form, offices: QuerySet[Office]) -> None:
    """Let one of these be chosen; whoever has only one is not asked."""
    field, found = form.fields["office"], list(offices[:2])
    field.queryset, field.initial = offices, found[0] if found else None
    if len(found) == 1:
        field.widget = field.hidden_widget()


class InviteForm(forms.Form):
    """Whom, to which office, and in which language the link greets."""

    office = forms.ModelChoiceField(label=_("Office"), queryset=Office.objects.none())
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    name = forms.CharField(label=_("First name and surname"), max_length=150)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def __init__(self, *args: object, offices: QuerySet[Office], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        offer(self, offices)


class OwnWorkForm(forms.Form):
    """Ours, ordered by another office, or theirs."""

    word = forms.ChoiceField(choices=Word.choices)
    other = forms.ModelChoiceField(
        label=_("The other office"), queryset=Office.objects.none(), required=False
    )

    def __init__(self, *args: object, office: Office, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = own_works.offices_near(office)

    @property
    def said(self) -> dict[str, object]:
        """The word, with the other office where it names one."""
        word = self.cleaned_data["word"]
        return {"word": word, "other": None if word == Word.OURS else self.cleaned_data["other"]}
