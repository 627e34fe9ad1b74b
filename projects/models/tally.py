"""How many works a place and everything inside it have, and for how much."""

from django.db import models

from oversight.models import Place
from projects.models.programme import Programme
from projects.models.project import Project


class PlaceTally(models.Model):
    """Works of one status, programme and year in a place and everything inside it.

    A summary that projects/tallies.py keeps in step with the works. The year is the one the works
    are to be finished in; null where it is not published.
    """

    place = models.ForeignKey(Place, models.CASCADE, related_name="tallies")
    status = models.CharField(max_length=16, choices=Project.Status.choices)
    programme = models.ForeignKey(Programme, models.CASCADE, null=True, related_name="tallies")
    year = models.PositiveSmallIntegerField(null=True)

    count = models.PositiveIntegerField(default=0)
    grave = models.PositiveIntegerField(default=0)
    # Works whose sum is their own, and what those sums make together
    priced = models.PositiveIntegerField(default=0)
    total = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    # Works that share one sum with others, and works whose sum is not published
    shared = models.PositiveIntegerField(default=0)
    unpublished = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["place", "status", "programme", "year"]
        indexes = [models.Index(fields=["place", "status"], name="tally_of_place")]

    def __str__(self) -> str:
        return f"{self.place_id} {self.status} {self.programme_id} {self.year}: {self.count}"
