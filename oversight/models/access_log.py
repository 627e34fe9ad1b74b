"""Who opened or changed what behind the sign-in. For operators and moderators alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from oversight.models.people import User


class AccessEntry(models.Model):
    """One deed of a signed-in person: written once, never a citizen's word in it."""

    class Deed(models.TextChoices):
        READ_HELD = "read_held", _("opened a held report")
        WROTE = "wrote", _("changed something")
        SIGNED_IN = "signed_in", _("signed in")
        SIGNED_OUT = "signed_out", _("signed out everywhere")

    user = models.ForeignKey(User, models.PROTECT, related_name="deeds", verbose_name=_("user"))
    deed = models.CharField(_("what was done"), max_length=12, choices=Deed.choices)
    # An address of the site: it holds public ids, never a code or anybody's words.
    path = models.CharField(_("address"), max_length=200, blank=True)
    status = models.PositiveSmallIntegerField(_("answered with"), default=0)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("entry of the access log")
        verbose_name_plural = _("access log")
        indexes = [models.Index(fields=["deed", "-id"], name="access_by_deed")]

    def __str__(self) -> str:
        return f"{self.user} {self.deed} {self.path}"
