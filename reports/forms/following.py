"""What somebody who follows something says in a form."""

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from reports.models import Follow, Subscription
from reports.models.report import LANGUAGES

Rhythm = Subscription.Rhythm


def rhythm_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("How often"),
        choices=Rhythm.choices,
        initial=Rhythm.WEEKLY,
        widget=forms.RadioSelect,
    )


class FollowForm(forms.Form):
    """Where letters shall go, and how often."""

    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("Used for these letters alone, and erased when you end them."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
    rhythm = rhythm_field()


class FollowingForm(forms.Form):
    """What to go on with, how often, on which day, in which language."""

    follows = forms.ModelMultipleChoiceField(
        label=_("What you follow"),
        queryset=Follow.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    rhythm = rhythm_field()
    weekday = forms.TypedChoiceField(
        label=_("Day of the weekly letter"), choices=WEEKDAYS.items(), coerce=int
    )
    language = forms.ChoiceField(label=_("Language of the letters"), choices=LANGUAGES)

    def __init__(self, subscription: Subscription, *args: object, **kwargs: object) -> None:
        super().__init__(
            *args,
            initial={
                "rhythm": subscription.rhythm,
                "weekday": subscription.weekday,
                "language": subscription.language,
            },
            **kwargs,
        )
        self.fields["follows"].queryset = subscription.follows.exclude(confirmed_on=None)
