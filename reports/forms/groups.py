"""What people say who ask for a group, and what a group says of itself."""

from uuid import uuid4

from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from oversight.calendar import today
from oversight.models import GroupRequest, InitiativeGroup, Office, Place
from projects.models import Project, Supplier
from reports import checks
from reports.forms.casework import NOTICED
from reports.forms.dashed import DashedForm
from reports.forms.fields import TextField
from reports.groups import workspace
from reports.models import GroupNote, GroupTie

OLDEST = 1950  # the earliest year a group can say it acts since


def refuse_private(form: forms.Form, name: str) -> None:
    """Words that everybody will read hold no telephone, identity number or address."""
    noticed = checks.found(form.cleaned_data.get(name, ""))
    if noticed:
        what = ", ".join(str(NOTICED[code]) for code in noticed)
        sentence = _("Everybody will read this, and it seems to hold: %(what)s.")
        form.add_error(name, sentence % {"what": what})


class GroupRequestForm(forms.ModelForm):
    """Who asks for a group, for which place, and whom it is tied to."""

    draft_id = forms.UUIDField(widget=forms.HiddenInput)
    about = TextField(
        label=gettext_lazy("What the group does"),
        help_text=gettext_lazy(
            "Everybody will read it: what you look after, what you have done so far. No names and "
            "no telephone numbers here."
        ),
        min_length=30,
        max_length=2000,
    )
    contact_name = forms.CharField(
        label=gettext_lazy("Who leads it"),
        help_text=gettext_lazy("Only the operator of the site reads the name."),
        max_length=150,
    )
    contact_email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy(
            "The decision comes here, and the link for the lead. It is shown to nobody."
        ),
    )

    class Meta:
        model = GroupRequest
        fields = [
            *("name_kk", "name_ru", "about", "acting_since", "paid_by", "ties"),
            *("contact_name", "contact_email", "contact_phone"),
        ]
        widgets = {"ties": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "acting_since": gettext_lazy("A year, if you remember it."),
            "paid_by": gettext_lazy("Who gives grants or other money. Nobody, if nobody does."),
            "ties": gettext_lazy(
                "Does somebody of the group work for an akim's office or a contractor, or stand "
                "for election? A tie is no reason to refuse; a hidden one is."
            ),
        }

    def __init__(self, *args: object, place: Place, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.instance.place, self.instance.language = place, get_language()
        for name in ("name_kk", "name_ru"):
            self.fields[name].required = False

    @classmethod
    def fresh(cls, place: Place) -> "GroupRequestForm":
        """An empty form; sent twice, it asks once."""
        return cls(initial={"draft_id": uuid4()}, place=place)

    def clean_acting_since(self) -> int | None:
        year = self.cleaned_data["acting_since"]
        if year is not None and not OLDEST <= year <= today().year:
            raise forms.ValidationError(_("Write the year in four digits, such as 2019."))
        return year

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        refuse_private(self, "about")
        name = cleaned.get("name_kk") or cleaned.get("name_ru")
        if not name:
            self.add_error("name_kk", _("Write the name in Kazakh or in Russian."))
            return cleaned
        for one in ("name_kk", "name_ru"):
            cleaned[one] = cleaned.get(one) or name
        return cleaned

    def request(self) -> GroupRequest:
        """The checked request, not saved yet."""
        asked = self.save(commit=False)
        asked.draft_id = self.cleaned_data["draft_id"]
        return asked


class AboutForm(forms.ModelForm):
    """What the lead may change of what everybody reads."""

    class Meta:
        model = InitiativeGroup
        fields = ["about_kk", "about_ru", "about_en", "acting_since", "paid_by"]
        widgets = {
            name: forms.Textarea(attrs={"rows": 4}) for name in ("about_kk", "about_ru", "about_en")
        }

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        for name in ("about_kk", "about_ru", "about_en"):
            refuse_private(self, name)
        return cleaned


class TieForm(DashedForm):
    """Whom the group is tied to: an office of its district or above, or a contractor there."""

    class Meta:
        model = GroupTie
        fields = ["kind", "office", "supplier"]

    def __init__(self, *args: object, group: InitiativeGroup, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.instance.group = group
        self.fields["office"].queryset = offices_near(group.place)
        self.fields["supplier"].queryset = suppliers_near(group)
        self.fields["supplier"].label_from_instance = lambda supplier: supplier.name

    def clean(self) -> dict[str, object]:
        """The tie names one body, of the kind that it says."""
        cleaned = super().clean()
        of_firm = cleaned.get("kind") == GroupTie.Kind.SUPPLIER
        needed, other = ("supplier", "office") if of_firm else ("office", "supplier")
        cleaned[other] = None
        if not cleaned.get(needed):
            self.add_error(needed, _("Choose whom the group is tied to."))
        elif self._stands(cleaned):
            self.add_error(needed, _("This tie is declared already."))
        return cleaned

    def _stands(self, cleaned: dict[str, object]) -> bool:
        same = {name: cleaned[name] for name in ("kind", "office", "supplier")}
        return self.instance.group.ties.filter(ended_on=None, **same).exists()


def district_of(place: Place) -> str:
    """The beginning that the codes of the place's district share."""
    return place.code[:4]


def offices_near(place: Place) -> QuerySet[Office]:
    """The offices of the place's district and of the region above."""
    region = Q(place__code=f"{place.code[:2]}0000000")
    near = region | Q(place__code__startswith=district_of(place))
    return Office.objects.filter(near).select_related("place")


def suppliers_near(group: InitiativeGroup) -> QuerySet[Supplier]:
    works = Project.objects.filter(place__code__startswith=district_of(group.place))
    return Supplier.objects.filter(contracts__project__in=works).distinct().order_by("name")


class MemberForm(forms.Form):
    """Whom to invite, and in which language the link greets."""

    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)
    name = forms.CharField(
        label=gettext_lazy("First name and surname"),
        help_text=gettext_lazy("Members of the group read it. Others do only if its owner wishes."),
        max_length=150,
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)


class NoteForm(DashedForm):
    """A note for the members, about a work that the group follows or about none."""

    class Meta:
        model = GroupNote
        fields = ["text", "project"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: object, group: InitiativeGroup, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = workspace.followed(group)
        self.fields["project"].label_from_instance = lambda work: work.title
