"""The second factors of people, under a name of our own: allauth gives its rows none to read."""

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _


class SecondFactor(Authenticator):
    """That somebody has one, and since when; what it is stays allauth's."""

    class Meta:
        proxy = True
        verbose_name = _("second factor")
        verbose_name_plural = _("second factors")
