"""A village road: broken earth, crushed stone under the roller, asphalt with lamps."""

from reports.demo.drawings import steppe
from reports.demo.drawings.canvas import HEIGHT, Canvas, Point, between, mix
from reports.demo.drawings.look import Look
from reports.demo.drawings.machines import roller
from reports.demo.drawings.things import fence, heap, house, lamp_post, puddle, shadow, tree, worker

LEFT, RIGHT = (40, HEIGHT), (1240, HEIGHT)


def road(canvas: Canvas, look: Look, phase: str) -> None:
    """A village road: broken earth, crushed stone under the roller, asphalt with lamps."""
    end = (look.spot.randint(560, 740), steppe.HORIZON + 18)
    for x, y, size in ((end[0] - 300, 482, 0.66), (end[0] - 620, 532, 1.15)):
        house(canvas, x, y, size, look.spot)
    for x, y, size in ((end[0] + 190, 484, 0.68), (end[0] + 420, 528, 1.1)):
        house(canvas, x, y, size, look.spot)
    tree(canvas, end[0] - 360, 520, 0.75, look)
    tree(canvas, end[0] + 370, 520, 0.75, look)
    fence(canvas, (-20, 630), (end[0] - 230, 500), 44, "#7c9a8c")
    steppe.strip(
        canvas, (-140, HEIGHT), (1420, HEIGHT), end, mix(look.season.soil, "#e9d6b4", 0.35)
    )
    {"before": _road_broken, "during": _road_rolled, "after": _road_new}[phase](canvas, look, end)


def _road_broken(canvas: Canvas, look: Look, end: Point) -> None:
    earth = mix(look.season.soil, "#8d8275", 0.4)
    steppe.strip(canvas, LEFT, RIGHT, end, earth)
    for x in (260, 430, 760, 930):
        steppe.strip(canvas, (x, HEIGHT), (x + 90, HEIGHT), end, mix(earth, "#4f4337", 0.22))
    for across, share, size in (
        (300, 0.1, 150),
        (830, 0.24, 140),
        (420, 0.42, 90),
        (760, 0.55, 64),
        (520, 0.68, 44),
        (980, 0.06, 120),
    ):
        spot = between((across, HEIGHT), end, share)
        if look.spot.random() < 0.6:
            puddle(canvas, *spot, size, look.light.horizon)
        else:
            _pothole(canvas, spot, size, earth)
    steppe.tufts(canvas, look, 560, 700, 10)


def _pothole(canvas: Canvas, spot: Point, size: float, earth: str) -> None:
    canvas.ellipse(*spot, size, size * 0.24, mix(earth, "#fff0d8", 0.2))
    canvas.ellipse(
        spot[0], spot[1] + size * 0.03, size * 0.86, size * 0.19, mix(earth, "#2f261d", 0.45)
    )


def _road_rolled(canvas: Canvas, look: Look, end: Point) -> None:
    stone = "#b9b2a6"
    steppe.strip(canvas, LEFT, RIGHT, end, stone)
    _chippings(canvas, look, end, stone)
    steppe.strip(canvas, (560, HEIGHT), RIGHT, end, mix(stone, "#8b8478", 0.35))
    heap(canvas, 170, 830, 330, 130, "#a9a297", look.spot)
    heap(canvas, 330, 690, 190, 76, "#a9a297", look.spot)
    for share in (0.06, 0.3, 0.48, 0.62):
        _cone(canvas, between((1190, HEIGHT), end, share), 74 * (1 - share))
    if look.busy:
        roller(canvas, end[0] + 190, 690, 1.35)
        worker(canvas, 430, 852, 1.5)
        worker(canvas, 470, 640, 0.95, "#ffffff")
    else:
        puddle(canvas, 640, 800, 120, look.light.horizon)
        puddle(canvas, 760, 660, 60, look.light.horizon)


def _chippings(canvas: Canvas, look: Look, end: Point, stone: str) -> None:
    for _ in range(420):
        share = look.spot.uniform(0, 0.75) ** 1.6
        x, y = between((look.spot.uniform(60, 1220), HEIGHT), end, share)
        size = 6 * (1 - share) + 1
        shade = mix(stone, look.spot.choice(("#ffffff", "#5f584d")), 0.3)
        canvas.ellipse(x, y, size, size * 0.55, shade)


def _cone(canvas: Canvas, foot: Point, tall: float) -> None:
    x, y = foot
    canvas.rectangle(x - tall * 0.42, y - tall * 0.1, tall * 0.84, tall * 0.1, "#3b4247")
    canvas.polygon(
        [(x - tall * 0.3, y - tall * 0.1), (x + tall * 0.3, y - tall * 0.1), (x, y - tall)],
        "#e9762b",
    )
    stripe = [
        (x - tall * 0.2, y - tall * 0.4),
        (x + tall * 0.2, y - tall * 0.4),
        (x + tall * 0.13, y - tall * 0.6),
        (x - tall * 0.13, y - tall * 0.6),
    ]
    canvas.polygon(stripe, "#f7f5ef")


def _road_new(canvas: Canvas, look: Look, end: Point) -> None:
    steppe.strip(canvas, LEFT, RIGHT, end, "#565b60")
    steppe.strip(canvas, LEFT, (470, HEIGHT), end, "#5c6166")
    for x in (78, 1180):
        steppe.strip(canvas, (x, HEIGHT), (x + 18, HEIGHT), end, "#eef0ee")
    for share in (0.0, 0.18, 0.34, 0.48, 0.6, 0.7, 0.78, 0.85):
        _dash(canvas, end, share, share + 0.09 * (1 - share))
    steppe.strip(canvas, (1250, HEIGHT), (1420, HEIGHT), end, "#cfc9be")
    steppe.strip(canvas, (1240, HEIGHT), (1256, HEIGHT), end, "#e7e4dc")
    for share in (0.74, 0.6, 0.4, 0.12):
        lamp_post(canvas, *between((1330, HEIGHT), end, share), 560 * (1 - share))
    _road_sign(canvas, 150, 740)


def _dash(canvas: Canvas, end: Point, near: float, far: float) -> None:
    left, right = (626, HEIGHT), (646, HEIGHT)
    corners = [
        between(left, end, near),
        between(right, end, near),
        between(right, end, far),
        between(left, end, far),
    ]
    canvas.polygon(corners, "#f2f2ee")


def _road_sign(canvas: Canvas, x: float, y: float) -> None:
    """The blue sign of a pedestrian crossing."""
    shadow(canvas, x, y, 18)
    canvas.line([(x, y), (x, y - 190)], "#9aa5ad", 7)
    canvas.rectangle(x - 42, y - 254, 84, 84, "#2f6fb0")
    canvas.polygon([(x, y - 246), (x + 34, y - 182), (x - 34, y - 182)], "#f7f8f6")
    canvas.line([(x - 10, y - 190), (x, y - 212), (x + 10, y - 190)], "#1d2630", 5)
    canvas.ellipse(x, y - 224, 6, 6, "#1d2630")
