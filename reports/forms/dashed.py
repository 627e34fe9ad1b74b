"""The empty choice of a select: a dash, the same in all our forms."""

from django import forms

BLANK = ("", "—")


class DashedForm(forms.ModelForm):
    """A form of a model whose selects begin with our dash instead of Django's nine."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.empty_label = field.empty_label and BLANK[1]
            elif isinstance(field, forms.ChoiceField):
                field.choices = [
                    (value, label) if value else BLANK for value, label in field.choices
                ]
