"""What a group says of a visit, on top of what every report says."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oversight.models import InitiativeGroup, User
from reports import checks
from reports.forms.casework import NOTICED
from reports.forms.filing import ReportForm
from reports.groups import visits
from reports.models import Report, Visit

MOST = 500  # people at one visit: more is a misprint


class VisitForm(ReportForm):
    """A report in the group's voice, with how the site was looked at."""

    several = ("kept", "methods")
    contact_email = None
    by_week = None
    later = None
    people = forms.IntegerField(
        label=gettext_lazy("How many of you were there"), min_value=1, max_value=MOST
    )
    people_named = forms.CharField(
        label=gettext_lazy("Who was there"),
        help_text=gettext_lazy(
            "Only those who wish to be named; everybody reads it. The number is enough."
        ),
        max_length=300,
        required=False,
    )
    methods = forms.MultipleChoiceField(
        label=gettext_lazy("How you looked"),
        choices=Visit.Method.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Say how you looked: that is what it rests on.")},
    )
    access = forms.ChoiceField(
        label=gettext_lazy("Were you let in?"),
        choices=Visit.Access.choices,
        widget=forms.RadioSelect,
    )
    information = forms.ChoiceField(
        label=gettext_lazy("Were papers shown?"),
        choices=Visit.Information.choices,
        widget=forms.RadioSelect,
        initial=Visit.Information.NOT_ASKED,
    )

    def __init__(
        self, *args: object, group: InitiativeGroup, about: Report | None = None, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.group, self.about = group, about
        if visits.asks_for_finding(about):
            self.fields["finding"] = forms.ChoiceField(
                label=_("The office says it is done. Is it?"),
                choices=Visit.Finding.choices,
                widget=forms.RadioSelect,
            )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        noticed = checks.found(cleaned.get("people_named", ""))
        if noticed:
            what = ", ".join(str(NOTICED[name]) for name in noticed)
            sentence = _("Everybody will read this, and it seems to hold: %(what)s.")
            self.add_error("people_named", sentence % {"what": what})
        return cleaned | {
            "group": self.group,
            "contact_email": "",
            "by_week": False,
            "later": False,
        }

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """What is asked of a visit besides the report."""
        names = ["people", "people_named", "methods", "access", "information"]
        return [self[name] for name in names]

    def visit(self, report: Report, author: User) -> Visit:
        """How the report that was filed came about, not saved yet."""
        cleaned = self.cleaned_data
        return Visit(
            report=report,
            group=self.group,
            author=author,
            people=cleaned["people"],
            people_named=cleaned["people_named"],
            methods=cleaned["methods"],
            access=cleaned["access"],
            information=cleaned["information"],
            about=self.about,
            finding=cleaned.get("finding", ""),
        )
