"""Forms of the door: one-time codes that say what is wrong with the clock, passwords, letters."""

from allauth.account.fields import PasswordField, SetPasswordField
from allauth.account.forms import PasswordVerificationMixin, ResetPasswordForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.utils import decrypt
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from oversight import codes, jobs
from oversight.models import Installation, User


def wrong_clock(minutes: int) -> ValidationError:
    """The sentence for a right code from a wrong clock."""
    return ValidationError(
        ngettext(
            "The clock of your phone is about %(minutes)d minute off, so its codes do not fit. "
            "Set the phone to automatic time and use a new code.",
            "The clock of your phone is about %(minutes)d minutes off, so its codes do not fit. "
            "Set the phone to automatic time and use a new code.",
            minutes,
        )
        % {"minutes": minutes},
        code="wrong_clock",
    )


def used_code() -> ValidationError:
    """The sentence for a code that has done its work."""
    return ValidationError(
        _("This code has been used. Wait until the phone shows the next one."), code="used_code"
    )


class OneTimeCode:
    """Takes each code once, and adds to a refused one the reason that people cannot see."""

    def clean_code(self) -> str:
        try:
            code = super().clean_code()
        except ValidationError as refusal:
            raise self._explained(refusal) from None
        if not codes.take(self.user, code):
            raise used_code()
        return code

    def _explained(self, refusal: ValidationError) -> ValidationError:
        """A throttled guess gets no hint: it was not even looked at."""
        code = self.cleaned_data["code"]
        if refusal.code != "incorrect_code":
            return refusal
        if codes.was_used(self.user, code):
            return used_code()
        minutes = codes.minutes_off(self._secret(), code)
        if minutes is None:
            return refusal
        codes.spoil(self.user, code)
        return wrong_clock(minutes)

    def _secret(self) -> str:
        totp = Authenticator.objects.filter(user=self.user, type=Authenticator.Type.TOTP).first()
        return decrypt(totp.data["secret"]) if totp else ""


class SecondFactorForm(OneTimeCode, AuthenticateForm):
    """The second step of signing in."""


class SecondFactorAgainForm(OneTimeCode, ReauthenticateForm):
    """Asked again before something grave, or in a session that has not shown it yet."""


class EnrolForm(OneTimeCode, ActivateTOTPForm):
    """The first right code enrols the phone."""

    @property
    def spaced_secret(self) -> str:
        """In groups of four, as people type it."""
        return " ".join(self.secret[start : start + 4] for start in range(0, len(self.secret), 4))

    def _secret(self) -> str:
        return self.secret


class ForgottenPasswordForm(ResetPasswordForm):
    """Only notes that a letter is wanted; the worker finds out whether anybody is to get it.

    So a request sends nothing, and takes as long for a stranger's address as for a user's.
    """

    def save(self, request: HttpRequest, **kwargs: object) -> str:
        user = next(iter(self.users), None)
        with transaction.atomic():
            jobs.put_again("reset_password", user.pk if user else 0)
        return self.cleaned_data["email"]


class InvitationForm(PasswordVerificationMixin, forms.Form):
    """The first password, typed twice."""

    password1 = SetPasswordField(label=gettext_lazy("Password"))
    password2 = PasswordField(
        label=gettext_lazy("The same password again"), autocomplete="new-password"
    )

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].user = user


class LanguageForm(forms.Form):
    """The language in which the site speaks to a signed-in user."""

    language = forms.ChoiceField(choices=settings.LANGUAGES)


class ReportingForm(forms.ModelForm):
    """Who may report, and when a lawyer said so."""

    class Meta:
        model = Installation
        fields = ["reporting", "lawyer_answered_on"]
        widgets = {
            "reporting": forms.RadioSelect,
            "lawyer_answered_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }
