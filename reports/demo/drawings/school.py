"""A school of two storeys: peeling, behind scaffolding, renewed."""

from reports.demo.drawings import steppe
from reports.demo.drawings.canvas import HEIGHT, Canvas, mix
from reports.demo.drawings.look import Look
from reports.demo.drawings.site import door, scaffold, wall, yard
from reports.demo.drawings.things import puddle, shadow, tree, window, worker

WOOD = "#b98d5b"
STEEL = "#7f8a92"


def school(canvas: Canvas, look: Look, phase: str) -> None:
    """Two storeys and a row of windows: peeling, behind scaffolding, and renewed."""
    yard(canvas, look)
    {"before": _school_old, "during": _school_clad, "after": _school_new}[phase](canvas, look)
    steppe.tufts(canvas, look, 884, HEIGHT, 12)


def _school_front(canvas: Canvas, plaster: str, trim: str, leaves: str) -> None:
    wall(canvas, 150, 800, 980, 430, plaster)
    canvas.rectangle(140, 356, 1000, 20, mix(plaster, "#3a2c20", 0.35))
    for level in (420, 600):
        for column in range(8):
            x = 196 + column * 116
            if level == 420 or column not in (3, 4):
                window(canvas, x, level, 74, 96, trim)
    door(canvas, 640, 800, leaves)


def _school_old(canvas: Canvas, look: Look) -> None:
    _school_front(canvas, "#cfc3ae", "#8d7358", "#7d5f49")
    for x, y, width, tall in (
        (150, 470, 40, 120),
        (300, 536, 70, 44),
        (760, 380, 60, 34),
        (980, 690, 90, 80),
        (430, 720, 60, 54),
    ):
        canvas.polygon(
            [
                (x, y),
                (x + width * 0.7, y - tall * 0.1),
                (x + width, y + tall * 0.4),
                (x + width * 0.6, y + tall),
                (x + width * 0.1, y + tall * 0.8),
            ],
            "#a98a70",
        )
    canvas.rectangle(1008, 600, 74, 96, "#a5835c")
    for x in (1012, 1040, 1064):
        canvas.line([(x, 604), (x + 6, 692)], "#7d6040", 3)
    for crack in (
        ((560, 390), (572, 430), (556, 470), (570, 520)),
        ((900, 540), (888, 580), (898, 600)),
    ):
        canvas.line(list(crack), "#7d6b58", 3)
    puddle(canvas, 880, 848, 110, look.light.horizon)


def _school_clad(canvas: Canvas, look: Look) -> None:
    _school_front(canvas, "#cfc3ae", "#8d7358", "#7d5f49")
    for row in range(6):
        for column in range(3):
            x, y = 150 + column * 116, 376 + row * 66
            canvas.rectangle(
                x + 2, y + 2, 112, 62, mix("#e7e4d4", "#b9c7b4", (row + column) % 2 * 0.35)
            )
    for level in (420, 600):
        for column in range(3):
            window(canvas, 196 + column * 116, level, 74, 96, "#ffffff")
    scaffold(canvas, 150, 560, 800, 4)
    _pallet(canvas, 880, 866, "#e7e4d4")
    if look.busy:
        worker(canvas, 268, 556, 1.0)
        worker(canvas, 470, 672, 1.0, "#ffffff")
        worker(canvas, 800, 884, 1.3)


def _pallet(canvas: Canvas, x: float, y: float, name: str) -> None:
    """Building material on a pallet, strapped."""
    shadow(canvas, x + 80, y, 110, 14)
    canvas.rectangle(x, y - 14, 160, 14, WOOD)
    canvas.rectangle(x + 6, y - 92, 148, 78, name)
    for row in range(1, 4):
        canvas.line(
            [(x + 6, y - 14 - row * 20), (x + 154, y - 14 - row * 20)],
            mix(name, "#3a2c20", 0.25),
            2,
        )
    for strap in (40, 112):
        canvas.line([(x + strap, y - 92), (x + strap, y - 14)], "#3f6ea5", 4)


def _school_new(canvas: Canvas, look: Look) -> None:
    accent = look.spot.choice(("#3f8fb5", "#4f9a78", "#d79a3a"))
    _school_front(canvas, "#f5efdf", "#ffffff", accent)
    for column in (0, 2, 5, 7):
        canvas.rectangle(182 + column * 116, 530, 102, 54, mix(accent, "#ffffff", 0.12))
    canvas.rectangle(540, 390, 200, 18, accent)
    canvas.rectangle(140, 352, 1000, 24, accent)
    canvas.polygon([(724, 824), (724, 800), (900, 824)], "#c9c5bd")
    canvas.line([(724, 766), (898, 800)], STEEL, 5)
    for x in (726, 812, 896):
        canvas.line([(x, 768 + (x - 726) * 0.2), (x, 806 + (x - 726) * 0.1)], STEEL, 4)
    _flag(canvas, 1010, 850)
    for x in (90, 1210):
        tree(canvas, x, 846, 1.35, look)
    _flowers(canvas, look)


def _flag(canvas: Canvas, x: float, y: float) -> None:
    canvas.line([(x, y), (x, y - 420)], "#c8ced2", 7)
    canvas.polygon([(x, y - 418), (x + 128, y - 406), (x + 122, y - 334), (x, y - 342)], "#2fb5c8")
    canvas.ellipse(x + 62, y - 375, 18, 18, "#f4d03f")


def _flowers(canvas: Canvas, look: Look) -> None:
    for side in (220, 930):
        canvas.ellipse(side + 60, 848, 120, 17, mix(look.season.leaf, "#3a4a2a", 0.2))
        for _ in range(26):
            x = side + 60 + look.spot.uniform(-105, 105)
            canvas.ellipse(
                x,
                844 + look.spot.uniform(-10, 8),
                5,
                5,
                look.spot.choice(("#d9534a", "#f2c230", "#f4f1ea")),
            )
