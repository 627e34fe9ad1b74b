"""A trench along a village street: whole, dug open, filled again with a tap beside it."""

from reports.demo.drawings import steppe
from reports.demo.drawings.canvas import HEIGHT, Canvas, Point, between, mix
from reports.demo.drawings.look import Look
from reports.demo.drawings.machines import excavator
from reports.demo.drawings.things import fence, heap, house, puddle, shadow, tree, worker

PIPE = "#2f6fb0"


def trench(canvas: Canvas, look: Look, phase: str) -> None:
    """A street: whole, dug open, and filled again with a tap beside it."""
    end = (look.spot.randint(700, 860), steppe.HORIZON + 18)
    _street(canvas, look, end)
    {"before": _street_whole, "during": _street_dug, "after": _street_filled}[phase](
        canvas, look, end
    )


def _street(canvas: Canvas, look: Look, end: Point) -> None:
    earth = mix(look.season.soil, "#e9d6b4", 0.45)
    steppe.strip(canvas, (20, HEIGHT), (1310, HEIGHT), end, mix(look.season.meadow, earth, 0.5))
    steppe.strip(canvas, (110, HEIGHT), (1230, HEIGHT), end, earth)
    for x in (690, 800, 1010, 1120):
        steppe.strip(canvas, (x, HEIGHT), (x + 44, HEIGHT), end, mix(earth, "#6d5a44", 0.16))
    for x, y, size in (
        (end[0] - 330, 478, 0.62),
        (end[0] - 590, 506, 0.95),
        (end[0] - 910, 556, 1.5),
    ):
        house(canvas, x, y, size, look.spot)
    for x, y, size in ((end[0] + 120, 480, 0.66), (end[0] + 300, 516, 1.05)):
        house(canvas, x, y, size, look.spot)
    tree(canvas, end[0] - 400, 506, 0.62, look)
    tree(canvas, end[0] + 262, 512, 0.7, look)
    boards = look.spot.choice(("#7c9a8c", "#8b765f", "#6d8fa8"))
    fence(canvas, (-20, 636), (end[0] - 250, 500), 46, boards)
    _verges(canvas, look, end)


def _verges(canvas: Canvas, look: Look, end: Point) -> None:
    """Grass on both sides of the street."""
    for side in ((30, HEIGHT), (1300, HEIGHT)):
        for _ in range(26):
            x, y = between(side, end, look.spot.uniform(0.03, 0.85))
            steppe.tuft(canvas, x + look.spot.uniform(-50, 50) * (y / HEIGHT), y, look)


def _street_whole(canvas: Canvas, look: Look, end: Point) -> None:
    puddle(canvas, 690, 830, 120, look.light.horizon)
    puddle(canvas, 590, 690, 54, look.light.horizon)
    _standpipe(canvas, 330, 842, 1.5, "#76828a")
    _buckets(canvas, 420, 862)


def _street_dug(canvas: Canvas, look: Look, end: Point) -> None:
    soil = mix(look.season.soil, "#5a3f28", 0.25)
    steppe.strip(canvas, (90, HEIGHT), (330, HEIGHT), end, mix(soil, "#e9d6b4", 0.25), 0.86)
    for share in (0.72, 0.6, 0.46, 0.3, 0.1):
        spot = between((140, HEIGHT), end, share)
        size = 1 - share
        heap(canvas, *spot, 300 * size + 20, 150 * size + 10, soil, look.spot)
    _cut(canvas, end, soil)
    _pipes(canvas, end)
    if look.busy:
        excavator(canvas, end[0] + 10, 566, 0.74)
        _tape(canvas, end)
        worker(canvas, 812, 752, 1.4)
        worker(canvas, 700, 600, 0.72, "#ffffff")
    else:
        puddle(canvas, 830, 800, 90, look.light.horizon)


def _cut(canvas: Canvas, end: Point, soil: str) -> None:
    """The open trench: two walls, a floor, and the first pipe on it."""
    reach = 0.78
    steppe.strip(canvas, (330, HEIGHT), (640, HEIGHT), end, mix(soil, "#2a1c12", 0.55), reach)
    canvas.polygon(
        [
            (330, HEIGHT),
            between((330, HEIGHT), end, reach),
            between((420, 1150), end, reach + 0.05),
            (420, 1150),
        ],
        mix(soil, "#2a1c12", 0.3),
    )
    steppe.strip(canvas, (420, 1150), (560, 1150), end, mix(soil, "#1d130c", 0.62), reach + 0.03)
    steppe.strip(canvas, (470, 1150), (516, 1150), end, PIPE, reach)
    steppe.strip(canvas, (480, 1150), (490, 1150), end, mix(PIPE, "#ffffff", 0.45), reach)
    steppe.strip(canvas, (640, HEIGHT), (664, HEIGHT), end, mix(soil, "#e9d6b4", 0.55), reach)


def _tape(canvas: Canvas, end: Point) -> None:
    """A warning tape on pegs along the edge."""
    posts = [between((700, HEIGHT), end, share) for share in (0.08, 0.3, 0.48, 0.62)]
    tops = [(x, y - 130 * (y - end[1]) / 500 - 8) for x, y in posts]
    for foot, top in zip(posts, tops, strict=True):
        canvas.line([foot, top], "#8c6b45", 5)
    for first, last in zip(tops, tops[1:], strict=False):
        canvas.line([first, last], "#f4f1ea", 7)
        for step in range(0, 10, 2):
            dash = [between(first, last, step / 10), between(first, last, (step + 1) / 10)]
            canvas.line(dash, "#d5423a", 7)


def _pipes(canvas: Canvas, end: Point) -> None:
    """A stack of pipes beside the street, their ends to the reader."""
    shadow(canvas, 1090, 886, 190, 24)
    rows = ((0, 4), (1, 3), (2, 2))
    mouths = [
        (1000 + n * 62 + row * 31, 856 - row * 53) for row, count in rows for n in range(count)
    ]
    for mouth in mouths:
        _pipe_body(canvas, mouth, end)
    for x, y in mouths:
        canvas.ellipse(x, y, 31, 31, mix(PIPE, "#ffffff", 0.12))
        canvas.ellipse(x, y, 23, 23, "#1c2c3a")


def _pipe_body(canvas: Canvas, mouth: Point, end: Point) -> None:
    for share in (step * 0.022 for step in range(16, 0, -1)):
        radius = 31 * (1 - share)
        canvas.ellipse(
            *between(mouth, end, share), radius, radius, mix(PIPE, "#12304e", 0.4 - share)
        )


def _street_filled(canvas: Canvas, look: Look, end: Point) -> None:
    patch = mix(look.season.soil, "#f3e4c8", 0.3)
    steppe.strip(canvas, (330, HEIGHT), (640, HEIGHT), end, patch)
    for share in (0.18, 0.44, 0.62):
        _manhole(canvas, between((485, HEIGHT), end, share), 74 * (1 - share))
    _standpipe(canvas, 800, 862, 1.9, PIPE)
    canvas.line([(836, 762), (838, 852)], "#dff1fa", 6, 200)
    _buckets(canvas, 838, 874)
    for share in (0.12, 0.2, 0.33, 0.5):
        steppe.tuft(canvas, *between((look.spot.randint(340, 620), HEIGHT), end, share), look)


def _manhole(canvas: Canvas, spot: Point, across: float) -> None:
    canvas.ellipse(*spot, across * 1.25, across * 0.36, "#b9b3a8")
    canvas.ellipse(*spot, across, across * 0.27, "#5d6265")
    canvas.ellipse(spot[0], spot[1], across * 0.7, across * 0.18, "#6f7578")


def _standpipe(canvas: Canvas, x: float, y: float, size: float, name: str) -> None:
    """The street tap that Kazakh villages fetch water from."""
    shadow(canvas, x, y, 34 * size)
    canvas.ellipse(x, y, 30 * size, 8 * size, "#b4aea4")
    canvas.rectangle(x - 10 * size, y - 66 * size, 20 * size, 66 * size, name)
    canvas.rectangle(x - 10 * size, y - 66 * size, 6 * size, 66 * size, mix(name, "#ffffff", 0.3))
    canvas.ellipse(x, y - 66 * size, 13 * size, 9 * size, mix(name, "#1d2630", 0.2))
    canvas.line(
        [(x, y - 54 * size), (x + 19 * size, y - 52 * size)], mix(name, "#1d2630", 0.3), 6 * size
    )
    canvas.line(
        [(x - 4 * size, y - 74 * size), (x - 26 * size, y - 82 * size)], "#3b4247", 5 * size
    )


def _buckets(canvas: Canvas, x: float, y: float) -> None:
    for dx, tint in ((0, "#9aa7ae"), (64, "#8797a0")):
        shadow(canvas, x + dx, y, 30)
        canvas.polygon(
            [(x + dx - 20, y), (x + dx + 20, y), (x + dx + 27, y - 46), (x + dx - 27, y - 46)], tint
        )
        canvas.ellipse(x + dx, y - 46, 27, 8, "#c3ccd1")
        canvas.ellipse(x + dx, y - 45, 22, 6, "#5f8ea6")
