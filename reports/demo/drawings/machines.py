"""Machines that work in villages: excavator, roller, crane, drill, tractor and trailer."""

from collections.abc import Callable

from reports.demo.drawings.canvas import Canvas, Point, mix
from reports.demo.drawings.things import shadow

Placing = Callable[[float, float], Point]

YELLOW, DARK, STEEL, GLASS = "#e8b12c", "#33373b", "#7f8a92", "#8fb3c7"


def placing(x: float, y: float, size: float) -> Placing:
    """Turns a machine's own measures, rightwards and upwards, into places on the canvas."""
    return lambda dx, dy: (x + dx * size, y - dy * size)


def wheel(canvas: Canvas, x: float, y: float, radius: float, hub: str = "#d8d2c2") -> None:
    """A tyre seen from the side, with its hub."""
    canvas.ellipse(x, y, radius, radius, "#2b2d2f")
    canvas.ellipse(x, y, radius * 0.62, radius * 0.62, "#44484b")
    canvas.ellipse(x, y, radius * 0.44, radius * 0.44, hub)
    canvas.ellipse(x, y, radius * 0.14, radius * 0.14, "#55595c")


def excavator(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A tracked excavator, its arm to the left."""
    at = placing(x, y, size)
    shadow(canvas, x, y, 120 * size)
    canvas.polygon([at(-86, 8), at(-96, 24), at(-84, 40), at(84, 40), at(96, 24), at(86, 8)], DARK)
    for step in range(-70, 71, 28):
        canvas.ellipse(*at(step, 24), 10 * size, 10 * size, STEEL)
    canvas.polygon([at(-58, 40), at(-58, 84), at(92, 84), at(92, 48), at(80, 40)], YELLOW)
    canvas.polygon([at(40, 48), at(40, 84), at(92, 84), at(92, 48)], mix(YELLOW, DARK, 0.18))
    canvas.polygon([at(-50, 84), at(-44, 148), at(14, 148), at(20, 84)], YELLOW)
    canvas.polygon([at(-42, 92), at(-37, 140), at(6, 140), at(10, 92)], GLASS)
    canvas.polygon([at(-42, 92), at(-37, 140), at(-22, 140), at(-30, 92)], "#c3d8e2", 150)
    _digging_arm(canvas, at, size)


def _digging_arm(canvas: Canvas, at: Placing, size: float) -> None:
    boom = [at(-54, 70), at(-110, 168), at(-186, 172), at(-188, 156), at(-118, 148), at(-38, 62)]
    canvas.polygon(boom, mix(YELLOW, "#ffffff", 0.08))
    canvas.polygon(
        [at(-196, 176), at(-180, 150), at(-204, 44), at(-218, 48)], mix(YELLOW, DARK, 0.1)
    )
    canvas.line([at(-120, 152), at(-190, 166)], STEEL, 5 * size)
    canvas.polygon([at(-222, 54), at(-198, 48), at(-190, 12), at(-226, 2), at(-236, 26)], DARK)


def roller(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A road roller with its drum to the left."""
    at = placing(x, y, size)
    shadow(canvas, x, y, 160 * size)
    canvas.ellipse(*at(-92, 48), 50 * size, 50 * size, "#5f686e")
    canvas.ellipse(*at(-92, 48), 42 * size, 42 * size, "#8b959b")
    canvas.ellipse(*at(-92, 48), 12 * size, 12 * size, DARK)
    canvas.polygon([at(-104, 58), at(-104, 78), at(-30, 86), at(-30, 58)], mix(YELLOW, DARK, 0.2))
    canvas.polygon([at(-40, 42), at(-40, 96), at(52, 104), at(128, 98), at(134, 46)], YELLOW)
    canvas.polygon([at(60, 56), at(60, 92), at(124, 88), at(126, 56)], mix(YELLOW, DARK, 0.22))
    wheel(canvas, *at(82, 46), 47 * size, YELLOW)
    canvas.polygon([at(-30, 94), at(-24, 168), at(50, 168), at(54, 102)], DARK)
    canvas.polygon([at(-20, 100), at(-16, 156), at(40, 156), at(44, 104)], GLASS)
    canvas.polygon([at(-20, 100), at(-16, 156), at(4, 156), at(-4, 101)], "#c3d8e2", 150)
    canvas.polygon([at(-38, 166), at(-36, 178), at(60, 178), at(62, 166)], YELLOW)


def crane(canvas: Canvas, x: float, y: float, size: float, hook: Point) -> None:
    """A truck crane whose rope hangs above the hook point."""
    at = placing(x, y, size)
    shadow(canvas, x, y, 190 * size)
    canvas.rectangle(*at(-150, 66), 300 * size, 24 * size, "#3f5f86")
    canvas.polygon([at(96, 44), at(96, 122), at(146, 122), at(160, 84), at(160, 44)], "#3f6ea5")
    canvas.polygon([at(108, 84), at(108, 114), at(140, 114), at(150, 84)], GLASS)
    canvas.polygon([at(-92, 66), at(-92, 118), at(-16, 118), at(-16, 66)], YELLOW)
    for step in (-116, -66, 72, 128):
        wheel(canvas, *at(step, 28), 28 * size)
    tip = (hook[0], hook[1] - 150 * size)
    canvas.line([at(-56, 108), tip], mix(YELLOW, DARK, 0.1), 17 * size)
    canvas.line([at(-56, 108), tip], mix(YELLOW, "#ffffff", 0.3), 5 * size)
    canvas.line([tip, hook], DARK, 2.5 * size)
    canvas.ellipse(*hook, 5 * size, 7 * size, DARK)


def drill(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A drilling rig on a lorry, its mast upright at the back."""
    at = placing(x, y, size)
    shadow(canvas, x + 20 * size, y, 190 * size)
    canvas.rectangle(*at(-130, 70), 270 * size, 26 * size, "#4a5660")
    canvas.polygon([at(92, 46), at(92, 130), at(146, 130), at(164, 88), at(164, 46)], "#c65a3a")
    canvas.polygon([at(104, 88), at(104, 120), at(140, 120), at(152, 88)], GLASS)
    canvas.rectangle(*at(-40, 112), 100 * size, 44 * size, "#b8863a")
    for step in (-86, -32, 112):
        wheel(canvas, *at(step, 30), 30 * size)
    for side in (-150, -118):
        canvas.line([at(side, 0), at(side + 8, 430)], "#b5452c", 6 * size)
    for level in range(20, 420, 34):
        canvas.line([at(-149, level), at(-112, level + 34)], "#b5452c", 3 * size)
    canvas.line([at(-130, 420), at(-130, 0)], STEEL, 7 * size)
    canvas.line([at(-10, 110), at(-116, 300)], STEEL, 6 * size)


def tractor(canvas: Canvas, x: float, y: float, size: float, paint: str = "#3f78b8") -> None:
    """A wheeled tractor that looks to the left."""
    at = placing(x, y, size)
    shadow(canvas, x, y, 150 * size)
    canvas.polygon([at(-132, 62), at(-134, 112), at(-120, 124), at(10, 130), at(10, 62)], paint)
    canvas.polygon([at(-132, 62), at(-133, 88), at(10, 92), at(10, 62)], mix(paint, DARK, 0.25))
    for step in range(-112, -30, 18):
        canvas.line([at(step, 98), at(step + 2, 116)], mix(paint, DARK, 0.5), 3 * size)
    canvas.rectangle(*at(-70, 176), 8 * size, 54 * size, DARK)
    canvas.polygon(
        [at(0, 70), at(-2, 128), at(14, 214), at(104, 214), at(112, 70)], mix(paint, DARK, 0.1)
    )
    canvas.polygon([at(8, 132), at(22, 204), at(96, 204), at(100, 132)], GLASS)
    canvas.polygon([at(8, 132), at(22, 204), at(46, 204), at(36, 132)], "#c3d8e2", 150)
    canvas.polygon([at(2, 212), at(4, 226), at(114, 226), at(116, 212)], "#f1f1ec")
    canvas.line([at(58, 204), at(58, 80)], mix(paint, DARK, 0.1), 6 * size)
    canvas.polygon([at(30, 112), at(50, 142), at(112, 142), at(136, 112)], mix(paint, DARK, 0.35))
    wheel(canvas, *at(82, 66), 66 * size, "#e3b93f")
    wheel(canvas, *at(-92, 40), 40 * size, "#e3b93f")


def trailer(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A two-axle trailer; its drawbar reaches left."""
    at = placing(x, y, size)
    shadow(canvas, x, y, 160 * size)
    canvas.line([at(-140, 52), at(-214, 50)], DARK, 8 * size)
    canvas.rectangle(*at(-140, 64), 280 * size, 14 * size, DARK)
    canvas.polygon([at(-146, 64), at(-150, 138), at(150, 138), at(146, 64)], "#a8543c")
    for step in range(-100, 101, 50):
        canvas.line([at(step, 66), at(step, 136)], "#7d3c2a", 6 * size)
    canvas.line([at(-149, 134), at(149, 134)], "#c06a50", 6 * size)
    for step in (-82, 86):
        wheel(canvas, *at(step, 32), 32 * size, "#e3b93f")
