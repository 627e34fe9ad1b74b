"""Two photos that look like one picture: a hint for moderators."""

from django.db import models

from reports.models.photo import Photo


class Likeness(models.Model):
    """What the site noticed when a photo came: it looks like one that was there before."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="likenesses")
    other = models.ForeignKey(Photo, models.CASCADE, related_name="+")
    apart = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["apart", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["photo", "other"], name="one_likeness_per_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.photo} ~ {self.other}"
