"""The newest checkpoint, for pages that people print and keep."""

from django import template
from django.conf import settings

from oversight import public_log

register = template.Library()


@register.inclusion_tag("oversight/_checkpoint_line.html")
def checkpoint_line() -> dict[str, object]:
    """`{% checkpoint_line %}`: who prints the page becomes a witness. Asks the database once."""
    return {"checkpoint": public_log.latest_checkpoint(), "site_url": settings.SITE_URL}
