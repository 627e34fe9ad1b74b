"""A steel water tower at the edge of the village: old, being raised, new."""

from reports.demo.drawings import steppe
from reports.demo.drawings.canvas import HEIGHT, Canvas, Point, mix
from reports.demo.drawings.look import Look
from reports.demo.drawings.machines import crane
from reports.demo.drawings.things import fence, heap, house, puddle, shadow, tree, worker

RUST = "#8a5136"


def tower(canvas: Canvas, look: Look, phase: str) -> None:
    """A steel tower at the edge of the village: old, being raised, new."""
    for x, y, size in ((150, 520, 0.8), (960, 506, 0.72), (1090, 540, 1.05)):
        house(canvas, x, y, size, look.spot)
    tree(canvas, 100, 545, 0.9, look)
    tree(canvas, 925, 530, 0.7, look)
    path = mix(look.season.soil, "#e9d6b4", 0.5)
    canvas.polygon([(560, 800), (690, 800), (900, HEIGHT), (330, HEIGHT)], path)
    canvas.ellipse(640, 802, 300, 44, path)
    {"before": _tower_old, "during": _tower_raised, "after": _tower_new}[phase](canvas, look)
    steppe.tufts(canvas, look, 840, HEIGHT, 16)


def _tower_old(canvas: Canvas, look: Look) -> None:
    _fence_around(canvas, "#7d6a58", broken=True)
    shadow(canvas, 660, 806, 120, 18)
    _column(canvas, 640, 804, "#9b8a7a", lean=0.035)
    _tank(canvas, 640, 804, "#a3907d", lean=0.035)
    for dx, top, length in ((-70, 590, 130), (-30, 560, 190), (22, 600, 90), (58, 575, 160)):
        streak = [
            (640 + dx + top * 0.035, 804 - top),
            (640 + dx + (top - length) * 0.035, 804 - top + length),
        ]
        canvas.line(streak, RUST, 9, 150)
    canvas.line([(640, 470), (628, 790)], RUST, 8, 120)
    puddle(canvas, 520, 828, 130, look.light.horizon)


def _tower_raised(canvas: Canvas, look: Look) -> None:
    canvas.rectangle(560, 786, 160, 26, "#b9b7b1")
    canvas.rectangle(660, 786, 60, 26, "#a3a19b")
    _column(canvas, 640, 790, "#d5dde1", lean=0, tall=330)
    crane(canvas, 1020, 812, 1.15, (640, 206))
    canvas.line([(560, 260), (640, 200), (720, 260)], "#33373b", 3)
    _tank(canvas, 640, 846, "#d5dde1", lean=0)
    heap(canvas, 300, 830, 230, 90, mix(look.season.soil, "#5a3f28", 0.2), look.spot)
    if look.busy:
        worker(canvas, 470, 850, 1.25)
        worker(canvas, 780, 846, 1.2, "#ffffff")


def _tower_new(canvas: Canvas, look: Look) -> None:
    shadow(canvas, 660, 806, 120, 18)
    canvas.rectangle(560, 786, 160, 26, "#c9c7c1")
    _column(canvas, 640, 790, "#e8eef1", lean=0)
    _tank(canvas, 640, 790, "#e8eef1", lean=0)
    canvas.rectangle(535, 268, 210, 44, "#3f83bd")
    for step in range(7):
        x = 535 + step * 30
        canvas.polygon([(x, 290), (x + 15, 276), (x + 30, 290), (x + 15, 304)], "#f3d479")
    for height in range(0, 500, 26):
        canvas.line([(662, 780 - height), (684, 780 - height)], "#8d989e", 3)
    for x in (662, 684):
        canvas.line([(x, 786), (x, 250)], "#8d989e", 4)
    _fence_around(canvas, "#4f8f6f", broken=False)
    tree(canvas, 300, 832, 1.0, look)


def _column(canvas: Canvas, x: float, y: float, name: str, lean: float, tall: float = 400) -> None:
    """The narrow part, lit from the left; its top shifts when it leans."""
    for left, right, shade in ((-42, 42, 0.0), (6, 42, 0.12), (26, 42, 0.26)):
        part = [
            (x + left, y),
            (x + right, y),
            (x + right + lean * tall, y - tall),
            (x + left + lean * tall, y - tall),
        ]
        canvas.polygon(part, mix(name, "#39424a", shade))
    for height in range(60, int(tall), 80):
        shift = lean * height
        canvas.line(
            [(x - 42 + shift, y - height), (x + 42 + shift, y - height)],
            mix(name, "#39424a", 0.3),
            3,
        )


def _tank(canvas: Canvas, x: float, y: float, name: str, lean: float) -> None:
    """The wide part above: a cone below, a drum, and a flat cone for a roof."""

    def at(dx: float, dy: float) -> Point:
        return (x + dx + lean * dy, y - dy)

    canvas.polygon(
        [at(-42, 396), at(42, 396), at(105, 460), at(-105, 460)], mix(name, "#39424a", 0.28)
    )
    for left, right, shade in ((-105, 105, 0.0), (20, 105, 0.1), (64, 105, 0.22)):
        drum = [at(left, 458), at(right, 458), at(right, 612), at(left, 612)]
        canvas.polygon(drum, mix(name, "#39424a", shade))
    canvas.polygon(
        [at(-112, 610), at(112, 610), at(8, 656), at(-8, 656)], mix(name, "#39424a", 0.38)
    )
    canvas.line([at(-105, 535), at(105, 535)], mix(name, "#39424a", 0.3), 3)


def _fence_around(canvas: Canvas, name: str, *, broken: bool) -> None:
    """A yard in front of the tower; the old one has lost a part of its boards."""
    if broken:
        fence(canvas, (330, 862), (470, 868), 62, name)
        canvas.polygon([(520, 884), (640, 894), (636, 902), (516, 892)], mix(name, "#3a2c20", 0.2))
        fence(canvas, (860, 866), (950, 862), 62, name)
        return
    for x in range(390, 900, 62):
        canvas.rectangle(x, 792, 6, 78, mix(name, "#1d2630", 0.25))
    for level in (806, 856):
        canvas.line([(390, level), (892, level)], name, 4)
    for x in range(396, 892, 13):
        canvas.line([(x, 806), (x, 856)], name, 2)
