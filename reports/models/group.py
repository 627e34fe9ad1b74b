"""What an initiative group says of itself, and what it keeps for its own work."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oversight.calendar import today
from oversight.ids import public_id
from oversight.models import InitiativeGroup, Office, User
from projects.models import Project, Supplier


class GroupTie(models.Model):
    """A declared tie: the group decides nothing where it has one."""

    class Kind(models.TextChoices):
        OFFICE = "office", _("somebody of the group works for this office")
        SUPPLIER = "supplier", _("somebody of the group works for this contractor, or owns it")
        CANDIDATE = "candidate", _("somebody of the group stands for election to this office")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    group = models.ForeignKey(InitiativeGroup, models.CASCADE, related_name="ties")
    kind = models.CharField(_("kind of tie"), max_length=9, choices=Kind.choices)
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("office")
    )
    supplier = models.ForeignKey(
        Supplier,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contractor"),
    )
    declared_on = models.DateField(_("declared on"))
    ended_on = models.DateField(_("ended on"), null=True)
    # The day of the newest entry that tells of it
    told_on = models.DateField(default=today, editable=False)

    class Meta:
        ordering = ["declared_on", "pk"]
        verbose_name = _("tie of a group")
        verbose_name_plural = _("ties of groups")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="supplier", supplier__isnull=False, office=None)
                | Q(kind__in=["office", "candidate"], office__isnull=False, supplier=None),
                name="tie_names_one_body",
            ),
            models.UniqueConstraint(
                fields=["group", "kind", "office"],
                condition=Q(ended_on=None, office__isnull=False),
                name="one_open_tie_per_office",
            ),
            models.UniqueConstraint(
                fields=["group", "supplier"],
                condition=Q(ended_on=None, supplier__isnull=False),
                name="one_open_tie_per_supplier",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.kind} {self.body}"

    @property
    def body(self) -> str:
        """Whom the group is tied to, in the reader's language."""
        return str(self.office.name if self.office else self.supplier.name)


class FollowedWork(models.Model):
    """A work that a group keeps an eye on."""

    group = models.ForeignKey(InitiativeGroup, models.CASCADE, related_name="followed")
    project = models.ForeignKey(Project, models.PROTECT, related_name="+")
    since = models.DateField(_("since"))

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "project"], name="a_group_follows_once")
        ]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.project_id}"


class GroupNote(models.Model):
    """What members write for one another; nobody else reads it."""

    group = models.ForeignKey(InitiativeGroup, models.CASCADE, related_name="notes")
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("work")
    )
    text = models.TextField(_("note"), max_length=2000)
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_on = models.DateField(_("written on"))
    done_on = models.DateField(_("done on"), null=True)

    class Meta:
        ordering = ["-written_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.pk}"
