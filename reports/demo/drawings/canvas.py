"""A sheet to draw flat shapes on, smooth at the edges, in units of the finished picture."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw, ImageOps

WIDTH, HEIGHT = 1280, 960
SCALE = 2  # drawn twice as large, then halved: that is what smooths the edges

Point = tuple[float, float]
Colour = tuple[int, ...]


def colour(name: str, alpha: int = 255) -> Colour:
    """A colour by its hex name, with how much it covers."""
    return (*ImageColor.getrgb(name)[:3], alpha)


def mix(one: str, other: str, share: float) -> str:
    """The first colour with a share of the other in it."""
    pairs = zip(ImageColor.getrgb(one), ImageColor.getrgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def between(one: Point, other: Point, share: float) -> Point:
    """The point that lies this share of the way from one point to the other."""
    return (one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share)


class Canvas:
    """Paints in order: what comes later lies in front."""

    def __init__(self) -> None:
        self._image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE))
        self._pen = ImageDraw.Draw(self._image, "RGBA")

    def polygon(self, points: Sequence[Point], name: str, alpha: int = 255) -> None:
        self._pen.polygon(_scaled(points), colour(name, alpha))

    def rectangle(
        self, x: float, y: float, width: float, height: float, name: str, alpha: int = 255
    ) -> None:
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        self.polygon(corners, name, alpha)

    def ellipse(
        self, x: float, y: float, across: float, down: float, name: str, alpha: int = 255
    ) -> None:
        """An ellipse around its middle, by its half axes."""
        box = [(x - across, y - down), (x + across, y + down)]
        self._pen.ellipse(_scaled(box), colour(name, alpha))

    def line(self, points: Sequence[Point], name: str, width: float = 2, alpha: int = 255) -> None:
        stroke = max(1, round(width * SCALE))
        self._pen.line(_scaled(points), colour(name, alpha), stroke, joint="curve")

    def fade(self, top: float, bottom: float, upper: str, lower: str) -> None:
        """Fill the whole width between two heights, from one colour to another."""
        column = (1, round((bottom - top) * SCALE))
        mask = Image.linear_gradient("L").resize(column)
        blend = Image.composite(
            Image.new("RGB", column, lower), Image.new("RGB", column, upper), mask
        )
        self._image.paste(blend.resize((WIDTH * SCALE, column[1])), (0, round(top * SCALE)))

    def jpeg(self, veil: str, strength: float, *, mirror: bool) -> bytes:
        """The finished picture, with the colour of the light laid over everything."""
        picture = self._image.reduce(SCALE)
        lit = Image.blend(picture, Image.new("RGB", picture.size, veil), strength)
        if mirror:
            lit = ImageOps.mirror(lit)
        file = BytesIO()
        lit.save(file, "JPEG", quality=88)
        return file.getvalue()


def _scaled(points: Sequence[Point]) -> list[Point]:
    return [(x * SCALE, y * SCALE) for x, y in points]
