"""Which work a report is about: one that is listed, or a new one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.models import Project
from reports import joining
from reports.forms.dashed import BLANK, DashedForm
from reports.models import Report

Status = Project.Status
# How far a work can be that somebody has seen on the site.
SEEN = [
    Status.PREPARATION,
    Status.IMPLEMENTATION,
    Status.COMPLETION,
    Status.MAINTENANCE,
]


class JoinForm(forms.Form):
    """A work of the register, in the report's place or what contains it."""

    project = forms.ModelChoiceField(
        label=_("Work"), queryset=Project.objects.none(), empty_label=BLANK[1]
    )

    def __init__(self, *args: object, report: Report, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = joining.works_near(report)
        self.fields["project"].label_from_instance = lambda work: work.title


class NewWorkForm(DashedForm):
    """What the information board at the site says; everything else stays "not published"."""

    class Meta:
        model = Project
        fields = ["title_kk", "title_ru", "sector", "status"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [BLANK, *((each, each.label) for each in SEEN)]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if not cleaned.get("title_kk") and not cleaned.get("title_ru"):
            self.add_error("title_kk", _("Write the title in Kazakh or in Russian."))
        return cleaned
