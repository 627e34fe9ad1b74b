"""The land behind every scene: sky, hills, a village far away, the steppe and its grass."""

from math import sin
from random import Random

from reports.demo.drawings.canvas import HEIGHT, WIDTH, Canvas, Point, between, mix
from reports.demo.drawings.look import Light, Look, Season

HORIZON = 430


def paint(canvas: Canvas, look: Look) -> None:
    """Everything behind the scene, far to near."""
    _sky(canvas, look.light, look.moment)
    _hills(canvas, look.season, look.light, look.spot)
    _village(canvas, look)
    _ground(canvas, look.season)
    _patches(canvas, look.season, look.spot)


def _sky(canvas: Canvas, light: Light, rng: Random) -> None:
    canvas.fade(0, HORIZON + 10, light.zenith, light.horizon)
    if light.sun:
        _sun(canvas, light, rng)
    for _ in range(rng.randint(3, 5)):
        _cloud(canvas, light, rng)


def _sun(canvas: Canvas, light: Light, rng: Random) -> None:
    x, y = rng.randint(120, 1160), rng.randint(70, 190)
    for radius, alpha in ((120, 22), (84, 34), (44, 255)):
        canvas.ellipse(x, y, radius, radius, light.sun, alpha)


def _cloud(canvas: Canvas, light: Light, rng: Random) -> None:
    x, y, size = rng.randint(0, WIDTH), rng.randint(50, 270), rng.uniform(0.5, 1.1)
    canvas.ellipse(x, y + 12 * size, 150 * size, 17 * size, light.cloud, 150)
    for _ in range(5):
        shift = rng.uniform(-90, 90) * size
        puff = rng.uniform(26, 44) * size
        canvas.ellipse(x + shift, y - puff * 0.15, puff * 1.5, puff * 0.62, light.cloud, 150)


def _hills(canvas: Canvas, season: Season, light: Light, rng: Random) -> None:
    _ridge(canvas, rng, HORIZON - 62, 26, mix(season.far, light.horizon, 0.45))
    _ridge(canvas, rng, HORIZON - 30, 18, mix(season.far, season.hills, 0.35))
    _ridge(canvas, rng, HORIZON - 6, 9, season.hills)


def _ridge(canvas: Canvas, rng: Random, height: float, swing: float, name: str) -> None:
    turns = [(rng.uniform(0.002, 0.009), rng.uniform(0, 6)) for _ in range(3)]
    crest = [
        (x, height + swing * sum(sin(x * pace + start) for pace, start in turns) / 2)
        for x in range(0, WIDTH + 20, 20)
    ]
    canvas.polygon([(0, HEIGHT), *crest, (WIDTH, HEIGHT)], name)


def _village(canvas: Canvas, look: Look) -> None:
    """Small houses and poplars along the horizon, with the wires that lead to them."""
    ground = HORIZON + 14
    canvas.polygon([(0, ground), (WIDTH, ground), (WIDTH, HEIGHT), (0, HEIGHT)], look.season.meadow)
    start = look.spot.randint(40, 700)
    for number in range(look.spot.randint(6, 9)):
        x = start + number * 62 + look.spot.randint(-12, 12)
        if look.spot.random() < 0.4:
            _poplar(canvas, x - 16, ground, look)
        _far_house(canvas, x, ground + look.spot.randint(-2, 4), look.spot)


def _far_house(canvas: Canvas, x: float, y: float, rng: Random) -> None:
    wall = rng.choice(("#eee7da", "#e4dccb", "#f1ead8", "#dfe5e6"))
    roof = rng.choice(("#7d8b96", "#8a6f5e", "#5f7f9b", "#7b5348"))
    canvas.rectangle(x, y - 15, 34, 15, wall)
    canvas.polygon([(x - 4, y - 15), (x + 7, y - 26), (x + 27, y - 26), (x + 38, y - 15)], roof)
    for window in (6, 20):
        canvas.rectangle(x + window, y - 11, 6, 6, "#56748c")


def _poplar(canvas: Canvas, x: float, y: float, look: Look) -> None:
    leaf = mix(look.season.leaf, look.season.far, 0.35)
    canvas.rectangle(x - 1, y - 10, 2, 10, "#6b5a48")
    canvas.ellipse(x, y - 26, 6, 22, leaf)


def _ground(canvas: Canvas, season: Season) -> None:
    canvas.fade(HORIZON + 14, 640, mix(season.meadow, season.hills, 0.2), season.meadow)
    canvas.fade(640, HEIGHT, season.meadow, season.near)


def _patches(canvas: Canvas, season: Season, rng: Random) -> None:
    """Broad flat strips, so that the plain does not look poured."""
    for _ in range(14):
        y = rng.uniform(HORIZON + 30, HEIGHT)
        wide = 60 + (y - HORIZON) * rng.uniform(0.3, 0.8)
        shade = rng.choice((season.near, season.hills, season.meadow))
        canvas.ellipse(rng.uniform(0, WIDTH), y, wide, wide * 0.07, shade, 110)


def strip(
    canvas: Canvas, left: Point, right: Point, end: Point, name: str, reach: float = 1
) -> None:
    """A band of ground that runs from the reader towards the horizon."""
    far = (between(right, end, reach), between(left, end, reach))
    canvas.polygon([left, right, *far], name)


def tufts(canvas: Canvas, look: Look, top: float, bottom: float, count: int) -> None:
    """Bunches of feather grass, larger towards the reader."""
    spots = sorted(
        (look.spot.uniform(top, bottom), look.spot.uniform(0, WIDTH)) for _ in range(count)
    )
    for y, x in spots:
        tuft(canvas, x, y, look)


def tuft(canvas: Canvas, x: float, y: float, look: Look) -> None:
    tall = 5 + (y - HORIZON) * 0.055
    for lean in (-0.5, -0.2, 0.1, 0.4):
        shade = mix(look.season.grass, look.season.meadow, look.spot.uniform(0, 0.5))
        canvas.line([(x, y), (x + lean * tall, y - tall)], shade, max(1.2, tall * 0.09))
