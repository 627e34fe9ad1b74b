"""Who may report here, as the operator settled it (ADR 0016). Form and API share these rules."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from oversight.models import Installation

Reporting = Installation.Reporting
ADDRESS_NEEDED = _("Here a report needs an e-mail address: a letter asks whether it is yours.")


def needs_group(installation: Installation) -> bool:
    """Only groups file here, for residents."""
    return installation.reporting == Reporting.GROUP


def needs_address(installation: Installation, *, has_group: bool) -> bool:
    """Nobody sees a report before the letter to its author was answered; a group is known."""
    return installation.reporting == Reporting.EMAIL and not has_group


def check_address(installation: Installation, address: str, *, has_group: bool) -> None:
    """Refuses a report that would wait for a letter nobody can send."""
    if needs_address(installation, has_group=has_group) and not address:
        refusal = ValidationError(ADDRESS_NEEDED, code="address_needed")
        raise ValidationError({"contact_email": refusal})
