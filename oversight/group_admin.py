"""The Django admin of groups: who asked for one, what was decided, and who speaks for it."""

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight import groups
from oversight.admin_site import NothingAdded, NothingDeleted, ToldToTheLog, column
from oversight.models import GroupMember, GroupRequest, InitiativeGroup, User


class MemberInline(NothingAdded, admin.TabularInline):
    """Members come by `manage.py invite --group`, which keeps clerks and moderators out."""

    model = GroupMember
    readonly_fields = ["user"]
    extra = 0


class GroupDecisionForm(forms.ModelForm):
    """Yes with a short address, or no with the reason."""

    ASKED = ("decision", "slug", "reason", "note")

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("accept", _("accept")), ("refuse", pgettext_lazy("a request", "refuse"))],
        widget=forms.RadioSelect,
    )
    slug = forms.SlugField(
        label=_("short address"),
        help_text=_("Of an accepted group, for good: Latin letters, such as dostyk."),
        max_length=50,
        required=False,
    )

    class Meta:
        model = GroupRequest
        fields = ["reason", "note"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "reason" in self.fields:
            self.fields["reason"].required = True

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        accepts, fits = cleaned.get("decision") == "accept", GroupRequest.Reason.FITS
        if cleaned.get("reason") and accepts != (cleaned["reason"] == fits):
            self.add_error("reason", _("This reason does not go with this decision."))
        if accepts:
            self._check_slug(cleaned.get("slug", ""))
            self._check_side()
        return cleaned

    def _check_slug(self, slug: str) -> None:
        taken = slug in groups.RESERVED or InitiativeGroup.objects.filter(slug=slug).exists()
        if not slug or taken:
            self.add_error("slug", _("An accepted group needs a short address of its own."))

    def _check_side(self) -> None:
        known = User.objects.filter(email__iexact=self.instance.contact_email).first()
        if known and (known.side or not known.is_active):
            self.add_error(None, _("This address stands on another side, or is closed."))

    def decide(self, asked: GroupRequest, *, by: User) -> None:
        """Write the decision down; whoever decided first is right."""
        cleaned = self.cleaned_data
        if cleaned["decision"] == "accept":
            groups.accept(asked, slug=cleaned["slug"], note=cleaned["note"], by=by)
        else:
            groups.refuse(asked, reason=cleaned["reason"], note=cleaned["note"], by=by)


class InitiativeGroupAdmin(NothingAdded, NothingDeleted, ToldToTheLog, admin.ModelAdmin):
    """Groups come by a request; here their words are put right, and one that broke the rules is
    ended."""

    list_display = ["slug", column("name", _("name")), "place", "listed_on", "ended_on"]
    list_select_related = ["place"]
    search_fields = ["slug", "name_kk", "name_ru", "name_en"]
    readonly_fields = ["slug", "listed_on"]
    autocomplete_fields = ["place"]
    inlines = [MemberInline]


class GroupRequestAdmin(NothingAdded, NothingDeleted, admin.ModelAdmin):
    """Is it a group of residents who can be reached? Decided once, with a reason they are told."""

    form = GroupDecisionForm
    list_display = ["name_kk", "place", "asked_on", "state", "reason"]
    list_filter = ["state"]
    list_select_related = ["place"]
    fields = [
        *("name_kk", "name_ru", "place", "about", "acting_since", "paid_by", "ties", "language"),
        *("asked_on", "contact_name", "contact_email", "contact_phone"),
        *("state", "decision", "slug", "reason", "note", "decided_on", "decided_by", "group"),
    ]
    readonly_fields = [name for name in fields if name not in GroupDecisionForm.ASKED]

    def has_change_permission(self, request: HttpRequest, obj: GroupRequest | None = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.decided_on)

    def get_fields(self, request: HttpRequest, obj: GroupRequest | None = None) -> list[str]:
        """Once decided, what was asked of the operator is no longer asked."""
        is_over = obj is not None and obj.decided_on is not None
        return [name for name in self.fields if not (is_over and name in ("decision", "slug"))]

    def save_model(
        self, request: HttpRequest, obj: GroupRequest, form: forms.ModelForm, change: bool
    ) -> None:
        form.decide(obj, by=request.user)
