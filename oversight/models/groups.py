"""Initiative groups: who speaks for a village, and who asks to."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from oversight.ids import public_id
from oversight.models.people import LANGUAGES, User
from oversight.models.places import Place
from oversight.models.restated import Restated
from oversight.models.worded import WordedQuerySet
from oversight.places import names


class GroupQuerySet(WordedQuerySet):
    def acting(self) -> Self:
        """Groups that may speak: those that were not ended."""
        return self.filter(ended_on=None)


class InitiativeGroup(Restated):
    """A civil-society group of a village or district, such as Dostyk.

    What it says of itself in its own words is left out of the log: it may have to be erased.
    """

    LOGGED = "group"
    TOLD = (
        *("slug", "name_kk", "name_ru", "name_en", "place__code", "acting_since", "paid_by"),
        *("listed_on", "ended_on"),
    )

    # Identity
    slug = models.SlugField(_("short address"), unique=True)
    name_kk = models.CharField(_("name in Kazakh"), max_length=200)
    name_ru = models.CharField(_("name in Russian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="groups", verbose_name=_("place"))
    search_key = models.TextField(editable=False, default="")

    # What it says of itself
    about_kk = models.TextField(_("about, in Kazakh"), blank=True)
    about_ru = models.TextField(_("about, in Russian"), blank=True)
    about_en = models.TextField(_("about, in English"), blank=True)
    acting_since = models.PositiveSmallIntegerField(_("acting since (year)"), null=True, blank=True)
    paid_by = models.CharField(_("who pays for it"), max_length=300, blank=True)

    # Life
    listed_on = models.DateField(_("on this site since"), null=True, editable=False)
    ended_on = models.DateField(_("speaks no longer since"), null=True, blank=True)

    members = models.ManyToManyField(User, through="GroupMember", related_name="groups_joined")

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("initiative group")
        verbose_name_plural = _("initiative groups")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_key = names.search_key(self.name_kk, self.name_ru, self.name_en)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search_key"}
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        return getattr(self, f"name_{get_language() or 'kk'}", "") or self.name_kk

    @property
    def about(self) -> str:
        return getattr(self, f"about_{get_language() or 'kk'}", "") or self.about_kk


class GroupMember(models.Model):
    """Somebody who speaks for a group. Nobody outside learns the name unless the member says so."""

    group = models.ForeignKey(
        InitiativeGroup,
        models.CASCADE,
        related_name="memberships",
        verbose_name=_("initiative group"),
    )
    user = models.ForeignKey(
        User, models.PROTECT, related_name="memberships", verbose_name=_("user")
    )
    is_lead = models.BooleanField(_("leads the group"), default=False)
    is_named = models.BooleanField(_("the name is shown to everybody"), default=False)

    class Meta:
        ordering = ["-is_lead", "pk"]
        verbose_name = _("member of a group")
        verbose_name_plural = _("members of groups")
        constraints = [
            models.UniqueConstraint(fields=["group", "user"], name="one_membership_per_group")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.group}"


class GroupRequest(models.Model):
    """Somebody asks for a group on this site; an operator decides, with a reason."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for a decision")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")

    class Reason(models.TextChoices):
        FITS = "fits", _("Residents who can be reached, and who say whom they are tied to.")
        NOT_REACHED = "not_reached", _("Nobody could be reached under what was written.")
        NOT_RESIDENTS = "not_residents", _("It is an office, a firm or a party, not residents.")
        EXISTS = "exists", _("The group is on this site already.")
        UNCLEAR = "unclear", _("It does not say what the group does, or for which place.")

    # What is asked
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    draft_id = models.UUIDField(unique=True, editable=False)
    name_kk = models.CharField(_("name in Kazakh"), max_length=200)
    name_ru = models.CharField(_("name in Russian"), max_length=200)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    about = models.TextField(_("what the group does"))
    acting_since = models.PositiveSmallIntegerField(_("acting since (year)"), null=True, blank=True)
    paid_by = models.CharField(_("who pays for it"), max_length=300, blank=True)
    ties = models.TextField(_("ties to an office, a contractor or a candidate"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    asked_on = models.DateField(_("asked on"))

    # Who asks: forgotten some days after the decision
    contact_name = models.CharField(_("who leads it"), max_length=150, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_phone = models.CharField(_("phone"), max_length=40, blank=True)

    # Decision
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    reason = models.CharField(_("reason"), max_length=16, choices=Reason.choices, blank=True)
    note = models.TextField(_("note to those who asked"), blank=True)
    decided_on = models.DateField(_("decided on"), null=True, editable=False)
    decided_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("decided by"),
    )
    group = models.OneToOneField(
        InitiativeGroup,
        models.PROTECT,
        null=True,
        related_name="request",
        editable=False,
        verbose_name=_("initiative group"),
    )

    class Meta:
        ordering = ["asked_on", "pk"]
        verbose_name = _("request for a group")
        verbose_name_plural = _("requests for a group")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", decided_on=None)
                | (~Q(state="waiting") & Q(decided_on__isnull=False) & ~Q(reason="")),
                name="decided_group_request_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", group__isnull=False)
                | (~Q(state="accepted") & Q(group=None)),
                name="accepted_group_request_has_a_group",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_kk}: {self.place}"
