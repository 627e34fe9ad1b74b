"""What public buildings and their sites share: yard, walls, door, scaffolding."""

from reports.demo.drawings.canvas import HEIGHT, Canvas, mix
from reports.demo.drawings.look import Look
from reports.demo.drawings.things import house, shadow

WOOD = "#b98d5b"
STEEL = "#7f8a92"


def yard(canvas: Canvas, look: Look) -> None:
    """The trodden ground in front of a building, and neighbours behind it."""
    house(canvas, 20, 520, 0.9, look.spot)
    house(canvas, 1130, 512, 0.8, look.spot)
    canvas.ellipse(640, 830, 700, 90, mix(look.season.soil, "#e9d6b4", 0.55))
    canvas.polygon(
        [(570, 800), (710, 800), (860, HEIGHT), (420, HEIGHT)],
        mix(look.season.soil, "#f3e4c8", 0.6),
    )


def wall(canvas: Canvas, x: float, y: float, width: float, tall: float, name: str) -> None:
    """A facade with its plinth, darker towards the right."""
    shadow(canvas, x + width / 2, y, width * 0.54, 20)
    canvas.rectangle(x, y - tall, width, tall, name)
    canvas.rectangle(x + width * 0.9, y - tall, width * 0.1, tall, mix(name, "#3a2c20", 0.1))
    canvas.rectangle(x, y - 26, width, 26, mix(name, "#4a4038", 0.5))


def door(canvas: Canvas, x: float, y: float, name: str) -> None:
    """A double door with steps and a small porch roof."""
    canvas.rectangle(x - 52, y - 136, 104, 136, mix(name, "#1d2630", 0.35))
    for side in (-46, 3):
        canvas.rectangle(x + side, y - 130, 43, 130, name)
        canvas.rectangle(x + side + 8, y - 118, 27, 46, "#7fa3b7")
    for step in range(3):
        canvas.rectangle(
            x - 70 - step * 14,
            y - 12 + step * 12,
            140 + step * 28,
            12,
            mix("#c9c5bd", "#6a665f", step * 0.14),
        )
    canvas.polygon(
        [(x - 84, y - 146), (x + 84, y - 146), (x + 66, y - 168), (x - 66, y - 168)],
        mix(name, "#1d2630", 0.2),
    )


def scaffold(canvas: Canvas, left: float, right: float, ground: float, levels: int) -> None:
    """Tubes and boards in front of a wall."""
    for number in range(5):
        x = left - 16 + (right - left + 40) * number / 4
        canvas.line([(x, ground + 26), (x, ground - levels * 116)], STEEL, 6)
    for level in range(1, levels):
        y = ground - level * 118 - 6
        canvas.rectangle(left - 24, y, right - left + 56, 11, WOOD)
        canvas.line([(left - 20, y - 58), (right + 28, y - 58)], STEEL, 4)
    canvas.line([(left - 16, ground + 20), (right + 24, ground - 124)], STEEL, 4)
