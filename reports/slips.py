"""The picture on a receipt that opens the receipt page with its code."""

import segno
from django.conf import settings
from django.urls import reverse


def address(code: str) -> str:
    """The receipt page with the code behind the #, which no browser ever sends to a server."""
    return f"{settings.SITE_URL}{reverse('receipt')}#{code}"


def qr_svg(code: str) -> str:
    """The address as a QR picture, dark on white whatever the page's colours."""
    return segno.make(address(code), error="m").svg_inline(
        scale=4, border=3, dark="#000", light="#fff", omitsize=True
    )


def qr_uri(code: str) -> str:
    """The same for an image's address."""
    return segno.make(address(code), error="m").svg_data_uri(
        scale=4, border=3, dark="#000", light="#fff"
    )
