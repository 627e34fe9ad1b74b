"""Papers, drawn: a sheet on a desk with lines of writing, a table, a signature and a stamp.

Nobody can read them, on purpose: a demonstration forges no document.
"""

from random import Random

from reports.demo.drawings.canvas import Canvas

DESK, GRAIN, SHEET, SHADE = "#8a6a4a", "#7d5f41", "#fbfaf5", "#5d452f"
INK, SOFT, BLUE = "#3b424a", "#9aa0a6", "#2d4f9e"
LEFT, TOP, WIDE, HIGH = 330, 60, 620, 840
ROW = 34


def paper(seed: int) -> bytes:
    """A JPEG of one paper. The same seed always gives the same bytes."""
    dice, canvas = Random(f"paper {seed}"), Canvas()
    _desk(canvas, dice)
    _writing(canvas, dice)
    _table(canvas, dice)
    _signed(canvas, dice)
    return canvas.jpeg("#fff3d6", 0.05, mirror=False)


def _desk(canvas: Canvas, dice: Random) -> None:
    canvas.rectangle(0, 0, 1280, 960, DESK)
    for _board in range(60):
        y = dice.uniform(0, 960)
        canvas.line([(0, y), (1280, y + dice.uniform(-8, 8))], GRAIN, 2, 120)
    canvas.rectangle(LEFT + 10, TOP + 12, WIDE, HIGH, SHADE, 130)
    canvas.rectangle(LEFT, TOP, WIDE, HIGH, SHEET)


def _writing(canvas: Canvas, dice: Random) -> None:
    canvas.rectangle(LEFT + 190, TOP + 60, 240, 14, INK)
    canvas.rectangle(LEFT + 230, TOP + 86, 160, 10, INK)
    for row in range(8):
        _line(canvas, dice, TOP + 140 + row * 28)


def _line(canvas: Canvas, dice: Random, y: float) -> None:
    x, end = LEFT + 60.0, LEFT + WIDE - 60.0
    while x < end - 20:
        long = min(dice.uniform(18, 70), end - x)
        canvas.rectangle(x, y, long, 8, SOFT)
        x += long + 9


def _table(canvas: Canvas, dice: Random) -> None:
    top, bottom = TOP + 390, TOP + 390 + 6 * ROW
    for row in range(7):
        y = top + row * ROW
        canvas.line([(LEFT + 60, y), (LEFT + WIDE - 60, y)], INK, 1.5)
    for x in (60, 110, 400, WIDE - 60):
        canvas.line([(LEFT + x, top), (LEFT + x, bottom)], INK, 1.5)
    for row in range(6):
        y = top + row * ROW + 13
        canvas.rectangle(LEFT + 124, y, dice.uniform(90, 250), 8, SOFT)
        canvas.rectangle(LEFT + 430, y, dice.uniform(50, 110), 8, INK)


def _signed(canvas: Canvas, dice: Random) -> None:
    x, y = LEFT + 110.0, TOP + HIGH - 130.0
    stroke = [(x + step * 14, y + dice.uniform(-26, 18)) for step in range(12)]
    canvas.line(stroke, BLUE, 3)
    middle = (LEFT + WIDE - 170, TOP + HIGH - 130)
    for radius, name in ((74, BLUE), (67, SHEET), (62, BLUE), (58, SHEET), (34, BLUE), (31, SHEET)):
        canvas.ellipse(*middle, radius, radius, name)
