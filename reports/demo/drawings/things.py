"""What stands around in a village: houses, fences, trees, people at work, heaps and puddles."""

from random import Random

from reports.demo.drawings.canvas import Canvas, Point, mix
from reports.demo.drawings.look import Look

SHADOW = "#2f2a22"


def shadow(canvas: Canvas, x: float, y: float, across: float, down: float = 0) -> None:
    """A soft dark spot where something stands on the ground."""
    deep = down or across * 0.14
    canvas.ellipse(x, y, across, deep, SHADOW, 45)
    canvas.ellipse(x, y, across * 0.85, deep * 0.75, SHADOW, 45)


def window(canvas: Canvas, x: float, y: float, width: float, height: float, trim: str) -> None:
    """A window with its frame, two panes and a little sky in the glass."""
    edge = max(2, width * 0.1)
    canvas.rectangle(x - edge, y - edge, width + 2 * edge, height + 2 * edge, trim)
    canvas.rectangle(x, y, width, height, "#5b7f98")
    glint = [(x, y), (x + width * 0.55, y), (x + width * 0.2, y + height), (x, y + height)]
    canvas.polygon(glint, "#9dbccd", 150)
    canvas.rectangle(x + width / 2 - edge / 3, y, edge * 0.66, height, trim)


def house(canvas: Canvas, x: float, y: float, size: float, rng: Random) -> None:
    """A village house seen from the street: whitewash, painted trims, slate or metal roof."""
    wall = rng.choice(("#f0e9dc", "#e9e0cc", "#e6ecec", "#efe3d2"))
    roof = rng.choice(("#7b8893", "#8c6b58", "#52789a", "#77524a"))
    trim = rng.choice(("#4f86b5", "#5a8f7a", "#ffffff"))
    wide, tall = 150 * size, 62 * size
    shadow(canvas, x + wide * 0.55, y, wide * 0.62, 7 * size)
    canvas.rectangle(x, y - tall, wide, tall, wall)
    canvas.rectangle(x + wide * 0.82, y - tall, wide * 0.18, tall, mix(wall, "#5b4a3a", 0.14))
    canvas.rectangle(x, y - 9 * size, wide, 9 * size, mix(wall, "#5b4a3a", 0.38))
    _roof(canvas, x, y - tall, wide, 46 * size, roof)
    for share in (0.12, 0.42, 0.7):
        window(canvas, x + wide * share, y - tall * 0.74, 24 * size, 26 * size, trim)


def _roof(canvas: Canvas, x: float, y: float, wide: float, tall: float, name: str) -> None:
    over = wide * 0.05
    canvas.rectangle(x + wide * 0.7, y - tall * 1.1, wide * 0.06, tall * 0.8, "#8a5e4c")
    slope = [
        (x - over, y),
        (x + wide * 0.2, y - tall),
        (x + wide * 0.8, y - tall),
        (x + wide + over, y),
    ]
    canvas.polygon(slope, name)
    canvas.polygon([slope[2], slope[3], (x + wide * 0.76, y)], mix(name, "#2a2a2a", 0.16))
    canvas.rectangle(x - over, y, wide + 2 * over, max(2, tall * 0.07), mix(name, "#2a2a2a", 0.35))


def fence(canvas: Canvas, left: Point, right: Point, tall: float, name: str) -> None:
    """Boards on two rails; the far end may be lower than the near one."""
    (x1, y1), (x2, y2) = left, right
    boards = max(4, int(abs(x2 - x1) / max(8, tall * 0.26)))
    for rail in (0.32, 0.74):
        line = [(x1, y1 - tall * rail), (x2, y2 - tall * rail)]
        canvas.line(line, mix(name, "#3a2c20", 0.3), max(2, tall * 0.07))
    for number in range(boards + 1):
        x = x1 + (x2 - x1) * number / boards
        y = y1 + (y2 - y1) * number / boards
        canvas.rectangle(x, y - tall, tall * 0.15, tall, name)


def tree(canvas: Canvas, x: float, y: float, size: float, look: Look) -> None:
    """A young elm or poplar of the village street."""
    shadow(canvas, x + 10 * size, y, 42 * size)
    trunk = [
        (x - 5 * size, y),
        (x + 5 * size, y),
        (x + 2 * size, y - 80 * size),
        (x - 2 * size, y - 80 * size),
    ]
    canvas.polygon(trunk, "#6f5a46")
    dark, light = mix(look.season.leaf, "#2c3a22", 0.3), mix(look.season.leaf, "#fff2c0", 0.18)
    for dx, dy, radius, name in (
        (0, -120, 44, dark), (-26, -96, 30, dark), (26, -98, 32, dark),
        (-8, -126, 34, look.season.leaf), (14, -108, 28, look.season.leaf), (-16, -138, 18, light),
    ):  # fmt: skip
        canvas.ellipse(x + dx * size, y + dy * size, radius * size, radius * size * 1.12, name)


def worker(canvas: Canvas, x: float, y: float, size: float, helmet: str = "#f2c230") -> None:
    """Somebody at work: helmet, orange vest, no face."""
    shadow(canvas, x, y, 20 * size)
    for leg in (-8, 2):
        canvas.rectangle(x + leg * size, y - 38 * size, 7 * size, 38 * size, "#39424e")
    canvas.polygon(
        [
            (x - 12 * size, y - 36 * size),
            (x + 12 * size, y - 36 * size),
            (x + 14 * size, y - 76 * size),
            (x - 14 * size, y - 76 * size),
        ],  # fmt: skip
        "#e9762b",
    )
    canvas.rectangle(x - 13 * size, y - 58 * size, 26 * size, 5 * size, "#f5efb8")
    canvas.line(
        [(x + 13 * size, y - 72 * size), (x + 21 * size, y - 44 * size)], "#39424e", 6 * size
    )
    canvas.line(
        [(x - 13 * size, y - 72 * size), (x - 20 * size, y - 46 * size)], "#39424e", 6 * size
    )
    canvas.ellipse(x, y - 86 * size, 9 * size, 11 * size, "#c99a76")
    canvas.polygon(
        [
            (x - 12 * size, y - 88 * size),
            (x - 8 * size, y - 100 * size),
            (x + 8 * size, y - 100 * size),
            (x + 13 * size, y - 88 * size),
        ],  # fmt: skip
        helmet,
    )


def cow(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A brown cow with her head down to the water on her left."""
    coat = "#7b4a33"
    shadow(canvas, x, y, 100 * size)
    for leg in (-62, -44, 46, 64):
        canvas.rectangle(
            x + leg * size, y - 52 * size, 11 * size, 52 * size, mix(coat, "#1d1410", 0.25)
        )
    canvas.ellipse(x, y - 74 * size, 86 * size, 36 * size, coat)
    canvas.ellipse(x + 18 * size, y - 82 * size, 26 * size, 18 * size, "#efe6da")
    canvas.line([(x + 82 * size, y - 84 * size), (x + 94 * size, y - 34 * size)], coat, 6 * size)
    canvas.polygon(
        [
            (x - 60 * size, y - 98 * size),
            (x - 112 * size, y - 54 * size),
            (x - 104 * size, y - 30 * size),
            (x - 62 * size, y - 56 * size),
        ],
        coat,
    )
    canvas.ellipse(x - 116 * size, y - 32 * size, 16 * size, 25 * size, mix(coat, "#1d1410", 0.12))
    canvas.ellipse(x - 120 * size, y - 14 * size, 12 * size, 9 * size, "#d9b6a2")
    for horn in (-104, -122):
        top = [(x + horn * size, y - 52 * size), (x + (horn - 6) * size, y - 68 * size)]
        canvas.line(top, "#e8e0cf", 4 * size)


def heap(
    canvas: Canvas, x: float, y: float, wide: float, tall: float, name: str, rng: Random
) -> None:
    """Earth, stone or sand in a pile, lit from the left."""
    shadow(canvas, x + wide * 0.06, y, wide * 0.58, tall * 0.12)
    crest = [(x + wide * step / 10, y - _hump(step, tall, rng)) for step in range(-5, 6)]
    canvas.polygon([(x - wide / 2, y), *crest, (x + wide / 2, y)], name)
    dark = [(px, py) for px, py in crest if px >= x]
    canvas.polygon([*dark, (x + wide / 2, y), (x + wide * 0.14, y)], mix(name, "#3a2c20", 0.2))
    for _ in range(int(wide / 6)):
        dx = rng.uniform(-0.4, 0.4)
        dy = rng.uniform(0, 0.75) * (1 - abs(dx) * 2)
        radius = rng.uniform(1.5, 4)
        shade = mix(name, rng.choice(("#3a2c20", "#fff4dd")), 0.25)
        canvas.ellipse(x + dx * wide, y - dy * tall, radius * 1.4, radius, shade)


def _hump(step: int, tall: float, rng: Random) -> float:
    return 0 if abs(step) == 5 else tall * (1 - (abs(step) / 5) ** 1.5) * rng.uniform(0.86, 1.06)


def puddle(canvas: Canvas, x: float, y: float, across: float, sky: str) -> None:
    """Standing water with the sky in it."""
    canvas.ellipse(x, y, across * 1.12, across * 0.27, "#6d5a44", 160)
    canvas.ellipse(x, y, across, across * 0.22, mix(sky, "#6b7f8a", 0.35))
    canvas.ellipse(x - across * 0.2, y - across * 0.04, across * 0.5, across * 0.08, sky, 140)


def board(canvas: Canvas, x: float, y: float, size: float) -> None:
    """The information board of a site: a heading and lines nobody can read from here."""
    for leg in (14, 116):
        canvas.rectangle(x + leg * size, y - 110 * size, 6 * size, 110 * size, "#5c6670")
    canvas.rectangle(x, y - 150 * size, 136 * size, 88 * size, "#f7f8f6")
    canvas.rectangle(x, y - 150 * size, 136 * size, 20 * size, "#2f6f9f")
    for row, share in enumerate((0.8, 0.62, 0.74, 0.5)):
        height = y - (118 - row * 13) * size
        canvas.rectangle(x + 12 * size, height, 112 * size * share, 5 * size, "#9aa5ad")


def lamp_post(canvas: Canvas, x: float, y: float, tall: float) -> None:
    """A street lamp whose arm reaches over the road on its left."""
    shadow(canvas, x, y, tall * 0.05)
    canvas.line([(x, y), (x, y - tall)], "#6c757c", max(2, tall * 0.024))
    canvas.line([(x, y - tall), (x - tall * 0.16, y - tall * 1.05)], "#6c757c", max(2, tall * 0.02))
    canvas.ellipse(x - tall * 0.2, y - tall * 1.045, tall * 0.06, tall * 0.016, "#e9edf0")
