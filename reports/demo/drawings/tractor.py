"""What a village has to carry with: a hand cart, a tractor at work, a tractor in its yard."""

from reports.demo.drawings import steppe
from reports.demo.drawings.canvas import HEIGHT, Canvas, mix
from reports.demo.drawings.look import Look
from reports.demo.drawings.machines import tractor, trailer
from reports.demo.drawings.things import heap, house, shadow, tree


def yard(canvas: Canvas, look: Look, phase: str) -> None:
    """What the village has: a hand cart, a tractor at work, a tractor in its yard."""
    for x, y, size in ((60, 520, 0.85), (960, 506, 0.72), (1110, 534, 0.95)):
        house(canvas, x, y, size, look.spot)
    tree(canvas, 240, 530, 0.8, look)
    {"before": _cart_only, "during": _tractor_works, "after": _tractor_parked}[phase](canvas, look)
    steppe.tufts(canvas, look, 880, HEIGHT, 14)


def _cart_only(canvas: Canvas, look: Look) -> None:
    canvas.ellipse(640, 800, 560, 80, mix(look.season.soil, "#e9d6b4", 0.4))
    _rubbish(canvas, look, 420, 800, 420, 150)
    shadow(canvas, 860, 834, 150, 16)
    canvas.line([(900, 770), (1130, 812)], "#8c6b45", 10)
    canvas.polygon([(720, 700), (930, 700), (912, 782), (738, 782)], "#a37b4e")
    for level in (722, 748):
        canvas.line([(722, level), (926, level)], "#7d5c38", 4)
    for radius, name in (
        (56, "#6b4f33"),
        (44, mix(look.season.soil, "#e9d6b4", 0.4)),
        (10, "#6b4f33"),
    ):
        canvas.ellipse(824, 784, radius, radius, name)
    for dx, dy in ((0, 52), (37, 37), (52, 0), (37, -37)):
        canvas.line([(824 - dx, 784 - dy), (824 + dx, 784 + dy)], "#6b4f33", 6)


def _rubbish(canvas: Canvas, look: Look, x: float, y: float, wide: float, tall: float) -> None:
    """A heap of household rubbish: ash, sacks, boards."""
    heap(canvas, x, y, wide, tall, "#8d8577", look.spot)
    for _ in range(16):
        dx = look.spot.uniform(-0.4, 0.4)
        top = y - tall * 0.72 * (1 - abs(dx) * 2) * look.spot.uniform(0.2, 1)
        _scrap(canvas, x + dx * wide, top, look)


def _scrap(canvas: Canvas, x: float, y: float, look: Look) -> None:
    kind = look.spot.randrange(3)
    if kind == 0:
        canvas.ellipse(x, y - 12, 22, 18, look.spot.choice(("#3b4247", "#55616b", "#e9e5dc")))
    elif kind == 1:
        canvas.line([(x - 30, y), (x + 26, y - 24)], "#9b7a52", 8)
    else:
        canvas.rectangle(
            x - 14, y - 18, 30, 20, look.spot.choice(("#5b8fb0", "#c25a44", "#d8b24a"))
        )


def _tractor_works(canvas: Canvas, look: Look) -> None:
    road = mix(look.season.soil, "#e9d6b4", 0.4)
    canvas.polygon([(-20, 770), (1300, 740), (1300, 850), (-20, 890)], road)
    for y in (800, 846):
        canvas.line([(-20, y + 8), (1300, y - 26)], mix(road, "#6d5a44", 0.25), 14)
    _load(canvas, look, 900, 660)
    trailer(canvas, 900, 830, 1.3)
    tractor(canvas, 440, 838, 1.45)
    for x, radius in ((1130, 30), (1180, 44), (1240, 58)):
        canvas.ellipse(x, 818 - radius * 0.3, radius, radius * 0.6, road, 120)


def _load(canvas: Canvas, look: Look, x: float, y: float) -> None:
    """Rubbish when it does the village's work, hay when it does somebody's own."""
    if look.busy:
        _rubbish(canvas, look, x, y, 370, 104)
        return
    straw = "#d9b95a"
    canvas.polygon(
        [
            (x - 190, y),
            (x - 176, y - 74),
            (x - 90, y - 118),
            (x + 80, y - 122),
            (x + 178, y - 76),
            (x + 190, y),
        ],
        straw,
    )
    for _ in range(120):
        dx, dy = look.spot.uniform(-165, 160), look.spot.uniform(4, 118)
        lean = look.spot.uniform(-16, 16)
        shade = mix(straw, look.spot.choice(("#8f6f2a", "#fff0b8")), 0.4)
        canvas.line(
            [
                (x + dx, y - dy * (1 - abs(dx) / 420)),
                (x + dx + lean, y - 12 - dy * (1 - abs(dx) / 420)),
            ],
            shade,
            3,
        )


def _tractor_parked(canvas: Canvas, look: Look) -> None:
    canvas.ellipse(640, 820, 620, 96, mix(look.season.soil, "#e9d6b4", 0.55))
    _shed(canvas, 600, 770)
    tractor(canvas, 480, 838, 1.5)
    trailer(canvas, 1040, 836, 1.0)
    _blade(canvas, 140, 840)
    tree(canvas, 1220, 812, 1.2, look)


def _shed(canvas: Canvas, x: float, y: float) -> None:
    """The open shed where the machine is kept."""
    canvas.rectangle(x, y - 270, 520, 270, "#6f6a62")
    canvas.rectangle(x + 20, y - 250, 480, 250, "#4a453f")
    for post in (0, 168, 338, 504):
        canvas.rectangle(x + post, y - 280, 16, 284, "#a37b4e")
    canvas.polygon(
        [(x - 34, y - 262), (x + 30, y - 336), (x + 500, y - 336), (x + 556, y - 262)], "#5f7f98"
    )
    for number in range(1, 18):
        low, high = x - 34 + number * 33, x + 30 + number * 26.5
        canvas.line([(low, y - 264), (high, y - 336)], "#4c687e", 2.5)


def _blade(canvas: Canvas, x: float, y: float) -> None:
    """The snow plough, taken off and set beside the tractor."""
    shadow(canvas, x, y, 80)
    canvas.polygon([(x - 76, y), (x - 60, y - 84), (x + 66, y - 92), (x + 84, y - 8)], "#e8b12c")
    canvas.polygon([(x - 76, y), (x - 72, y - 20), (x + 80, y - 28), (x + 84, y - 8)], "#55595c")
    canvas.line([(x + 60, y - 50), (x + 120, y - 40)], "#33373b", 9)
