"""Drawn pictures of village works, before, during and after: no photo of a real place is used."""

from collections.abc import Callable

from reports.demo.drawings import (
    clinic,
    pump,
    road,
    roof,
    school,
    steppe,
    tower,
    tractor,
    trench,
)
from reports.demo.drawings.canvas import Canvas
from reports.demo.drawings.look import Look, look

Scene = Callable[[Canvas, Look, str], None]

SCENES: dict[str, Scene] = {
    "trench": trench.trench,
    "tower": tower.tower,
    "roof": roof.roof,
    "road": road.road,
    "school": school.school,
    "clinic": clinic.clinic,
    "pump": pump.pump,
    "tractor": tractor.yard,
}
PHASES = ("before", "during", "after")


def draw(scene: str, phase: str, seed: int) -> bytes:
    """A JPEG of the scene. The same three values always give the same bytes."""
    if scene not in SCENES or phase not in PHASES:
        raise ValueError(f"no such picture: {scene} {phase}")
    view = look(scene, phase, seed)
    canvas = Canvas()
    steppe.paint(canvas, view)
    SCENES[scene](canvas, view, phase)
    return canvas.jpeg(view.light.veil, view.light.strength, mirror=view.mirror)
