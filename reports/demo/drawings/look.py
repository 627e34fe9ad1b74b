"""Season and light of a picture. Ten seeds in a row are one spot under ten skies."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Season:
    """Colours of the land, from the farthest hills to the grass at one's feet."""

    far: str
    hills: str
    meadow: str
    near: str
    grass: str
    leaf: str
    soil: str


@dataclass(frozen=True)
class Light:
    """Colours of the sky, and the veil that the light lays over the land."""

    zenith: str
    horizon: str
    cloud: str
    sun: str
    veil: str
    strength: float


SEASONS = (
    Season("#9fb4a8", "#8fa875", "#a3b46a", "#8da257", "#6f8c45", "#6d9150", "#a3825c"),
    Season("#aeb3a0", "#bdb27c", "#d3be7d", "#c3a962", "#a18a47", "#7f9455", "#b08c62"),
    Season("#a9a79c", "#b59a6a", "#c79f5d", "#b18648", "#8e6b38", "#c08a3e", "#9a7552"),
)

LIGHTS = (
    Light("#7fb2d9", "#e3eef2", "#ffffff", "#fff6d8", "#fff3d6", 0.04),
    Light("#5fa3d6", "#d3e8f3", "#ffffff", "#fffbe8", "#ffffff", 0.03),
    Light("#8fb4dd", "#fbe3bf", "#fbe6cf", "#ffedbd", "#ffdca8", 0.07),
    Light("#a9b7c2", "#dde3e5", "#c6cfd5", "", "#c9d3da", 0.08),
)


@dataclass(frozen=True)
class Look:
    """What one picture looks like. `spot` decides the land, `moment` the sky over it, and `busy`
    whether anybody is at work there."""

    season: Season
    light: Light
    spot: Random
    moment: Random
    busy: bool
    mirror: bool


def look(scene: str, phase: str, seed: int) -> Look:
    """Seeds of one ten share the land, not the sky. Odd seeds show people at work."""
    spot = Random(f"{scene} {seed // 10}")
    moment = Random(f"{scene} {phase} {seed}")
    mirror = spot.random() < 0.5
    return Look(spot.choice(SEASONS), moment.choice(LIGHTS), spot, moment, seed % 2 == 1, mirror)
