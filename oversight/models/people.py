"""People and the bodies they act for."""

import hashlib
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from oversight.chains import leads_to
from oversight.models.places import Place
from oversight.models.restated import Restated

# Django's own, so that a session begun before is still known.
SESSION_SALT = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]


class UserManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str, **fields: object) -> "User":
        """An operator; `manage.py setup` does the same and enrols the second factor too."""
        user = self.create_user(email, password, is_superuser=True, **fields)
        Appointment.objects.create(user=user, side=Appointment.Side.OPERATOR)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody with an account: never a villager, who needs none."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="kk")
    is_active = models.BooleanField(_("active"), default=True)
    joined_on = models.DateField(_("since"), auto_now_add=True)
    # Counted up, it ends every session of the user at once.
    sessions_ended = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []
    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.name or self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What Django ties a session to: the password, and how often all were ended."""
        tied = f"{self.password}{self.sessions_ended or ''}"
        return salted_hmac(SESSION_SALT, tied, secret=secret, algorithm="sha256").hexdigest()

    @property
    def side(self) -> str:
        """Office, moderator, operator, or nothing. A candidate moderates nothing until the vote."""
        appointment = getattr(self, "appointment", None)
        side = appointment.side if appointment else ""
        return "" if side == Appointment.Side.MODERATOR and self.is_candidate else side

    @cached_property
    def is_candidate(self) -> bool:
        """Whether the user stands in an election that is not over."""
        return self.candidacies.running().exists()

    @property
    def is_staff(self) -> bool:
        """Django's word for who may enter the Django admin: operators."""
        return self.side == Appointment.Side.OPERATOR


class Office(Restated):
    """A public body that answers: an akim's office or a department. KATO says only where it is."""

    LOGGED = "office"
    TOLD = (
        *("bin", "kind", "name_kk", "name_ru", "name_en", "phone", "place__code"),
        "supervisor_id",
    )

    class Kind(models.TextChoices):
        AKIM = "akim", _("akim's office")
        DISTRICT_AKIM = "district_akim", _("district akim's office")
        REGION_AKIM = "region_akim", _("region akim's office")
        DISTRICT_DEPARTMENT = "district_department", _("district department")
        REGION_DEPARTMENT = "region_department", _("regional department")

    class Contact(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("not confirmed")
        CONFIRMED = "confirmed", _("confirmed")
        FAILING = "failing", _("cannot be reached")

    # Identity
    bin = models.CharField(
        _("BIN"), max_length=12, blank=True, validators=[RegexValidator(r"^\d{12}$")]
    )
    kind = models.CharField(_("kind"), max_length=24, choices=Kind.choices, default=Kind.AKIM)
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="offices", verbose_name=_("place")
    )
    name_kk = models.CharField(_("name in Kazakh"), max_length=300)
    name_ru = models.CharField(_("name in Russian"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    supervisor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="supervised",
        verbose_name=_("supervising office"),
    )

    # Contact
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="kk")
    contact = models.CharField(
        _("contact"), max_length=12, choices=Contact.choices, default=Contact.UNCONFIRMED
    )
    failing_since = models.DateField(_("letters come back since"), null=True, blank=True)

    class Meta:
        ordering = ["place__code", "kind", "pk"]
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        constraints = [
            models.UniqueConstraint(
                fields=["bin"], condition=~Q(bin=""), name="one_office_per_bin"
            ),
            models.UniqueConstraint(
                fields=["place", "kind"],
                condition=Q(kind__in=["akim", "district_akim", "region_akim"]),
                name="one_akims_office_per_place",
            ),
            models.CheckConstraint(
                condition=~Q(contact="confirmed") | ~Q(email=""),
                name="confirmed_office_has_an_address",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """An office that supervised itself, if only through others, would answer to nobody."""
        above = dict(Office.objects.values_list("pk", "supervisor"))
        if self.pk and leads_to(self.supervisor_id, self.pk, above):
            raise ValidationError({"supervisor": _("The office would be its own supervisor.")})

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return getattr(self, f"name_{get_language() or 'kk'}", "") or self.name_kk

    @property
    def gets_letters(self) -> bool:
        """Letters go to confirmed addresses only."""
        return self.contact == self.Contact.CONFIRMED


class Appointment(models.Model):
    """The one side a user stands on. Unique per user: nobody is both office and moderator."""

    class Side(models.TextChoices):
        OFFICE = "office", _("office")
        MODERATOR = "moderator", _("moderator")
        OPERATOR = "operator", _("operator")

    user = models.OneToOneField(
        User, models.PROTECT, related_name="appointment", verbose_name=_("user")
    )
    side = models.CharField(_("side"), max_length=12, choices=Side.choices)
    offices = models.ManyToManyField(Office, through="Posting", related_name="appointments")
    since = models.DateField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")

    def __str__(self) -> str:
        return f"{self.user}: {self.get_side_display()}"


class Posting(models.Model):
    """An appointment of the office side works for this office; supervisors see those below."""

    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="postings")
    office = models.ForeignKey(
        Office, models.PROTECT, related_name="postings", verbose_name=_("office")
    )

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        constraints = [
            models.UniqueConstraint(fields=["appointment", "office"], name="one_posting_per_office")
        ]

    def __str__(self) -> str:
        return f"{self.appointment.user}: {self.office}"


class Invitation(models.Model):
    """A one-time link that lets a new user choose a password and enrol a second factor."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="invitations", verbose_name=_("user")
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return str(self.user)

    @staticmethod
    def fingerprint(token: str) -> str:
        """What the database keeps of a link: 256 random bits need no slow hash."""
        return hashlib.sha256(token.encode()).hexdigest()

    def is_open(self, at: datetime | None = None) -> bool:
        """Unused and not too old."""
        return self.used_at is None and (at or timezone.now()) < self.expires_at
