"""The reporter's slip: the code as people read it, and the picture a phone reads it from."""

from dataclasses import dataclass
from io import BytesIO

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
    def qr_svg(self) -> bytes:
        """The picture as a file of its own."""
        out = BytesIO()
        self._qr.save(out, kind="svg", **_LOOK)
        return out.getvalue()

    @property
    def qr_uri(self) -> str:
        """The picture as an image's address, inside the page."""
        return self._qr.svg_data_uri(**_LOOK)

    @property
    def _qr(self) -> segno.QRCode:
        return segno.make(self.address, error="m")
