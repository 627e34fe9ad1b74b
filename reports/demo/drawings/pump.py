"""A hut over a well: worn out, under the drill, renewed."""

from reports.demo.drawings import steppe
from reports.demo.drawings.canvas import HEIGHT, Canvas, mix
from reports.demo.drawings.look import Look
from reports.demo.drawings.machines import drill
from reports.demo.drawings.things import (
    board,
    cow,
    heap,
    house,
    puddle,
    shadow,
    tree,
    window,
    worker,
)

PIPE = "#2f6fb0"
RUST = "#8a5136"
WHITE = "#eef1f2"


def pump(canvas: Canvas, look: Look, phase: str) -> None:
    """A hut over a well: worn out, under the drill, and renewed."""
    for x, y, size in ((930, 512, 0.8), (1090, 536, 1.0)):
        house(canvas, x, y, size, look.spot)
    tree(canvas, 1070, 540, 0.8, look)
    canvas.ellipse(620, 812, 520, 76, mix(look.season.soil, "#e9d6b4", 0.5))
    {
        "before": _pump_old,
        "during": _pump_drilled if look.busy else _pump_unfenced,
        "after": _pump_new,
    }[phase](canvas, look)
    steppe.tufts(canvas, look, 868, HEIGHT, 14)


def _pump_old(canvas: Canvas, look: Look) -> None:
    _hut(canvas, 400, 800, "#c3b3a0", "#7a6a5e", "#8a5136")
    for crack in (
        ((470, 620), (492, 660), (480, 700), (506, 744)),
        ((650, 610), (636, 648), (648, 668)),
    ):
        canvas.line(list(crack), "#6b5a4c", 3)
    canvas.polygon([(424, 800), (424, 752), (466, 768), (452, 800)], "#a4755c")
    _outlet(canvas, 720, 800, RUST)
    puddle(canvas, 840, 836, 150, look.light.horizon)
    puddle(canvas, 690, 862, 70, look.light.horizon)


def _pump_drilled(canvas: Canvas, look: Look) -> None:
    drill(canvas, 560, 812, 1.45)
    heap(canvas, 300, 836, 200, 80, mix(look.season.soil, "#5a3f28", 0.3), look.spot)
    for row in range(3):
        canvas.line([(800, 838 - row * 20), (1120, 838 - row * 20)], mix(PIPE, "#12304e", 0.2), 17)
        canvas.line([(800, 834 - row * 20), (1120, 834 - row * 20)], mix(PIPE, "#ffffff", 0.35), 4)
    worker(canvas, 470, 858, 1.35)
    worker(canvas, 880, 880, 1.45, "#ffffff")


def _pump_new(canvas: Canvas, look: Look) -> None:
    _renewed(canvas)
    _reservoir(canvas, 900, 806)
    for x in range(330, 1080, 13):
        canvas.line([(x, 822), (x, 868)], "#5a9a78", 2)
    for level in (822, 868):
        canvas.line([(330, level), (1080, level)], "#4f8f6f", 5)
    board(canvas, 190, 850, 0.9)


def _pump_unfenced(canvas: Canvas, look: Look) -> None:
    """Renewed, but without a fence: sometimes somebody's cow has come."""
    _renewed(canvas)
    puddle(canvas, 840, 836, 150, look.light.horizon)
    puddle(canvas, 330, 852, 80, look.light.horizon)
    if look.moment.random() < 0.5:
        cow(canvas, 1010, 826, 1.0)


def _renewed(canvas: Canvas) -> None:
    _hut(canvas, 400, 800, "#f1efe8", "#3f83bd", "#3f83bd")
    canvas.rectangle(400, 640, 260, 14, "#3f83bd")
    canvas.rectangle(600, 676, 36, 50, "#cfd6da")
    canvas.polygon(
        [(622, 682), (610, 704), (618, 704), (612, 722), (628, 698), (620, 698)], "#e8b12c"
    )
    _outlet(canvas, 720, 800, PIPE)


def _hut(canvas: Canvas, x: float, y: float, wall: str, roof: str, door: str) -> None:
    """A small brick house with a door, a window and a pitched roof."""
    shadow(canvas, x + 140, y, 170, 16)
    canvas.rectangle(x, y - 190, 260, 190, wall)
    for row in range(7):
        canvas.line(
            [(x, y - 160 + row * 24), (x + 260, y - 160 + row * 24)], mix(wall, "#5b4a3a", 0.2), 2
        )
    canvas.rectangle(x + 206, y - 190, 54, 190, "#3a2c20", 26)
    canvas.rectangle(x, y - 16, 260, 16, mix(wall, "#3a2c20", 0.4))
    canvas.polygon([(x - 22, y - 186), (x + 130, y - 262), (x + 282, y - 186)], roof)
    canvas.polygon([(x + 130, y - 262), (x + 282, y - 186), (x + 160, y - 186)], "#1d2630", 40)
    canvas.rectangle(x + 24, y - 130, 66, 130, mix(door, "#1d2630", 0.25))
    canvas.rectangle(x + 30, y - 124, 54, 124, door)
    canvas.ellipse(x + 74, y - 62, 5, 5, "#e8dfcf")
    window(canvas, x + 124, y - 122, 54, 46, mix(wall, "#ffffff", 0.5))


def _outlet(canvas: Canvas, x: float, y: float, name: str) -> None:
    """The pipe that comes out of the well house, with its valve."""
    canvas.line([(x - 62, y - 36), (x + 30, y - 36), (x + 30, y + 6)], name, 20)
    canvas.line([(x - 62, y - 41), (x + 26, y - 41)], mix(name, "#ffffff", 0.35), 4)
    canvas.line([(x - 14, y - 46), (x - 14, y - 72)], "#3b4247", 5)
    canvas.ellipse(x - 14, y - 74, 20, 6, "#b8352c")


def _reservoir(canvas: Canvas, x: float, y: float) -> None:
    """A round tank for clean water."""
    shadow(canvas, x, y, 120, 16)
    for left, right, shade in ((-96, 96, 0.0), (18, 96, 0.1), (60, 96, 0.2)):
        canvas.rectangle(x + left, y - 170, right - left, 170, mix(WHITE, "#4a6376", shade))
    canvas.ellipse(x, y, 96, 14, mix(WHITE, "#4a6376", 0.18))
    canvas.ellipse(x, y - 170, 96, 20, mix(WHITE, "#ffffff", 0.5))
    canvas.ellipse(x, y - 78, 24, 24, PIPE)
    canvas.polygon([(x - 22, y - 88), (x, y - 128), (x + 22, y - 88)], PIPE)
