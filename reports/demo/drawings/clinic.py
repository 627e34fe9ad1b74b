"""A small medical station: a marked plot, walls without a roof, an open door."""

from reports.demo.drawings import steppe
from reports.demo.drawings.canvas import HEIGHT, Canvas, between, mix
from reports.demo.drawings.look import Look
from reports.demo.drawings.site import door, scaffold, wall, yard
from reports.demo.drawings.things import board, heap, shadow, tree, window, worker

BRICK = "#b5664a"
STEEL = "#7f8a92"


def clinic(canvas: Canvas, look: Look, phase: str) -> None:
    """A small medical station: a marked plot, walls without a roof, and an open door."""
    yard(canvas, look)
    {"before": _plot, "during": _walls, "after": _clinic_open}[phase](canvas, look)
    steppe.tufts(canvas, look, 884, HEIGHT, 12)


def _plot(canvas: Canvas, look: Look) -> None:
    corners = [(290, 690), (990, 690), (1090, 830), (190, 830)]
    canvas.polygon(corners, mix(look.season.soil, "#5a3f28", 0.12))
    for first, last in zip(corners, [*corners[1:], corners[0]], strict=True):
        canvas.line([(first[0], first[1] - 34), (last[0], last[1] - 34)], "#f4f1ea", 3)
    for x, y in (*corners, (640, 690), (640, 830)):
        canvas.line([(x, y + 6), (x, y - 44)], "#8c6b45", 8)
    board(canvas, 560, 650, 1.25)
    heap(canvas, 960, 770, 220, 86, "#d8bf8f", look.spot)
    _bricks(canvas, 300, 800)
    _bricks(canvas, 430, 812)


def _bricks(canvas: Canvas, x: float, y: float) -> None:
    shadow(canvas, x + 55, y, 74, 10)
    for row in range(5):
        for column in range(4):
            shade = mix(BRICK, "#e9c9a8", (row * 3 + column * 2) % 4 * 0.08)
            canvas.rectangle(x + column * 28 + row % 2 * 6, y - 16 - row * 16, 26, 14, shade)


def _walls(canvas: Canvas, look: Look) -> None:
    shadow(canvas, 640, 800, 440, 20)
    tops = ((250, 240, 0), (490, 170, 44), (660, 200, 0), (860, 170, 70))
    for x, width, low in tops:
        _brickwork(canvas, x, 550 + low, width, 250 - low)
    for x in (330, 560, 860):
        canvas.rectangle(x, 620, 92, 96, mix(BRICK, "#3a2c20", 0.5))
        canvas.rectangle(x - 12, 604, 116, 16, "#c4c0b8")
    canvas.rectangle(716, 640, 84, 160, mix(BRICK, "#3a2c20", 0.58))
    canvas.rectangle(704, 624, 108, 16, "#c4c0b8")
    scaffold(canvas, 250, 470, 800, 3)
    heap(canvas, 1070, 864, 190, 70, "#d8bf8f", look.spot)
    _bricks(canvas, 560, 868)
    if look.busy:
        _mixer(canvas, 900, 866)
        worker(canvas, 336, 560, 0.95)
        worker(canvas, 820, 884, 1.3, "#ffffff")


def _brickwork(canvas: Canvas, x: float, y: float, width: float, tall: float) -> None:
    canvas.rectangle(x, y, width, tall, BRICK)
    for row in range(int(tall / 17)):
        level = y + row * 17
        canvas.line([(x, level), (x + width, level)], "#d9b69c", 2)
        for column in range(int(width / 38) + 1):
            joint = min(x + column * 38 + row % 2 * 19, x + width)
            canvas.line([(joint, level), (joint, min(level + 17, y + tall))], "#d9b69c", 2)


def _mixer(canvas: Canvas, x: float, y: float) -> None:
    """A small concrete mixer."""
    shadow(canvas, x, y, 60)
    canvas.line([(x - 44, y), (x - 8, y - 60), (x + 44, y)], "#4a5660", 7)
    canvas.polygon(
        [(x - 52, y - 104), (x + 6, y - 122), (x + 52, y - 78), (x + 30, y - 40), (x - 30, y - 46)],
        "#e07b2f",
    )
    canvas.polygon(
        [(x - 52, y - 104), (x + 6, y - 122), (x - 2, y - 108), (x - 44, y - 94)], "#3b332c"
    )
    canvas.ellipse(x + 40, y - 8, 15, 15, "#2b2d2f")


def _clinic_open(canvas: Canvas, look: Look) -> None:
    wall(canvas, 220, 800, 840, 250, "#f4f3ee")
    canvas.rectangle(220, 724, 840, 18, "#3f9a86")
    canvas.polygon([(190, 560), (290, 430), (990, 430), (1090, 560)], "#3f7f94")
    for number in range(25):
        low, high = (
            between((190, 558), (1090, 558), number / 24),
            between((290, 430), (990, 430), number / 24),
        )
        canvas.line([low, high], "#2f6274", 2.5)
    canvas.rectangle(186, 554, 908, 12, "#f4f4f0")
    for x in (286, 410, 820, 944):
        window(canvas, x, 612, 76, 84, "#ffffff")
    door(canvas, 640, 800, "#3f9a86")
    canvas.ellipse(640, 596, 34, 34, "#ffffff")
    canvas.rectangle(632, 572, 16, 48, "#2f9a5c")
    canvas.rectangle(616, 588, 48, 16, "#2f9a5c")
    canvas.polygon([(726, 826), (726, 800), (900, 826)], "#c9c5bd")
    canvas.line([(728, 764), (898, 802)], STEEL, 5)
    _van(canvas, 250, 872)
    tree(canvas, 1140, 842, 1.2, look)


def _van(canvas: Canvas, x: float, y: float) -> None:
    """The station's car."""
    shadow(canvas, x + 10, y, 160, 16)
    canvas.polygon(
        [
            (x - 140, y - 22),
            (x - 140, y - 120),
            (x + 70, y - 120),
            (x + 112, y - 74),
            (x + 150, y - 64),
            (x + 150, y - 22),
        ],
        "#fbfbf8",
    )
    canvas.rectangle(x - 140, y - 62, 290, 14, "#d5423a")
    canvas.polygon(
        [(x + 36, y - 112), (x + 68, y - 112), (x + 102, y - 74), (x + 36, y - 74)], "#7fa3b7"
    )
    canvas.rectangle(x - 30, y - 112, 52, 38, "#7fa3b7")
    canvas.rectangle(x - 20, y - 132, 46, 12, "#3f83bd")
    for wheel in (-88, 94):
        canvas.ellipse(x + wheel, y - 20, 27, 27, "#2b2d2f")
        canvas.ellipse(x + wheel, y - 20, 13, 13, "#d8d2c2")
