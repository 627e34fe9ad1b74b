"""What an office may do with a request to publish: publish it, or say in public why not."""

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from projects.models import Asking, Figure
from reports.forms.casework import PublicWords
from reports.forms.dashed import BLANK
from reports.models.report import LANGUAGES

VALUES = {
    Figure.END: lambda: forms.DateField(
        label=_("To be finished by"), widget=forms.DateInput(attrs={"type": "date"})
    ),
    Figure.SUM: lambda: forms.DecimalField(
        label=_("The sum, in tenge"), min_value=1, max_digits=18, decimal_places=2
    ),
    Figure.SUPPLIER: lambda: forms.CharField(label=_("Name of the contractor"), max_length=300),
}


class PublishForm(forms.Form):
    """The missing figure itself, and where it is published."""

    cited = forms.CharField(
        label=_("Where it is published"),
        help_text=_("The address of the page or the act. Empty if this is the first place."),
        required=False,
        max_length=500,
        validators=[URLValidator(schemes=["http", "https"])],
    )
    field_order = ["value", "cited"]

    def __init__(self, *args: object, figure: str, **kwargs: object) -> None:
        super().__init__(*args, prefix="publish", **kwargs)
        self.fields["value"] = VALUES[Figure(figure)]()
        self.order_fields(self.field_order)


class WhyNotForm(PublicWords):
    """A reason in a word, the rest in own words, for everybody to read."""

    reason = forms.ChoiceField(label=_("In a word"), choices=[BLANK, *Asking.Reason.choices])
    language = forms.ChoiceField(label=_("Language of your answer"), choices=LANGUAGES)
    field_order = ["reason", "text", "is_checked", "language"]
