"""A long low building: patched slate, open rafters, new metal."""

from reports.demo.drawings import steppe
from reports.demo.drawings.canvas import HEIGHT, Canvas, Point, between, mix
from reports.demo.drawings.look import Look
from reports.demo.drawings.site import door, wall, yard
from reports.demo.drawings.things import puddle, shadow, tree, window, worker

WOOD = "#b98d5b"

EAVES_LEFT, EAVES_RIGHT = (140, 566), (1140, 566)
RIDGE_LEFT, RIDGE_RIGHT = (250, 356), (1030, 356)

Quad = tuple[Point, Point, Point, Point]


def roof(canvas: Canvas, look: Look, phase: str) -> None:
    """A long low building whose roof is patched slate, then open rafters, then new metal."""
    yard(canvas, look)
    plaster = "#ddd2c0" if phase == "before" else "#efe6d4"
    wall(canvas, 180, 800, 920, 240, plaster)
    trim = "#9a8a78" if phase == "before" else "#ffffff"
    for x in (226, 340, 454, 744, 858, 972):
        window(canvas, x, 606, 76, 92, trim)
    door(canvas, 640, 800, "#8a6a50" if phase == "before" else "#3f7fb0")
    new = look.spot.choice(("#9c4a3c", "#3f78a8", "#4f7f68"))
    {"before": _roof_old, "during": _roof_open, "after": _roof_new}[phase](canvas, look, new)
    steppe.tufts(canvas, look, 880, HEIGHT, 12)


def _part(start: float, stop: float, low: float = 0, high: float = 1) -> Quad:
    """A piece of the slope: shares from left to right, and from the eaves to the ridge."""

    def at(across: float, up: float) -> Point:
        return between(
            between(EAVES_LEFT, EAVES_RIGHT, across), between(RIDGE_LEFT, RIDGE_RIGHT, across), up
        )

    return (at(start, low), at(stop, low), at(stop, high), at(start, high))


def _sheets(canvas: Canvas, start: float, stop: float, name: str, seams: int) -> None:
    canvas.polygon(_part(start, stop), name)
    for number in range(seams + 1):
        share = start + (stop - start) * number / seams
        low, _, _, high = _part(share, share)
        canvas.line([low, high], mix(name, "#1d2630", 0.22), 2.5)


def _eaves(canvas: Canvas, name: str) -> None:
    canvas.rectangle(138, 562, 1004, 12, mix(name, "#1d2630", 0.35))
    canvas.rectangle(180, 574, 920, 12, "#3a2c20", 50)


def _roof_old(canvas: Canvas, look: Look, new: str) -> None:
    _sheets(canvas, 0, 1, "#8d918f", 34)
    for level in (0.25, 0.5, 0.75):
        left, right, *_ = _part(0, 1, level)
        canvas.line([left, right], "#6f7472", 3)
    for start, low in ((0.12, 0.25), (0.31, 0.5), (0.55, 0.0), (0.72, 0.5), (0.84, 0.25)):
        canvas.polygon(_part(start, start + 0.055, low, low + 0.25), "#3b332c")
    for start, low in ((0.2, 0.0), (0.44, 0.25), (0.63, 0.25)):
        canvas.polygon(_part(start, start + 0.06, low, low + 0.25), "#a59c88")
    canvas.polygon(_part(0.38, 0.5, 0.5, 0.96), "#8a5136", 130)
    _eaves(canvas, "#7b6a5a")
    for x in (300, 560, 905):
        canvas.polygon([(x, 586), (x + 46, 586), (x + 34, 660), (x + 12, 690)], "#8d7f6c", 120)
    puddle(canvas, 330, 846, 90, look.light.horizon)


def _roof_open(canvas: Canvas, look: Look, new: str) -> None:
    canvas.polygon(_part(0, 1), mix(look.light.horizon, "#4d3f33", 0.82))
    for number in range(22):
        low, _, _, high = _part(number / 21, number / 21)
        canvas.line([low, high], WOOD, 9)
    for level in range(1, 9):
        left, right, *_ = _part(0, 0.6, level / 9)
        canvas.line([left, right], mix(WOOD, "#fff0d0", 0.25), 5)
    canvas.line([RIDGE_LEFT, RIDGE_RIGHT], mix(WOOD, "#3a2c20", 0.2), 12)
    _sheets(canvas, 0.58, 1, new, 15)
    _eaves(canvas, WOOD)
    _stack(canvas, 930, 866, new)
    if look.busy:
        _ladder(canvas, (330, 846), (392, 520))
        worker(canvas, 560, 470, 0.95)
        worker(canvas, 700, 404, 0.85, "#ffffff")
        worker(canvas, 850, 884, 1.3)


def _ladder(canvas: Canvas, foot: Point, top: Point) -> None:
    for shift in (0, 46):
        canvas.line([(foot[0] + shift, foot[1]), (top[0] + shift, top[1])], "#a37b4e", 7)
    for number in range(1, 13):
        x, y = between(foot, top, number / 13)
        canvas.line([(x, y), (x + 46, y)], "#a37b4e", 6)


def _stack(canvas: Canvas, x: float, y: float, name: str) -> None:
    """Sheets and beams laid out on the ground."""
    shadow(canvas, x + 110, y, 170, 18)
    for row in range(3):
        canvas.rectangle(x - 20, y - 16 - row * 16, 260, 13, mix(WOOD, "#3a2c20", row * 0.08))
    for row in range(4):
        canvas.rectangle(x + row * 4, y - 66 - row * 10, 220, 8, mix(name, "#ffffff", row * 0.08))


def _roof_new(canvas: Canvas, look: Look, new: str) -> None:
    _sheets(canvas, 0, 1, new, 36)
    canvas.polygon(_part(0, 0.22), "#ffffff", 26)
    left, right, *_ = _part(0, 1, 0.97)
    canvas.line([left, right], mix(new, "#1d2630", 0.3), 14)
    for x in (430, 830):
        canvas.rectangle(x, 326, 44, 74, "#b7694f")
        canvas.rectangle(x - 5, 318, 54, 12, "#8f4f3b")
    _eaves(canvas, "#f4f4f0")
    for x in (186, 1084):
        canvas.line([(x, 574), (x, 784)], "#dfe4e6", 8)
    tree(canvas, 110, 838, 1.25, look)
    tree(canvas, 1190, 846, 1.3, look)
