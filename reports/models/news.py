"""What is new about works and places, in the order in which it became public."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from oversight.models import AkimTerm, InitiativeGroup, Place
from oversight.places import kato
from projects.models import Machine, Pledge, Programme, Project
from reports.models.dossier import Dossier, Gathering
from reports.models.report import Report

Thing = Project | Dossier | Gathering | Pledge | Machine | InitiativeGroup | Place

# Where the beginning of a place's code stands, by its length.
_COLUMNS = {2: "in_region", 4: "in_district", 6: "in_rural"}


class NewsQuerySet(models.QuerySet):
    def of_place(self, place: Place) -> Self:
        """About the place and everything inside it."""
        level = kato.level(place.seat)
        if level in _COLUMNS:
            return self.filter(**{_COLUMNS[level]: place.seat[:level]})
        return self.filter(seat=place.seat)

    def of_programme(self, programme: Programme) -> Self:
        """Works of an umbrella are the works of its members too."""
        return self.filter(programme__in=programme.family())

    def of_group(self, group: InitiativeGroup) -> Self:
        """What the group reports and verifies, and what happens to its grants."""
        return self.filter(Q(group=group) | Q(project__implementer=group))

    def newest_first(self) -> Self:
        return self.order_by("-pk")


class News(models.Model):
    """One public fact, as those who follow a work or a place are told of it.

    It holds no words of anybody: the public log has the fact, the page of the work the words. Rows
    are written by one process at a time, so that their keys stand in the order of becoming public.
    """

    class Kind(models.TextChoices):
        DISPUTED = "disputed", _("Not done, say residents")
        CLAIMED = "claimed", _("The office says it is done")
        REPORTED = "reported", _("A resident reported")
        ANSWERED = "answered", _("The office answered")
        CONFIRMED = "confirmed", _("Confirmed as done")
        VISITED = "visited", _("An initiative group visited the site")
        DOCUMENT = "document", _("A final document of public control was sent")
        CITED = "cited", _("Named in a final document of public control")
        RECOMMENDED = "recommended", _("An office was asked to do something")
        GATHERING = "gathering", _("A gathering is announced")
        MINUTES = "minutes", _("The minutes of a gathering were published")
        DECIDED = "decided", _("A gathering decided what an office is to do")
        NOT_DECIDED = "not_decided", _("A resident says that it was not decided like this")
        PLEDGED = "pledged", _("A business promised something")
        NOT_CAME = "not_came", _("A resident says that what was promised did not come")
        CAME = "came", _("A resident says that what was promised came")
        PLEDGE = "pledge", _("What is known of a promise changed")
        HELD = "held", _("A public machine has a holder")
        HIRED = "hired", _("A village paid for the use of its own machine")
        FIGURE = "figure", _("An official figure changed")
        BUDGET = "budget", _("A budget of this place was published")
        BUDGET_MOVED = "budget_moved", _("A published budget was changed")
        SHEET = "sheet", _("What an akim's term took over and left is open to all")
        TERM = "term", _("The term of the akim was entered")
        SUBSIDIES = "subsidies", _("Subsidies to businesses here were entered")
        COUNTED = "counted", _("Counts of people or pupils here were entered")
        ADDED = "added", _("A new work is listed")
        MACHINE = "machine", _("A public machine is listed")
        EXTENDED = "extended", _("The day of the answer moved")
        FORWARDED = "forwarded", _("Handed to another office")
        HEARD = "heard", _("A firm that is named was heard")
        UNOPPOSED = "unopposed", _("Closed, nobody objected")
        PAPER = "paper", _("A paper was added")
        ASKED = "asked", _("Residents ask to publish a figure")
        SEEN_TOO = "seen_too", _("Another resident sees it too")
        PHOTO = "photo", _("A photo was added")
        CORRECTED = "corrected", _("The wording of an answer was changed")
        JOINED = "joined", _("A report was added to this work")
        WITHDRAWN = "withdrawn", _("A report was taken back by its author")
        TAKEN_BACK = "taken_back", _("A word was taken back")
        HIDDEN = "hidden", _("Something was hidden by a moderator")
        SHOWN = "shown", _("A moderator let something be shown")
        ERASED = "erased", _("Something was erased")
        ACCEPTED = "accepted", _("An initiative group came to this site")
        TIED = "tied", _("A group declared a tie")
        UNTIED = "untied", _("A tie of a group ended")

    # Said once of a place and day, however many rows of a list came in.
    OF_LISTS = (Kind.TERM, Kind.SUBSIDIES, Kind.COUNTED)

    # The number of its entry in the public log; a work that is listed has none. A final document
    # is told besides for each work that it names.
    entry = models.PositiveBigIntegerField(_("number in the log"), null=True, db_index=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    day = models.DateField(_("day"))

    # About what
    place = models.ForeignKey(Place, models.CASCADE, related_name="news")
    in_region = models.CharField(max_length=2, editable=False)
    in_district = models.CharField(max_length=4, editable=False)
    in_rural = models.CharField(max_length=6, editable=False)
    seat = models.CharField(max_length=9, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, null=True, related_name="news")
    programme = models.ForeignKey(Programme, models.CASCADE, null=True, related_name="news")
    report = models.ForeignKey(Report, models.CASCADE, null=True, related_name="news")
    group = models.ForeignKey(InitiativeGroup, models.CASCADE, null=True, related_name="news")
    dossier = models.ForeignKey(Dossier, models.CASCADE, null=True, related_name="news")
    gathering = models.ForeignKey(Gathering, models.CASCADE, null=True, related_name="news")
    pledge = models.ForeignKey(Pledge, models.CASCADE, null=True, related_name="news")
    machine = models.ForeignKey(Machine, models.CASCADE, null=True, related_name="news")
    term = models.ForeignKey(AkimTerm, models.CASCADE, null=True, related_name="news")

    objects = NewsQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("news")
        verbose_name_plural = _("news")
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(kind="added"), name="one_listing_per_work"
            ),
            models.UniqueConstraint(
                fields=["entry"], condition=~Q(kind="cited"), name="one_news_per_entry"
            ),
            models.UniqueConstraint(
                fields=["entry", "project"], name="one_news_per_entry_and_work"
            ),
        ]
        indexes = [
            *(
                models.Index(fields=[column, "-id"], name=f"news_{column}")
                for column in (*_COLUMNS.values(), "seat")
            ),
            models.Index(fields=["day"], name="news_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"

    def fill_keys(self) -> None:
        """Set where it is, by the code of its place."""
        self.seat = self.place.seat
        for level, column in _COLUMNS.items():
            setattr(self, column, self.seat[:level])

    @property
    def thing(self) -> Thing:
        """What it is about: a work, a paper, a promise, a machine, a group, or else the place."""
        about_group = None if self.report_id else self.group
        about = (
            *(self.project, self.dossier, self.gathering, self.pledge, self.machine),
            about_group,
        )
        return next(filter(None, about), self.place)

    @property
    def title(self) -> str:
        """What it is about, in the reader's language."""
        return title_of(self.thing)

    @property
    def url(self) -> str:
        """The page that says more: the report while everybody may read it, the paper that names a
        work, else what it is about."""
        if self.report and self.report.is_public:
            return reverse("report-detail", args=[self.report.public_id])
        if self.kind in (self.Kind.BUDGET, self.Kind.BUDGET_MOVED):
            return reverse("budget", args=[self.place.code])
        if self.kind == self.Kind.COUNTED:
            return reverse("need", args=[self.place.code])
        if self.term:
            return reverse("term", args=[self.term.office_id, self.term_id])
        return url_of(self.dossier or self.thing)


def title_of(thing: Thing) -> str:
    """What a thing is called, in the reader's language."""
    if isinstance(thing, Place):
        return thing.spoken
    return thing.name if isinstance(thing, InitiativeGroup) else thing.title


_PAGES: dict[type, tuple[str, str]] = {
    Project: ("project", "identifier"),
    Dossier: ("dossier", "public_id"),
    Gathering: ("gathering", "public_id"),
    Pledge: ("pledge", "public_id"),
    Machine: ("machine", "public_id"),
    InitiativeGroup: ("group", "slug"),
    Place: ("place", "code"),
}


def url_of(thing: Thing) -> str:
    """The address of its own page."""
    page, key = _PAGES[type(thing)]
    return reverse(page, args=[getattr(thing, key)])
