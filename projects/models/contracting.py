"""Who builds, for how much, and what was paid (OC4IDS: contracting process, transaction)."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oversight.models import Restated, WordedQuerySet
from oversight.places import names
from projects.models.project import Project


class SupplierQuerySet(WordedQuerySet):
    WORDS = ("search_key__contains", "bin")


class Supplier(Restated):
    """A firm that builds."""

    LOGGED = "firm"
    TOLD = ("name", "bin")

    name = models.CharField(_("name"), max_length=300)
    bin = models.CharField(
        _("BIN"), max_length=12, blank=True, validators=[RegexValidator(r"^\d{12}$")]
    )
    search_key = models.CharField(max_length=300, editable=False, db_index=True)

    objects = SupplierQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("supplier")
        verbose_name_plural = _("suppliers")
        constraints = [
            models.UniqueConstraint(
                fields=["bin"], condition=~Q(bin=""), name="one_supplier_per_bin"
            ),
            models.UniqueConstraint(
                fields=["search_key"], condition=Q(bin=""), name="one_supplier_per_bare_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.fill_keys()
        super().save(*args, **kwargs)

    def fill_keys(self) -> None:
        """Set the key under which spellings of one name meet."""
        self.search_key = names.search_key(self.name)[:300]


class Contract(Restated):
    """What a supplier promised for a project; what is not published stays blank."""

    LOGGED = "deal"
    TOLD = (
        *("project__identifier", "supplier_id", "number", "signed_on", "contract_value"),
        *("starts_on", "ends_on", "final_value"),
    )

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="contracts", verbose_name=_("project")
    )
    supplier = models.ForeignKey(
        Supplier, models.PROTECT, related_name="contracts", verbose_name=_("supplier")
    )
    number = models.CharField(_("number"), max_length=100, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    contract_value = models.DecimalField(
        _("contract value"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    final_value = models.DecimalField(
        _("final value"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    # The id under which other software names the row; blank for our own.
    source_id = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        ordering = ["signed_on", "pk"]
        verbose_name = _("contract")
        verbose_name_plural = _("contracts")

    def __str__(self) -> str:
        return self.plain_name

    @property
    def plain_name(self) -> str:
        """What a dated change calls it, in no reader's language."""
        return f"{self.supplier} {self.number}".strip()


class Modification(Restated):
    """A change of a contract, with its reason."""

    LOGGED = "amend"
    TOLD = (
        *("changed_on", "rationale", "old_value", "new_value", "old_end", "new_end"),
        *("contract__project__identifier", "contract_id"),
    )

    contract = models.ForeignKey(
        Contract, models.CASCADE, related_name="modifications", verbose_name=_("contract")
    )
    changed_on = models.DateField(_("changed on"))
    rationale = models.TextField(_("rationale"), blank=True)
    old_value = models.DecimalField(
        _("old value"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    new_value = models.DecimalField(
        _("new value"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    old_end = models.DateField(_("old end"), null=True, blank=True)
    new_end = models.DateField(_("new end"), null=True, blank=True)
    # The id under which other software names the row; blank for our own.
    source_id = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        ordering = ["changed_on", "pk"]
        verbose_name = _("contract change")
        verbose_name_plural = _("contract changes")

    def __str__(self) -> str:
        return f"{self.contract}: {self.changed_on}"

    @property
    def plain_name(self) -> str:
        return str(self)


class Payment(Restated):
    """Money that reached the supplier."""

    LOGGED = "paid"
    TOLD = ("amount", "paid_on", "source_url", "contract__project__identifier", "contract_id")

    contract = models.ForeignKey(
        Contract, models.CASCADE, related_name="payments", verbose_name=_("contract")
    )
    amount = models.DecimalField(_("amount"), max_digits=18, decimal_places=2)
    paid_on = models.DateField(_("paid on"))
    source_url = models.TextField(_("source"), blank=True)
    # The id under which other software names the row; blank for our own.
    source_id = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        ordering = ["paid_on", "pk"]
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_is_positive")
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.paid_on}"
