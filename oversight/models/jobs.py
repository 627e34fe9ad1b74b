"""What must leave: a row written in the same transaction as its cause."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class JobQuerySet(models.QuerySet):
    def waiting(self, at: datetime | None = None) -> "JobQuerySet":
        """Neither done nor dead, due, and leased by nobody."""
        moment = at or timezone.now()
        free = Q(lease_until=None) | Q(lease_until__lt=moment)
        return self.filter(free, done_at=None, dead_at=None, next_try_at__lte=moment)

    def open(self) -> "JobQuerySet":
        return self.filter(done_at=None, dead_at=None)

    def dead(self) -> "JobQuerySet":
        return self.exclude(dead_at=None)


class Job(models.Model):
    """One thing to do outside of a request, once in effect however often it is tried."""

    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(_("key"), max_length=100, unique=True)
    object_id = models.BigIntegerField(_("object"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    lease_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    dead_at = models.DateTimeField(_("given up"), null=True, blank=True)
    # A word for the operator, never data of a citizen.
    error = models.CharField(_("last error"), max_length=100, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        indexes = [
            models.Index(
                fields=["kind", "next_try_at"],
                condition=Q(done_at=None, dead_at=None),
                name="job_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.key
