"""The reporter's slip: the code as people read it, and the picture a phone reads it from."""

from dataclasses import dataclass

import segno
from django.conf import settings
from django.urls import reverse

from reports import receipts

_LOOK = {"scale": 4, "border": 3, "dark": "#000", "light": "#fff"}  # whatever the page's colours


@dataclass(frozen=True)
class Slip:
    """What is written on the paper. `code` is the folded receipt code."""

    code: str

    @property
    def spelled(self) -> str:
        return receipts.spell(self.code)

    @property
    def groups(self) -> list[str]:
        """Six groups of four."""
        return self.spelled.split("-")

    @property
    def address(self) -> str:
        """The receipt page with the code behind the #, which no browser sends to a server."""
        return f"{settings.SITE_URL}{reverse('receipt')}#{self.code}"

    @property
    def qr_svg(self) -> str:
        return segno.make(self.address, error="m").svg_inline(omitsize=True, **_LOOK)

    @property
    def qr_uri(self) -> str:
        """The picture as an image's address, inside the page."""
        return segno.make(self.address, error="m").svg_data_uri(**_LOOK)
